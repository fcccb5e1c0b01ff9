// One running copy of the engine. Ebitengine believes that the page is its own: it takes the body,
// its size, every frame and key. Here it gets what it asks for and touches nothing else.

import { discardCanvas } from "./canvas.js";
import { Frames } from "./frames.js";

/**
 * What is relied on of wasm_exec.js.
 * @typedef {{
 *   importObject: WebAssembly.Imports & {gojs: Record<string, Function>},
 *   env: Record<string, string>, mem: DataView, exited: boolean, exit: (code: number) => void,
 *   _resume: () => void, _resolveExitPromise: () => void,
 *   run(instance: WebAssembly.Instance): Promise<void>,
 * } & Record<"_inst" | "_values" | "_goRefCounts" | "_ids" | "_idPool" | "_pendingEvent", unknown>} Go
 */

/** A message to or from the stage: see PROTOCOL in engine-host.js. @typedef {{type: string, [field: string]: any}} Message */

/** How deep in calls into the engine the page is; only then does the body lie about its size. */
let inside = 0;

export class Engine {
  /** What it draws on, until that is removed. @type {HTMLCanvasElement | undefined} */
  canvas;
  frames = new Frames();
  /** CSS pixels that the body seems to measure. */
  #width = 0;
  #height = 0;
  #ratio = devicePixelRatio; // the engine asks once
  #dead = false;
  #lastWords = "";
  /** @type {Go} */
  #go;
  /** @type {{send?: (message: Message) => void, pack: Uint8Array, receive: (message: Message) => void}} */
  #stage;
  #onDeath;

  /**
   * @param {HTMLCanvasElement | undefined} canvas in no document yet, see canvas.js; without one it cannot start
   * @param {Uint8Array} pack
   * @param {(message: Message) => void} onMessage
   * @param {(error: unknown) => void} onDeath called once, unless stopped
   */
  constructor(canvas, pack, onMessage, onDeath) {
    this.canvas = canvas;
    this.#onDeath = onDeath;
    this.#stage = { pack, receive: (message) => this.#dead || onMessage(message) };
    const go = /** @type {Go} */ (new /** @type {any} */ (globalThis).Go());
    // Garbage is collected when there is half as much as of what is in use: memory never shrinks again.
    go.env.GOGC = "50";
    const resume = go._resume;
    go._resume = () => this.#enter(() => resume.call(go));
    go.exit = (code) => this.#die(obituary(this.#lastWords) ?? new Error(`the engine stopped with code ${code}`));
    // A program writes when it dies: one line of that is enough for a page's console.
    go.importObject.gojs["runtime.wasmWrite"] = (/** @type {number} */ sp) => {
      const [at, length] = [Number(go.mem.getBigInt64((sp >>> 0) + 16, true)), go.mem.getInt32((sp >>> 0) + 24, true)];
      if (this.#lastWords.length < 1e5) this.#lastWords += new TextDecoder().decode(new Uint8Array(go.mem.buffer, at, length));
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
   * Starts the engine; when it resolves, the first picture is drawn.
   * @param {WebAssembly.Module} module
   */
  async start(module) {
    const { canvas } = this;
    if (!canvas) throw new Error("the browser refuses WebGL 2");
    const instance = await WebAssembly.instantiate(module, this.#go.importObject);
    if (this.#dead) return;
    const restore = this.#pretend(canvas);
    try {
      /** @type {any} */ (globalThis).twoBoxesStage = this.#stage;
      this.#enter(() => void this.#go.run(instance).catch((error) => this.#die(error)));
    } finally {
      restore();
    }
    canvas.tabIndex = -1;
    canvas.setAttribute("aria-hidden", "true");
    canvas.style.pointerEvents = "none";
    this.#fit();
  }

  /**
   * The engine takes it at its next frame. Before the engine is ready it is lost.
   * @param {Message} message
   */
  send(message) {
    if (!this.#dead) this.#stage.send?.(message);
  }

  /**
   * Sizes the picture, in CSS pixels; it always has whole device pixels.
   * @param {number} width
   * @param {number} height
   */
  resize(width, height) {
    this.#width = Math.round(width * this.#ratio) / this.#ratio;
    this.#height = Math.round(height * this.#ratio) / this.#ratio;
    this.#fit();
  }

  /** The engine's memory, in bytes. */
  get memory() {
    return this.#go.mem?.buffer.byteLength ?? 0;
  }

  /** Stops the engine and frees its memory. Its last picture stays. */
  stop() {
    this.#dead = true;
    this.frames.close();
    // Its listeners on window and document stay, so what they call must do nothing and hold nothing.
    const go = this.#go;
    go._resume = () => {};
    go.exited = true;
    go._resolveExitPromise(); // run() holds on to the instance until then
    go._inst = go._values = go._goRefCounts = go._ids = go._idPool = go._pendingEvent = undefined;
    go.mem = new DataView(new ArrayBuffer(0));
    this.#stage.send = undefined;
  }

  /** Takes the last picture away and gives the graphics memory back. */
  remove() {
    if (this.canvas) discardCanvas(this.canvas);
    this.canvas = undefined;
  }

  /** @param {unknown} error */
  #die(error) {
    if (this.#dead) return;
    this.stop();
    this.#onDeath(error);
  }

  /**
   * Calls into the engine. What it throws is its death, and no one else's.
   * @param {() => void} call
   */
  #enter(call) {
    if (this.#dead) return;
    inside++;
    try {
      call();
    } catch (error) {
      this.#die(error);
    } finally {
      inside--;
    }
  }

  #fit() {
    if (!this.canvas) return;
    this.canvas.style.width = this.#width + "px";
    this.canvas.style.height = this.#height + "px";
  }

  /**
   * Lends the engine a page to start in. Returns what takes it back.
   * @param {HTMLCanvasElement} canvas
   */
  #pretend(canvas) {
    const { documentElement: html, body, head } = document;
    const styles = [html, body].map((element) => ({ element, css: element.style.cssText }));
    const viewports = new Set(head.querySelectorAll("meta[name=viewport]"));
    const request = globalThis.requestAnimationFrame;

    globalThis.requestAnimationFrame = this.frames.request; // which it keeps
    document.createElement = (/** @type {string} */ name) => (name === "canvas" ? canvas : Document.prototype.createElement.call(document, name));
    body.appendChild = (node) => node;
    // It has its size from the first, as each change costs a new drawing buffer.
    for (const [name, length] of /** @type {const} */ ([["width", this.#width], ["height", this.#height]])) {
      const pixels = Math.round(length * this.#ratio);
      if (canvas[name] !== pixels) canvas[name] = pixels;
      Object.defineProperty(canvas, name, { configurable: true, get: () => pixels, set() {} });
    }
    // a little more than the pixels there are, as the engine rounds down
    seem(body, "clientWidth", () => this.#width && this.#width + 0.25 / this.#ratio);
    seem(body, "clientHeight", () => this.#height && this.#height + 0.25 / this.#ratio);
    // a host can forbid gamepads, and the engine asks for them at every frame
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
 * Why a Go program died, and in which function of ours. The cause is all that it wrote.
 * @param {string} words
 */
function obituary(words) {
  const why = /^(panic|fatal error): .*/m.exec(words)?.[0];
  const where = /^twoboxes\/(.+)\(.*\)$/m.exec(words)?.[1];
  return why && new Error(why + (where ? ` in ${where}` : ""), { cause: words });
}

/**
 * Has a property of the body answer the engine differently from everyone else.
 * @param {HTMLElement} body
 * @param {"clientWidth" | "clientHeight"} name
 * @param {() => number} answer
 */
function seem(body, name, answer) {
  const truth = Object.getOwnPropertyDescriptor(Element.prototype, name)?.get;
  Object.defineProperty(body, name, { configurable: true, get: () => (inside ? answer() : truth?.call(body)) });
}
