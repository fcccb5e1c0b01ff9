import assert from "node:assert/strict";
import { test } from "node:test";
import { scales } from "../../web/player/sliders.js";
import { at, leap, placeAt, share, step } from "../../web/player/scale.js";

test("zero has a stop of its own, then the scale runs from 1 to 10,000", () => {
  for (const [s, n] of [[0, 0], [0.059, 0], [0.06, 1], [0.1, 1], [0.325, 10], [0.55, 100], [0.775, 1000], [1, 10000]]) {
    assert.equal(at(s), n, `at ${s}`);
  }
});

test("what is picked lies where it was picked", () => {
  for (const n of [0, 1, 5, 9, 13, 37, 100, 500, 9991, 10000]) {
    assert.ok(share(n) >= 0 && share(n) <= 1);
    assert.ok(Math.abs(at(share(n)) - n) <= n * 0.05, `${n} comes back as ${at(share(n))}`);
  }
});

test("the scale never falls", () => {
  let last = 0;
  for (let s = 0; s <= 1; s += 0.001) {
    assert.ok(at(s) >= last, `at ${s}`);
    last = at(s);
  }
});

test("arrow keys go from round number to round number, and stop at the ends", () => {
  const up = [];
  for (let n = 0; n < 10000; n = step(n, 1)) up.push(n);
  const down = [];
  for (let n = 10000; n > 0; n = step(n, -1)) down.push(n);
  assert.equal(up.length, down.length);
  assert.equal(step(0, -1), 0);
  assert.equal(step(10000, 1), 10000);
  assert.equal(step(13, 1), 15);
  assert.equal(step(13, -1), 12);
});

test("PageUp and PageDown go from one power of ten to the next, and stop at the ends", () => {
  const up = [0, 1, 10, 100, 1000, 10000, 10000];
  for (let i = 1; i < up.length; i++) assert.equal(leap(up[i - 1], 1), up[i]);
  const down = [10000, 1000, 100, 10, 1, 0, 0];
  for (let i = 1; i < down.length; i++) assert.equal(leap(down[i - 1], -1), down[i]);
  assert.deepEqual([leap(13, 1), leap(13, -1), leap(999, 1), leap(2, -1), leap(9991, 1)], [100, 10, 1000, 1, 10000]);
});

test("a slider's place is the nearest one, and keys go from fifth to fifth", () => {
  const places = [{ at: 0, name: "a" }, { at: 25, name: "b" }, { at: 100, name: "c" }];
  for (const [value, name] of /** @type {[number, string][]} */ ([[0, "a"], [12, "a"], [13, "b"], [62, "b"], [63, "c"], [100, "c"]])) {
    assert.equal(placeAt(places, value), name, String(value));
  }
  const go = /** @type {(value: number, direction: 1 | -1) => number} */ (scales.fifth.step);
  /** @type {[number, 1 | -1, number][]} */
  const steps = [[0, 1, 20], [30, 1, 40], [30, -1, 20], [40, -1, 20], [20, -1, 20], [100, 1, 100]];
  for (const [value, direction, want] of steps) {
    assert.equal(go(value, direction), want, `${value} ${direction}`);
  }
});
