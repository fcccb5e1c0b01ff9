import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";

/** @type {Map<number, FrameRequestCallback>} what the page would call at its next frame */
const page = new Map();
let next = 1;
Object.assign(globalThis, {
  requestAnimationFrame(/** @type {FrameRequestCallback} */ callback) {
    page.set(next, callback);
    return next++;
  },
  cancelAnimationFrame: (/** @type {number} */ id) => void page.delete(id),
});
const { Frames } = await import("../../web/engine/frames.js"); // which takes the page's frames at once
beforeEach(() => page.clear());

function frame() {
  const due = [...page.values()];
  page.clear();
  for (const callback of due) callback(0);
}

test("frames flow, are kept back, and the one kept comes when they flow again", () => {
  const frames = new Frames();
  let drawn = 0;
  const draw = () => {
    drawn++;
    frames.request(draw);
  };
  frames.request(draw);
  frame();
  frame();
  assert.equal(drawn, 2);
  frames.flow(false);
  frame(); // was on its way
  frame();
  assert.equal(drawn, 3);
  assert.equal(page.size, 0, "nothing is asked of the page at rest");
  frames.flow(true);
  frame();
  assert.equal(drawn, 4);
});

test("long timers are kept back, short ones never", async () => {
  const frames = new Frames();
  /** @type {string[]} */
  const fired = [];
  const set = (/** @type {string} */ name, /** @type {number} */ delay) => {
    const key = frames.setTimer(() => {
      fired.push(name);
      frames.clearTimer(key);
    }, delay);
    return key;
  };
  frames.flow(false);
  set("long", 60);
  set("short", 1);
  frames.clearTimer(set("cleared", 1));
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.deepEqual(fired, ["short"]);
  frames.flow(true);
  await new Promise((resolve) => setTimeout(resolve, 120));
  assert.deepEqual(fired, ["short", "long"]);
});

test("a timer that was not taken note of fires again", async () => {
  const frames = new Frames();
  let times = 0;
  const key = frames.setTimer(() => ++times === 2 && frames.clearTimer(key), 1);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(times, 2);
});

test("closed for good, nothing comes any more", async () => {
  const frames = new Frames();
  let called = 0;
  frames.request(() => called++);
  frames.setTimer(() => called++, 1);
  frames.close();
  frames.request(() => called++);
  frames.setTimer(() => called++, 1);
  frames.flow(true);
  frame();
  await new Promise((resolve) => setTimeout(resolve, 30));
  assert.equal(called, 0);
});
