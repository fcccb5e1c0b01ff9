import assert from "node:assert/strict";
import { test } from "node:test";
import { at, share, step } from "../../web/player/scale.js";

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
