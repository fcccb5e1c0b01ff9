// Where the time goes between navigation and the first moving frame.
import { spread } from "./numbers.js";

/** The steps in their order; each time is from navigation, in ms. */
const steps = /** @type {const} */ (["asked", "arrived", "compiled", "instantiated", "ready", "drawn", "moving"]);

/** What the steps are called in the table, by the one they end with. */
const names = {
  asked: "page and scripts, until the engine is asked for", arrived: "fetch of the engine", compiled: "compilation after the last byte",
  instantiated: "instantiation", ready: "package initialisation and main", drawn: "first picture", moving: "until it moves",
};

/** Runs in the page first, and records when each step ends, and the time of WebGL calls for shaders and textures. */
export function watch() {
  /** @type {Record<string, number>} */
  const noted = /** @type {any} */ (window).noted = { shaders: 0, textures: 0 };
  const now = () => performance.now();
  /** @param {any} on @param {string} name @param {"shaders" | "textures"} as */
  const time = (on, name, as) => {
    const own = on[name];
    on[name] = function (/** @type {any[]} */ ...args) {
      const begun = now();
      const result = own.apply(this, args);
      noted[as] += now() - begun;
      return result;
    };
  };
  const gl = WebGL2RenderingContext.prototype;
  for (const name of ["compileShader", "linkProgram", "getShaderParameter", "getProgramParameter", "getUniformLocation"]) time(gl, name, "shaders");
  for (const name of ["texImage2D", "texSubImage2D"]) time(gl, name, "textures");
  for (const name of /** @type {const} */ (["drawElements", "drawArrays", "clear"])) {
    const own = gl[name];
    gl[name] = /** @type {any} */ (function (/** @type {any[]} */ ...args) {
      noted.drawn ||= now();
      // @ts-ignore
      return own.apply(this, args);
    });
  }
  for (const [name, step] of /** @type {const} */ ([["compileStreaming", "compiled"], ["instantiate", "instantiated"]])) {
    const own = WebAssembly[name];
    WebAssembly[name] = /** @type {any} */ (async (/** @type {any[]} */ ...args) => {
      // @ts-ignore
      const result = await own.apply(WebAssembly, args);
      noted[step] ||= now();
      const { exports } = /** @type {any} */ (result).instance ?? result;
      if (exports?.mem) /** @type {any} */ (window).wasmMemory = exports.mem;
      return result;
    });
  }
  Object.defineProperty(globalThis, "twoBoxesStage", {
    configurable: true,
    set(stage) {
      Object.defineProperty(globalThis, "twoBoxesStage", { value: stage, writable: true, configurable: true });
      const { receive } = stage;
      stage.receive = (/** @type {{type: string}} */ message) => {
        if (message.type === "ready") noted.ready ||= now();
        receive(message);
      };
    },
  });
  new MutationObserver(() => {
    if (document.querySelector("main")?.dataset.state === "playing") noted.moving ||= now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
}

/** Runs in the page at the end. @returns {Record<string, number>} */
export function collect() {
  const wasm = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource")).find((e) => /two-boxes\.\w+\.wasm$/.test(e.name));
  return { .../** @type {any} */ (window).noted, asked: wasm?.startTime ?? NaN, arrived: wasm?.responseEnd ?? NaN };
}

/** How long each step took. @param {Record<string, number>[]} runs */
export function breakdown(runs) {
  /** @type {Record<string, {median: number, min: number, max: number}>} */
  const table = {};
  steps.forEach((step, i) => { table[names[step]] = spread(runs.map((run) => run[step] - (i ? run[steps[i - 1]] : 0))); });
  table["of it, in WebGL for shaders"] = spread(runs.map((run) => run.shaders));
  table["of it, in WebGL for textures: the atlas"] = spread(runs.map((run) => run.textures));
  return table;
}
