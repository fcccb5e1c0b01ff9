// Gates requestAnimationFrame and timers for one engine: they run while something moves, and are
// held otherwise, so that an engine at rest costs nothing.

/** Timers shorter than this, in ms, are never held: the engine waits for them within a frame. */
const SHORT_TIMER = 50;

/** The page's own function: while an engine starts, the global name stands for a Frames' request. */
const pageFrame = globalThis.requestAnimationFrame?.bind(globalThis);

export class Frames {
  #running = true;
  #closed = false;
  /** The number of frames so far. */
  count = 0;
  #next = 1;
  /** @type {Set<{callback: FrameRequestCallback, id: number}>} id 0: held */
  #frames = new Set();
  /** @type {Map<number, {fire: () => void, delay: number, id: ReturnType<typeof setTimeout> | 0}>} id 0: held */
  #timers = new Map();

  /**
   * The engine's requestAnimationFrame.
   * @param {FrameRequestCallback} callback
   */
  request = (callback) => {
    if (this.#closed) return 0;
    const frame = { callback, id: 0 };
    this.#frames.add(frame);
    if (this.#running) this.#release(frame);
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
   * The engine's setTimeout. A timer fires again and again until it is cleared: the engine clears
   * it once it has handled it, and must be called again if it has not.
   * @param {() => void} callback
   * @param {number} delay in ms
   * @returns {number} the key for clearTimer
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
    if (this.#running || delay < SHORT_TIMER) timer.id = setTimeout(fire, delay);
    return key;
  }

  /** @param {number} key */
  clearTimer(key) {
    clearTimeout(this.#timers.get(key)?.id);
    this.#timers.delete(key);
  }

  /**
   * Runs frames and timers, or holds them.
   * @param {boolean} on
   */
  setRunning(on) {
    if (this.#closed || on === this.#running) return;
    this.#running = on;
    if (!on) return;
    for (const frame of this.#frames) if (!frame.id) this.#release(frame);
    for (const timer of this.#timers.values()) if (!timer.id) timer.id = setTimeout(timer.fire, timer.delay);
  }

  /** Drops all frames and timers, also those requested later. */
  close() {
    this.#closed = true;
    for (const { id } of this.#frames) cancelAnimationFrame(id);
    for (const { id } of this.#timers.values()) clearTimeout(id);
    this.#frames.clear();
    this.#timers.clear();
  }
}
