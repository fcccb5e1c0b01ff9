// The faults that the explainer must survive, and what each leads to. docs/reliability.md describes them.
import { firstTime, serverFaults } from "./faulty-server.js";

/** @typedef {import("./explainer.js").Explainer} Explainer */

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {object} Fault
 * @property {string} name
 * @property {[file: RegExp, fault: import("./faulty-server.js").ServerFault]} [server] which files it answers wrongly, and how
 * @property {() => void} [page] runs in the page and its frames before their own scripts
 * @property {(page: Page, explainer: Explainer) => Promise<unknown>} [inject] causes it after the reader has made a choice
 * @property {"playing" | "static" | "failed" | "poster"} state that it leads to; playing: or resting
 * @property {(page: Page, explainer: Explainer) => Promise<unknown>} [recover] what the reader does once the cause is gone; it plays then
 * @property {string} [query] of the embed
 * @property {string} [attributes] of the iframe
 * @property {boolean} [rare] tested by `./build.sh test --all` only
 */

/** Presses Try again. @param {Page} page @param {Explainer} explainer */
const retry = (page, explainer) => explainer.act("retry");

export const wasm = /\.wasm$/;
const rest = /two-boxes-rest\.\w+\.wasm$/; // of the engine, which starts without it
const pack = /\.pack$/;

/** Makes long timers short. Runs in the page. */
function shortenTimers() {
  const wait = globalThis.setTimeout;
  /** @type {any} */ (globalThis).setTimeout =
    (/** @type {any} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...rest) =>
    wait(run, ms >= 10_000 ? ms / 20 : ms, ...rest);
}

/** @param {Explainer} explainer @param {"update" | "draw" | "callback"} where */
export async function panic(explainer, where) {
  await explainer.frame.evaluate((where) => /** @type {any} */ (window).twoBoxesStage.send({ type: "panic", where }), where);
  if (where !== "callback") await explainer.act("replay"); // lets a frame through
}

/** @param {Explainer} explainer */
export const loseContext = (explainer) => explainer.frame.evaluate(() =>
  document.querySelector("canvas")?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext());

/** @type {Fault[]} */
export const faults = [
  // Missing in the browser.
  { name: "WebAssembly is missing", page: () => Reflect.deleteProperty(globalThis, "WebAssembly"), state: "static" },
  {
    name: "WebGL 2 is missing", state: "static", rare: true,
    page: () => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "WebGL 2 is blocked", state: "static",
    page: () => { HTMLCanvasElement.prototype.getContext = () => { throw new DOMException("not here", "SecurityError"); }; },
  },
  {
    name: "WebGL 2 is lost and not available again", inject: (_, explainer) => loseContext(explainer), state: "failed", rare: true,
    page: () => {
      /** @type {unknown} */
      let first;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" && this !== (first ??= this) ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "WebGL 2 is refused after the check for it succeeded", state: "failed", rare: true,
    page: () => {
      let times = 0;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" && times++ ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "the context created before the engine arrives is lost by then", state: "playing", rare: true,
    page: () => {
      let made = 0;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        const context = /** @type {any} */ (get.call(/** @type {any} */ (this), type, options));
        if (type === "webgl2" && !made++) context.getExtension("WEBGL_lose_context").loseContext();
        return context;
      });
    },
  },
  {
    name: "the graphics driver refuses the shaders", state: "failed", rare: true,
    page: () => {
      const get = WebGL2RenderingContext.prototype.getProgramParameter;
      WebGL2RenderingContext.prototype.getProgramParameter = function (/** @type {WebGLProgram} */ program, /** @type {number} */ name) {
        return name === this.LINK_STATUS ? false : get.call(this, program, name);
      };
    },
  },
  { name: "gamepads are missing", page: () => Reflect.deleteProperty(Navigator.prototype, "getGamepads"), state: "playing", rare: true },
  { name: "storage and an origin are denied", attributes: 'sandbox="allow-scripts"', state: "playing", rare: true },

  // Server and network.
  { name: "the engine is missing", server: [wasm, serverFaults.missing], state: "failed", recover: retry },
  { name: "the text pack is missing", server: [pack, serverFaults.missing], state: "failed", recover: retry, rare: true },
  { name: "Go's wasm_exec.js is missing", server: [/wasm_exec\.\w+\.js$/, serverFaults.missing], state: "failed", recover: retry, rare: true },
  { name: "the engine's host is missing", server: [/engine-host\.\w+\.js$/, serverFaults.missing], state: "failed", recover: retry },
  { name: "the player is missing", server: [/player\.\w+\.js$/, serverFaults.missing], state: "poster" },
  { name: "the engine is truncated", server: [wasm, serverFaults.truncated], state: "failed", recover: retry, rare: true },
  { name: "the text pack is truncated", server: [pack, serverFaults.truncated], state: "failed", recover: retry, rare: true },
  { name: "the engine is truncated once", server: [wasm, firstTime(serverFaults.truncated)], state: "playing" },
  { name: "the engine is corrupted", server: [wasm, serverFaults.corrupted], state: "failed", recover: retry, rare: true },
  { name: "the text pack is corrupted", server: [pack, serverFaults.corrupted], state: "failed", recover: retry, rare: true },
  { name: "the engine stalls at 30 %", server: [wasm, serverFaults.stalled], page: shortenTimers, state: "failed", recover: retry, rare: true },
  { name: "the engine stalls once at 30 %", server: [wasm, firstTime(serverFaults.stalled)], page: shortenTimers, state: "playing" },
  { name: "the text pack stalls once at 30 %", server: [pack, firstTime(serverFaults.stalled)], page: shortenTimers, state: "playing", rare: true },
  { name: "the engine stalls once for the full 15 s", server: [wasm, firstTime(serverFaults.stalled)], state: "playing", rare: true },
  { name: "the engine is dropped midway once", server: [wasm, firstTime(serverFaults.dropped)], state: "playing" },
  { name: "the engine is dropped midway each time", server: [wasm, serverFaults.dropped], state: "failed", recover: retry, rare: true },
  { name: "the rest of the engine is late by 10 s", server: [rest, serverFaults.late], state: "playing" },
  { name: "the rest of the engine is missing", server: [rest, serverFaults.missing], state: "failed", recover: retry, rare: true },
  { name: "the rest of the engine is refused while it plays", server: [rest, serverFaults.refused], state: "failed", recover: retry },
  { name: "the rest of the engine is truncated once", server: [rest, firstTime(serverFaults.truncated)], state: "playing", rare: true },
  { name: "the rest of the engine is truncated", server: [rest, serverFaults.truncated], state: "failed", recover: retry, rare: true },
  { name: "the rest of the engine is corrupted", server: [rest, serverFaults.corrupted], state: "failed", recover: retry, rare: true },
  { name: "the rest of the engine is dropped midway once", server: [rest, firstTime(serverFaults.dropped)], state: "playing", rare: true },
  { name: "the rest of the engine stalls once at 30 %", server: [rest, firstTime(serverFaults.stalled)], page: shortenTimers, state: "playing", rare: true },
  { name: "the server is busy once", server: [wasm, firstTime(serverFaults.busy)], state: "playing", rare: true },
  { name: "the network is slow", server: [wasm, serverFaults.slow], state: "playing", rare: true },
  { name: "engine and text pack are of the wrong type", server: [/\.(wasm|pack)$/, serverFaults.mistyped], state: "playing", rare: true },

  // While it runs.
  { name: "the context is lost five times in a row",
    inject: (_, explainer) => repeatedly(explainer, 5, () => loseContext(explainer)), state: "failed", recover: retry, rare: true
   },
  { name: "a panic in Draw", inject: (_, explainer) => recoveryTime(explainer, () => panic(explainer, "draw")), state: "playing", rare: true },
  { name: "a panic in a callback", inject: (_, explainer) => recoveryTime(explainer, () => panic(explainer, "callback")), state: "playing", rare: true },
  {
    name: "three panics in a row",
    inject: (_, explainer) => repeatedly(explainer, 3, () => panic(explainer, "callback")), state: "failed", recover: retry, rare: true,
  },
  { name: "the network goes offline while it plays", inject: (page) => page.context().setOffline(true), state: "playing", rare: true },
  {
    name: "the network goes offline before it plays", query: "?load=click", state: "failed", rare: true,
    inject: async (page, explainer) => {
      await page.context().setOffline(true);
      await explainer.act("play");
    },
    recover: async (page, explainer) => {
      await page.context().setOffline(false);
      await explainer.act("retry");
    },
  },
  {
    name: "clocks jump", state: "playing", rare: true,
    page: () => {
      const clock = { wall: 0, uptime: 0 };
      const { now } = performance;
      performance.now = () => now.call(performance) + clock.uptime;
      globalThis.Date = /** @type {any} */ (class extends Date {
        /** @param {any[]} of */
        constructor(...of) { super(.../** @type {[]} */ (of.length ? of : [Date.now()])); }
        static now() { return performance.timeOrigin + now.call(performance) + clock.wall; }
      });
      Object.assign(globalThis, { clock });
    },
    inject: async (_, explainer) => {
      const day = 86_400_000;
      for (const jump of [{ wall: 400 * day }, { wall: -400 * day }, { uptime: day }]) {
        await explainer.frame.evaluate((jump) => Object.assign(/** @type {any} */ (window).clock, jump), jump);
        await explainer.act("replay");
        await explainer.reaches("resting");
      }
    },
  },
  {
    name: "the frame is resized 500 times", state: "playing", rare: true,
    inject: async (page, explainer) => {
      await page.evaluate(async () => {
        const frame = /** @type {HTMLElement} */ (document.getElementById("embed"));
        for (let i = 0; i <= 500; i++) {
          frame.style.width = `${300 + (i * 173) % 500}px`;
          await new Promise((done) => setTimeout(done, 4));
        }
      });
      await explainer.frame.waitForFunction(() => document.querySelector("canvas")?.clientWidth ===
        document.querySelector(".card > .stage")?.clientWidth,
        null, { polling: 50 });
      await explainer.reaches("resting");
    },
  },
];

/**
 * Injects a fault each time that the engine runs again, at most `times` times, until the explainer gives up.
 * @param {Explainer} explainer @param {number} times @param {() => Promise<unknown>} inject
 */
async function repeatedly(explainer, times, inject) {
  for (let i = 0; i < times; i++) {
    await explainer.frame.waitForFunction(() => document.querySelector("canvas") ||
      document.querySelector("main")?.dataset.state === "failed", null, { polling: 50 });
    if (await explainer.state() === "failed") break;
    await inject();
  }
}

/**
 * Injects a fault and returns how many ms it takes until there is a new engine.
 * @param {Explainer} explainer @param {() => Promise<unknown>} inject
 */
export async function recoveryTime(explainer, inject) {
  await explainer.frame.evaluate(() => document.querySelector("canvas")?.setAttribute("data-old", ""));
  const start = performance.now();
  await inject();
  await explainer.frame.waitForFunction(() => document.querySelector("canvas:not([data-old])") &&
    document.querySelector("main[data-drawn]"), null, { polling: 20 });
  return Math.round(performance.now() - start);
}
