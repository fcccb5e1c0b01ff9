import assert from "node:assert/strict";
import { test } from "node:test";
import { currentParagraphs, nearestFrame, scrubProgress } from "../../web/host/scroll.js";

/** A part of a page with others in it. */
class Part {
  /** @type {Part | null} */ parentElement = null;
  /** @param {string} name @param {...Part} parts */
  constructor(name, ...parts) {
    this.name = name;
    this.parts = parts;
    for (const part of parts) part.parentElement = this;
  }
  /** @param {Part} other @returns {boolean} */
  contains(other) { return other === this || this.parts.some((part) => part.contains(other)); }
}

const frames = ["one", "two", "three"].map((name) => new Part(name));
const p = Object.fromEntries(["before", "first", "nested", "last"].map((name) => [name, new Part(name)]));
new Part("body",
  p.before,
  new Part("chapter", frames[0], p.first, new Part("aside", frames[1], p.nested)),
  new Part("chapter", frames[2], p.last));

/** @param {Part} paragraph */
const nearest = (paragraph) => /** @type {any} */ (nearestFrame)(paragraph, frames);

test("a paragraph drives the first frame in the smallest part of the page that has both", () => {
  for (const [name, want] of [["before", "one"], ["first", "one"], ["nested", "two"], ["last", "three"]]) {
    assert.equal(nearest(p[name])?.name, want, name);
  }
  assert.equal(nearest(new Part("elsewhere")), undefined);
});

test("the current paragraph of a frame is the last that has reached the middle", () => {
  const paragraphs = Object.values(p);
  const current = (/** @type {string[]} */ reached) =>
    Object.fromEntries([...currentParagraphs(paragraphs, ({ name }) => reached.includes(name), nearest)].map(([frame, { name }]) => [frame.name, name]));
  assert.deepEqual(current([]), {});
  assert.deepEqual(current(["before"]), { one: "before" });
  assert.deepEqual(current(["before", "first"]), { one: "first" });
  assert.deepEqual(current(["before", "first", "nested", "last"]), { one: "first", two: "nested", three: "last" });
});

test("progress is the share of the paragraph above the middle of the window", () => {
  for (const [top, height, want] of [[500, 100, 0], [400, 100, 0], [350, 100, 0.5], [300, 100, 1], [-200, 100, 1]]) {
    assert.equal(scrubProgress({ top, height }, 800), want, `top ${top}`);
  }
});
