import assert from "node:assert/strict";
import { test } from "node:test";
import { lineBelow, pinHeight } from "../../web/host/pin.js";
import { stageHeight } from "../../web/host/reserved-height.js";
import { barHeight, resized, seenShare } from "../../web/host/view.js";

/** @typedef {{position: string, top: number, bottom: number}} Box */

/** The height of the bars in a window 800 px high that has these boxes. @param {...Box} boxes */
const bars = (...boxes) => barHeight((y) => boxes.filter(({ top, bottom }) => top <= y && y < bottom), 800);

const box = (/** @type {string} */ position, /** @type {number} */ top, /** @type {number} */ bottom) => ({ position, top, bottom });

test("the host's bars are what is fixed or sticky at the top of the window, one below the other", () => {
  for (const [want, ...boxes] of /** @type {[number, ...Box[]][]} */ ([
    [0],
    [0, box("static", 0, 60)],
    [0, box("relative", 0, 60)],
    [48, box("fixed", 0, 48)],
    [48, box("static", -900, 4000), box("sticky", 0, 48)],
    [0, box("sticky", 200, 248)], // not there yet
    [0, box("fixed", -60, 0)], // hidden until the reader scrolls up
    [30, box("fixed", -18, 30)],
    [88, box("fixed", 0, 48), box("sticky", 48, 88)],
    [48, box("fixed", 0, 48), box("fixed", 100, 140)],
    [0, box("fixed", 0, 800)], // a dialog over the page
    [48, box("fixed", 0, 800), box("fixed", 0, 48)],
    [0, box("fixed", 740, 800)], // at the bottom
  ])) assert.equal(bars(...boxes), want, JSON.stringify(boxes));
});

test("the share of a frame that is seen is that of the frame, or of the window if that is lower", () => {
  const view = { top: 48, bottom: 848 };
  for (const [top, bottom, want] of [[100, 300, 1], [48, 848, 1], [-100, 2000, 1], [-52, 148, 0.5], [-200, 48, 0], [900, 1000, 0], [848, 900, 0],
    [648, 2000, 0.25], [100, 100, 0]]) assert.equal(seenShare({ top, bottom }, view), want, `${top} to ${bottom}`);
  assert.equal(seenShare({ top: 0, bottom: 100 }, { top: 300, bottom: 200 }), 0, "in a box that is scrolled away");
});

test("a phone's address bar is no new size of the window", () => {
  const before = { width: 390, height: 664 };
  for (const [width, height, want] of /** @type {[number, number, boolean][]} */ ([
    [390, 664, false], [390, 744, false], [390, 784, false], [390, 785, true], [390, 540, true], [391, 664, true],
  ])) assert.equal(resized(before, { width, height }), want, `${width}×${height}`);
});

test("a pinned place leaves the larger part of the window to the text, which is read in the upper part of it", () => {
  assert.deepEqual([664, 900, 560, 390].map(pinHeight), [279, 378, 235, 220]);
  assert.equal(lineBelow(264, 564), 339);
  assert.equal(lineBelow(300, 250), 300);
});

test("a frame with the picture alone has the picture's height and a line", () => {
  const pinned = { from: 320, most: 640, width: 390, height: 252 };
  assert.deepEqual([390, 320, 780].map((width) => stageHeight(width, pinned)), [296, 251, 458]);
});
