// Drives the explainer by scrolling: a paragraph that reaches the line at which the text is read, the
// middle of the window, shows its scene.
//
//   <p data-two-boxes-scene="turnout">…</p>
//   <p data-two-boxes-scene="count" data-two-boxes-scrub>…</p>   the scene's progress follows the scrolling
//
// It never scrolls the page or holds it back. A frame that cannot be seen is left alone. What the
// reader does in the explainer stays until another paragraph arrives while the frame is in view.

import { around, queryAll, rectOf, send } from "./page.js";
import { frames } from "./state.js";
import { seenShare, viewOf } from "./view.js";

/**
 * The frames in the smallest part of the page that has a frame and an element, such as a paragraph. The first
 * is the one that a paragraph drives.
 * @template {object} Frame
 * @param {{parentElement: Element | null}} element
 * @param {Iterable<Frame>} among in the order of the page
 * @returns {Frame[]}
 */
export function nearestFrames(element, among) {
  const all = [...among].map((frame) => /** @type {const} */ ([frame, around(frame)]));
  for (const part of around(element)) {
    const near = all.filter(([, parts]) => parts.has(part));
    if (near.length) return near.map(([frame]) => frame);
  }
  return [];
}

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

/**
 * How a frame follows its paragraphs.
 * @template P
 * @typedef {object} Following
 * @property {P} [current]  the last paragraph that has reached the line
 * @property {P} [shown]    the paragraph whose scene the frame has been sent
 * @property {boolean} [held]         the reader has chosen what the frame shows
 * @property {number} seen       how much of the frame was seen, 0 to 1
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
  // Only a paragraph that arrives in front of the reader's eyes ends what the reader has chosen: while so much
  // of the frame is seen that a change can be followed.
  const held = before.held && (current === before.current || Math.min(before.seen, seen) < 0.7);
  const shows = !held && seen > 0 && current !== before.shown;
  return { current, shown: shows ? current : before.shown, held, seen, shows };
}

/** @typedef {import("./state.js").FrameState} FrameState */
/** @typedef {(state: FrameState) => number} Line  at which a frame's text is read, in CSS pixels from the window's top */

/** The last paragraph of each frame that counts. @param {(paragraph: HTMLElement, frame: HTMLIFrameElement) => boolean} counts */
export const last = (counts) => lastParagraphs(queryAll("[data-two-boxes-scene]"), counts, (paragraph) => nearestFrames(paragraph, frames.keys())[0]);

/**
 * Shows the scenes that belong to the page's position.
 * @param {number} bar height of the host's bars, in CSS pixels
 * @param {Line} line
 * @param {boolean} scrolled some part of the page has been; until then, the explainer shows what the host has set
 */
export function followScroll(bar, line, scrolled) {
  const reached = last((paragraph, frame) => {
    const { top, width } = rectOf(paragraph);
    return width > 0 && top < line(/** @type {FrameState} */ (frames.get(frame)));
  });
  for (const [frame, state] of frames) {
    const seen = seenShare(rectOf(frame), viewOf(frame, bar));
    const { shows, ...following } = follow(state, reached.get(frame), seen);
    Object.assign(state, following);
    const { current, held, scrubbed } = state;
    if (!scrolled) state.shown = current;
    if (!scrolled || !current) continue;
    const scrubs = "twoBoxesScrub" in current.dataset && !matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (!shows && (!scrubs || !seen || held)) continue;
    const scene = current.dataset.twoBoxesScene ?? "";
    const progress = scrubs ? scrubProgress(rectOf(current), line(state)) : 1;
    const again = scrubbed?.scene === scene;
    if (scrubs && again && scrubbed.progress === progress) continue;
    send(frame, { type: scrubs || again ? "seek" : "goto", scene, progress });
    state.scrubbed = scrubs ? { scene, progress } : undefined;
  }
}
