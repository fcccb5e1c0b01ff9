// Paragraphs of an article that control the explainer as the reader scrolls; the reader's own actions take precedence.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { siteInChromium } from "./lib/fixture.js";
import { mockIn, received, serveMock, settled } from "./lib/mock-explainer.js";
import { serveHost } from "./lib/site.js";

/** @typedef {import("playwright-core").Page} Page */

const text = "State media reported the result two days after the vote, and nothing in between. ".repeat(9);
const paragraphs = (/** @type {string[]} */ ...marks) => marks.map((mark, i) => `<p id="p${i}" ${mark}>${text}</p>`).join("");

const here = siteInChromium({ hosts: (origin) => {
  const page = (/** @type {string} */ body, css = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title>
<link rel="icon" href="data:,"><style>body{margin:0 auto;max-width:600px;font:18px/1.5 serif}${css}</style>
<script src="${origin}/embed.js" async></script>${body}${`<p>${text}</p>`.repeat(5)}`;
  return { article: { pages: {
    "/scrub": page(`<h1>Article</h1><main><div data-two-boxes data-load="click"></div><section>${paragraphs(
      'data-two-boxes-scene="history"', 'data-two-boxes-scene="turnout" data-two-boxes-scrub',
        'data-two-boxes-scene="turnout"', 'data-two-boxes-scene="count"')}</section></main>`,
      "body{max-width:1200px}section{padding-top:600px}p{margin-bottom:900px}" +
      "main{display:grid;grid-template-columns:1fr 1fr}main>div{position:sticky;top:0;align-self:start}"),
    "/start": page(`<p data-two-boxes-scene="cover">Short.</p><div data-two-boxes data-load="click" data-scene="count"></div>
      ${paragraphs('data-two-boxes-scene="meaning"')}`),
    "/two": page(`<section><div data-two-boxes data-load="click" id="one"></div>${paragraphs('data-two-boxes-scene="ballot"')}</section>
<section><div data-two-boxes data-load="click" id="two"></div><p id="q" data-two-boxes-scene="count">${text}</p></section>`),
  } } };
} });

/**
 * Opens a page. The engine is left out: which scene is shown does not depend on it.
 * @param {string} address @param {{width: number, height: number}} viewport
 */
async function open(address, viewport = { width: 1280, height: 900 }) {
  const context = await here.browser.newContext({ viewport });
  await context.route("**/*.wasm", (route) => route.abort());
  const page = await context.newPage();
  await page.goto(address);
  return { context, page };
}

/** @param {Page} page @param {string} [container] */
async function explainer(page, container = "[data-two-boxes]") {
  const iframe = page.locator(`${container} iframe`);
  const seen = await iframe.evaluate((e) => e.getBoundingClientRect().bottom > 0 && e.getBoundingClientRect().top < innerHeight);
  if (!seen) await iframe.scrollIntoViewIfNeeded(); // it loads when it comes near
  const frame = await (await iframe.elementHandle())?.contentFrame();
  assert.ok(frame);
  await frame.waitForSelector("main[data-running]");
  return frame;
}

/** @param {import("playwright-core").Frame} frame @param {string} scene @param {string} why */
async function shows(frame, scene, why) {
  await frame.waitForFunction((s) => document.querySelector("main")?.dataset.scene === s, scene, { polling: 50, timeout: 20_000 })
    .catch(async () => assert.fail(`${why}: ${await frame.evaluate(() => document.querySelector("main")?.dataset.scene)}, not ${scene}`));
}

/** Scrolls an element to the middle at once. @param {import("playwright-core").Locator} element */
const middle = (element) => element.evaluate((e) => e.scrollIntoView({ block: "center", behavior: "instant" }));

/** The scene of the last paragraph that has reached the middle. @param {Page} page */
const reached = (page) => page.evaluate(() => [...document.querySelectorAll("[data-two-boxes-scene]")]
  .filter((p) => p.getBoundingClientRect().top < innerHeight / 2).at(-1)?.getAttribute("data-two-boxes-scene") ?? "");

describe("the article", () => {
  for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
    test(`each paragraph shows its scene, forwards, backwards, by jumps and after a reload, ${viewport.width} wide`, async () => {
      const { context, page } = await open(here.site.origin + "/", viewport);
      let frame = await explainer(page);
      const all = await page.locator("[data-two-boxes-scene]").all();
      assert.ok(all.length > 7);
      const scenes = await Promise.all(all.map((p) => p.getAttribute("data-two-boxes-scene")));
      const order = [...all.keys()];
      const jumps = [0, all.length - 1, 2, 5, all.length - 2, 3];
      for (const [walk, way] of Object.entries({ forwards: order, backwards: order.toReversed(), jumps })) {
        for (const i of way) {
          await middle(all[i]);
          await shows(frame, scenes[i] ?? "", `${walk}, paragraph ${i}`);
        }
      }
      for (const at of [3, all.length - 3]) {
        await middle(all[at]);
        await shows(frame, scenes[at] ?? "", "before the reload");
        await page.reload();
        await page.waitForFunction(() => scrollY > 0);
        frame = await explainer(page);
        await shows(frame, scenes[at] ?? "", "after the reload");
      }
      await context.close();
    });
  }

  test("a fast fling ends in the right scene", async () => {
    const { context, page } = await open(here.site.origin + "/");
    const frame = await explainer(page);
    await page.mouse.move(200, 450);
    for (const step of [1500, 1900, -700]) {
      const end = await page.evaluate((by) => Math.max(0, Math.min(scrollY + by, document.documentElement.scrollHeight - innerHeight)), 3 * step);
      for (let i = 0; i < 3; i++) await page.mouse.wheel(0, step);
      await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, end, { polling: 50 });
      await shows(frame, await reached(page), `after ${step}`);
    }
    await context.close();
  });

  for (const viewport of [{ width: 1280, height: 900 }, { width: 1180, height: 820 }, { width: 1366, height: 768 }, { width: 1366, height: 720 }]) {
    test(`beside the text the explainer stays in view where there is room, ${viewport.width} × ${viewport.height}`, async () => {
      const { context, page } = await open(here.site.origin + "/", viewport);
      const frame = await explainer(page);
      for (const paragraph of await page.locator("[data-two-boxes-scene]").all()) {
        await middle(paragraph);
        const [box, words] = [await page.locator(".explainer iframe").boundingBox(), await paragraph.boundingBox()];
        assert.ok(box && words && box.y >= 0 && box.x >= words.x + words.width, JSON.stringify({ box, words }));
        const next = await frame.locator("[data-action=next]").boundingBox();
        assert.ok(next && next.y >= 0 && next.y + next.height <= viewport.height, `Next is in view: ${JSON.stringify(next)}`);
        const heading = await frame.locator("h2:visible").first().boundingBox();
        assert.ok(heading && heading.y >= 0, `the heading is in view: ${JSON.stringify(heading)}`);
      }
      assert.equal(await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
      await context.close();
    });
  }

  test("the reader's choice of a scene is kept until the next paragraph", async () => {
    const { context, page } = await open(here.site.origin + "/");
    const frame = await explainer(page);
    const all = await page.locator("[data-two-boxes-scene]").all();
    const scenes = await Promise.all(all.map((p) => p.getAttribute("data-two-boxes-scene")));
    const at = scenes.indexOf("selection");
    await middle(all[at]);
    await shows(frame, "selection", "scrolled");
    await frame.locator('[data-goto="meaning"]').evaluate((e) => /** @type {HTMLElement} */ (e).click());
    await shows(frame, "meaning", "pressed");
    for (const by of [30, -50, 20]) await page.evaluate((y) => scrollBy(0, y), by);
    // The scroll is handled by the next frame, and what the host has sent before this answer arrives before it.
    await page.evaluate(() => new Promise((answered) => {
      addEventListener("message", ({ data }) => { if (data?.type === "ready") answered(undefined); });
      const hello = () => frames[0].postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*");
      requestAnimationFrame(() => requestAnimationFrame(hello));
    }));
    await shows(frame, "meaning", "scrolled a little");
    await middle(all[at + 1]);
    await shows(frame, scenes[at + 1] ?? "", "the next paragraph");
    await context.close();
  });
});

describe("a host's page", () => {
  test("a deep link shows the scene of its paragraph, and the top of the page the scene that the host set", async () => {
    const deep = await open(here.hosts.article.origin + "/scrub#p3");
    await shows(await explainer(deep.page), "count", "deep link");
    await deep.context.close();
    const top = await open(here.hosts.article.origin + "/start");
    const frame = await explainer(top.page);
    await frame.waitForFunction(() => document.querySelector("main")?.dataset.scene === "count");
    await middle(top.page.locator("#p0"));
    await shows(frame, "meaning", "scrolled");
    await top.context.close();
  });

  test("a scrubbing paragraph moves the scene with the scroll position", async () => {
    const { context, page } = await open(here.hosts.article.origin + "/scrub");
    const frame = await explainer(page);
    await frame.evaluate(() => {
      /** @type {any} */ (window).asked = [];
      addEventListener("message", ({ data }) => data?.explainer && /** @type {any} */ (window).asked.push(data));
    });
    const asked = () => frame.evaluate(() => /** @type {any} */ (window).asked);
    await middle(page.locator("#p0"));
    await shows(frame, "history", "before");
    const { top, height } = await page.locator("#p1").evaluate((e) => ({ top: e.getBoundingClientRect().top + scrollY, height: e.clientHeight }));
    for (const share of [0.1, 0.35, 0.6, 0.9]) {
      await page.evaluate((y) => scrollTo({ top: y - innerHeight / 2, behavior: "instant" }), top + share * height);
      await frame.waitForFunction((s) => Math.abs((/** @type {any} */ (window).asked.at(-1).progress ?? -1) - s) < 0.02,
        share, { polling: 50, timeout: 10_000 });
    }
    await shows(frame, "turnout", "scrubbed");
    await middle(page.locator("#p2"));
    await frame.waitForFunction(() => /** @type {any} */ (window).asked.at(-1).progress === 1, null, { polling: 50, timeout: 10_000 });
    await middle(page.locator("#p3"));
    await shows(frame, "count", "after");
    const seeks = (await asked()).filter((/** @type {any} */ m) => m.type === "seek").map((/** @type {any} */ m) => m.progress);
    assert.deepEqual(seeks, seeks.toSorted((/** @type {number} */ a, /** @type {number} */ b) => a - b));
    await context.close();
  });

  test("of two explainers each follows the paragraphs of its own section", async () => {
    const { context, page } = await open(here.hosts.article.origin + "/two");
    const one = await explainer(page, "#one"), two = await explainer(page, "#two");
    await middle(page.locator("#p0"));
    await shows(one, "ballot", "the first section");
    await middle(page.locator("#q"));
    await shows(two, "count", "the second section");
    await shows(one, "ballot", "the first stays");
    await context.close();
  });
});

describe("a frame in the text", () => {
  /** @param {{width: number, height: number}} viewport */
  async function openMock(viewport) {
    const mock = await serveMock();
    const host = await serveHost({ "/": `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,"><style>body{margin:0 auto;max-width:600px;font:18px/1.5 serif}</style>
<script src="${mock.origin}/embed.js" async></script><p data-two-boxes-scene="cover">${text}</p><div data-two-boxes></div>
${paragraphs(...["history", "selection", "turnout", "meaning"].map((scene) => `data-two-boxes-scene="${scene}"`))}${`<p>${text}</p>`.repeat(5)}` });
    const { context, page } = await open(host.origin, viewport);
    const close = () => Promise.all([context.close(), host.close(), mock.close()]);
    const frame = await mockIn(page);
    await settled(page, frame);
    /** @param {number} by in steps as a wheel or a finger makes them */
    const scroll = async (by) => {
      for (let left = Math.abs(by); left > 0; left -= 60) {
        await page.evaluate((top) => scrollBy({ top, behavior: "instant" }), Math.sign(by) * Math.min(60, left));
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(drawn)));
      }
      await settled(page, frame);
    };
    return { page, frame, scroll, close, scene: () => frame.evaluate(() => document.querySelector("main")?.dataset.scene) };
  }
  const viewport = { width: 390, height: 664 };

  test("is not driven while it cannot be seen, and shows the current scene when it comes back", async () => {
    const { page, frame, scroll, close, scene } = await openMock(viewport);
    await scroll(1300);
    assert.ok((await page.locator("iframe").evaluate((e) => e.getBoundingClientRect().bottom)) > 0);
    const driven = (await received(frame, "goto", "seek")).length;
    await scroll(4000);
    await scroll(-1500);
    assert.ok((await page.locator("iframe").evaluate((e) => e.getBoundingClientRect().bottom)) < 0);
    assert.equal((await received(frame, "goto", "seek")).length, driven);
    await scroll(-2500);
    assert.equal(await scene(), await reached(page));
    await close();
  });

  test("keeps the reader's place while the reader scrolls away and back", async () => {
    const { page, frame, scroll, close, scene } = await openMock(viewport);
    const y = 500; // the frame fills the window
    await scroll(y);
    for (let i = 0; i < 3; i++) await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
    await settled(page, frame);
    const chosen = await scene();
    const driven = (await received(frame, "goto", "seek")).length;
    const back = await page.evaluate(() => scrollY);
    await scroll(4000);
    await scroll(-4000);
    assert.equal(await page.evaluate(() => scrollY), back);
    assert.equal(await scene(), chosen);
    assert.equal((await received(frame, "goto", "seek")).length, driven, "its choices are kept as well");
    await close();
  });
});
