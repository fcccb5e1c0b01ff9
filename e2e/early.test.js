// The engine is asked for before the player's script has arrived, where it will start without a press, and
// never twice.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { article } from "./lib/site.js";
import { until } from "./lib/until.js";

/** @type {Record<string, string>} */
const pages = {};
const here = siteInChromium({ hosts: () => ({ article: { pages } }) });
const embed = (/** @type {string} */ query) => `${here.site.origin}/embed/en/${query}`;
const wasm = /two-boxes\.\w+\.wasm$/; // what it starts with

/**
 * Holds a file back until the function that it returns is called.
 * @param {import("playwright-core").Page} page @param {RegExp} file
 * @returns {Promise<() => void>}
 */
async function hold(page, file) {
  /** @type {() => void} */
  let release = () => {};
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  await page.route(file, async (route) => {
    await held;
    await route.continue();
  });
  return release;
}

/**
 * Opens a page whose player is held back.
 * @param {import("node:test").TestContext} t
 * @param {string} address
 * @param {() => void} [script]
 */
async function open(t, address, script) {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 1000 } });
  t.after(() => context.close());
  const page = await context.newPage();
  if (script) await page.addInitScript(script);
  /** @type {string[]} addresses in the order they were asked for */
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  const release = await hold(page, /player\.\w+\.js$/);
  await page.goto(address, { waitUntil: "commit" });
  return { page, asked: (file = wasm) => asked.filter((url) => file.test(url)).length, release };
}

/** The whole page has been parsed, and early.js has run. @param {import("playwright-core").Frame} frame */
const parsed = (frame) => frame.waitForFunction(() => document.querySelector("#config") && document.documentElement.dataset.scripted === "",
  null, { polling: 50 });

for (const [load, name] of [["eager", "with load=eager"], ["near", "with load=near in a page of its own"]]) {
  test(`${name} the engine is asked for early, and once`, async (t) => {
    const { page, asked, release } = await open(t, embed(`?load=${load}`));
    await until(async () => asked() > 0, "the engine is asked for before the player is there");
    release();
    await new Explainer(page.mainFrame()).reaches("playing", "resting");
    assert.equal(asked(), 1);
  });
}

for (const [name, address, script] of /** @type {[string, () => string, (() => void)?][]} */ ([
  ["with load=click", () => embed("?load=click")],
  ["for readers who save data", () => embed("?load=eager"),
    () => Object.defineProperty(navigator, "connection", { value: { saveData: true, effectiveType: "4g" } })],
  ["on a slow network", () => embed("?load=eager"),
    () => Object.defineProperty(navigator, "connection", { value: { saveData: false, effectiveType: "2g" } })],
])) {
  test(`${name} the engine is asked for once Play is pressed, and once`, async (t) => {
    const { page, asked, release } = await open(t, address(), script);
    await parsed(page.mainFrame());
    release();
    await page.waitForSelector("main[data-running]");
    assert.equal(asked(), 0);
    const explainer = new Explainer(page.mainFrame());
    await explainer.act("play");
    await explainer.reaches("playing", "resting");
    assert.equal(asked(), 1);
  });
}

for (const [name, query, style] of [
  ["of another origin with load=near, of which it is not known early whether it is in view,", "?load=near", ""],
  ["that is hidden", "?load=near", "display:none"],
  ["that is hidden, with load=eager,", "?load=eager", "display:none"],
]) {
  test(`in a frame ${name} the engine is not asked for early, and once`, async (t) => {
    pages["/article"] = article(embed(query), `style="${style}"`);
    const { page, asked, release } = await open(t, `${here.hosts.article.origin}/article`);
    const explainer = await Explainer.inside(page);
    await parsed(explainer.frame);
    assert.equal(asked(), 0);
    release();
    await page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("embed")).style.display = "block"; });
    await explainer.reaches("playing", "resting");
    assert.equal(asked(), 1);
  });
}

test("where early.js is missing the player loads it again, and the engine is asked for once", async (t) => {
  const { page, asked, release } = await open(t, "about:blank");
  let times = 0; // the page names it twice
  await page.route(/early\.\w+\.js$/, (route) => (times++ < 2 ? route.abort() : route.continue()));
  await page.goto(embed("?load=eager"), { waitUntil: "commit" });
  release();
  await new Explainer(page.mainFrame()).reaches("playing", "resting");
  assert.equal(asked(), 1);
});

test("what the engine starts with is asked for while its script is on its way, and once", async (t) => {
  const { page, asked, release } = await open(t, "about:blank");
  const releaseScript = await hold(page, /engine-host\.\w+\.js$/);
  await page.goto(embed("?load=eager"), { waitUntil: "commit" });
  release();
  await until(async () => asked(/\.pack$/) > 0 && asked(/wasm_exec\.\w+\.js$/) > 0, "the pack and Go's script are asked for");
  releaseScript();
  await new Explainer(page.mainFrame()).reaches("playing", "resting");
  assert.deepEqual([asked(), asked(/\.pack$/)], [1, 1]);
});
