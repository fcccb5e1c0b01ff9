// Downloads the engine and its host script, and starts it in the stage. EngineHost keeps it running.

import { discardCanvas, makeCanvas } from "../engine/canvas.js";
import { request } from "../fetch/download.js";
import { importScript } from "../fetch/import-script.js";

/** How long prefetching waits for the browser to be idle, in ms: at most, and where it cannot say. */
const IDLE_TIMEOUT = 3000;
const IDLE_GUESS = 1000;

/**
 * @typedef {object} Callbacks
 * @property {() => boolean} isVisible             whether the stage counts as visible when the host is made
 * @property {import("../engine/engine-host.js").HostOptions["getState"]} getState            see EngineHost's options
 * @property {(loaded: number, total: number) => void} onProgress  in bytes
 * @property {() => void} onUnsupported            there is no WebGL 2
 * @property {() => void} onLoaded                 everything is downloaded
 * @property {import("../engine/engine-host.js").HostOptions["onMessage"]} onMessage
 * @property {(error: unknown) => void} onFail     downloading failed, or the engine crashed too often
 */

/**
 * @param {HTMLElement} stage
 * @param {any} config the page's: configView in internal/site
 * @param {Callbacks} callbacks
 */
export function createEngineLoader(stage, config, { isVisible, onUnsupported, onLoaded, ...hostCallbacks }) {
  /** @type {import("../engine/engine-host.js").EngineHost | undefined} */
  let host;
  /** The engine's download, if it began before the host could take it. @type {import("../fetch/download.js").Request | undefined} */
  let download;

  /** The engine's first canvas; undefined where it cannot run. */
  function newCanvas() {
    const { width, height } = stage.getBoundingClientRect();
    return makeCanvas(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
  }

  /** Begins the engine's download, which start will take. */
  function beginDownload() {
    download ??= request(config.engine.url);
  }

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
    for (const { url } of [config.engine, config.pack, config.scripts.engine, config.scripts.support]) {
      if (wanted()) await fetch(url, { priority: "low" }).then((response) => response.blob());
    }
  }

  return {
    beginDownload,
    resize,

    /** Undefined until the engine's first start. */
    get host() { return host; },

    /**
     * Starts the engine. Errors go to onFail.
     * @param {boolean} insist the reader asked for it: see EngineHost
     * @param {boolean} restart everything is downloaded
     */
    async start(insist, restart) {
      if (!restart) beginDownload(); // under way while the script that takes it arrives and its canvas is made
      try {
        const script = importScript(config.scripts.engine);
        script.catch(() => {}); // handled where it is awaited
        const canvas = host ? undefined : newCanvas();
        if (!host && !canvas) return onUnsupported();
        /** @type {typeof import("../engine/engine-host.js")} */
        const { EngineHost } = await script;
        host ??= new EngineHost({
          box: /** @type {HTMLElement} */ (stage.querySelector(".canvas")),
          canvas,
          wasm: config.engine,
          pack: config.pack,
          support: config.scripts.support,
          ...hostCallbacks,
        });
        host.setVisible(isVisible());
        resize();
        if (restart) return await host.restart();
        await host.load(download);
        onLoaded();
        await host.start(insist);
      } catch (error) {
        hostCallbacks.onFail(error);
      } finally {
        download?.stop.abort(); // if it was not needed
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
      if ("requestIdleCallback" in window) requestIdleCallback(work, { timeout: IDLE_TIMEOUT });
      else setTimeout(work, IDLE_GUESS);
    },
  };
}
