// Scrolling tells the story: a paragraph that reaches the middle of the screen brings its scene.
//
//   <p data-two-boxes-scene="turnout">…</p>
//   <p data-two-boxes-scene="count" data-two-boxes-scrub>…</p>   the scene goes as far as the reader
//
// It only watches: the page scrolls as it would without. What the reader does in the explainer holds
// until the next paragraph.

export class Scroll {
  #frames;
  /** Paragraphs whose beginning is above the middle. @type {Set<Element>} */ #reached = new Set();
  /** The last of them, by the frame it drives. @type {Map<HTMLIFrameElement, HTMLElement>} */ #current = new Map();
  /** Frames in the reader's hand. @type {Set<HTMLIFrameElement>} */ #held = new Set();
  /** The scene that each frame was scrubbed in. @type {Map<HTMLIFrameElement, string>} */ #scrubbed = new Map();
  #scrolled = false; // before, the explainer shows what the host asked for
  #waits = false;
  #still = matchMedia("(prefers-reduced-motion: reduce)");
  #observer = new IntersectionObserver((entries) => this.#reach(entries), { rootMargin: "1000000px 0px -50% 0px" });
  /** @type {WeakSet<Element>} */ #observed = new WeakSet();

  /** @param {{keys(): Iterable<HTMLIFrameElement>}} frames that explainers are in */
  constructor(frames) {
    this.#frames = frames;
    addEventListener("scroll", () => this.#scroll(), { passive: true });
    addEventListener("blur", () => {
      for (const frame of this.#current.keys()) if (document.activeElement === frame) this.#held.add(frame);
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
    if (data.type === "scene" && data.by === "reader") this.#held.add(frame);
    const paragraph = this.#current.get(frame);
    if (data.type === "ready" && paragraph && this.#scrolled && !this.#held.has(frame)) this.#bring(frame, paragraph);
  }

  /** Lets go of a frame that has left the page. @param {HTMLIFrameElement} frame */
  forget(frame) {
    for (const known of [this.#current, this.#held, this.#scrubbed]) known.delete(frame);
  }

  /** @param {IntersectionObserverEntry[]} entries */
  #reach(entries) {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) this.#reached.add(target);
      else this.#reached.delete(target);
    }
    this.#scrolled ||= scrollY > 0;
    /** @type {Map<HTMLIFrameElement, HTMLElement>} */
    const now = new Map();
    for (const paragraph of document.querySelectorAll("[data-two-boxes-scene]")) {
      const frame = this.#reached.has(paragraph) && this.#frameOf(paragraph);
      if (frame) now.set(frame, /** @type {HTMLElement} */ (paragraph));
    }
    for (const [frame, paragraph] of now) {
      if (this.#current.get(frame) === paragraph) continue;
      this.#current.set(frame, paragraph);
      this.#held.delete(frame);
      if (this.#scrolled) this.#bring(frame, paragraph);
    }
  }

  /** The frame nearest to a paragraph: the first in the smallest part of the page that holds both. @param {Element} paragraph */
  #frameOf(paragraph) {
    for (let part = paragraph.parentElement; part; part = part.parentElement) {
      for (const frame of this.#frames.keys()) if (part.contains(frame)) return frame;
    }
    return null;
  }

  /** @param {HTMLIFrameElement} frame @param {HTMLElement} paragraph */
  #bring(frame, paragraph) {
    const scene = paragraph.dataset.twoBoxesScene ?? "";
    const scrubs = this.#scrubs(paragraph);
    if (scrubs || this.#scrubbed.get(frame) === scene) {
      const { top, height } = paragraph.getBoundingClientRect();
      const progress = scrubs ? Math.min(1, Math.max(0, (innerHeight / 2 - top) / height)) : 1;
      this.#ask(frame, { type: "seek", scene, progress });
    } else this.#ask(frame, { type: "goto", scene });
    if (scrubs) this.#scrubbed.set(frame, scene);
    else this.#scrubbed.delete(frame);
  }

  /** @param {HTMLElement} paragraph */
  #scrubs(paragraph) {
    return "twoBoxesScrub" in paragraph.dataset && !this.#still.matches;
  }

  /** Goes with the reader through a paragraph that scrubs, once a frame at most. */
  #scroll() {
    if (this.#waits || ![...this.#current.values()].some((p) => this.#scrubs(p))) return;
    this.#waits = true;
    requestAnimationFrame(() => {
      this.#waits = false;
      for (const [frame, paragraph] of this.#current) {
        if (this.#scrubs(paragraph) && !this.#held.has(frame)) this.#bring(frame, paragraph);
      }
    });
  }

  /** @param {HTMLIFrameElement} frame @param {object} message */
  #ask(frame, message) {
    frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
  }
}
