// Main-thread time of every frame of every scene at 960 px, and of fields of 1,000, 10,000 and
// 100,000 dots, in Chromium. `./build.sh speed` builds what this needs and starts it.
import { execFileSync } from "node:child_process";
import { cpus } from "node:os";
import { launch } from "../e2e/lib/chromium.js";
import { serveSite } from "../e2e/lib/site.js";
import { Stage } from "../e2e/lib/stage.js";
import { buildTool, root, story } from "../e2e/lib/story.js";
import { play, step } from "./scenes.js";

const plays = 3;

/** @param {Stage} stage @param {string} scene */
async function measure(stage, scene) {
  const first = await play(browser, stage, scene); // fills the atlas of letters
  /** @type {number[]} */
  const later = [];
  for (let i = 0; i < plays; i++) later.push(...await play(browser, stage, scene));
  const sorted = later.sort((a, b) => a - b);
  const ms = (/** @type {number} */ n) => Number(n.toFixed(2));
  return {
    scene, frames: later.length, "median, ms": ms(sorted[sorted.length >> 1]), "95 in 100 under": ms(sorted[Math.floor(sorted.length * 0.95)]),
    worst: ms(sorted[sorted.length - 1]), "worst of first play": ms(Math.max(...first)),
  };
}

const folder = ".cache/speed";
execFileSync(buildTool, ["dist", "-fast", "-out", folder], { cwd: root, stdio: "inherit" });
execFileSync(buildTool, ["wasm", "-out", `${folder}/dots.wasm`, "./bench/dots"], { cwd: root, stdio: "inherit" });
const browser = await launch();
const site = await serveSite(folder);
try {
  console.log(
    `${cpus().length} × ${cpus()[0].model}, Chromium ${browser.version()} without a graphics card; 960 px; ` +
    `a frame every ${step} s of a scene's time, ${plays} plays`);
  const scenes = await Stage.open(browser, site.origin, { step });
  await scenes.size(960, 480);
  const rows = [];
  for (const { id } of story()) rows.push(await measure(scenes, id));
  await scenes.close();
  const dots = await Stage.open(browser, site.origin, { step, wasm: `${root}${folder}/dots.wasm` });
  await dots.size(960, 480);
  for (const number of ["1000", "10000", "100000"]) {
    const row = await measure(dots, number);
    rows.push({ ...row, scene: `${number} dots` });
  }
  await dots.close();
  console.table(rows);
} finally {
  await browser.close();
  await site.close();
}
