// The stage alone: the real engine in an otherwise empty page of the site, driven by its protocol
// (see web/engine/protocol.js) and by a clock that passes a fixed time from frame to frame.

import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";

/** Seconds from one frame to the next: exact in binary, so that times can be added up. */
export const tick = 1 / 32;

/** How long a picture changes into another one of the same scene, and of another scene, in seconds: see internal/host/playback. */
const FADE = 0.2;
const TRAVEL = 0.6;

/** @typedef {{type: string, [field: string]: any}} Message */

export class Stage {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.scene = ""; // shown last
  }

  /** Ticks between a message and the scene's first moment: drawing it once, and the change into it. @param {Message} message */
  opening({ type, scene }) {
    const travels = type === "show" && this.scene !== "" && scene !== this.scene;
    if (type === "show") this.scene = scene;
    return 1 + Math.ceil((travels ? TRAVEL : FADE) / tick);
  }

  /**
   * Starts the engine.
   * @param {import("playwright-core").Browser} browser
   * @param {string} origin of the site
   * @param {{lang?: string, ratio?: number, step?: number, pinned?: boolean, wasm?: string}} [options]
   *   ratio: device pixels to a CSS pixel; step: seconds between frames, where not even they matter;
   *   pinned: the pinned composition, at any size; wasm: file of another program in place of the site's
   */
  static async open(browser, origin, { lang = "en", ratio = 1, step = tick, pinned = false, wasm } = {}) {
    const embed = `${origin}/embed/${lang}/`;
    const html = await (await fetch(embed)).text();
    const config = JSON.parse(html.match(/id="config">(.*?)<\/script>/)?.[1] ?? "null");
    if (wasm) {
      const data = readFileSync(wasm);
      delete config.rest;
      config.engine = { url: `${embed}other.wasm`, bytes: data.length, integrity: `sha256-${createHash("sha256").update(data).digest("base64")}` };
    }
    const script = new URL(config.scripts.engine.url, embed);

    const page = await browser.newPage({ viewport: { width: 1400, height: 800 }, deviceScaleFactor: ratio });
    await page.route(`${embed}stage`, (route) => route.fulfill({
      contentType: "text/html",
      body: `<!doctype html><title>Stage</title><link rel="icon" href="data:,"><style>body { margin: 0 } canvas { display: block }</style><div id="box"></div>`,
    }));
    if (wasm) await page.route(config.engine.url, (route) => route.fulfill({ path: wasm, contentType: "application/wasm" }));
    await page.addInitScript(clock, step * 1000);
    await page.goto(`${embed}stage`);
    await page.evaluate(begin, { script: script.href, config, pinned });
    return new Stage(page);
  }

  /** Sizes the stage, in CSS pixels. @param {number} width @param {number} height */
  size(width, height) { return this.page.evaluate(([w, h]) => /** @type {any} */ (window).stage.size(w, h), [width, height]); }

  /**
   * Sends messages, waits until the picture stands still, and keeps it under a name.
   * @param {string} name
   * @param {...Message} messages
   */
  async picture(name, ...messages) {
    for (const message of messages) this.opening(message);
    await this.page.evaluate(([name, messages]) => /** @type {any} */ (window).stage.settle(name, messages), /** @type {const} */ ([name, messages]));
  }

  /**
   * Plays a scene for a time, a whole number of ticks, pauses, and keeps the picture.
   * @param {string} name
   * @param {Message} start a `show` that plays from the start, or `replay`
   * @param {number} seconds
   */
  async paused(name, start, seconds) {
    await this.after(name, seconds, start);
  }

  /**
   * Sends messages, pauses after a time, a whole number of ticks, and keeps the picture.
   * @param {string} name
   * @param {number} seconds
   * @param {...Message} messages the first is a `show`
   */
  async after(name, seconds, ...messages) {
    await this.page.evaluate(([name, messages, ticks]) => /** @type {any} */ (window).stage.settle(name, messages, ticks),
      /** @type {const} */ ([name, messages, this.opening(messages[0]) + seconds / tick]));
  }

  /** A kept picture as PNG. @param {string} name */
  async png(name) {
    return Buffer.from(await this.page.evaluate((name) => /** @type {any} */ (window).stage.png(name), name), "base64");
  }

  /**
   * How far two kept pictures differ: the largest and the mean difference of a channel, of 255.
   * @param {string} a @param {string} b
   * @returns {Promise<{largest: number, mean: number}>}
   */
  difference(a, b) {
    return this.page.evaluate(([a, b]) => /** @type {any} */ (window).stage.difference(a, b), [a, b]);
  }

  close() { return this.page.close(); }
}

/**
 * Runs in the page first: time passes from frame to frame, or, where no frame is asked for, to the end of a timer.
 * @param {number} step milliseconds
 */
export function clock(step) {
  let now = 0;
  let asked = 0; // frames that are to come
  performance.now = () => now;
  const request = requestAnimationFrame;
  const clock = /** @type {any} */ (window).clock = { after: () => {} };
  window.requestAnimationFrame = (callback) => {
    asked++;
    return request(() => {
      asked--;
      now += step;
      callback(now);
      clock.after();
    });
  };

  // A timer that ends while something moves (garbage is collected by one) takes no time from it.
  const timeout = setTimeout, clear = clearTimeout;
  /** The browser's timers by the ids given out here. @type {Map<number, ReturnType<typeof setTimeout>>} */
  const timers = new Map();
  let last = 0;
  window.setTimeout = /** @type {any} */ ((/** @type {() => void} */ callback, delay = 0) => {
    const id = ++last;
    // A frame that the engine kept while it waited for its second part comes too early: it sleeps then, whole steps here.
    const due = Math.ceil((now + delay) / step) * step;
    const wait = () => timers.set(id, timeout(() => {
      if (now < due && asked > 0) return void wait();
      timers.delete(id);
      now = Math.max(now, due);
      callback();
    }, delay));
    wait();
    return id;
  });
  window.clearTimeout = (id) => {
    clear(timers.get(Number(id)));
    timers.delete(Number(id));
  };
}

/**
 * Runs in the page: starts the engine and offers `stage` to the functions above.
 * @param {{script: string, config: any, pinned: boolean}} options
 */
async function begin({ script, config, pinned }) {
  const { EngineHost } = await import(script);
  const box = /** @type {HTMLElement} */ (document.getElementById("box"));
  /** @type {Map<string, HTMLCanvasElement>} */
  const pictures = new Map();
  /** @type {(() => void) | undefined} */
  let still;
  const host = new EngineHost({
    box, wasm: config.engine, rest: config.rest, pack: config.pack, pinned, support: config.scripts.support,
    getState: () => [],
    onMessage: (/** @type {{type: string}} */ m) => {
      // In the same frame, when all of it has been drawn: later the canvas is empty again.
      if (m.type === "rest" || m.type === "still") queueMicrotask(() => still?.());
    },
    onFail: (/** @type {unknown} */ error) => { throw error; },
  });
  host.setSize(320, 400);
  await host.load();
  await host.start();

  /** @param {string} name */
  const keep = (name) => {
    const from = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
    const to = document.createElement("canvas");
    to.width = from.width;
    to.height = from.height;
    to.getContext("2d", { willReadFrequently: true })?.drawImage(from, 0, 0);
    pictures.set(name, to);
  };
  /** @param {string} name */
  const pixels = (name) => {
    const picture = /** @type {HTMLCanvasElement} */ (pictures.get(name));
    return /** @type {CanvasRenderingContext2D} */ (picture.getContext("2d")).getImageData(0, 0, picture.width, picture.height).data;
  };
  /** @type {any} */ (window).stage = {
    host,
    /**
     * Resolves when the canvas has its new pixels: the engine gives it those after the frame's layout,
     * and a picture can be kept before.
     * @param {number} width @param {number} height
     */
    size: (width, height) => new Promise((done) => {
      const canvas = /** @type {HTMLCanvasElement} */ (box.querySelector("canvas"));
      const fits = () => canvas.width === Math.round(width * devicePixelRatio) && canvas.height === Math.round(height * devicePixelRatio);
      const watch = new MutationObserver(() => {
        if (!fits()) return;
        watch.disconnect();
        done(undefined);
      });
      watch.observe(canvas, { attributeFilter: ["width", "height"] });
      host.setSize(width, height);
      if (fits()) done(undefined);
    }),
    /** @param {string} name @param {{type: string}[]} messages @param {number} [ticks] after which to pause */
    settle: (name, messages, ticks = Infinity) => new Promise((done) => {
      /** @type {any} */ (window).clock.after = () => {
        if (--ticks === 0) host.send({ type: "pause" });
      };
      still = () => {
        keep(name);
        still = undefined;
        done(undefined);
      };
      for (const message of messages) host.send(message);
    }),
    /** @param {string} name */
    png: async (name) => {
      const url = /** @type {HTMLCanvasElement} */ (pictures.get(name)).toDataURL("image/png");
      return url.slice(url.indexOf(",") + 1);
    },
    /** @param {string} a @param {string} b */
    difference: (a, b) => {
      const [x, y] = [pixels(a), pixels(b)];
      if (x.length !== y.length) return { largest: 255, mean: 255 };
      let largest = 0, sum = 0;
      for (let i = 0; i < x.length; i++) {
        const d = Math.abs(x[i] - y[i]);
        sum += d;
        if (d > largest) largest = d;
      }
      return { largest, mean: sum / x.length };
    },
  };
}
