// What a frame costs the main thread: fields of dots and falling ballots, drawn by this project's
// stage, by PixiJS 8 and by plain Canvas 2D, one after another in every run.
import { execFileSync } from "node:child_process";
import { Stage } from "../e2e/lib/stage.js";
import { buildTool, root } from "../e2e/lib/story.js";
import { mainThread } from "./startup.js";

/** How many frames a run has, and how many before them: the stage changes from one picture into the next. A picture lasts 256, 8 s of its own time. */
const frames = 60;
const opening = 30;

/** @typedef {() => Promise<number>} Contender  plays a run and returns the main thread's own time in a frame, in ms */

/** @param {import("./bench.js").Bench} bench */
export async function measureFrames({ browser, site, peers, runs }) {
  execFileSync(buildTool, ["wasm", "-out", ".cache/bench/dots.wasm", "./bench/dots"], { cwd: root, stdio: "inherit" });
  const stage = await Stage.open(browser, site.origin, { wasm: `${root}.cache/bench/dots.wasm` });
  await stage.size(960, 480);
  /** @type {import("playwright-core").Page[]} */
  const pages = [stage.page];
  /** @param {string} scene */
  const ours = (scene) => contender(stage.page, ([scene, frames, first]) => new Promise((done) => {
    const w = /** @type {any} */ (window);
    let left = Number(frames);
    w.clock.after = () => {
      if (--left > 0) return;
      w.clock.after = () => {};
      done(undefined);
    };
    if (first) w.stage.host.send({ type: "show", scene, at: "start", playing: true, choices: {} });
  }), scene);
  /** @param {string} name @param {number} count */
  const peer = async (name, count) => {
    const page = await browser.newPage({ viewport: { width: 1000, height: 600 } });
    pages.push(page);
    await page.goto(`${peers.origin}/`);
    await page.evaluate(async ([name, count]) => {
      const { start } = await import(`/${name}.js`);
      /** @type {any} */ (window).draw = await start(document.body, count);
    }, /** @type {const} */ ([name, count]));
    return contender(page, ([, frames, first]) => new Promise((done) => {
      const w = /** @type {any} */ (window);
      if (first) w.n = 0;
      let left = Number(frames);
      const frame = () => {
        w.draw(w.n / 256, w.n++ / 32);
        if (--left > 0) requestAnimationFrame(frame);
        else done(undefined);
      };
      requestAnimationFrame(frame);
    }), name);
  };
  /** @type {Record<"dots" | "dotsPixi" | "dotsCanvas" | "dotsMany" | "ballots" | "ballotsPixi" | "ballotsCanvas" | "quad", Contender>} */
  const contenders = {
    dots: await ours("10000"), dotsPixi: await peer("dots-pixi", 10_000), dotsCanvas: await peer("dots-canvas", 10_000), dotsMany: await ours("1000000"),
    ballots: await ours("ballots"), ballotsPixi: await peer("ballots-pixi", 2000), ballotsCanvas: await peer("ballots-canvas", 2000),
    quad: await peer("quad", 1),
  };
  const names = /** @type {(keyof typeof contenders)[]} */ (Object.keys(contenders));
  /** @type {Record<string, number[]>} */
  const times = Object.fromEntries(names.map((name) => [name, []]));
  try {
    for (let run = -1; run < runs; run++) { // the first is to warm up
      for (const name of names) {
        const ms = await contenders[name]();
        if (run >= 0) times[name].push(ms);
      }
    }
  } finally {
    for (const page of pages) await page.close();
  }
  const { dots, dotsPixi, dotsCanvas, dotsMany, ballots, ballotsPixi, ballotsCanvas, quad } = times;
  return {
    lines: {
      dots: { ours: dots, beside: dotsPixi }, dotsCanvas: { ours: dots, beside: dotsCanvas }, dotsMany: { ours: dotsMany, beside: dots },
      ballots: { ours: ballots, beside: ballotsPixi }, ballotsCanvas: { ours: ballots, beside: ballotsCanvas }, quad: { ours: quad },
    },
  };
}

/**
 * @param {import("playwright-core").Page} page
 * @param {(argument: (string | number | boolean)[]) => Promise<unknown>} play runs in the page until so many frames are drawn
 * @param {string} what
 * @returns {Promise<Contender>}
 */
async function contender(page, play, what) {
  const used = await mainThread(page);
  return async () => {
    await page.bringToFront();
    await page.evaluate(play, [what, opening, true]);
    const before = await used();
    await page.evaluate(play, [what, frames, false]);
    return (await used() - before) / frames;
  };
}
