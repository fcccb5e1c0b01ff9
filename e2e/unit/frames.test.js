import assert from "node:assert/strict";
import { beforeEach, mock, test } from "node:test";

/** @type {Map<number, FrameRequestCallback>} what the page will call at its next frame */
const page = new Map();
let next = 1;
Object.assign(globalThis, {
  requestAnimationFrame(/** @type {FrameRequestCallback} */ callback) {
    page.set(next, callback);
    return next++;
  },
  cancelAnimationFrame: (/** @type {number} */ id) => void page.delete(id),
});
const { Frames } = await import("../../web/engine/frames.js"); // reads the page's requestAnimationFrame when it loads
mock.timers.enable({ apis: ["setTimeout"] });
/** Lets time pass, for timers that start timers as well. @param {number} ms */
const pass = (ms) => { for (let i = 0; i < ms; i++) mock.timers.tick(1); };
beforeEach(() => page.clear());

function frame() {
  const due = [...page.values()];
  page.clear();
  for (const callback of due) callback(0);
}

test("frames run, are held, and the one held comes when they run again", () => {
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
  frames.setRunning(false);
  frame(); // already requested
  frame();
  assert.equal(drawn, 3);
  assert.equal(page.size, 0, "no frame is requested of the page at rest");
  frames.setRunning(true);
  frame();
  assert.equal(drawn, 4);
});

test("long timers are held, short ones never", () => {
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
  frames.setRunning(false);
  set("long", 60);
  set("short", 1);
  frames.clearTimer(set("cleared", 1));
  pass(120);
  assert.deepEqual(fired, ["short"]);
  frames.setRunning(true);
  pass(120);
  assert.deepEqual(fired, ["short", "long"]);
});

test("a timer that was not cleared fires again", () => {
  const frames = new Frames();
  let times = 0;
  const key = frames.setTimer(() => ++times === 2 && frames.clearTimer(key), 1);
  pass(50);
  assert.equal(times, 2);
});

test("once closed, no frame or timer comes", () => {
  const frames = new Frames();
  let called = 0;
  frames.request(() => called++);
  frames.setTimer(() => called++, 1);
  frames.close();
  frames.request(() => called++);
  frames.setTimer(() => called++, 1);
  frames.setRunning(true);
  frame();
  pass(30);
  assert.equal(called, 0);
});
