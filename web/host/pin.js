// Pins a place under the host's own bar while the paragraphs that belong to it pass below:
//
//   <div data-two-boxes data-pin></div>
//
// The place keeps its size and its room in the page, so that nothing moves when it is pinned.

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
export const canPin = (place) => clippers(place).next().done === true;

/**
 * What is pinned: the place with all that is around it and not around the paragraph. It alone can stay while
 * the paragraph passes.
 * @param {HTMLElement} place
 * @param {HTMLElement} paragraph
 */
function partBeside(place, paragraph) {
  let part = place;
  for (let around = part.parentElement; around && !around.contains(paragraph); around = around.parentElement) part = around;
  return part;
}

export class Pin {
  #place;
  /** @type {HTMLElement | null} */ #part = null;
  #passed = false;
  #offset = 0; // of the part from its own position in the page, once all paragraphs have passed

  /** @param {HTMLElement} place @param {number} height of the place, in CSS pixels */
  constructor(place, height) {
    this.#place = place;
    place.style.height = `${height}px`;
  }

  /**
   * @param {number} bar height of the host's bars, in CSS pixels
   * @param {number} height of the place, in CSS pixels
   * @param {HTMLElement | undefined} last paragraph that belongs to the place; without one it isn't pinned
   */
  update(bar, height, last) {
    this.#place.style.height = `${height}px`;
    const part = last ? partBeside(this.#place, last) : null;
    if (part !== this.#part) this.#setPart(part);
    if (!part || !last) return;
    const end = last.getBoundingClientRect().bottom;
    const box = part.getBoundingClientRect();
    const top = bar - (this.#place.getBoundingClientRect().top - box.top);
    // Where the page does not let it stick, as in a cell of a grid, it stays where it is.
    const passed = end < top + box.height && (this.#passed || box.top >= top - 1);
    if (passed !== this.#passed) {
      this.#passed = passed;
      this.#offset = 0;
      Object.assign(part.style, { position: passed ? "relative" : "sticky", top: "0" });
    }
    // It leaves with the last paragraph as a part of the page, so that it moves exactly with it.
    if (passed) this.#offset = Math.max(0, this.#offset + end - part.getBoundingClientRect().bottom);
    part.style.top = `${passed ? this.#offset : top}px`;
  }

  /** @param {HTMLElement | null} part */
  #setPart(part) {
    if (this.#part) Object.assign(this.#part.style, { position: "", top: "", zIndex: "", background: "", overflowAnchor: "" });
    this.#part = part;
    this.#passed = false;
    if (!part) return;
    const own = getComputedStyle(part);
    const seeThrough = own.backgroundImage === "none" && /^(transparent|rgba\(.*, 0\))$/.test(own.backgroundColor);
    Object.assign(part.style, { position: "sticky", zIndex: "1", background: seeThrough ? "Canvas" : "", overflowAnchor: "none" });
  }

  /** Gives the place back to the page. */
  release() {
    this.#setPart(null);
    this.#place.style.height = "";
  }
}
