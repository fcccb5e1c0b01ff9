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
  ]) assert.equal(reservedHeight(width, beside, shapes), want, `${width} px`);
});
