import assert from "node:assert/strict";
import { test } from "node:test";
import { fittedSize } from "../../web/frame/fit.js";

const shapes = [
  { from: 280, most: 390, width: 390, height: 488 }, { from: 560, most: 640, width: 960, height: 600 }, { from: 960, most: 1000, width: 1280, height: 640 },
];

test("the picture shrinks within its shape, and the widest may become the next", () => {
  for (const [width, height, want] of [
    [1280, 640, 1000], [1280, 490, 980], [1280, 480, 960], [1280, 390, 624], [1280, 100, 560],
    [800, 390, 624], [800, 300, 560], [800, 900, 640], [400, 400, 319], [400, 100, 280], [300, 900, 300], [250, 900, 250], [500, 900, 390],
  ]) assert.equal(fittedSize(width, height, shapes).width, want, `${width} wide, ${height} high`);
});

test("its proportions are the shape's", () => {
  for (const [width, height, want] of [[1280, 640, 2], [1280, 450, 1.6], [800, 300, 1.6], [400, 400, 390 / 488]]) {
    assert.equal(fittedSize(width, height, shapes).ratio, want, `${width} wide, ${height} high`);
  }
});
