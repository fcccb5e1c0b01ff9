// Downloads the engine and its host script, and starts it in the stage. EngineHost keeps it running.

import { discardCanvas, makeCanvas } from "../engine/canvas.js";
import { loadEngine } from "../engine/load.js";
import { importScript } from "../fetch/import-script.js";

/** How long prefetching waits for the browser to be idle, in ms: at most, and where it cannot say. */
const IDLE_TIMEOUT = 3000;
const IDLE_GUESS = 1000;

/** @typedef {Pick<import("../engine/engine-host.js").HostOptions, "getState" | "onProgress" | "whole">} Callbacks  see there */

/**
 * @param {HTMLElement} stage
 * @param {any} config the page's: configView in internal/site
 * @param {(event: import("./session.js").Event) => void} dispatch gets unsupported, loaded, engine and failed
 * @param {() => [boolean, boolean]} inView whether the stage counts as visible when the host is made, and as seen
 * @param {Callbacks} callbacks
 * @param {Pick<import("./early.js").Early, "download">} early  a request for the engine that is under way already
 */
export function createEngineLoader(stage, config, dispatch, inView, callbacks, { download }) {
  /** @type {import("../engine/load.js").Files} */
  const files = { wasm: config.engine, rest: config.rest, pack: config.pack, support: config.scripts.support };
  /** @type {import("../engine/engine-host.js").EngineHost | undefined} */
  let host;

  /** The engine's first canvas; undefined where it cannot run. */
  function newCanvas() {
    const { width, height } = stage.getBoundingClientRect();
    return makeCanvas(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
  }

  /** @param {unknown} error  an engine that is whole and does not compile asks for more than this browser knows */
  const onFail = (error) => dispatch(error instanceof WebAssembly.CompileError ? { type: "unsupported" } : { type: "failed", error });

  /** Passes the stage's size on. */
  function resize() {
    const { width, height } = stage.getBoundingClientRect();
    host?.setSize(width, height);
  }

  /** @param {() => boolean} wanted */
  async function prefetch(wanted) {
    const canvas = stage.clientWidth ? makeCanvas(1, 1) : undefined;
    if (!canvas) return;
    discardCanvas(canvas);
    for (const { url } of [config.engine, config.pack, ...config.rest ? [config.rest] : [], config.scripts.engine, config.scripts.support]) {
      if (wanted() && !(download && url === config.engine.url)) await fetch(url, { priority: "low" }).then((response) => response.blob());
    }
  }

  return {
    resize,

    /** Undefined until the engine's first start. */
    get host() { return host; },

    /**
     * Starts the engine. Errors are dispatched.
     * @param {boolean} insist the reader asked for it: see EngineHost
     * @param {boolean} restart everything is downloaded
     */
    async start(insist, restart) {
      const since = performance.now();
      const stop = new AbortController();
      try {
        // All that it starts with arrives, and the program is compiled, while EngineHost's script does and its canvas is made.
        const loaded = restart ? undefined : loadEngine({ ...files, wasm: { ...files.wasm, begun: download } }, callbacks.onProgress, stop.signal);
        loaded?.catch(() => {}); // handled where it is awaited
        const script = importScript(config.scripts.engine);
        script.catch(() => {}); // likewise
        const canvas = host ? undefined : newCanvas();
        if (!host && !canvas) return dispatch({ type: "unsupported" });
        /** @type {typeof import("../engine/engine-host.js")} */
        const { EngineHost } = await script;
        host ??= new EngineHost({
          box: /** @type {HTMLElement} */ (stage.querySelector(".canvas")),
          canvas,
          ...files,
          pinned: document.documentElement.dataset.layout === "stage",
          ...callbacks,
          onMessage: (message) => dispatch({ type: "engine", message }),
          onFail: (error) => dispatch({ type: "failed", error }),
        });
        host.setVisible(...inView());
        resize();
        if (restart) return await host.restart();
        await host.load(loaded, since);
        dispatch({ type: "loaded" });
        await host.start(insist);
      } catch (error) {
        onFail(error);
      } finally {
        stop.abort(); // what was not needed
        download = undefined;
      }
    },

    /**
     * Downloads everything into the browser's cache when it is idle, unless the engine cannot run or
     * the stage has no size.
     * @param {() => boolean} wanted asked before each file
     */
    prefetchWhenIdle(wanted) {
      const work = () => void prefetch(wanted).catch(() => {}); // start downloads again
      (window.requestIdleCallback ?? ((later) => setTimeout(later, IDLE_GUESS)))(work, { timeout: IDLE_TIMEOUT });
    },
  };
}
