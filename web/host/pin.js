// Pins a place under the host's own bar while the paragraphs that belong to it pass below:
//
//   <div data-two-boxes data-pin></div>
//
// The place keeps its size and its room in the page, so that nothing moves when it is pinned.

import { around, rectOf } from "./page.js";
import { clippers } from "./view.js";

/**
 * The height of a pinned place: enough for the picture and the explainer's line, and the larger part
 * of the window for the text.
 * @param {number} windowHeight in CSS pixels
 * @returns {number} CSS pixels
 */
export const pinHeight = (windowHeight) => Math.max(220, Math.round(windowHeight * 0.42));

/**
 * The distance from the window's top at which a paragraph shows its scene, below a pinned place: where
 * it is read, in the upper part of what is left of the window.
 * @param {number} pinned lower edge of the place, in CSS pixels
 * @param {number} windowHeight in CSS pixels
 */
export const lineBelow = (pinned, windowHeight) => pinned + Math.max(0, windowHeight - pinned) / 4;

/** Whether a place can stay in the window: nothing around it scrolls or clips it. @param {Element} place */
export const canPin = (place) => !clippers(place).length;

/**
 * Pins a place.
 * @param {HTMLElement} place
 */
export function pin(place) {
  // What is pinned: the place with all that is around it and not around the last paragraph. It alone can stay
  // while the paragraph passes.
  /** @type {HTMLElement | undefined} */ let part;
  let passed = false;
  let offset = 0; // of the part from its own position in the page, once all paragraphs have passed

  /**
   * Brings it in line with the page's position; without arguments, gives the place back to the page.
   * @param {number} [bar] height of the host's bars, in CSS pixels
   * @param {number} [height] of the place, in CSS pixels
   * @param {HTMLElement} [last] paragraph that belongs to the place; without one it isn't pinned
   */
  return (bar = 0, height = 0, last) => {
    const style = (position = "", zIndex = "", overflowAnchor = "", background = "") =>
      part && Object.assign(part.style, { position, zIndex, overflowAnchor, background, top: "" });
    place.style.height = height ? `${height}px` : "";
    const now = last && [...around(place)].find(({ parentElement }) => parentElement?.contains(last));
    if (now !== part) {
      style();
      part = now;
      passed = false;
      const { backgroundImage, backgroundColor } = getComputedStyle(part ?? place);
      style("sticky", "1", "none", backgroundImage === "none" && /^rgba.*, 0\)$/.test(backgroundColor) ? "Canvas" : "");
    }
    if (!part || !last) return;
    const end = rectOf(last).bottom;
    const box = rectOf(part);
    const top = bar - (rectOf(place).top - box.top);
    // Where the page does not let it stick, as in a cell of a grid, it stays where it is.
    const passes = end < top + box.height && (passed || box.top >= top - 1);
    if (passes !== passed) {
      passed = passes;
      offset = 0;
      part.style.position = passed ? "relative" : "sticky";
      part.style.top = "0";
    }
    // It leaves with the last paragraph as a part of the page, so that it moves exactly with it.
    if (passed) offset = Math.max(0, offset + end - rectOf(part).bottom);
    part.style.top = `${passed ? offset : top}px`;
  };
}
