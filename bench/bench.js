// Sizes and times of the explainer beside an empty Ebitengine window, in one run.
// `./build.sh bench` builds what this needs and starts it; it prints a table and writes bench/result.json.
import { spawnSync } from "node:child_process";
import { createReadStream } from "node:fs";
import { mkdir, readdir, readFile, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { once } from "node:events";
import { cpus } from "node:os";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { launch } from "../e2e/lib/chromium.js";
import { serveSite } from "../e2e/lib/site.js";

const root = fileURLToPath(new URL("..", import.meta.url));
const scratch = `${root}.cache/bench/`;
const runs = Number(process.env.RUNS ?? 5);

/** @param {number[]} values */
const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];
/** @param {number[]} values */
const spread = (values) => ({ median: median(values), min: Math.min(...values), max: Math.max(...values) });

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

/** Runs in the page before anything else: notes when the engine first draws and when the explainer first moves. */
function watch() {
  const noted = /** @type {any} */ (window).noted = { drawn: 0, moving: 0 };
  for (const name of /** @type {const} */ (["drawElements", "drawArrays", "clear"])) {
    const draw = WebGL2RenderingContext.prototype[name];
    WebGL2RenderingContext.prototype[name] = /** @type {any} */ (function (/** @type {any[]} */ ...args) {
      noted.drawn ||= performance.now();
      // @ts-ignore
      return draw.apply(this, args);
    });
  }
  new MutationObserver(() => {
    if (document.querySelector("main")?.dataset.state === "playing") noted.moving ||= performance.now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
}

/**
 * Opens an address in a fresh browser profile until `ready` holds.
 * @param {import("playwright-core").Browser} browser @param {string} address @param {() => boolean} ready
 */
async function open(browser, address, ready) {
  const context = await browser.newContext({ viewport: { width: 960, height: 900 } });
  const page = await context.newPage();
  const network = await context.newCDPSession(page);
  await network.send("Network.enable");
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
  await new Promise((done) => setTimeout(done, 1000)); // let what came before end
  const before = await tasks();
  await new Promise((done) => setTimeout(done, 5000));
  return (await tasks() - before) / 5;
}

/** Lines of code that are not tests. @param {string} folder @param {RegExp} name @returns {Promise<number>} */
async function lines(folder, name) {
  let sum = 0;
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory() && !["node_modules", "testdata", "dist", ".cache", ".git"].includes(entry.name)) sum += await lines(path, name);
    else if (name.test(entry.name) && !/_test\.go$|\.test\.js$/.test(entry.name)) sum += (await readFile(path, "utf8")).split("\n").length;
  }
  return sum;
}

const browser = await launch();
const site = await serveSite();
const empty = await serveEmpty();
try {
  const embed = `${site.origin}/embed/en/`;
  const first = await open(browser, `${embed}?load=eager`, () => document.querySelector("main")?.dataset.state === "resting");
  const share = await busy(first.page);
  const firstPlay = total(first.transfers);
  const wasm = first.transfers.find((t) => t.url.endsWith(".wasm"));
  await first.context.close();

  const before = await open(browser, `${embed}?load=click`, () => document.readyState === "complete");
  await before.page.waitForLoadState("networkidle");
  const beforePlay = total(before.transfers);
  await before.context.close();

  const ours = [], oursDrawn = [], theirs = [];
  for (let i = 0; i < runs; i++) {
    const a = await open(browser, `${embed}?load=eager`, () => /** @type {any} */ (window).noted.moving > 0);
    const noted = await a.page.evaluate("noted");
    ours.push(noted.moving);
    oursDrawn.push(noted.drawn);
    await a.context.close();
    const b = await open(browser, empty.address, () => /** @type {any} */ (window).noted.drawn > 0);
    theirs.push(await b.page.evaluate("noted.drawn"));
    await b.context.close();
  }

  const files = await readdir(`${root}dist`, { recursive: true });
  const built = files.find((f) => /\.wasm$/.test(f)) ?? "";
  const emptyBrotli = (await stat(`${scratch}empty.wasm.br`)).size;
  const result = {
    machine: `${cpus().length} × ${cpus()[0].model}`, browser: browser.version(), runs,
    wasm: { raw: (await stat(`${root}dist/${built}`)).size, brotli: (await stat(`${root}dist/${built}.br`)).size, transferred: wasm?.bytes },
    empty: { raw: (await stat(`${scratch}empty.wasm`)).size, brotli: emptyBrotli },
    beforePlay: { bytes: beforePlay },
    firstPlay: { bytes: firstPlay, ofEmptyWasm: firstPlay / emptyBrotli },
    toFirstMovingFrame: { ours: spread(ours), oursDrawn: spread(oursDrawn), empty: spread(theirs), ratio: median(ours) / median(theirs) },
    mainThreadAtRest: share,
    lines: { go: await lines(root.slice(0, -1), /\.go$/), js: await lines(`${root}web`, /\.js$/) },
  };
  const kb = (/** @type {number} */ n) => `${(n / 1000).toFixed(1)} kB`;
  const ms = (/** @type {{median: number, min: number, max: number}} */ s) => `${s.median.toFixed(0)} ms (${s.min.toFixed(0)}–${s.max.toFixed(0)})`;
  console.table({
    "machine, browser": { value: `${result.machine}, Chromium ${result.browser}` },
    "wasm, raw": { value: kb(result.wasm.raw), empty: kb(result.empty.raw) },
    "wasm, brotli": { value: kb(result.wasm.brotli), empty: kb(result.empty.brotli) },
    "transferred before play": { value: kb(beforePlay) },
    "transferred for a first play": { value: kb(firstPlay), empty: `× ${result.firstPlay.ofEmptyWasm.toFixed(2)} of its wasm` },
    [`navigation to first moving frame, ${runs} runs`]: { value: ms(result.toFirstMovingFrame.ours), empty: `${ms(result.toFirstMovingFrame.empty)}, ratio ${result.toFirstMovingFrame.ratio.toFixed(2)}` },
    "main thread at rest, 5 s": { value: `${(share * 100).toFixed(2)} %` },
    "lines of Go, of JavaScript": { value: `${result.lines.go}, ${result.lines.js}` },
  });
  await writeFile(`${root}bench/result.json`, JSON.stringify(result, null, 2) + "\n");
} finally {
  await browser.close();
  await site.close();
  empty.close();
}
