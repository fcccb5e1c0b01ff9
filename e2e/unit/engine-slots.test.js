import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import { acquireSlot, notifyWaiting, register } from "../../web/engine/engine-slots.js";

/** @typedef {import("../../web/engine/engine-slots.js").Peer & {tries: number}} Counted */

/** A frame with an explainer in it. @param {Partial<Counted>} is */
function frame(is) {
  const peer = { running: true, visible: true, seen: true, startedAt: 0, tries: 0, release() { this.running = false; }, tryStart() { this.tries++; } };
  const twoBoxesPeer = Object.assign(peer, is);
  return Object.assign([], { twoBoxesPeer });
}
/** A frame of another origin, with frames in it. @param {...object} frames */
const foreign = (...frames) => Object.defineProperty(Object.assign([...frames]), "twoBoxesPeer", { get() { throw new Error("SecurityError"); } });

/** @param {...any} frames of the page */
function page(...frames) {
  Object.assign(globalThis, { window: globalThis, top: foreign(globalThis, ...frames) });
}
beforeEach(() => register(frame({}).twoBoxesPeer));

test("two engines run at once, at any depth of frames", () => {
  page();
  assert.equal(acquireSlot("visible"), true);
  page(frame({}), foreign(foreign(), frame({ running: false })));
  assert.equal(acquireSlot("visible"), true);
  page(frame({}), foreign(foreign(frame({}))));
  assert.equal(acquireSlot("visible"), false);
});

test("an explainer off screen releases its slot to a visible one, but not to another off screen", () => {
  const away = frame({ visible: false, startedAt: 2 });
  page(frame({ startedAt: 1 }), away);
  assert.equal(acquireSlot(undefined), false);
  assert.equal(acquireSlot("visible"), true);
  assert.equal(away.twoBoxesPeer.running, false);
});

test("an explainer of which little is seen releases its slot to one of which most is", () => {
  const glimpsed = frame({ seen: false, startedAt: 2 });
  page(frame({ startedAt: 1 }), glimpsed);
  assert.equal(acquireSlot("visible"), false);
  assert.equal(acquireSlot("seen"), true);
  assert.equal(glimpsed.twoBoxesPeer.running, false);
  page(frame({ startedAt: 1 }), frame({ startedAt: 2 }));
  assert.equal(acquireSlot("seen"), false);
});

test("the oldest engine releases its slot when the reader requests one", () => {
  const [young, old] = [frame({ startedAt: 2 }), frame({ startedAt: 1 })];
  page(young, old);
  assert.equal(acquireSlot("requested"), true);
  assert.deepEqual([young, old].map((f) => f.twoBoxesPeer.running), [true, false]);
});

test("all others are notified that a slot may be free", () => {
  const others = [frame({}), frame({ running: false })];
  page(foreign(others[0]), others[1]);
  notifyWaiting();
  assert.deepEqual(others.map((f) => f.twoBoxesPeer.tries), [1, 1]);
});
