import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { introduce, makeRoom, offerRoom } from "../../web/engine/engine-slots.js";

/** @typedef {import("../../web/engine/engine-slots.js").Neighbour & {asked: number}} Known */

/** A frame with an explainer in it. @param {Partial<Known>} is */
function frame(is) {
  const twoBoxesNeighbour = { runs: true, seen: true, since: 0, asked: 0, giveWay() { this.runs = false; }, look() { this.asked++; }, ...is };
  return Object.assign([], { twoBoxesNeighbour });
}
/** A frame of another origin, with frames in it. @param {...object} frames */
const foreign = (...frames) => Object.defineProperty(Object.assign([...frames]), "twoBoxesNeighbour", { get() { throw new Error("SecurityError"); } });

/** @param {...any} frames of the page */
function page(...frames) {
  Object.assign(globalThis, { window: globalThis, top: foreign(globalThis, ...frames) });
}
beforeEach(() => introduce(frame({}).twoBoxesNeighbour));

test("two run at once, however deep they are in the page", () => {
  page();
  assert.equal(makeRoom("seen"), true);
  page(frame({}), foreign(foreign(), frame({ runs: false })));
  assert.equal(makeRoom("seen"), true);
  page(frame({}), foreign(foreign(frame({}))));
  assert.equal(makeRoom("seen"), false);
});

test("who is out of sight gives way to who is seen; nobody to who is not", () => {
  const away = frame({ seen: false, since: 2 });
  page(frame({ since: 1 }), away);
  assert.equal(makeRoom(undefined), false);
  assert.equal(makeRoom("seen"), true);
  assert.equal(away.twoBoxesNeighbour.runs, false);
});

test("the oldest gives way to who insists", () => {
  const [young, old] = [frame({ since: 2 }), frame({ since: 1 })];
  page(young, old);
  assert.equal(makeRoom("insist"), true);
  assert.deepEqual([young, old].map((f) => f.twoBoxesNeighbour.runs), [true, false]);
});

test("a place that is free is offered to all others", () => {
  const others = [frame({}), frame({ runs: false })];
  page(foreign(others[0]), others[1]);
  offerRoom();
  assert.deepEqual(others.map((f) => f.twoBoxesNeighbour.asked), [1, 1]);
});
