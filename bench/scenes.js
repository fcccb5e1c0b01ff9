// The main thread's time in each frame of a scene, played on the stage alone.
import { Stage } from "../e2e/lib/stage.js";
import { story } from "../e2e/lib/story.js";
import { asOnPhone } from "./startup.js";

/** Seconds of a scene's time from frame to frame. */
export const step = 0.1;

/**
 * Plays a scene and returns the main thread's own time in each frame, in ms: what other programs
 * take from it meanwhile does not count.
 * @param {import("playwright-core").Browser} browser @param {Stage} stage @param {string} scene
 */
export async function play(browser, stage, scene) {
  await browser.startTracing(stage.page, { categories: ["devtools.timeline"] });
  await stage.picture("played", { type: "show", scene, at: "start", playing: true, choices: {} });
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  // The last frame is left out: keeping its picture is part of it.
  return traceEvents.filter((/** @type {any} */ e) => e.name === "FireAnimationFrame" && e.tdur > 0)
    .map((/** @type {any} */ e) => /** @type {number} */ (e.tdur) / 1000).slice(0, -1);
}

/**
 * The heaviest frame of any scene, each played twice in a new engine, as the first play has more to do;
 * and the frame with the engine's first picture, while nothing moves yet.
 * @param {import("./bench.js").Bench} bench @param {boolean} phone
 */
async function heaviest({ browser, site }, phone) {
  const stage = await Stage.open(browser, site.origin, { step });
  await stage.size(960, 480);
  if (phone) await asOnPhone(stage.page);
  const scenes = story();
  const first = await play(browser, stage, scenes[0].id);
  const picture = Math.max(...first); // all that comes before it are frames of nothing
  let most = Math.max(...first.slice(first.indexOf(picture) + 1));
  for (const { id } of scenes) {
    for (let i = id === scenes[0].id ? 1 : 0; i < 2; i++) most = Math.max(most, ...await play(browser, stage, id));
  }
  await stage.close();
  return { picture, most };
}

/** @param {import("./bench.js").Bench} bench */
export async function measureScenes(bench) {
  /** @type {Record<"picture" | "heaviest" | "pictureSlowly" | "heaviestSlowly", number[]>} */
  const all = { picture: [], heaviest: [], pictureSlowly: [], heaviestSlowly: [] };
  for (let i = 0; i < bench.runs; i++) {
    const fast = await heaviest(bench, false), slow = await heaviest(bench, true);
    all.picture.push(fast.picture);
    all.heaviest.push(fast.most);
    all.pictureSlowly.push(slow.picture);
    all.heaviestSlowly.push(slow.most);
  }
  return { lines: Object.fromEntries(Object.entries(all).map(([line, ours]) => [line, { ours }])) };
}
