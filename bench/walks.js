// Memory after ten walks through all scenes, and jank: layout shifts and long tasks.
import { clock } from "../e2e/lib/stage.js";
import { Explainer } from "../e2e/lib/explainer.js";
import { watch } from "./startup.js";

const walks = Number(process.env.WALKS ?? 10);

/** @param {import("playwright-core").Page} page */
async function walk(page) {
  const explainer = new Explainer(page.mainFrame());
  const scenes = await page.locator("[data-goto]").count();
  for (let i = 1; i < scenes; i++) {
    await explainer.next();
    await explainer.reaches("resting");
  }
  await page.locator("[data-goto]").first().click();
  await explainer.reaches("resting");
}

/**
 * Memory in bytes after the first and the last walk, garbage collected. A clock that advances by a quarter
 * of a second per frame shortens the walks.
 * @param {import("playwright-core").Browser} browser @param {string} embed
 */
export async function measureMemory(browser, embed) {
  const page = await browser.newPage({ viewport: { width: 960, height: 900 } });
  await page.addInitScript(clock, 250);
  await page.addInitScript(watch);
  const cdp = await page.context().newCDPSession(page);
  const used = async () => {
    await cdp.send("HeapProfiler.collectGarbage");
    const { usedSize } = await cdp.send("Runtime.getHeapUsage");
    const wasm = /** @type {number} */ (await page.evaluate("wasmMemory.buffer.byteLength"));
    return { wasm, scripts: usedSize };
  };
  await page.goto(`${embed}?load=eager`);
  await new Explainer(page.mainFrame()).reaches("resting");
  await walk(page);
  const first = await used();
  for (let i = 1; i < walks; i++) await walk(page);
  const last = await used();
  await page.close();
  return { walks, first, last, ratio: (last.wasm + last.scripts) / (first.wasm + first.scripts) };
}

/**
 * Walks through all scenes as fast as they play: the sum of layout shifts, and the longest task of
 * the main thread after the first moving frame, in ms of its own time and by the clock.
 * @param {import("playwright-core").Browser} browser @param {string} embed
 */
export async function measureJank(browser, embed) {
  const page = await browser.newPage({ viewport: { width: 960, height: 900 } });
  await page.addInitScript(() => {
    /** @type {any} */ (window).shifts = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) /** @type {any} */ (window).shifts += /** @type {any} */ (entry).value;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(`${embed}?load=eager`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("playing", "resting");
  await browser.startTracing(page, { categories: ["toplevel", "__metadata"] });
  await explainer.reaches("resting");
  await walk(page);
  const { traceEvents } = JSON.parse((await browser.stopTracing()).toString());
  const shifts = Number(await page.evaluate("shifts"));
  await page.close();
  const thread = (/** @type {any} */ e) => `${e.pid} ${e.tid}`;
  const mains = new Set(traceEvents.filter((/** @type {any} */ e) => e.name === "thread_name" && e.args.name === "CrRendererMain").map(thread));
  const tasks = traceEvents.filter((/** @type {any} */ e) => e.name === "ThreadControllerImpl::RunTask" && e.ph === "X" && mains.has(thread(e)));
  const longest = (/** @type {"tdur" | "dur"} */ by) => Math.max(0, ...tasks.map((/** @type {any} */ e) => (e[by] ?? 0) / 1000));
  return { layoutShift: shifts, tasks: tasks.length, longestTask: longest("tdur"), byTheClock: longest("dur") };
}
