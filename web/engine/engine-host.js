// The engine as a guest in the page: loaded with progress, given one box to draw in, kept still
// while nothing moves or nobody looks, and replaced by a new copy when it breaks. It knows neither
// the story nor the page around the box; whatever a new copy has to know, the page tells (getState).
//
// PROTOCOL: plain objects with a type.
//   to the stage:   show {scene, at: "start" | "rest" | 0..1, playing, choices: {name: value}}
//                   choose {name, value} · seek {progress} · play · pause · replay
//                   theme {dark, paper?, ink?, accent?} · motion {reduced}
//                   reading {turnout: number | null, final}, null: none reported yet · panic {where: "update" | "draw" | "callback"}
//   from the stage: drawn {scene} · moving {scene} · counters {scene, values} ·
//                   rest {scene}: over · still {scene}: nothing moves, but it isn't over
//   from here:      gone {error}: the copy broke and its picture with it, another follows ·
//                   parked: it was put away, or has to wait; it comes when it is seen and there is a place

import { discardCanvas, makeCanvas } from "./canvas.js";
import { downloadBytes, downloadModule } from "../fetch/download.js";
import { Engine } from "./engine.js";
import { introduce, makeRoom, offerRoom } from "./engine-slots.js";
import { importScript } from "../fetch/import-script.js";
import { matchMedia } from "../lib/standins.js";

/** @typedef {import("./engine.js").Message} Message */

/**
 * @typedef {object} Options
 * @property {HTMLElement} box what the canvas fills
 * @property {HTMLCanvasElement} [canvas] for the first copy, if there is one already: see canvas.js
 * @property {import("../fetch/download.js").File} wasm
 * @property {import("../fetch/download.js").File} pack
 * @property {import("../fetch/import-script.js").Script} support Go's wasm_exec.js
 * @property {() => Message[]} getState what brings a new copy to where the reader is
 * @property {(loaded: number, total: number) => void} [onProgress] in bytes
 * @property {(message: Message) => void} onMessage
 * @property {(error: unknown) => void} onFail it broke too often; restart() tries once more
 */

/** So many breakdowns within so many ms, and it stays down. */
const FAILURES = 3;
const WITHIN = 60_000;

/** So many ms out of sight, and its memory is given back. */
const AWAY = 60_000;

export class Guest {
  /** @type {Options} */
  #options;
  /** @type {{module: WebAssembly.Module, pack: Uint8Array} | undefined} */
  #loaded;
  /** @type {Engine | undefined} */
  #engine;
  /** For the next copy. @type {HTMLCanvasElement | undefined} */
  #canvas;
  #width = 0;
  #height = 0;
  #visible = true;
  #since = 0; // when the copy was started
  #left = false; // the reader has gone to another page
  #wanted = false; // to run
  #busy = false; // something moves, or was asked and is not drawn yet
  /** Runs while the engine is out of sight. @type {ReturnType<typeof setTimeout> | undefined} */
  #away;
  /** @type {number[]} times of breakdowns */
  #failures = [];
  /** How long loading and the last start took, in ms, and how many copies were started: see ?debug. */
  record = { loading: 0, starting: 0, copies: 0 };

  /** @param {Options} options */
  constructor(options) {
    this.#options = options;
    this.#canvas = options.canvas;
    // The engine would reload the page.
    options.box.addEventListener("webglcontextlost", (event) => {
      event.stopImmediatePropagation();
      if (this.#engine && event.target === this.#engine.canvas) this.#broke(this.#engine, new Error("the WebGL context was lost"));
    }, true);
    document.addEventListener("visibilitychange", () => this.#settle());
    addEventListener("pagehide", () => {
      this.#left = true;
      this.#putAway();
      offerRoom();
    });
    addEventListener("pageshow", () => {
      this.#left = false;
      this.#settle();
    });
    this.#watchRatio();
    const guest = this;
    introduce({
      get runs() { return guest.#engine !== undefined; },
      get seen() { return guest.#seen; },
      get since() { return guest.#since; },
      giveWay: () => guest.#putAway(),
      look: () => { if (!guest.#engine) guest.#settle(); },
    });
  }

  /**
   * Downloads what is needed. It can be called again if it fails.
   * @param {import("../fetch/request.js").Request} [request] for the wasm, if it is under way
   */
  async load(request) {
    const begun = performance.now();
    const { wasm, pack, support, onProgress } = this.#options;
    const total = wasm.bytes + pack.bytes;
    const received = [0, 0];
    const progress = (/** @type {number} */ i) => (/** @type {number} */ bytes) => {
      received[i] = bytes;
      onProgress?.(Math.min(received[0] + received[1], total), total);
    };
    const loading = new AbortController();
    try {
      const [module, bytes] = await Promise.all([
        downloadModule({ ...wasm, begun: request }, progress(0), loading.signal),
        downloadBytes(pack, progress(1), loading.signal),
        importScript(support),
      ]);
      this.#loaded = { module, pack: bytes };
      this.record.loading = performance.now() - begun;
    } catch (error) {
      loading.abort(error); // the other download
      throw error;
    }
  }

  /**
   * Starts the engine, once loaded. If there is a place it draws its first picture at once, even
   * out of sight.
   * @param {boolean} [insist] on a place, as the reader asked
   */
  async start(insist = false) {
    this.#wanted = true;
    if (!this.#engine) await this.#begin(insist);
  }

  /** Starts a new copy, and forgets past breakdowns. */
  async restart() {
    this.#failures = [];
    this.park();
    await this.start(true);
  }

  /** Stops the engine and gives its memory back. */
  park() {
    this.#wanted = false;
    this.#drop();
    offerRoom();
  }

  /** Parks the engine until it is of use again. */
  #putAway() {
    this.#drop();
    if (this.#wanted) this.#options.onMessage({ type: "parked" });
  }

  #drop() {
    if (this.#canvas) discardCanvas(this.#canvas);
    this.#canvas = undefined;
    this.#engine?.stop();
    this.#engine?.remove();
    this.#engine = undefined;
  }

  /**
   * Nothing is kept for an engine that isn't running: see getState.
   * @param {Message} message
   */
  send(message) {
    if (!this.#engine) return;
    this.#busy = true;
    this.#engine.send(message);
    this.#settle();
  }

  /**
   * Says whether the box can be seen. A hidden page is noticed without.
   * @param {boolean} visible
   */
  setVisible(visible) {
    this.#visible = visible;
    this.#settle();
    if (!visible) offerRoom();
  }

  /**
   * Gives the box's size in CSS pixels.
   * @param {number} width
   * @param {number} height
   */
  setSize(width, height) {
    if (width === this.#width && height === this.#height) return;
    this.#width = width;
    this.#height = height;
    this.#engine?.resize(width, height);
    this.#sendSize();
  }

  /** What the running copy has taken: bytes of memory, and frames. */
  usage() {
    return { memory: this.#engine?.memory ?? 0, frames: this.#engine?.frames.count ?? 0 };
  }

  /**
   * Starts a new copy, if there is a place; the last picture of the old one stays until the new one
   * has drawn.
   * @param {boolean} [insist] on a place
   */
  async #begin(insist = false) {
    if (!this.#loaded) return;
    if (!this.#engine && !makeRoom(insist ? "insist" : this.#seen ? "seen" : undefined)) return this.#putAway();
    this.#since = performance.timeOrigin + performance.now();
    const { module, pack } = this.#loaded;
    const old = this.#engine;
    old?.stop();
    const engine = new Engine(
      this.#takeCanvas(),
      pack,
      (message) => this.#receive(engine, message),
      (error) => this.#broke(engine, error),
    );
    this.#engine = engine;
    this.#busy = true;
    this.record.copies++;
    const begun = performance.now();
    engine.resize(this.#width, this.#height);
    try {
      await engine.start(module);
      this.record.starting = performance.now() - begun;
    } catch (error) {
      this.#broke(engine, error);
    }
    old?.remove();
    if (engine === this.#engine && engine.canvas) this.#options.box.append(engine.canvas);
    else engine.remove();
    this.#settle();
  }

  /** One that waits, unless its context was lost meanwhile. */
  #takeCanvas() {
    const waiting = this.#canvas;
    this.#canvas = undefined;
    if (waiting && !waiting.getContext("webgl2")?.isContextLost()) return waiting;
    return makeCanvas(Math.round(this.#width * devicePixelRatio), Math.round(this.#height * devicePixelRatio));
  }

  /** @param {Engine} engine @param {Message} message */
  #receive(engine, message) {
    if (engine !== this.#engine) return;
    switch (message.type) {
      case "ready":
        this.#sendSize();
        for (const told of this.#options.getState()) engine.send(told);
        return;
      case "moving":
        this.#busy = true;
        break;
      case "rest":
      case "still":
        this.#busy = false;
        break;
    }
    this.#settle();
    this.#options.onMessage(message);
  }

  #sendSize() {
    this.send({ type: "size", width: this.#width, height: this.#height, ratio: devicePixelRatio });
  }

  /** Whether somebody sees the box. */
  get #seen() {
    return this.#visible && !document.hidden && !this.#left;
  }

  /** Lets frames through if they are of use, and has an engine wherever one is wanted and seen. */
  #settle() {
    clearTimeout(this.#away);
    if (this.#engine) {
      this.#engine.frames.flow(this.#seen && this.#busy);
      if (!this.#seen) this.#away = setTimeout(() => this.#putAway(), AWAY);
    } else if (this.#wanted && this.#seen) void this.#begin();
    else if (this.#wanted) this.#options.onMessage({ type: "parked" }); // it broke out of sight
  }

  /** @param {Engine} engine @param {unknown} error */
  #broke(engine, error) {
    if (engine !== this.#engine) return;
    this.#drop();
    const now = performance.now();
    this.#failures = [...this.#failures.filter((time) => now - time < WITHIN), now];
    if (this.#failures.length < FAILURES) {
      this.#options.onMessage({ type: "gone", error });
      setTimeout(() => this.#settle());
      return;
    }
    this.park();
    this.#options.onFail(error);
  }

  /** The engine asks for devicePixelRatio once: after a change it takes a new copy. */
  #watchRatio() {
    const query = matchMedia(`(resolution: ${devicePixelRatio}dppx)`);
    query.addEventListener("change", () => {
      this.#watchRatio();
      if (this.#engine) this.#begin();
    }, { once: true });
  }
}
