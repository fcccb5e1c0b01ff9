// Hosts the engine in the page: loads it, gives it one element to draw in, holds its frames while
// nothing moves or it is off screen, and replaces it when it crashes. It knows neither the story nor
// the rest of the page; the page says what a new engine has to show (getState).

import { discardCanvas, makeCanvas } from "./canvas.js";
import { Engine } from "./engine.js";
import { acquireSlot, notifyWaiting, register } from "./engine-slots.js";
import { loadEngine, loadRest } from "./load.js";

/** @typedef {import("./protocol.js").ToStage} ToStage */
/** @typedef {import("./protocol.js").FromStage} FromStage */
/** @typedef {import("./protocol.js").FromEngine} FromEngine */

/**
 * @typedef {object} HostOptions
 * @property {HTMLElement} box the element that the canvas fills
 * @property {HTMLCanvasElement} [canvas] for the first engine, if there is one already: see canvas.js
 * @property {() => ToStage[]} getState the messages that show a new engine what the reader saw last
 * @property {(loaded: number, total: number) => void} [onProgress] gets bytes, uncompressed
 * @property {(message: FromEngine) => void} onMessage
 * @property {boolean} [whole] start the first engine with the rest of the program too: what it is told at once may call any of it
 * @property {boolean} [pinned] show the composition for a small picture pinned over an article
 * @property {(error: unknown) => void} onFail the engine crashed too often; restart() tries again
 *
 * @typedef {HostOptions & import("./load.js").Files} Options
 */

/** Give up after MAX_CRASHES within CRASH_WINDOW ms. */
export const MAX_CRASHES = 3;
export const CRASH_WINDOW = 60_000;

/** Release the engine after IDLE_TIMEOUT ms off screen. */
export const IDLE_TIMEOUT = 60_000;

export class EngineHost {
  /** @type {Options} */
  #options;
  #Engine;
  /** @type {import("./load.js").Loaded | undefined} */
  #loaded;
  /**
   * The rest of the program, on its way or there. The first engine starts without it, unless it is to be whole.
   * @type {Promise<WebAssembly.Module | undefined> | undefined}
   */
  #rest;
  /** @type {Engine | undefined} */
  #engine;
  /** For the next engine. @type {HTMLCanvasElement | undefined} */
  #canvas;
  #width = 0; // CSS pixels
  #height = 0;
  #boxVisible = true;
  #boxSeen = true;
  #startedAt = 0; // ms since 1970
  #pageHidden = false; // the reader has left for another page
  #wanted = false; // an engine is to run, as soon as it can
  #busy = false; // something moves, or a message is not answered yet
  /** Runs while an engine is off screen. @type {ReturnType<typeof setTimeout> | undefined} */
  #idleTimer;
  /** The times of recent crashes, in ms. @type {number[]} */
  #crashes = [];
  /** Durations of loading and of the last start, in ms, and the number of engines started: see ?debug. */
  record = { loading: 0, starting: 0, copies: 0 };

  /**
   * @param {Options} options
   * @param {typeof Engine} [EngineClass] a fake, in unit tests
   */
  constructor(options, EngineClass = Engine) {
    this.#options = options;
    this.#Engine = EngineClass;
    this.#canvas = options.canvas;
    // Before Ebitengine's own listener, which would reload the page.
    options.box.addEventListener("webglcontextlost", (event) => {
      event.stopImmediatePropagation();
      if (this.#engine && event.target === this.#engine.canvas) this.#onCrash(this.#engine, new Error("the WebGL context was lost"));
    }, true);
    document.addEventListener("visibilitychange", () => this.#update());
    addEventListener("pagehide", () => {
      this.#pageHidden = true;
      this.#release();
      notifyWaiting();
    });
    addEventListener("pageshow", () => {
      this.#pageHidden = false;
      this.#update();
    });
    this.#watchPixelRatio();
    const host = this;
    register({
      get running() { return host.#engine !== undefined; },
      get visible() { return host.#visible; },
      get seen() { return host.#visible && host.#boxSeen; },
      get startedAt() { return host.#startedAt; },
      release: () => host.#release(),
      tryStart: () => { if (!host.#engine) host.#update(); },
    });
  }

  /**
   * Downloads what the engine needs. It can be called again after a failure.
   * @param {Promise<import("./load.js").Loaded>} [begun] by the player, before this script was there
   * @param {number} [start] when, of performance.now()
   * @throws {Error} names the file and what is wrong
   */
  async load(begun = loadEngine(this.#options, this.#options.onProgress), start = performance.now()) {
    this.#loaded = await begun;
    this.record.loading = performance.now() - start;
    this.#loadRest();
  }

  /** Downloads the rest of the program. Without it no engine runs, but restart() tries again. */
  #loadRest() {
    const { onProgress = () => {}, onFail } = this.#options;
    this.#rest = loadRest(this.#options, onProgress);
    this.#rest.catch((error) => { // before the engine hears of it
      this.#rest = undefined;
      this.park();
      onFail(error);
    });
  }

  /**
   * Starts the engine, once loaded. If a slot is free it draws its first picture at once, even off
   * screen.
   * @param {boolean} [requested] the reader asked for it: takes a slot from another explainer
   */
  async start(requested = false) {
    this.#wanted = true;
    if (!this.#engine) await this.#startEngine(requested);
  }

  /** Starts a new engine, and forgets past crashes. */
  async restart() {
    this.#crashes = [];
    this.park();
    if (!this.#rest) this.#loadRest();
    await this.start(true);
  }

  /** Stops the engine and frees its memory, until start() or restart(). */
  park() {
    this.#wanted = false;
    this.#discard();
    notifyWaiting();
  }

  /** Stops the engine and frees its memory, until it is visible and a slot is free. */
  #release() {
    this.#discard();
    if (this.#wanted) this.#options.onMessage({ type: "parked" });
  }

  #discard() {
    if (this.#canvas) discardCanvas(this.#canvas);
    this.#canvas = undefined;
    this.#engine?.stop();
    this.#engine?.remove();
    this.#engine = undefined;
  }

  /**
   * Sends a message to the running engine. Without one the message is dropped: see getState.
   * @param {ToStage} message
   */
  send(message) {
    if (!this.#engine) return;
    this.#busy = true;
    this.#engine.send(message);
    this.#update();
  }

  /**
   * Sets whether the box is on screen. Hidden documents are detected without this.
   * @param {boolean} visible
   * @param {boolean} seen most of it is
   */
  setVisible(visible, seen) {
    this.#boxVisible = visible;
    this.#boxSeen = seen;
    this.#update();
    if (!seen) notifyWaiting();
  }

  /**
   * Sets the size of the box.
   * @param {number} width in CSS pixels
   * @param {number} height in CSS pixels
   */
  setSize(width, height) {
    if (width === this.#width && height === this.#height) return;
    this.#width = width;
    this.#height = height;
    this.#engine?.resize(width, height);
    this.#sendSize();
  }

  /** What the running engine uses: memory in bytes, and the number of frames so far. */
  usage() {
    return { memory: this.#engine?.memory ?? 0, frames: this.#engine?.frames.count ?? 0 };
  }

  /**
   * Starts a new engine, if it gets a slot. The last picture of the old one stays until the new one
   * has drawn.
   * @param {boolean} [requested] by the reader
   */
  async #startEngine(requested = false) {
    if (!this.#loaded || !this.#rest) return;
    if (!this.#engine && !acquireSlot(this.#priority(requested))) return this.#release();
    this.#startedAt = performance.timeOrigin + performance.now();
    const { module, pack } = this.#loaded;
    const rest = this.#rest;
    const old = this.#engine;
    old?.stop();
    const engine = new this.#Engine(
      this.#nextCanvas(),
      pack,
      (message) => this.#receive(engine, message),
      (error) => this.#onCrash(engine, error),
    );
    this.#engine = engine;
    this.#busy = true;
    const whole = this.record.copies++ > 0 || (this.#options.whole ?? false);
    const start = performance.now();
    engine.resize(this.#width, this.#height);
    try {
      await engine.start(module, rest, whole);
      this.record.starting = performance.now() - start;
    } catch (error) {
      this.#onCrash(engine, error);
    }
    old?.remove();
    if (engine === this.#engine && engine.canvas) this.#options.box.append(engine.canvas);
    else engine.remove();
    this.#update();
  }

  /** How much this explainer needs a slot. @param {boolean} requested */
  #priority(requested) {
    if (requested) return "requested";
    if (this.#visible) return this.#boxSeen ? "seen" : "visible";
  }

  /** The canvas from the options, unless its context has been lost, or a new one. */
  #nextCanvas() {
    const given = this.#canvas;
    this.#canvas = undefined;
    if (given && !given.getContext("webgl2")?.isContextLost()) return given;
    return makeCanvas(Math.round(this.#width * devicePixelRatio), Math.round(this.#height * devicePixelRatio));
  }

  /** @param {Engine} engine @param {FromStage} message */
  #receive(engine, message) {
    if (engine !== this.#engine) return;
    switch (message.type) {
      case "ready":
        this.#sendSize();
        for (const state of this.#options.getState()) engine.send(state);
        return;
      case "moving":
        this.#busy = true;
        break;
      case "rest":
      case "still":
        this.#busy = false;
        break;
    }
    this.#update();
    this.#options.onMessage(message);
  }

  #sendSize() {
    this.send({ type: "size", width: this.#width, height: this.#height, pinned: this.#options.pinned ?? false });
  }

  /** Whether a reader can see the box. */
  get #visible() {
    return this.#boxVisible && !document.hidden && !this.#pageHidden;
  }

  /** Runs or holds the engine's frames, and starts an engine where one is wanted and visible. */
  #update() {
    clearTimeout(this.#idleTimer);
    if (this.#engine) {
      this.#engine.frames.setRunning(this.#visible && this.#busy);
      if (!this.#visible) this.#idleTimer = setTimeout(() => this.#release(), IDLE_TIMEOUT);
    } else if (this.#wanted && this.#visible) void this.#startEngine();
    else if (this.#wanted) this.#options.onMessage({ type: "parked" }); // it crashed off screen
  }

  /** @param {Engine} engine @param {unknown} error */
  #onCrash(engine, error) {
    if (engine !== this.#engine) return;
    this.#discard();
    const now = performance.now();
    this.#crashes = [...this.#crashes.filter((time) => now - time < CRASH_WINDOW), now];
    if (this.#crashes.length < MAX_CRASHES) {
      this.#options.onMessage({ type: "gone", error });
      setTimeout(() => this.#update(), 0);
      return;
    }
    this.park();
    this.#options.onFail(error);
  }

  /** The engine reads devicePixelRatio once, so a change needs a new engine. */
  #watchPixelRatio() {
    matchMedia(`(resolution: ${devicePixelRatio}dppx)`).addEventListener("change", () => {
      this.#watchPixelRatio();
      if (this.#engine) this.#startEngine();
    }, { once: true });
  }
}
