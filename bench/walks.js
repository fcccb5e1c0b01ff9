// Memory after ten walks through all scenes, and jank: layout shifts and long tasks. The main thread's time where nothing is to be drawn.
import { clock } from "../e2e/lib/stage.js";
import { Explainer } from "../e2e/lib/explainer.js";
import { mainThread, watch } from "./startup.js";

const walks = 10;

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
async function measureMemory(browser, embed) {
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
  return { first, last };
}

/**
 * Walks through all scenes as fast as they play: the sum of layout shifts, and the longest task of
 * the main thread after the first moving frame, in ms of its own time.
 * @param {import("playwright-core").Browser} browser @param {string} embed
 */
async function measureJank(browser, embed) {
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
  return { shift: shifts, task: Math.max(0, ...tasks.map((/** @type {any} */ e) => (e.tdur ?? 0) / 1000)) };
}

/** Share of a processor that the main thread takes over 5 s, in per cent. @param {import("playwright-core").Page} page */
async function busy(page) {
  const used = await mainThread(page);
  await new Promise((done) => setTimeout(done, 1000)); // lets earlier tasks end
  const before = await used();
  await new Promise((done) => setTimeout(done, 5000));
  return (await used() - before) / 5000 * 100;
}

/** @param {import("playwright-core").Browser} browser @param {string} embed */
async function busyAtRest(browser, embed) {
  const page = await browser.newPage({ viewport: { width: 960, height: 900 } });
  await page.goto(`${embed}?load=eager`);
  await new Explainer(page.mainFrame()).reaches("resting");
  const share = await busy(page);
  await page.close();
  return share;
}

/** While the explainer plays off screen. @param {import("playwright-core").Browser} browser @param {string} embed */
async function busyOffScreen(browser, embed) {
  const page = await browser.newPage({ viewport: { width: 960, height: 900 } });
  const article = new URL("/bench-article", embed).href; // of the same origin, to share the thread that is measured
  await page.route(article, (route) => route.fulfill({ contentType: "text/html",
    body: `<!doctype html><title>Article</title><iframe src="${embed}?load=eager" width="960" height="900"></iframe><p style="height:5000px">` }));
  await page.goto(article);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  await frame?.waitForFunction(() => document.querySelector("main")?.dataset.state === "playing", null, { polling: 50, timeout: 120_000 });
  await page.evaluate(() => scrollTo(0, 4000));
  const share = await busy(page);
  await page.close();
  return share;
}

/** @param {import("./bench.js").Bench} bench */
export async function measureWalks({ browser, embed, runs }) {
  /** @type {Record<"atRest" | "offScreen" | "last" | "first" | "wasm" | "shift" | "task", number[]>} */
  const all = { atRest: [], offScreen: [], last: [], first: [], wasm: [], shift: [], task: [] };
  for (let i = 0; i < runs; i++) {
    all.atRest.push(await busyAtRest(browser, embed));
    all.offScreen.push(await busyOffScreen(browser, embed));
    const { first, last } = await measureMemory(browser, embed);
    all.first.push((first.wasm + first.scripts) / 2 ** 20);
    all.last.push((last.wasm + last.scripts) / 2 ** 20);
    all.wasm.push(last.wasm / 2 ** 20);
    const { shift, task } = await measureJank(browser, embed);
    all.shift.push(shift);
    all.task.push(task);
  }
  const { atRest, offScreen, first, last, wasm, shift, task } = all;
  return {
    lines: {
      atRest: { ours: atRest }, offScreen: { ours: offScreen }, memory: { ours: last, beside: first },
      wasm: { ours: wasm }, shift: { ours: shift }, task: { ours: task },
    },
  };
}
