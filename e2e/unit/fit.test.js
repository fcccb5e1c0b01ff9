import assert from "node:assert/strict";
import { test } from "node:test";
import { fitted } from "../../web/frame/fit.js";

test("the picture shrinks within its class, and wide may become regular", () => {
  for (const [width, room, want] of [
    [1280, 640, 1280], [1280, 500, 1000], [1280, 480, 960], [1280, 450, 720], [1280, 100, 560],
    [800, 450, 720], [800, 300, 560], [800, 900, 800], [400, 400, 319], [400, 100, 280], [300, 900, 300],
  ]) assert.equal(fitted(width, room).width, want, `${width} wide, ${room} high`);
});
