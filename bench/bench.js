// The goals' table: sizes, times, frames and memory of the explainer, beside an empty Ebitengine
// window, PixiJS 8 and plain Canvas 2D, in one run. README.md here explains every line.
// `./build.sh bench` builds what this needs and starts it; it prints a table and writes result.json.
import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { cpus, loadavg } from "node:os";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { launch, throttleNetwork } from "../e2e/lib/chromium.js";
import { serveSite } from "../e2e/lib/site.js";
import { measureFrames } from "./frames.js";
import { median, spread } from "./numbers.js";
import { breakdown, collect, watch } from "./startup.js";
import { measureJank, measureMemory } from "./walks.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = `${root}.cache/bench/`;
const runs = Number(process.env.RUNS ?? 7);

/** @param {string} command @param {string[]} args @param {Record<string, string>} [env] */
function run(command, args, env = {}) {
  const { status } = spawnSync(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: "inherit" });
  if (status !== 0) throw new Error(`${command} ${args.join(" ")} ended with ${status}`);
}

/** Builds the empty window and serves it as the explainer is served: wasm in brotli. */
async function serveEmpty() {
  await mkdir(scratch, { recursive: true });
  run("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", `${scratch}empty.wasm`, "./bench/empty"], { GOOS: "js", GOARCH: "wasm" });
  const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants; // as internal/site compresses
  await writeFile(`${scratch}empty.wasm.br`, brotliCompressSync(await readFile(`${scratch}empty.wasm`),
    { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } }));
  const goroot = spawnSync("go", ["env", "GOROOT"], { encoding: "utf8" }).stdout.trim();
  const page = `<!doctype html><meta charset="utf-8"><title>Empty</title><script src="wasm_exec.js"></script><script>
    const go = new Go();
    WebAssembly.instantiateStreaming(fetch("empty.wasm"), go.importObject).then((r) => go.run(r.instance));
  </script>`;
  const server = createServer((request, response) => {
    switch (request.url) {
      case "/": response.setHeader("Content-Type", "text/html"); response.end(page); break;
      case "/wasm_exec.js": response.setHeader("Content-Type", "text/javascript"); createReadStream(`${goroot}/lib/wasm/wasm_exec.js`).pipe(response); break;
      case "/empty.wasm":
        response.setHeader("Content-Type", "application/wasm");
        response.setHeader("Content-Encoding", "br");
        createReadStream(`${scratch}empty.wasm.br`).pipe(response);
        break;
      default: response.writeHead(404).end();
    }
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return { address: `http://127.0.0.1:${port}/`, close() { server.closeAllConnections(); server.close(); } };
}

/**
 * Opens an address in a fresh browser profile until `ready` holds.
 * @param {import("playwright-core").Browser} browser @param {string} address @param {() => boolean} ready
 * @param {boolean} [slowly]
 */
async function open(browser, address, ready, slowly = false) {
  const context = await browser.newContext({ viewport: { width: 960, height: 900 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
  if (slowly) await throttleNetwork(page);
  /** @type {Map<string, string>} */ const urls = new Map();
  /** @type {{url: string, bytes: number}[]} */ const transfers = [];
  network.on("Network.requestWillBeSent", (e) => urls.set(e.requestId, e.request.url));
  network.on("Network.loadingFinished", (e) => transfers.push({ url: urls.get(e.requestId) ?? "", bytes: e.encodedDataLength }));
  await page.addInitScript(watch);
  await page.goto(address);
  await page.waitForFunction(ready, null, { polling: 50, timeout: 120_000 });
  return { context, page, transfers };
}

/** @param {{bytes: number}[]} transfers */
const total = (transfers) => transfers.reduce((sum, t) => sum + t.bytes, 0);

/** Share of the main thread that tasks take over 5 s. @param {import("playwright-core").Page} page */
async function busy(page) {
  const cdp = await page.context().newCDPSession(page);
  await cdp.send("Performance.enable");
  const tasks = async () => (await cdp.send("Performance.getMetrics")).metrics.find((m) => m.name === "TaskDuration")?.value ?? 0;
  await new Promise((done) => setTimeout(done, 1000)); // lets earlier tasks end
  const before = await tasks();
  await new Promise((done) => setTimeout(done, 5000));
  return (await tasks() - before) / 5;
}

/** The first contentful paint on a throttled network, in ms. @param {string} embed */
async function paintedSlowly(embed) {
  const page = await browser.newPage({ viewport: { width: 390, height: 844 } });
  await throttleNetwork(page);
  await page.goto(`${embed}?load=click`);
  const painted = await page.evaluate(() => new Promise((done) =>
    new PerformanceObserver((list) => done(list.getEntries()[0].startTime)).observe({ type: "paint", buffered: true })));
  await page.close();
  return Number(painted);
}

/** Share of the main thread while the explainer plays off screen. @param {string} embed */
async function busyOffScreen(embed) {
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

/** Startup times of the explainer and of an empty window: see startup.js. @typedef {Record<"ours" | "empty", Record<string, number>>} Start */

/** @param {Start[]} starts */
function compare(starts) {
  const ours = starts.map((start) => start.ours.moving), empty = starts.map((start) => start.empty.drawn);
  return { ours: spread(ours), emptyWindow: spread(empty), ratio: { ...spread(ours.map((ms, i) => ms / empty[i])), median: median(ours) / median(empty) } };
}

const loadBefore = loadavg()[0];
const browser = await launch();
const site = await serveSite();
const empty = await serveEmpty();
try {
  const embed = `${site.origin}/embed/en/`;
  const first = await open(browser, `${embed}?load=eager`, () => document.querySelector("main")?.dataset.state === "resting");
  const atRest = await busy(first.page);
  const firstPlay = total(first.transfers);
  await first.context.close();

  const offScreen = await busyOffScreen(embed);

  const before = await open(browser, `${embed}?load=click`, () => document.readyState === "complete");
  await before.page.waitForLoadState("networkidle");
  const beforePlay = total(before.transfers);
  await before.context.close();

  /** @param {string} address @param {() => boolean} ready @param {boolean} slowly */
  const start = async (address, ready, slowly) => {
    const { context, page } = await open(browser, address, ready, slowly);
    const noted = await page.evaluate(collect);
    await context.close();
    return noted;
  };
  /** @returns {Promise<Start>} */
  const startBoth = async (slowly = false) => ({
    ours: await start(`${embed}?load=eager`, () => /** @type {any} */ (window).noted.moving > 0, slowly),
    empty: await start(empty.address, () => /** @type {any} */ (window).noted.drawn > 0, slowly),
  });
  /** @type {Start[]} */
  const starts = [];
  /** @type {Start[]} */
  const slowStarts = [];
  /** @type {number[]} */
  const painted = [];
  for (let i = 0; i < runs; i++) {
    starts.push(await startBoth());
    painted.push(await paintedSlowly(embed));
    slowStarts.push(await startBoth(true));
  }
  const memory = await measureMemory(browser, embed);
  const jank = await measureJank(browser, embed);
  const frames = await measureFrames(browser, site, runs);

  const built = (await readdir(`${root}dist/assets`)).filter((f) => /\.wasm\.br$/.test(f));
  const engine = (await Promise.all(built.map((f) => stat(`${root}dist/assets/${f}`)))).reduce((sum, { size }) => sum + size, 0);
  const emptySize = (await stat(`${scratch}empty.wasm.br`)).size;
  const result = {
    machine: `${cpus().length} × ${cpus()[0].model}`, browser: `Chromium ${browser.version()}, without a graphics card`, runs,
    load: { before: loadBefore, after: loadavg()[0] },
    bytes: { beforePlay, firstPlay, engine,
      emptyWindow: emptySize, firstPlayRatio: firstPlay / emptySize },
    start: compare(starts), startSlowly: compare(slowStarts),
    startup: breakdown(starts.map(({ ours }) => ours)), paintedSlowly: spread(painted), mainThread: { atRest, offScreen }, frames, memory, jank,
  };
  await writeFile(`${root}bench/result.json`, JSON.stringify(result, null, 2) + "\n");

  const kb = (/** @type {number} */ n) => `${(n / 1000).toFixed(1)} KB`;
  const mb = (/** @type {number} */ n) => `${(n / 2 ** 20).toFixed(1)} MiB`;
  const percent = (/** @type {number} */ n) => `${(n * 100).toFixed(2)} %`;
  /** @typedef {{median: number, min: number, max: number}} Spread */
  const ms = (/** @type {Spread} */ s, digits = 0) => `${s.median.toFixed(digits)} (${s.min.toFixed(digits)}–${s.max.toFixed(digits)}) ms`;
  const times = (/** @type {Spread} */ s) => `× ${s.median.toFixed(2)} (${s.min.toFixed(2)}–${s.max.toFixed(2)})`;
  console.log(
    `${result.machine}; ${result.browser}; median (least–most) of ${runs} runs; load ${loadBefore.toFixed(1)} before, ${result.load.after.toFixed(1)} after`);
  /** @type {Record<string, {ours: string, beside: string, ratio: string, goal: string}>} */
  const table = {};
  const row = (/** @type {string} */ name, goal = "", ours = "", ratio = "", beside = "") => { table[name] = { ours, beside, ratio, goal }; };
  row("sent before play", "≤ 60 KB", kb(beforePlay));
  row("sent for a first play", "≤ × 0.45", kb(firstPlay), `× ${result.bytes.firstPlayRatio.toFixed(2)}`, `empty window's wasm ${kb(emptySize)}`);
  row("navigation to first moving frame", "≤ × 0.60", ms(result.start.ours), times(result.start.ratio), `empty window ${ms(result.start.emptyWindow)}`);
  row("the same at 400 ms, 1.6 Mbit/s", "", ms(result.startSlowly.ours), times(result.startSlowly.ratio), `empty window ${ms(result.startSlowly.emptyWindow)}`);
  row("main thread at rest, 5 s", "≤ 0.5 %", percent(atRest));
  row("main thread off-screen, 5 s", "≤ 0.1 %", percent(offScreen));
  for (const [name, { ms: all, ratio }] of Object.entries(frames.rows)) {
    if (all.ours) row(`${name}, CPU per frame`,
      name.startsWith("10,000") ? "≤ × 0.25 of PixiJS" : name.startsWith("2,000") ? "≤ × 1.0 of PixiJS" : "as 10,000",
      ms(all.ours, 2), name.startsWith("1,000,000") ? times(frames["1,000,000 dots to 10,000"]) : ""
    );
    if (all.quad) row(`${name} alone, CPU per frame`, "", "", "", ms(all.quad, 2));
    if (ratio.pixi) row(`${name}, beside PixiJS 8`, "", "", times(ratio.pixi), ms(all.pixi, 2));
    if (ratio.canvas) row(`${name}, beside Canvas 2D`, "", "", times(ratio.canvas), ms(all.canvas, 2));
  }
  row(`memory after ${memory.walks} walks`, "≤ × 1.05 of after one", mb(memory.last.wasm + memory.last.scripts),
    `× ${memory.ratio.toFixed(3)}`, `after one ${mb(memory.first.wasm + memory.first.scripts)}`);
  row("of it, wasm", "≤ 32 MB", mb(memory.last.wasm));
  row("layout shift", "0", jank.layoutShift.toFixed(4));
  row("longest task after the first frame", "≤ 50 ms", `${jank.longestTask.toFixed(1)} ms of CPU`, "", `${jank.byTheClock.toFixed(1)} ms by the clock`);
  row("painted at 400 ms, 1.6 Mbit/s", "< 2 s", ms(result.paintedSlowly));
  console.table(table);
  console.log("From navigation to the first moving frame:");
  console.table(Object.fromEntries(Object.entries(result.startup).map(([name, s]) => [name, { time: ms(s) }])));
} finally {
  await browser.close();
  await site.close();
  empty.close();
}
