import assert from "node:assert/strict";
import { test } from "node:test";
import { reservedHeight } from "../../web/host/reserved-height.js";

test("the height is the picture's and what is beside it, at any width", () => {
  const shapes = [
    { from: 300, most: 500, width: 400, height: 500 }, { from: 600, most: 900, width: 1000, height: 600 }, { from: 1000, most: 1200, width: 1200, height: 600 },
  ];
  /** @type {[number, number][]} */
  const beside = [[300, 200], [800, 100]];
  for (const [width, want] of [
    [200, 250 + 200], [300, 375 + 200], [599, 625 + 200], [600, 360 + 200], [800, 480 + 100],
    [950, 540 + 100], [1000, 500 + 100], [1200, 600 + 100], [2000, 600 + 100],
  ]) assert.equal(reservedHeight(width, beside, shapes, 0), want, `${width} px`);
});

test("the narrowest shape gives way to the tall one where there is room", () => {
  const narrow = { from: 280, most: 360, width: 360, height: 328 };
  const tall = { from: 360, most: 396, width: 360, height: 370, needs: 640 };
  const wide = { from: 560, most: 640, width: 960, height: 600 };
  for (const [width, room, want] of [
    [360, 639, 328 + 240], [360, 640, 370 + 240], [360, 900, 370 + 240], // from the room that it needs
    [396, 640, 407 + 240], [559, 640, 407 + 240], // and no higher than that
    [359, 900, 328 + 240], [560, 900, 350 + 240], // at no other width
  ]) assert.equal(reservedHeight(width, [[280, 240]], [narrow, tall, wide], room), want, `${width}×${room} px`);
});
