// Drives the explainer by scrolling: a paragraph that reaches the line at which the text is read, the
// middle of the window, shows its scene.
//
//   <p data-two-boxes-scene="turnout">…</p>
//   <p data-two-boxes-scene="count" data-two-boxes-scrub>…</p>   the scene's progress follows the scrolling
//
// It never scrolls the page or holds it back. A frame that cannot be seen is left alone. What the
// reader does in the explainer stays until another paragraph arrives while the frame is in view.

import { parentOf, queryAll, send } from "./page.js";
import { seenShare, viewOf } from "./view.js";

/** What an element stands in, from the inside out. @param {object} element */
export const ancestors = (element) => {
  const parts = new Set();
  for (let part = parentOf(element); part; part = parentOf(part)) parts.add(part);
  return parts;
};

/**
 * The frames in the smallest part of the page that has a frame and an element, such as a paragraph.
 * @template {object} Frame
 * @param {{parentElement: Element | null}} element
 * @param {Iterable<Frame>} frames in the order of the page
 * @returns {Frame[]}
 */
export function nearestFrames(element, frames) {
  const around = [...frames].map((frame) => /** @type {const} */ ([frame, ancestors(frame)]));
  for (const part of ancestors(element)) {
    const near = around.filter(([, parts]) => parts.has(part));
    if (near.length) return near.map(([frame]) => frame);
  }
  return [];
}

/**
 * The frame that a paragraph drives: the first one in the smallest part of the page that has both.
 * @template {object} Frame
 * @param {{parentElement: Element | null}} paragraph
 * @param {Iterable<Frame>} frames in the order of the page
 * @returns {Frame | undefined}
 */
export const nearestFrame = (paragraph, frames) => nearestFrames(paragraph, frames).at(0);

/**
 * The last paragraph of each frame among those that count.
 * @template P, F
 * @param {Iterable<P>} paragraphs in the order of the page
 * @param {(paragraph: P, frame: F) => boolean} counts
 * @param {(paragraph: P) => F | undefined} frameOf
 * @returns {Map<F, P>}
 */
export function lastParagraphs(paragraphs, counts, frameOf) {
  /** @type {Map<F, P>} */
  const last = new Map();
  for (const paragraph of paragraphs) {
    const frame = frameOf(paragraph);
    if (frame && counts(paragraph, frame)) last.set(frame, paragraph);
  }
  return last;
}

/**
 * How much of a paragraph is above a line.
 * @param {{top: number, height: number}} box of the paragraph, in CSS pixels from the window's top
 * @param {number} line in CSS pixels from the window's top
 * @returns {number} 0 to 1
 */
export const scrubProgress = ({ top, height }, line) => Math.min(1, Math.max(0, (line - top) / height));

/** A frame is in view from this share on. What is seen of it then is enough to follow a change. */
const IN_VIEW = 0.7;

/**
 * How a frame follows its paragraphs.
 * @template P
 * @typedef {object} Following
 * @property {P | undefined} current  the last paragraph that has reached the line
 * @property {P | undefined} shown    the paragraph whose scene the frame has been sent
 * @property {boolean} held           the reader has chosen what the frame shows
 * @property {number} seen            how much of the frame was seen, 0 to 1
 */

/**
 * Follows the page as it scrolls.
 * @template P
 * @param {Following<P>} before
 * @param {P | undefined} reached the last paragraph that has reached the line
 * @param {number} seen how much of the frame is seen, 0 to 1
 * @returns {Following<P> & {shows: boolean}} shows: the frame has to show the current paragraph's scene
 */
export function follow(before, reached, seen) {
  const current = reached ?? before.current;
  // Only a paragraph that arrives in front of the reader's eyes ends what the reader has chosen.
  const held = before.held && !(current !== before.current && Math.min(before.seen, seen) >= IN_VIEW);
  const shows = !held && seen > 0 && current !== before.shown;
  return { current, shown: shows ? current : before.shown, held, seen, shows };
}

/** @typedef {import("./state.js").FrameState} FrameState */

export class Scroll {
  #frames;
  #line;
  #scrolled = false; // until then, the explainer shows what the host has set
  #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");

  /**
   * @param {Map<HTMLIFrameElement, FrameState>} frames in the order of the page
   * @param {(state: FrameState) => number} line at which the frame's text is read, in CSS pixels from the window's top
   */
  constructor(frames, line) {
    this.#frames = frames;
    this.#line = line;
    addEventListener("blur", () => { // the reader has pressed something in the frame
      for (const [frame, state] of frames) if (document.activeElement === frame) state.held = true;
    });
  }

  /** Some part of the page has been scrolled. */
  start() {
    this.#scrolled = true;
  }

  /** Keeps what the reader has chosen, wherever the page has been scrolled to meanwhile. @param {HTMLIFrameElement} frame @param {FrameState} state */
  hold(frame, state) {
    state.held = true;
    state.current = this.#reached().get(frame) ?? state.current;
  }

  /** The last paragraph of each frame. */
  ends() {
    return this.#last(() => true);
  }

  /** Shows the scenes that belong to the page's position. @param {number} bar height of the host's bars, in CSS pixels */
  update(bar) {
    this.#scrolled ||= scrollY > 0;
    const reached = this.#reached();
    for (const [frame, state] of this.#frames) {
      const seen = seenShare(frame.getBoundingClientRect(), viewOf(frame, bar));
      const { shows, ...following } = follow(state, reached.get(frame), seen);
      Object.assign(state, following);
      const { current } = state;
      if (!this.#scrolled) state.shown = current;
      else if (current && (shows || (this.#scrubs(current) && seen > 0 && !state.held))) this.#show(frame, state, current);
    }
  }

  /** The last paragraph of each frame that has reached the line. */
  #reached() {
    return this.#last((paragraph, frame) => {
      const { top, width } = paragraph.getBoundingClientRect();
      return width > 0 && top < this.#line(/** @type {FrameState} */ (this.#frames.get(frame)));
    });
  }

  /** @param {(paragraph: HTMLElement, frame: HTMLIFrameElement) => boolean} counts */
  #last(counts) {
    const frames = [...this.#frames.keys()];
    return lastParagraphs(queryAll("[data-two-boxes-scene]"), counts, (p) => nearestFrame(p, frames));
  }

  /** @param {HTMLIFrameElement} frame @param {FrameState} state @param {HTMLElement} paragraph */
  #show(frame, state, paragraph) {
    const scene = paragraph.dataset.twoBoxesScene ?? "";
    const before = state.scrubbed;
    const scrubs = this.#scrubs(paragraph);
    const progress = scrubs ? scrubProgress(paragraph.getBoundingClientRect(), this.#line(state)) : 1;
    if (scrubs && before?.scene === scene && before.progress === progress) return;
    send(frame, scrubs || before?.scene === scene ? { type: "seek", scene, progress } : { type: "goto", scene });
    state.scrubbed = scrubs ? { scene, progress } : undefined;
  }

  /** @param {HTMLElement} paragraph */
  #scrubs(paragraph) {
    return "twoBoxesScrub" in paragraph.dataset && !this.#reducedMotion.matches;
  }
}
