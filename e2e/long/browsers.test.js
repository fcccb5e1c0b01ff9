// Supported browsers that lack the newest interfaces, and older ones: docs/browsers.md. The browser of the tests
// is a new one; what the others lack is removed from it.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { lateMembers } from "../lib/browser-features.js";
import { Explainer } from "../lib/explainer.js";
import { assertReadable, reaches } from "../lib/fault-harness.js";
import { siteInChromium } from "../lib/fixture.js";
import { article, serveHost } from "../lib/site.js";
import { story } from "../lib/story.js";
import { until } from "../lib/until.js";

const here = siteInChromium();
const still = "The animation cannot run in this browser. The whole story is here in stills.";

/**
 * Opens the explainer in an article.
 * @param {import("node:test").TestContext} t
 * @param {object} options
 * @param {string} [options.query] @param {(page: import("playwright-core").Page) => Promise<unknown>} [options.before]
 * @param {boolean} [options.sandbox] no script runs in the frame
 */
async function open(t, { query = "?load=eager", before, sandbox = false } = {}) {
  const host = await serveHost({ "/": article(`${here.site.origin}/embed/en/${query}`, sandbox ? "sandbox" : "") });
  const context = await here.browser.newContext({ viewport: { width: 800, height: 1000 } });
  t.after(() => Promise.all([context.close(), host.close()]));
  const page = await context.newPage();
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await before?.(page);
  await page.goto(host.origin);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  assert.ok(frame);
  return { page, frame, uncaught };
}

/** All but one that the tests themselves use. */
const late = lateMembers().filter(([, member]) => member !== "checkVisibility");

/** Removes members of the browser's objects. Runs in the page. @param {ReturnType<typeof lateMembers>} members @returns {void} */
function remove(members) {
  let removed = 0;
  for (const [owner, member, isStatic] of members) {
    const { [owner]: object } = /** @type {any} */ (globalThis);
    const from = member === "" ? globalThis : isStatic ? object : owner === "Window" ? globalThis : object?.prototype ?? object;
    try {
      if (from && delete from[member || owner]) removed++;
    } catch {} // what cannot be deleted stays
  }
  /** @type {any} */ (globalThis).removed = removed;
}

describe("every interface that some supported browser lacks is removed", () => {
  const before = (/** @type {import("playwright-core").Page} */ page) => page.addInitScript(remove, late);

  test("the story plays, and can be read to its end", async (t) => {
    const { page, frame, uncaught } = await open(t, { before });
    const explainer = await Explainer.inside(page);
    await reaches(explainer, "playing");
    assert.deepEqual(await frame.evaluate(() => ["showPopover" in HTMLElement.prototype, "canParse" in URL, "requestIdleCallback" in window]),
      [false, false, false]);
    assert.ok(await frame.evaluate(() => /** @type {any} */ (window).removed > 300));
    await assertReadable(page, explainer);
    assert.deepEqual(uncaught, []);
  });

  test("a figure opens its entry in the list of sources", async (t) => {
    const { frame, uncaught } = await open(t, { before, query: "?load=click" });
    await frame.waitForSelector("main[data-running]");
    const link = frame.locator("main a[href^='#fact-']:visible").first();
    const entry = await link.getAttribute("href") ?? "";
    await link.click();
    await frame.waitForSelector("dialog[open]");
    const [top, bottom, height] = await frame.locator(`[id="${entry.slice(1)}"] .fact`).evaluate((fact) => {
      const box = fact.getBoundingClientRect();
      return [box.top, box.bottom, innerHeight];
    });
    assert.ok(top >= 40 && bottom <= height, `in view, below the head: ${top} to ${bottom} of ${height}`);
    assert.equal(await frame.locator("#source").isVisible(), false);
    assert.deepEqual(uncaught, []);
  });
});

/**
 * Asserts that all steps stand on the page, each with its words and picture, and nothing that would need scripts.
 * @param {import("playwright-core").Frame} frame
 */
async function whole(frame) {
  await frame.locator("[data-step=meaning] h2").waitFor();
  const seen = await frame.evaluate(() => [...document.querySelectorAll(".step")].map((step) => {
    const box = (/** @type {string} */ what) => step.querySelector(what)?.getBoundingClientRect();
    const shown = (/** @type {string} */ what) => step.querySelector(what)?.checkVisibility({ visibilityProperty: true }) ?? false;
    return {
      scene: /** @type {HTMLElement} */ (step).dataset.step,
      words: shown("h2") && shown(".caption"), picture: shown(".picture") && (box(".picture")?.height ?? 0) > 150,
      top: step.getBoundingClientRect().top, bottom: step.getBoundingClientRect().bottom,
    };
  }));
  assert.deepEqual(seen.map(({ scene, words, picture }) => ({ scene, words, picture })), story().map(({ id }) => ({ scene: id, words: true, picture: true })));
  for (let i = 1; i < seen.length; i++) assert.ok(seen[i].top >= seen[i - 1].bottom, `${seen[i].scene} is below ${seen[i - 1].scene}`);
  for (const part of [".bar", ".spots", ".card > .stage", "#source", "#share", ".loading", ".failed"])
    assert.equal(await frame.locator(part).first().isVisible(), false, part);
  assert.ok(await frame.locator("#sources summary").isVisible());
}

describe("an older browser gets the whole story in stills, and the page says so", () => {
  test("that does not get past the syntax", async (t) => {
    const newSyntax = (/** @type {import("playwright-core").Route} */ route) => route.fulfill({ contentType: "text/javascript", body: "class {" });
    const { frame } = await open(t, { before: (page) => page.route(/\/(early|player)\.\w+\.js$/, newSyntax) });
    await whole(frame);
    assert.equal(await frame.locator(".static").innerText(), still);
    assert.ok(await frame.locator(".static").isVisible());
  });

  test("that lacks what the styles need: one line in the console", async (t) => {
    const before = (/** @type {import("playwright-core").Page} */ page) => page.addInitScript(() => { CSS.supports = () => false; });
    const { frame, uncaught } = await open(t, { query: "?load=eager&theme=dark&layout=stage", before });
    await whole(frame);
    assert.ok(await frame.locator(".static").isVisible());
    await until(() => uncaught.length > 0, "the player stops", 10);
    assert.deepEqual(uncaught, ["two-boxes: browser too old"]);
  });

  test("and one without scripts says that instead", async (t) => {
    // Not by javaScriptEnabled: it reaches a frame of another origin only after its page was parsed as one with scripts.
    const { frame } = await open(t, { sandbox: true });
    await frame.locator("[data-step=meaning] h2").waitFor();
    await frame.locator(".unscripted").waitFor(); // it may be parsed later
    assert.equal(await frame.locator(".static").isVisible(), false);
  });

  for (const [what, lack] of /** @type {[string, () => void][]} */ ([
    ["WebAssembly", () => { Reflect.deleteProperty(globalThis, "WebAssembly"); }],
    ["WebGL 2", () => { HTMLCanvasElement.prototype.getContext = () => null; }],
    ["what the engine needs of WebAssembly", () => {
      WebAssembly.compileStreaming = WebAssembly.compile = () => Promise.reject(new WebAssembly.CompileError("invalid opcode"));
    }],
  ])) {
    test(`without ${what}, step by step`, async (t) => {
      const { page, frame, uncaught } = await open(t, { before: (page) => page.addInitScript(lack) });
      const explainer = await Explainer.inside(page);
      await explainer.reaches("static");
      assert.equal(await frame.locator(".static").innerText(), still);
      assert.ok(await frame.locator(".static").isVisible());
      await assertReadable(page, explainer);
      assert.deepEqual(uncaught, []);
    });
  }
});
