// The engine starts with the functions that its cover needs, and the rest of it is added while it runs: see
// internal/slim/split.go. Here the rest is held back.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { until } from "./lib/until.js";

const here = siteInChromium();

/** Runs in the page first: keeps the exports of each engine that starts, and has it call the page back when it draws. */
function watch() {
  const engines = /** @type {any[]} */ (/** @type {any} */ (globalThis).engines = []);
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ module, /** @type {any} */ imports) => {
    const instance = /** @type {any} */ (await instantiate(module, imports));
    if (instance.exports.run) engines.push(instance.exports);
    return instance;
  });
  const gl = WebGL2RenderingContext.prototype;
  const { drawElements } = gl;
  gl.drawElements = function (/** @type {any} */ ...args) {
    const call = /** @type {any} */ (globalThis).onDraw;
    Object.assign(globalThis, { onDraw: undefined });
    call?.();
    // @ts-ignore
    return drawElements.apply(this, args);
  };
}

/** Runs in the page first: time passes in steps, so that frames seem to follow each other at once; the engine sleeps then. */
function hurry() {
  const { now } = performance;
  performance.now = () => Math.floor(now.call(performance) / 50) * 50;
}

/**
 * @param {import("node:test").TestContext} t
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {() => void} [script] runs in the page first
 */
async function open(t, options = { viewport: { width: 800, height: 1000 } }, script) {
  const context = await here.browser.newContext(options);
  t.after(() => context.close());
  const page = await context.newPage();
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.addInitScript(watch);
  if (script) await page.addInitScript(script);
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  await page.route(/two-boxes-rest\.\w+\.wasm$/, async (route) => {
    await held;
    await route.continue();
  });
  await page.goto(`${here.site.origin}/embed/en/?load=eager`);
  const explainer = new Explainer(page.mainFrame());
  /** The place in the table of the function that the engine waits for, or 0; and the number of engines so far. */
  const waits = () => page.evaluate(() => {
    const { engines } = /** @type {any} */ (globalThis);
    return { waits: engines.at(-1)?.waits.value, engines: engines.length };
  });
  return { page, explainer, waits, release, uncaught };
}

/** Goes two steps on in the page. @param {import("playwright-core").Page} page */
const twoSteps = (page) => page.evaluate(() => {
  for (let i = 0; i < 2; i++) /** @type {HTMLElement} */ (document.querySelector("[data-action=next]")).click();
});

for (const [device, options, script] of /** @type {[string, import("playwright-core").BrowserContextOptions, (() => void)?][]} */ ([
  ["a desk", { viewport: { width: 800, height: 1000 } }],
  ["a desk whose frames come too early", { viewport: { width: 800, height: 1000 } }, hurry],
  ["a phone", { viewport: { width: 390, height: 800 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true }],
])) test(`on ${device} the cover comes to rest without the rest, and what a reader may do meanwhile does not need it either`, async (t) => {
  const { page, explainer, waits, uncaught } = await open(t, options, script);
  const { width, height } = /** @type {{width: number, height: number}} */ (options.viewport);
  for (const act of [
    async () => {},
    () => page.setViewportSize({ width: width - 40, height }),
    () => page.emulateMedia({ colorScheme: "dark" }),
    () => explainer.act("replay"),
  ]) {
    await act();
    await explainer.reaches("playing", "resting");
    await until(async () => (await waits()).waits || await explainer.state() === "resting", "it rests");
    assert.deepEqual(await waits(), { waits: 0, engines: 1 }, "it waits for a function: ./build.sh first");
  }
  assert.deepEqual(uncaught, []);
});

test("a step that needs the rest is drawn when it is there, with all that was asked for meanwhile", async (t) => {
  const whole = await open(t);
  whole.release();
  await whole.explainer.reaches("resting");
  await twoSteps(whole.page);
  await whole.page.setViewportSize({ width: 700, height: 1000 });
  await whole.explainer.reaches("resting");

  const { page, explainer, waits, release, uncaught } = await open(t);
  await explainer.reaches("resting");
  await twoSteps(page);
  await until(async () => (await waits()).waits > 0, "it waits");
  await page.setViewportSize({ width: 700, height: 1000 });
  assert.equal(await explainer.scene(), await whole.explainer.scene());
  await explainer.isTrue();
  release();
  await explainer.reaches("resting");
  assert.deepEqual(await waits(), { waits: 0, engines: 1 });
  assert.ok((await explainer.picture()).equals(await whole.explainer.picture()));
  assert.deepEqual(uncaught, []);
});

test("an engine that cannot wait, as the page was called by it and calls it, is replaced by one with the rest", async (t) => {
  const { page, explainer, waits, release, uncaught } = await open(t);
  await explainer.reaches("resting");
  await page.evaluate(() => Object.assign(globalThis, {
    onDraw: () => /** @type {any} */ (globalThis).twoBoxesStage.send({ type: "panic", where: "callback" }),
  }));
  await explainer.act("replay");
  await explainer.reaches("loading");
  await explainer.isTrue();
  release();
  await explainer.reaches("playing", "resting");
  assert.deepEqual(await waits(), { waits: 0, engines: 2 });
  assert.deepEqual(uncaught, []);
});

test("after a lost context the next engine starts with the rest", async (t) => {
  const { page, explainer, waits, release, uncaught } = await open(t);
  await explainer.reaches("resting");
  await page.evaluate(() => document.querySelector("canvas")?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext());
  await explainer.reaches("loading");
  assert.equal((await waits()).engines, 1);
  release();
  await explainer.reaches("playing", "resting");
  assert.deepEqual(await waits(), { waits: 0, engines: 2 });
  assert.deepEqual(uncaught, []);
});
