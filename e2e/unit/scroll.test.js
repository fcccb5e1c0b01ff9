import assert from "node:assert/strict";
import { test } from "node:test";
import { follow, lastParagraphs, nearestFrames, scrubProgress } from "../../web/host/scroll.js";

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
const nearest = (paragraph) => /** @type {any} */ (nearestFrames)(paragraph, frames)[0];

test("a paragraph drives the first frame in the smallest part of the page that has both", () => {
  for (const [name, want] of [["before", "one"], ["first", "one"], ["nested", "two"], ["last", "three"]]) {
    assert.equal(nearest(p[name])?.name, want, name);
  }
  assert.equal(nearest(new Part("elsewhere")), undefined);
});

test("the last paragraph of a frame is the last that counts", () => {
  const paragraphs = Object.values(p);
  const last = (/** @type {string[]} */ reached) =>
    Object.fromEntries([...lastParagraphs(paragraphs, ({ name }) => reached.includes(name), nearest)].map(([frame, { name }]) => [frame.name, name]));
  assert.deepEqual(last([]), {});
  assert.deepEqual(last(["before"]), { one: "before" });
  assert.deepEqual(last(["before", "first"]), { one: "first" });
  assert.deepEqual(last(["before", "first", "nested", "last"]), { one: "first", two: "nested", three: "last" });
});

test("progress is the share of the paragraph above the line", () => {
  for (const [top, height, want] of [[500, 100, 0], [400, 100, 0], [350, 100, 0.5], [300, 100, 1], [-200, 100, 1]]) {
    assert.equal(scrubProgress({ top, height }, 400), want, `top ${top}`);
  }
});

/**
 * What a frame shows after each step of a reader's way: a paragraph reached and the share of the frame that is seen, or "choose".
 * @param {([string | undefined, number] | "choose")[]} way
 */
const shown = (way) => {
  /** @type {import("../../web/host/scroll.js").Following<string>} */
  let following = { current: undefined, shown: undefined, held: false, seen: 0 };
  /** @type {string | undefined} */
  let scene;
  return way.map((step) => {
    if (step === "choose") {
      following.held = true;
      return (scene = "chosen");
    }
    const { shows, ...next } = follow(following, ...step);
    following = next;
    return shows ? (scene = next.current) : scene;
  });
};

for (const [name, way, want] of /** @type {[string, Parameters<typeof shown>[0], (string | undefined)[]][]} */ ([
  ["each paragraph is shown, forwards and backwards", [["a", 1], ["b", 1], ["c", 1], ["b", 1], ["a", 1]], ["a", "b", "c", "b", "a"]],
  ["above the first paragraph nothing changes", [[undefined, 1], ["a", 1], [undefined, 1], ["a", 1]], [undefined, "a", "a", "a"]],
  ["a frame that is not seen is not driven, and shows the current paragraph when it comes back",
    [["a", 1], ["b", 0], ["c", 0], ["c", 0.1]], ["a", "a", "a", "c"]],
  ["what the reader chose stays until another paragraph", [["a", 1], "choose", ["a", 1], ["b", 1]], ["a", "chosen", "chosen", "b"]],
  ["and the paragraph before counts as another, too", [["a", 1], ["b", 1], "choose", ["a", 1]], ["a", "b", "chosen", "a"]],
  ["it stays while the frame is not seen, and when it comes back",
    [["a", 1], "choose", ["b", 0.4], ["c", 0], ["d", 0], ["c", 0], ["b", 0.3], ["a", 0.6], ["a", 1]],
    ["a", ...Array(8).fill("chosen")]],
  ["also after a jump to another paragraph, until the one after", [["a", 1], "choose", ["c", 0], ["b", 1], ["b", 1], ["c", 1]],
    ["a", "chosen", "chosen", "chosen", "chosen", "c"]],
])) {
  test(name, () => assert.deepEqual(shown(way), want));
}
