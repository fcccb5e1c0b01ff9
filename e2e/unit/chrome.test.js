import assert from "node:assert/strict";
import { test } from "node:test";
import { fill, megabytes } from "../../web/player/chrome.js";
import { indexOfHash } from "../../web/player/steps.js";

test("slots are filled, also with text that looks like a pattern", () => {
  assert.equal(fill("Step {=step} of {=steps}", { step: 2, steps: 7 }), "Step 2 of 7");
  assert.equal(fill("{=a}", { a: "$& {=b}" }), "$& {=b}");
  assert.equal(fill("no slot", { step: 2 }), "no slot");
  assert.equal(fill("{=size}", {}), "{=size}");
});

test("sizes have one decimal in the language's format", () => {
  assert.equal(megabytes(749_999, "."), "0.7");
  assert.equal(megabytes(12_000_000, ","), "12,0");
});

test("only a hash that is exactly a scene's id names a step", () => {
  const scenes = ["cover", "turnout"];
  for (const [hash, want] of /** @type {[string, number][]} */ ([
    ["#turnout", 1], ["#cover", 0], ["", -1], ["#", -1], ["#?secret=x", -1], ["#TURNOUT", -1], ["#turnout ", -1], ["#step-turnout", -1],
  ])) assert.equal(indexOfHash(hash, scenes), want, hash);
});
