// One instance of the engine. Ebitengine assumes that it owns the page: it uses the body, its size,
// every frame and key. Here it gets what it needs and changes nothing else in the page.
//
// The Go program can come in two parts: see internal/slim/split.go. When it calls a function of the rest before that
// is there, it waits: all calls return, and nothing may call it until it proceeds.

import { discardCanvas } from "./canvas.js";
import { Frames } from "./frames.js";

/**
 * The parts of Go's wasm_exec.js that are used here.
 * @typedef {{
 *   importObject: WebAssembly.Imports & {gojs: Record<string, Function>},
 *   env: Record<string, string>, mem: DataView, exited: boolean, exit: (code: number) => void,
 *   _resume: () => void, _resolveExitPromise: () => void,
 *   run(instance: WebAssembly.Instance): Promise<void>,
 * } & Record<"_inst" | "_values" | "_goRefCounts" | "_ids" | "_idPool" | "_pendingEvent", unknown>} Go
 */

/** @typedef {import("./protocol.js").ToStage} ToStage */
/** @typedef {import("./protocol.js").FromStage} FromStage */

/** The depth of calls into the engine. clientWidth/Height of body are overridden only during these. */
let depth = 0;

export class Engine {
  /** Undefined once removed. @type {HTMLCanvasElement | undefined} */
  canvas;
  frames = new Frames();
  /** The size that the engine reads from the body, in CSS pixels. */
  #width = 0;
  #height = 0;
  #ratio = devicePixelRatio; // the engine reads it once
  #stopped = false;
  #stderr = "";
  /** Calls into this engine that are under way: more than one if it called the page, and the page called it. */
  #depth = 0;
  /** The instance's. @type {Record<string, any>} */
  #exports = {};
  /** The event that it may not have taken when it began to wait, and those that came since. @type {unknown[]} */
  #events = [];
  /** @type {Go} */
  #go;
  /**
   * collects: garbage may be collected as soon as nothing moves; the functions for it came with the rest.
   * @type {{send?: (message: ToStage) => void, pack: Uint8Array, receive: (message: FromStage) => void, collects: boolean}}
   */
  #stage;
  #onCrash;

  /**
   * @param {HTMLCanvasElement | undefined} canvas in no document yet, see canvas.js; without one start() fails
   * @param {Uint8Array} pack the labels and facts of one language
   * @param {(message: FromStage) => void} onMessage
   * @param {(error: unknown) => void} onCrash called at most once, and not after stop()
   */
  constructor(canvas, pack, onMessage, onCrash) {
    this.canvas = canvas;
    this.#onCrash = onCrash;
    this.#stage = { pack, receive: (message) => this.#stopped || onMessage(message), collects: false };
    const go = /** @type {Go} */ (new /** @type {any} */ (globalThis).Go());
    // Collect garbage at 50 % growth, not 100 %: WebAssembly memory never shrinks.
    go.env.GOGC = "50";
    const resume = go._resume;
    go._resume = () => {
      if (!this.#waits) return this.#enter(() => resume.call(go));
      if (go._pendingEvent) this.#events.push(go._pendingEvent); // without an event it is a timer, which fires again
      go._pendingEvent = null;
    };
    go.exit = (code) => this.#crash(panicError(this.#stderr) ?? new Error(`the engine stopped with code ${code}`));
    // Go writes its panics to stderr. They are collected: the page's console gets one line of them.
    go.importObject.gojs["runtime.wasmWrite"] = (/** @type {number} */ sp) => {
      const [at, length] = [Number(go.mem.getBigInt64((sp >>> 0) + 16, true)), go.mem.getInt32((sp >>> 0) + 24, true)];
      if (this.#stderr.length < 1e5) this.#stderr += new TextDecoder().decode(new Uint8Array(go.mem.buffer, at, length));
    };
    go.importObject.gojs["runtime.scheduleTimeoutEvent"] = (/** @type {number} */ sp) => {
      const delay = Number(go.mem.getBigInt64((sp >>> 0) + 8, true));
      go.mem.setInt32((sp >>> 0) + 16, this.frames.setTimer(() => go._resume(), delay), true);
    };
    go.importObject.gojs["runtime.clearTimeoutEvent"] = (/** @type {number} */ sp) => {
      this.frames.clearTimer(go.mem.getInt32((sp >>> 0) + 8, true));
    };
    this.#go = go;
  }

  /**
   * Starts the engine. Resolves when the first picture is drawn.
   * @param {WebAssembly.Module} module
   * @param {Promise<WebAssembly.Module | undefined>} rest of the program, which is added when it is there
   * @param {boolean} whole start with the rest
   * @throws {Error} without a canvas, or if a module cannot be instantiated
   */
  async start(module, rest, whole) {
    const { canvas } = this;
    if (!canvas) throw new Error("the browser refuses WebGL 2");
    if (whole) await rest;
    const instance = await WebAssembly.instantiate(module, this.#go.importObject);
    const added = rest.then(async (module) => {
      if (!module) return;
      await WebAssembly.instantiate(module, { first: instance.exports });
      this.#stage.collects = true;
    });
    added.catch(() => {}); // handled below
    if (whole) await added;
    if (this.#stopped) return;
    this.#exports = instance.exports;
    /** @param {() => void} call */
    const draw = (call) => {
      if (this.#stopped) return;
      const restore = this.#patchGlobals(canvas);
      try {
        call();
      } finally {
        restore();
      }
    };
    draw(() => {
      /** @type {any} */ (globalThis).twoBoxesStage = this.#stage;
      this.#enter(() => void this.#go.run(instance).catch((error) => this.#crash(error)));
    });
    if (this.#waits) {
      await added;
      draw(() => this.#proceed());
    } else {
      added.then(() => this.#proceed()).catch((error) => this.#crash(error));
    }
    if (this.#stopped) return;
    canvas.tabIndex = -1;
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.pointerEvents = "none";
    this.#sizeCanvas();
  }

  /**
   * Sends a message, which takes effect at the next frame. It is lost before the engine is ready.
   * @param {ToStage} message
   */
  send(message) {
    if (!this.#stopped) this.#stage.send?.(message);
  }

  /**
   * Sizes the picture. The size is rounded to whole device pixels.
   * @param {number} width in CSS pixels
   * @param {number} height in CSS pixels
   */
  resize(width, height) {
    this.#width = Math.round(width * this.#ratio) / this.#ratio;
    this.#height = Math.round(height * this.#ratio) / this.#ratio;
    this.#sizeCanvas();
  }

  /** The size of the engine's memory, in bytes. */
  get memory() {
    return this.#go.mem?.buffer.byteLength ?? 0;
  }

  /** Stops the engine and frees its memory. Its last picture stays visible. */
  stop() {
    this.#stopped = true;
    this.frames.close();
    // The engine's listeners on window and document stay, so they must do nothing and retain nothing.
    const go = this.#go;
    go._resume = () => {};
    go.exited = true;
    go._resolveExitPromise(); // run() retains the instance until then
    go._inst = go._values = go._goRefCounts = go._ids = go._idPool = go._pendingEvent = undefined;
    go.mem = new DataView(new ArrayBuffer(0));
    this.#stage.send = undefined;
    this.#exports = {};
    this.#events = [];
  }

  /** Removes the last picture and frees the graphics memory. */
  remove() {
    if (this.canvas) discardCanvas(this.canvas);
    this.canvas = undefined;
  }

  /** @param {unknown} error */
  #crash(error) {
    if (this.#stopped) return;
    this.stop();
    this.#onCrash(error);
  }

  /** Whether the program waits for its rest. */
  get #waits() {
    return Boolean(this.#exports.waits?.value);
  }

  /** Goes on where the program waits, if it does. The rest is there. */
  #proceed() {
    if (!this.#waits) return;
    const [first, ...others] = this.#events.splice(0);
    this.#go._pendingEvent = first;
    this.#enter(() => this.#exports.proceed());
    for (const event of others) {
      if (this.#stopped) return;
      this.#go._pendingEvent = event;
      this.#go._resume();
    }
  }

  /**
   * Calls into the engine. An exception stops this engine and does not propagate to the page.
   * @param {() => void} call
   */
  #enter(call) {
    if (this.#stopped) return;
    depth++;
    this.#depth++;
    try {
      call();
      if (this.#waits) {
        if (this.#depth > 1) throw new Error("the engine cannot wait for its rest within a call from the page to it");
        this.#events = [this.#go._pendingEvent];
      }
    } catch (error) {
      this.#crash(error);
    } finally {
      depth--;
      this.#depth--;
    }
  }

  #sizeCanvas() {
    if (!this.canvas) return;
    this.canvas.style.width = this.#width + "px";
    this.canvas.style.height = this.#height + "px";
  }

  /**
   * Patches what the engine uses of the page while it starts.
   * @param {HTMLCanvasElement} canvas
   * @returns {() => void} undoes the patches, and what the engine changed
   */
  #patchGlobals(canvas) {
    const { documentElement: html, body, head } = document;
    const styles = [html, body].map((element) => ({ element, css: element.style.cssText }));
    const viewports = new Set(head.querySelectorAll("meta[name=viewport]"));
    const request = globalThis.requestAnimationFrame;

    globalThis.requestAnimationFrame = this.frames.request; // the engine keeps a reference
    document.createElement = (/** @type {string} */ name) => (name === "canvas" ? canvas : Document.prototype.createElement.call(document, name));
    body.appendChild = (node) => node;
    // The canvas has its final size at once: each change allocates a new drawing buffer.
    for (const [name, length] of /** @type {const} */ ([["width", this.#width], ["height", this.#height]])) {
      const pixels = Math.round(length * this.#ratio);
      if (canvas[name] !== pixels) canvas[name] = pixels;
      Object.defineProperty(canvas, name, { configurable: true, get: () => pixels, set() {} });
    }
    // slightly more than the real size, as the engine rounds down
    overrideSize(body, "clientWidth", () => this.#width && this.#width + 0.25 / this.#ratio);
    overrideSize(body, "clientHeight", () => this.#height && this.#height + 0.25 / this.#ratio);
    // a host can forbid gamepads, and the engine polls them at every frame
    Object.defineProperty(navigator, "getGamepads", { configurable: true, value: () => [] });

    return () => {
      globalThis.requestAnimationFrame = request;
      for (const name of ["width", "height"]) Reflect.deleteProperty(canvas, name);
      Reflect.deleteProperty(document, "createElement");
      Reflect.deleteProperty(body, "appendChild");
      for (const { element, css } of styles) {
        if (css) element.style.cssText = css;
        else element.removeAttribute("style");
      }
      for (const meta of head.querySelectorAll("meta[name=viewport]")) if (!viewports.has(meta)) meta.remove();
    };
  }
}

/**
 * The error for a Go panic: its message and the innermost function of this module. The error's
 * cause is the whole output.
 * @param {string} stderr
 * @returns {Error | undefined} undefined if there was no panic
 */
export function panicError(stderr) {
  const why = /^(panic|fatal error): .*/m.exec(stderr)?.[0];
  const where = /^twoboxes\/(.+)\(.*\)$/m.exec(stderr)?.[1];
  return why ? new Error(why + (where ? ` in ${where}` : ""), { cause: stderr }) : undefined;
}

/**
 * Overrides a size of the body during calls into the engine.
 * @param {HTMLElement} body
 * @param {"clientWidth" | "clientHeight"} name
 * @param {() => number} size in CSS pixels
 */
function overrideSize(body, name, size) {
  const original = Object.getOwnPropertyDescriptor(Element.prototype, name)?.get;
  Object.defineProperty(body, name, { configurable: true, get: () => (depth ? size() : original?.call(body)) });
}
