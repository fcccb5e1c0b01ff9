// What a frame costs the main thread: fields of dots and falling ballots, drawn by this project's
// stage, by PixiJS 8 and by plain Canvas 2D, one after another in every run.
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { Stage } from "../e2e/lib/stage.js";
import { buildTool, root } from "../e2e/lib/story.js";
import { spread } from "./numbers.js";

/** How many frames a run has. A picture lasts 256: 8 s of its own time. */
const frames = 60;

/** @typedef {() => Promise<number>} Contender  plays a run and returns the main thread's own time in a frame, in ms */

/**
 * @param {import("playwright-core").Browser} browser
 * @param {{origin: string}} site
 * @param {number} runs
 */
export async function measureFrames(browser, site, runs) {
  execFileSync(buildTool, ["wasm", "-out", ".cache/bench/dots.wasm", "./bench/dots"], { cwd: root, stdio: "inherit" });
  const peers = await servePeers();
  const stage = await Stage.open(browser, site.origin, { wasm: `${root}.cache/bench/dots.wasm` });
  await stage.size(960, 480);
  /** @type {import("playwright-core").Page[]} */
  const pages = [stage.page];
  /** @param {string} scene */
  const ours = (scene) => contender(stage.page, ([scene, frames]) => new Promise((done) => {
    const w = /** @type {any} */ (window);
    let left = Number(frames);
    w.clock.after = () => {
      if (--left > 0) return;
      w.clock.after = () => {};
      done(undefined);
    };
    w.stage.host.send({ type: "show", scene, at: "start", playing: true, choices: {} });
  }), scene);
  /** @param {string} name @param {number} count */
  const peer = async (name, count) => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
    pages.push(page);
    await page.goto(peers.origin);
    await page.evaluate(async ([name, count]) => {
      const { start } = await import(`/${name}.js`);
      /** @type {any} */ (window).draw = await start(document.body, count);
    }, /** @type {const} */ ([name, count]));
    return contender(page, ([, frames]) => new Promise((done) => {
      let n = 0;
      const frame = () => {
        /** @type {any} */ (window).draw(n / 256, n / 32);
        if (++n < Number(frames)) requestAnimationFrame(frame);
        else done(undefined);
      };
      requestAnimationFrame(frame);
    }), name);
  };
  /** Rows of the table; ours is compared with the others. @type {Record<string, Record<string, Contender>>} */
  const rows = {
    "10,000 dots in place": { ours: await ours("10000"), pixi: await peer("dots-pixi", 10_000), canvas: await peer("dots-canvas", 10_000) },
    "1,000,000 dots in place": { ours: await ours("1000000") },
    "one quad of WebGL": { quad: await peer("quad", 1) },
    "2,000 falling ballots": { ours: await ours("ballots"), pixi: await peer("ballots-pixi", 2000), canvas: await peer("ballots-canvas", 2000) },
  };
  try {
    /** @type {Record<string, Record<string, number[]>>} */
    const times = {};
    for (let run = -1; run < runs; run++) { // the first is to warm up
      for (const [row, contenders] of Object.entries(rows)) {
        for (const [name, play] of Object.entries(contenders)) {
          const ms = await play();
          if (run >= 0) ((times[row] ??= {})[name] ??= []).push(ms);
        }
      }
    }
    const flat = times["1,000,000 dots in place"].ours.map((ms, i) => ms / times["10,000 dots in place"].ours[i]);
    return {
      rows: Object.fromEntries(Object.entries(times).map(([row, all]) => [row, {
        ms: Object.fromEntries(Object.entries(all).map(([name, ms]) => [name, spread(ms)])),
        ratio: Object.fromEntries(Object.entries(all).filter(([name]) => all.ours && name !== "ours")
          .map(([name, ms]) => [name, spread(ms.map((ms, i) => all.ours[i] / ms))])),
      }])),
      "1,000,000 dots to 10,000": spread(flat),
    };
  } finally {
    for (const page of pages) await page.close();
    peers.close();
  }
}

/**
 * @param {import("playwright-core").Page} page
 * @param {(argument: (string | number)[]) => Promise<unknown>} play runs in the page until so many frames are drawn
 * @param {string} what
 * @returns {Promise<Contender>}
 */
async function contender(page, play, what) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const used = async () => (await cdp.send("Performance.getMetrics")).metrics.find((m) => m.name === "ThreadTime")?.value ?? NaN;
  return async () => {
    await page.bringToFront();
    const before = await used();
    await page.evaluate(play, [what, frames]);
    return ((await used() - before) * 1000) / frames;
  };
}

/** Serves the peers' scripts, and PixiJS. */
async function servePeers() {
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    response.setHeader("Content-Type", path === "/" ? "text/html" : "text/javascript");
    if (path === "/") return response.end(
      '<!doctype html><title>Peers</title><link rel="icon" href="data:,"><style>body{margin:0}canvas{display:block}</style>');
    response.end(await readFile(path === "/pixi.js" ? `${root}e2e/node_modules/pixi.js/dist/pixi.min.mjs` : `${root}bench/peers${path}`));
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}/`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
