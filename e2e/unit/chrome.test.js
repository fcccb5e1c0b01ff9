import assert from "node:assert/strict";
import { test } from "node:test";
import { fill } from "../../web/lib/fill.js";
import { megabytes } from "../../web/player/chrome.js";

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
