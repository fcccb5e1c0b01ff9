// How long it takes from navigation to the first moving frame, and to the first paint, and where the time goes.
import { median } from "./report.js";

/** The steps in their order; each time is from navigation, in ms. */
const steps = /** @type {const} */ (["asked", "arrived", "compiled", "instantiated", "ready", "drawn", "moving"]);

/** What the steps are called in the table, by the one they end with. */
const names = {
  asked: "page, until the engine is asked for", arrived: "fetch of its first part", compiled: "compilation after the last byte",
  instantiated: "instantiation", ready: "package initialisation and main", drawn: "first picture", moving: "until it moves",
};

/** Runs in the page first, and records when each step ends, and the time of WebGL calls for shaders and textures. */
export function watch() {
  /** @type {Record<string, number>} */
  const noted = /** @type {any} */ (window).noted = { shaders: 0, textures: 0 };
  const now = () => performance.now();
  /** @param {any} on @param {string} name @param {"shaders" | "textures"} as */
  const time = (on, name, as) => {
    const own = on[name];
    on[name] = function (/** @type {any[]} */ ...args) {
      const begun = now();
      const result = own.apply(this, args);
      noted[as] += now() - begun;
      return result;
    };
  };
  const gl = WebGL2RenderingContext.prototype;
  for (const name of ["compileShader", "linkProgram", "getShaderParameter", "getProgramParameter", "getUniformLocation"]) time(gl, name, "shaders");
  for (const name of ["texImage2D", "texSubImage2D"]) time(gl, name, "textures");
  for (const name of /** @type {const} */ (["drawElements", "drawArrays", "clear"])) {
    const own = gl[name];
    gl[name] = /** @type {any} */ (function (/** @type {any[]} */ ...args) {
      noted.drawn ||= now();
      // @ts-ignore
      return own.apply(this, args);
    });
  }
  for (const [name, step] of /** @type {const} */ ([["compileStreaming", "compiled"], ["instantiate", "instantiated"]])) {
    const own = WebAssembly[name];
    WebAssembly[name] = /** @type {any} */ (async (/** @type {any[]} */ ...args) => {
      // @ts-ignore
      const result = await own.apply(WebAssembly, args);
      noted[step] ||= now();
      const { exports } = /** @type {any} */ (result).instance ?? result;
      if (exports?.mem) /** @type {any} */ (window).wasmMemory = exports.mem;
      return result;
    });
  }
  Object.defineProperty(globalThis, "twoBoxesStage", {
    configurable: true,
    set(stage) {
      Object.defineProperty(globalThis, "twoBoxesStage", { value: stage, writable: true, configurable: true });
      const { receive } = stage;
      stage.receive = (/** @type {{type: string}} */ message) => {
        if (message.type === "ready") noted.ready ||= now();
        receive(message);
      };
    },
  });
  new MutationObserver(() => {
    if (document.querySelector("main")?.dataset.state === "playing") noted.moving ||= now();
  }).observe(document, { subtree: true, attributes: true, attributeFilter: ["data-state"] });
}

/** Runs in the page at the end. @returns {Record<string, number>} */
function collect() {
  const wasm = /** @type {PerformanceResourceTiming[]} */ (performance.getEntriesByType("resource")).find((e) => /two-boxes\.\w+\.wasm$/.test(e.name));
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return { .../** @type {any} */ (window).noted, asked: wasm?.startTime ?? NaN, arrived: wasm?.responseEnd ?? NaN, painted: paint?.startTime ?? NaN };
}

/** Makes a page's processor and network those of a phone. @param {import("playwright-core").Page} page */
export async function asOnPhone(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: 4 });
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 150, downloadThroughput: 200_000, uploadThroughput: 100_000 });
}

/** A function that says how much time the page's main thread has had of a processor, in ms. @param {import("playwright-core").Page} page */
export async function mainThread(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Performance.enable");
  return async () => ((await session.send("Performance.getMetrics")).metrics.find((m) => m.name === "ThreadTime")?.value ?? NaN) * 1000;
}

/**
 * Opens an address in a new profile, and returns what was noted until something had happened there.
 * @param {import("playwright-core").Browser} browser @param {string} address
 * @param {"drawn" | "moving" | "painted"} until @param {boolean} phone
 */
async function visit(browser, address, until, phone) {
  const context = await browser.newContext({ viewport: phone ? { width: 390, height: 844 } : { width: 960, height: 900 } });
  const page = await context.newPage();
  if (phone) await asOnPhone(page);
  await page.addInitScript(watch);
  const threadTime = await mainThread(page);
  await page.goto(address, { waitUntil: "commit" });
  await page.waitForFunction((until) => (until === "painted"
    ? performance.getEntriesByName("first-contentful-paint").length > 0
    : /** @type {any} */ (window).noted?.[until] > 0), until, { polling: 100, timeout: 120_000 });
  const cpu = await threadTime();
  const noted = await page.evaluate(collect);
  await context.close();
  noted.cpu = cpu;
  return noted;
}

/** @param {import("./bench.js").Bench} bench */
export async function measureStart({ browser, embed, peers, runs }) {
  /** @type {Record<"phone" | "line" | "emptyOnPhone" | "empty" | "piece", Record<string, number>[]>} */
  const visits = { phone: [], emptyOnPhone: [], piece: [], line: [], empty: [] };
  for (let i = 0; i < runs; i++) {
    visits.phone.push(await visit(browser, `${embed}?load=eager`, "moving", true));
    visits.emptyOnPhone.push(await visit(browser, `${peers.origin}/empty`, "drawn", true));
    visits.piece.push(await visit(browser, `${peers.origin}/piece`, "moving", true));
    visits.line.push(await visit(browser, `${embed}?load=eager`, "moving", false));
    visits.empty.push(await visit(browser, `${peers.origin}/empty`, "drawn", false));
  }
  const moving = (/** @type {Record<string, number>[]} */ all) => all.map((noted) => noted.moving ?? noted.drawn);
  const cpu = (/** @type {Record<string, number>[]} */ all) => all.map((noted) => noted.cpu);
  const phone = moving(visits.phone);
  return {
    lines: {
      cpu: { ours: cpu(visits.phone), beside: cpu(visits.emptyOnPhone) },
      cpuPixi: { ours: cpu(visits.phone), beside: cpu(visits.piece) },
      phone: { ours: phone, beside: moving(visits.emptyOnPhone) },
      phonePixi: { ours: phone, beside: moving(visits.piece) },
      line: { ours: moving(visits.line), beside: moving(visits.empty) },
    },
    steps: breakdown(visits.phone, visits.line),
  };
}

/** @param {import("./bench.js").Bench} bench */
export async function measurePaint({ browser, embed, runs }) {
  /** @type {Record<"eager" | "click", number[]>} */
  const painted = { eager: [], click: [] };
  for (let i = 0; i < runs; i++) {
    // The one that comes first changes from run to run.
    for (const load of i % 2 ? /** @type {const} */ (["click", "eager"]) : /** @type {const} */ (["eager", "click"])) {
      painted[load].push((await visit(browser, `${embed}?load=${load}`, "painted", true)).painted);
    }
  }
  return { lines: { paint: { ours: painted.eager, beside: painted.click } } };
}

/** How long each step took, as rows of a table. @param {Record<string, number>[]} phone @param {Record<string, number>[]} line */
function breakdown(phone, line) {
  const ms = (/** @type {number[]} */ values) => `${median(values).toFixed(0)} ms (${Math.min(...values).toFixed(0)}–${Math.max(...values).toFixed(0)})`;
  const row = (/** @type {string} */ step, /** @type {(noted: Record<string, number>) => number} */ time) =>
    ({ step, phone: ms(phone.map(time)), "fast line": ms(line.map(time)) });
  return [
    ...steps.map((step, i) => row(names[step], (noted) => noted[step] - (i ? noted[steps[i - 1]] : 0))),
    row("of it, in WebGL for shaders", (noted) => noted.shaders),
    row("of it, in WebGL for textures", (noted) => noted.textures),
  ];
}
