// The goals' table: sizes, times, frames and memory of the explainer, beside an empty Ebitengine
// window, PixiJS 8 and plain Canvas 2D. lines.js has the lines and goals, README.md says how they are measured.
// `./build.sh bench [GROUP…]` builds what this needs and starts it; it prints a table and writes result.json.
import { writeFileSync } from "node:fs";
import { cpus, loadavg } from "node:os";
import { launch } from "../e2e/lib/chromium.js";
import { serveSite } from "../e2e/lib/site.js";
import { root } from "../e2e/lib/story.js";
import { measureFrames } from "./frames.js";
import { groups, lines } from "./lines.js";
import { servePeers } from "./peers.js";
import { print, row } from "./report.js";
import { measureScenes } from "./scenes.js";
import { measureSize } from "./size.js";
import { measurePaint, measureStart } from "./startup.js";
import { measureWalks } from "./walks.js";

/** @typedef {keyof typeof groups} Group */
/**
 * What a measurement has to work with.
 * @typedef {object} Bench
 * @property {import("playwright-core").Browser} browser
 * @property {{origin: string}} site
 * @property {string} embed the explainer's address
 * @property {{origin: string}} peers
 * @property {number} runs
 */
/** @typedef {{lines: Record<string, import("./report.js").Measured>, steps?: Record<string, string>[]}} Result  of a group, by line */

/** @type {Record<Group, (bench: Bench) => Result | Promise<Result>>} */
const measure = {
  size: measureSize, start: measureStart, paint: measurePaint, frames: measureFrames, scenes: measureScenes, walks: measureWalks,
};

const all = /** @type {Group[]} */ (Object.keys(groups));
const asked = /** @type {Group[]} */ (process.argv.slice(2));
const unknown = asked.filter((name) => !all.includes(name));
if (unknown.length) throw new Error(`${unknown} is not a group of the table: ${all.join(", ")}`);

const peers = await servePeers();
const site = await serveSite();
const browser = await launch();
try {
  const machine = `${cpus().length} × ${cpus()[0].model}; Chromium ${browser.version()}, without a graphics card`;
  console.log(machine);
  /** @type {Record<string, Result>} */
  const results = {};
  // A group's rows are printed as soon as they are there: all of them take long.
  for (const name of asked.length ? asked : all) {
    const before = loadavg()[0];
    const runs = Number(process.env.RUNS ?? groups[name]);
    const result = results[name] = await measure[name]({ browser, site, embed: `${site.origin}/embed/en/`, peers, runs });
    console.log(`\n${name}, ${runs} runs; load ${before.toFixed(1)} before, ${loadavg()[0].toFixed(1)} after\n`);
    print(Object.entries(lines[name]).map(([line, of]) => row(of, result.lines[line])));
    if (result.steps) {
      console.log("\nFrom navigation to the first moving frame, step by step:\n");
      print(result.steps);
    }
  }
  writeFileSync(`${root}bench/result.json`, JSON.stringify({ machine, results }, null, 2) + "\n");
} finally {
  await browser.close();
  await site.close();
  peers.close();
}
