// What a browser may lack or a host may have taken away, and what stands in for it: everything
// counts as seen then, and nothing is known of the reader's preferences.

const page = /** @type {Record<string, any>} */ (globalThis);

/** @type {typeof globalThis.matchMedia} */
export const matchMedia = page.matchMedia?.bind(page) ??
  ((/** @type {string} */ media) => Object.assign(new EventTarget(), { media, matches: false }));

/** @type {typeof globalThis.IntersectionObserver} */
export const IntersectionObserver = page.IntersectionObserver ?? class {
  /** @param {(entries: {isIntersecting: boolean}[]) => void} report */
  constructor(report) {
    this.observe = () => queueMicrotask(() => report([{ isIntersecting: true }]));
  }
};

/** @type {typeof globalThis.ResizeObserver} */
export const ResizeObserver = page.ResizeObserver ?? class {
  /** @param {() => void} report */
  constructor(report) {
    this.observe = () => {
      queueMicrotask(report);
      addEventListener("resize", report);
    };
  }
};
