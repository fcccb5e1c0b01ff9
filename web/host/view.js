// What can be seen of the host's page: its window, without the host's own bars at the top.

import { PLACES } from "./elements.js";
import { around, rectOf } from "./page.js";

/** @typedef {{top: number, bottom: number}} Span  in CSS pixels from the window's top */

/**
 * The lower edge of the host's bars: what stays at the top of the window while the page scrolls. A
 * box that covers half the window is no bar but something that lies over the page.
 * @param {(y: number) => (Span & {position: string})[]} boxesAt all boxes at a distance from the window's top
 * @param {number} windowHeight in CSS pixels
 * @returns {number} in CSS pixels, 0 without a bar
 */
export function barHeight(boxesAt, windowHeight) {
  let height = 0;
  for (;;) { // a bar may be followed by another one
    const bars = boxesAt(height + 1).filter(({ position, top, bottom }) =>
      /fixed|sticky/.test(position) && top <= height + 1 && bottom > height && bottom < windowHeight / 2);
    if (!bars.length) return height;
    height = Math.max(...bars.map(({ bottom }) => bottom));
  }
}

/** The height of the host's bars at this moment, in CSS pixels. */
export const topBar = () => barHeight((y) => [...new Set(document.elementsFromPoint(innerWidth / 2, y).flatMap((element) => [...around(element)]))]
  .filter((element) => !element.closest(PLACES) && !element.querySelector(PLACES))
  .map((element) => {
    const { top, bottom } = rectOf(element);
    return { position: getComputedStyle(element).position, top, bottom };
  }), innerHeight);

/**
 * The parts of the page that scroll or clip an element. The window is none of them.
 * @param {Element} element
 */
export function clippers(element) {
  const { body, documentElement } = document;
  const overflow = (/** @type {Element} */ part) => getComputedStyle(part).overflow;
  // The overflow of the body is the window's, if the root has none of its own.
  return [...around(element)].filter((part) => part !== element && part !== documentElement && /hidden|auto|scroll/.test(overflow(part)) &&
    (part !== body || overflow(documentElement) !== "visible"));
}

/**
 * Where an element can be seen.
 * @param {Element} element
 * @param {number} bar height of the host's bars
 * @returns {Span}
 */
export function viewOf(element, bar) {
  const view = { top: bar, bottom: innerHeight };
  for (const part of clippers(element)) {
    if (part === document.body) continue; // it has the window's size, or clips nothing
    const { top, bottom } = rectOf(part);
    view.top = Math.max(view.top, top);
    view.bottom = Math.min(view.bottom, bottom);
  }
  return view;
}

/**
 * How much of a box is seen, as a share of what could be.
 * @param {Span} box
 * @param {Span} view
 * @returns {number} 0 to 1
 */
export function seenShare(box, view) {
  const seen = Math.min(box.bottom, view.bottom) - Math.max(box.top, view.top);
  return seen > 0 ? seen / Math.min(box.bottom - box.top, view.bottom - view.top) : 0;
}

/**
 * Scrolls the host's page so that a frame's card begins below the host's bars, if its top is out of
 * view. At once: the scene has changed, and its animation waits until it is seen.
 * @param {HTMLIFrameElement} frame
 * @param {number} top of the card, in CSS pixels from the top of the frame
 */
export function reveal(frame, top) {
  const view = viewOf(frame, topBar());
  const y = rectOf(frame).top + top;
  if (y >= view.top - 1 && y < view.bottom) return;
  const padding = parseFloat(getComputedStyle(document.documentElement).scrollPaddingTop) || 0; // scrollIntoView adds it
  for (let i = 0; i < 2; i++) { // the second time with the bar that is there by then
    frame.style.scrollMarginTop = `${Math.max(0, topBar() - padding) - top}px`;
    frame.scrollIntoView({ block: "start", behavior: "instant" });
  }
  frame.style.scrollMarginTop = "";
}

/**
 * Whether a window has another size, and not only lost or gained a phone's address bar.
 * @param {{width: number, height: number}} before in CSS pixels
 * @param {{width: number, height: number}} now
 */
export const resized = (before, now) => now.width !== before.width || Math.abs(now.height - before.height) > 120;
