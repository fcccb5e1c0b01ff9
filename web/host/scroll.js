// Drives the explainer by scrolling: a paragraph that reaches the middle of the window shows its scene.
//
//   <p data-two-boxes-scene="turnout">…</p>
//   <p data-two-boxes-scene="count" data-two-boxes-scrub>…</p>   the scene's progress follows the scrolling
//
// It never scrolls the page or holds it back. What the reader does in the explainer stays until the
// next paragraph.

/**
 * The frame that a paragraph drives: the first one in the smallest part of the page that has both.
 * @template {Node} Frame
 * @param {{parentElement: Element | null}} paragraph
 * @param {Iterable<Frame>} frames in the order of the page
 * @returns {Frame | undefined}
 */
export function nearestFrame(paragraph, frames) {
  for (let part = paragraph.parentElement; part; part = part.parentElement) {
    for (const frame of frames) if (part.contains(frame)) return frame;
  }
}

/**
 * The current paragraph of each frame: the last one that has reached the middle of the window.
 * @template P, F
 * @param {Iterable<P>} paragraphs in the order of the page
 * @param {(paragraph: P) => boolean} reached
 * @param {(paragraph: P) => F | undefined} frameOf
 * @returns {Map<F, P>}
 */
export function currentParagraphs(paragraphs, reached, frameOf) {
  /** @type {Map<F, P>} */
  const current = new Map();
  for (const paragraph of paragraphs) {
    const frame = reached(paragraph) ? frameOf(paragraph) : undefined;
    if (frame) current.set(frame, paragraph);
  }
  return current;
}

/**
 * How much of a paragraph is above the middle of the window.
 * @param {{top: number, height: number}} box of the paragraph, in CSS pixels from the window's top
 * @param {number} windowHeight in CSS pixels
 * @returns {number} 0 to 1
 */
export const scrubProgress = ({ top, height }, windowHeight) => Math.min(1, Math.max(0, (windowHeight / 2 - top) / height));

export class Scroll {
  #frames;
  /** Paragraphs whose top is above the middle. @type {Set<Element>} */ #reached = new Set();
  /** The current paragraph of each frame. @type {Map<HTMLIFrameElement, HTMLElement>} */ #current = new Map();
  /** Frames that the reader uses: they are left alone until the next paragraph. @type {Set<HTMLIFrameElement>} */ #inUse = new Set();
  /** The scene that each frame was scrubbed in. @type {Map<HTMLIFrameElement, string>} */ #scrubbed = new Map();
  #scrolled = false; // until then, the explainer shows what the host has set
  #scheduled = false;
  #reducedMotion = matchMedia("(prefers-reduced-motion: reduce)");
  #observer = new IntersectionObserver((entries) => this.#onReach(entries), { rootMargin: "1000000px 0px -50% 0px" });
  /** @type {WeakSet<Element>} */ #observed = new WeakSet();

  /** @param {{keys(): Iterable<HTMLIFrameElement>}} frames with explainers, in the order of the page */
  constructor(frames) {
    this.#frames = frames;
    addEventListener("scroll", () => this.#onScroll(), { passive: true });
    addEventListener("blur", () => {
      for (const frame of this.#current.keys()) if (document.activeElement === frame) this.#inUse.add(frame);
    });
  }

  /** Finds the marked paragraphs. */
  scan() {
    for (const paragraph of document.querySelectorAll("[data-two-boxes-scene]")) {
      if (this.#observed.has(paragraph)) continue;
      this.#observed.add(paragraph);
      this.#observer.observe(paragraph);
    }
  }

  /** @param {HTMLIFrameElement} frame @param {any} data one of the explainer's messages */
  hear(frame, data) {
    if (data.type === "scene" && data.by === "reader") this.#inUse.add(frame);
    const paragraph = this.#current.get(frame);
    if (data.type === "ready" && paragraph && this.#scrolled && !this.#inUse.has(frame)) this.#show(frame, paragraph);
  }

  /** Forgets a frame that has left the page. @param {HTMLIFrameElement} frame */
  forget(frame) {
    for (const known of [this.#current, this.#inUse, this.#scrubbed]) known.delete(frame);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #onReach(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#reached.add(target);
      else this.#reached.delete(target);
    }
    this.#scrolled ||= scrollY > 0;
    const paragraphs = /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-two-boxes-scene]"));
    const frames = [...this.#frames.keys()];
    const current = currentParagraphs(paragraphs, (p) => this.#reached.has(p), (p) => nearestFrame(p, frames));
    for (const [frame, paragraph] of current) {
      if (this.#current.get(frame) === paragraph) continue;
      this.#current.set(frame, paragraph);
      this.#inUse.delete(frame);
      if (this.#scrolled) this.#show(frame, paragraph);
    }
  }

  /** @param {HTMLIFrameElement} frame @param {HTMLElement} paragraph */
  #show(frame, paragraph) {
    const scene = paragraph.dataset.twoBoxesScene ?? "";
    const scrubs = this.#scrubs(paragraph);
    if (scrubs || this.#scrubbed.get(frame) === scene) {
      const progress = scrubs ? scrubProgress(paragraph.getBoundingClientRect(), innerHeight) : 1;
      this.#send(frame, { type: "seek", scene, progress });
    } else this.#send(frame, { type: "goto", scene });
    if (scrubs) this.#scrubbed.set(frame, scene);
    else this.#scrubbed.delete(frame);
  }

  /** @param {HTMLElement} paragraph */
  #scrubs(paragraph) {
    return "twoBoxesScrub" in paragraph.dataset && !this.#reducedMotion.matches;
  }

  /** Updates the progress of paragraphs that scrub, at most once per animation frame. */
  #onScroll() {
    if (this.#scheduled || ![...this.#current.values()].some((p) => this.#scrubs(p))) return;
    this.#scheduled = true;
    requestAnimationFrame(() => {
      this.#scheduled = false;
      for (const [frame, paragraph] of this.#current) {
        if (this.#scrubs(paragraph) && !this.#inUse.has(frame)) this.#show(frame, paragraph);
      }
    });
  }

  /** @param {HTMLIFrameElement} frame @param {object} message */
  #send(frame, message) {
    frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
  }
}
