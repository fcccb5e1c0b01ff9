// The animation frames and timers lent to one copy of the engine. They flow while something moves;
// otherwise they are kept back, so that an engine at rest costs nothing.

/** Shorter timers are never kept: the engine waits for them in the middle of a frame. */
const SHORT = 50;

/** The page's own: while an engine starts, the global name answers with one of these objects. */
const pageFrame = globalThis.requestAnimationFrame?.bind(globalThis);

export class Frames {
  #flows = true;
  #closed = false;
  /** How many frames there have been. */
  count = 0;
  #next = 1;
  /** @type {Set<{callback: FrameRequestCallback, id: number}>} id 0: kept back */
  #frames = new Set();
  /** @type {Map<number, {fire: () => void, delay: number, id: ReturnType<typeof setTimeout> | 0}>} id 0: kept back */
  #timers = new Map();

  /**
   * Stands in for requestAnimationFrame.
   * @param {FrameRequestCallback} callback
   */
  request = (callback) => {
    if (this.#closed) return 0;
    const frame = { callback, id: 0 };
    this.#frames.add(frame);
    if (this.#flows) this.#release(frame);
    return this.#next++;
  };

  /** @param {{callback: FrameRequestCallback, id: number}} frame */
  #release(frame) {
    frame.id = pageFrame((time) => {
      this.#frames.delete(frame);
      this.count++;
      frame.callback(time);
    });
  }

  /**
   * Stands in for setTimeout. A timer lasts until it is cleared, even when it has fired: the engine
   * clears it when it has taken note, and is called again if it hasn't.
   * @param {() => void} callback
   * @param {number} delay
   */
  setTimer(callback, delay) {
    const key = this.#next++;
    const fire = () => {
      callback();
      if (this.#timers.has(key)) timer.id = setTimeout(fire, 1);
    };
    const timer = { delay, fire, id: /** @type {ReturnType<typeof setTimeout> | 0} */ (0) };
    if (this.#closed) return key;
    this.#timers.set(key, timer);
    if (this.#flows || delay < SHORT) timer.id = setTimeout(fire, delay);
    return key;
  }

  /** @param {number} key */
  clearTimer(key) {
    clearTimeout(this.#timers.get(key)?.id);
    this.#timers.delete(key);
  }

  /**
   * Lets frames and timers through, or keeps them back.
   * @param {boolean} on
   */
  flow(on) {
    if (this.#closed || on === this.#flows) return;
    this.#flows = on;
    if (!on) return;
    for (const frame of this.#frames) if (!frame.id) this.#release(frame);
    for (const timer of this.#timers.values()) if (!timer.id) timer.id = setTimeout(timer.fire, timer.delay);
  }

  /** Drops everything for good. */
  close() {
    this.#closed = true;
    for (const { id } of this.#frames) cancelAnimationFrame(id);
    for (const { id } of this.#timers.values()) clearTimeout(id);
    this.#frames.clear();
    this.#timers.clear();
  }
}
