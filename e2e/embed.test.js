// The host script on pages of another origin.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors, desktop } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { languages } from "./lib/story.js";


/** @param {string} head @param {string} body */
const page = (head, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<style>body{margin:0 20px}</style>
<script>window.shift = 0; window.globals = new Set([...Object.getOwnPropertyNames(window), "globals"]);
new PerformanceObserver((list) => { for (const e of list.getEntries()) shift += e.value; }).observe({ type: "layout-shift", buffered: true });</script>
${head}<h1>Host</h1>${body}<p>The article goes on.</p></html>`;

const container = '<div data-two-boxes data-lang="en" data-load="click"></div>';

const here = siteInChromium({ launchOptions: { executablePath: desktop }, hosts: (origin) => {
  const src = `${origin}/embed.js`;
  const classic = `<script src="${src}"></script>`;
  return { article: { pages: {
    "/": page(classic, container),
    "/module": page(`<script type="module" src="${src}"></script>`, container),
    "/imported": page("", `${container}<script type="module">await import("${src}");</script>`),
    "/twice": page(classic, `${container}<script src="${src}"></script><script type="module" src="${src}?again"></script>`),
    "/several": page("", `${container}
      <div data-two-boxes data-load="click" data-scene="count" data-theme="dark" data-paper="#112233&quot;&gt;"></div>
      <div data-two-boxes data-lang="xx" data-load="click"></div><script async src="${src}"></script>`),
    "/bad": page("", `<div data-two-boxes data-lang="constructor" data-load="click"></div>
      <div data-two-boxes data-feed="https://" data-load="click"></div>
      <div data-two-boxes id="broken"></div>${container}
      <script>document.getElementById("broken").append = () => { throw new Error("not here"); };</script><script src="${src}"></script>`),
    "/hidden": page(classic, `<div id="tab" hidden>${container}</div>`),
    "/frame": page("", `<div data-two-boxes><iframe src="${origin}/embed/en/?load=click" title="Mine"></iframe></div>`),
  } } };
} });

/** @param {string} path @param {number} [width] */
async function open(path, width = 800) {
  const context = await here.browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(here.hosts.article.origin + path);
  return { context, page, errors };
}

/** The explainer in the n-th frame, once it runs. @param {import("playwright-core").Page} page @param {number} [n] */
async function running(page, n = 0) {
  const element = page.locator("[data-two-boxes] iframe").nth(n);
  await element.scrollIntoViewIfNeeded();
  const handle = await element.elementHandle();
  const frame = await handle?.contentFrame();
  await handle?.dispose(); // it would hold the element
  assert.ok(frame);
  await frame.waitForSelector("main[data-running]");
  return { element, frame };
}

/** @param {import("playwright-core").Frame} frame */
const bodyHeight = (frame) => frame.evaluate(() => Math.ceil(document.body.scrollHeight));

/** Switches to the whole story as text, which is taller. @param {import("playwright-core").Frame} frame */
const readAsText = (frame) => new Explainer(frame).actInfo("[data-action=text]");

/** @param {import("playwright-core").Page} page @param {number} height @param {number} [n] */
const isTall = (page, height, n = 0) => page.waitForFunction(([h, i]) =>
  document.querySelectorAll("[data-two-boxes] iframe")[i].getBoundingClientRect().height === h, [height, n], { polling: 50 });

for (const width of [320, 390, 640, 999, 1300]) {
  test(`the frame has its height before it loads, and nothing shifts: ${width} px`, async () => {
    const { context, page, errors } = await open("/", width);
    const reserved = await page.locator("[data-two-boxes] iframe").evaluate((f) => f.getBoundingClientRect().height);
    const { element, frame } = await running(page);
    assert.equal(reserved, await bodyHeight(frame));
    assert.equal(await element.evaluate((f) => f.getBoundingClientRect().height), reserved);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shift), 0);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("the frame is titled, lazy, and requests no permission", async () => {
  const { context, page } = await open("/");
  const frame = page.locator("[data-two-boxes] iframe");
  assert.match(await frame.getAttribute("title") ?? "", /^Two boxes/);
  assert.equal(await frame.getAttribute("loading"), "lazy");
  assert.equal(await frame.getAttribute("allow"), null);
  await context.close();
});

test("the height follows the width, and what the reader wants to see", async () => {
  const { context, page } = await open("/");
  const { frame } = await running(page);
  const before = await bodyHeight(frame);
  for (const width of [420, 1000, 800]) {
    await page.setViewportSize({ width, height: 900 });
    await frame.waitForFunction((w) => innerWidth === w, width - 40, { polling: 50 });
    await isTall(page, await bodyHeight(frame));
  }
  assert.equal(await bodyHeight(frame), before);
  await readAsText(frame);
  const text = await bodyHeight(frame);
  assert.ok(text > before);
  await isTall(page, text);
  await (await new Explainer(frame).seen(frame.locator("[data-action=text]"))).click();
  await isTall(page, before);
  await context.close();
});

for (const path of ["/module", "/imported", "/twice"]) {
  test(`one frame per container, and no global but TwoBoxes: ${path}`, async () => {
    const { context, page, errors } = await open(path);
    const { frame } = await running(page);
    await isTall(page, await bodyHeight(frame));
    assert.equal(await page.locator("iframe").count(), 1);
    assert.deepEqual(await page.evaluate(() => Object.getOwnPropertyNames(window)
      .filter((n) => !/** @type {any} */ (window).globals.has(n) && !/^\d+$/.test(n)))
    , ["TwoBoxes"]);
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("several explainers on a page keep their own parameters, and attributes are escaped", async () => {
  const { context, page, errors } = await open("/several");
  for (const n of [0, 1, 2]) {
    const { element, frame } = await running(page, n);
    await isTall(page, await bodyHeight(frame), n);
    assert.equal(new URL(await element.getAttribute("src") ?? "").pathname, "/embed/en/");
  }
  const { frame } = await running(page, 1);
  assert.equal(await frame.locator("main").getAttribute("data-scene"), "count");
  assert.equal(await frame.locator("html").getAttribute("data-theme"), "dark");
  assert.equal(await page.locator("iframe").count(), 3);
  assert.deepEqual(errors, []);
  await context.close();
});

test("a place with bad values or an error is named in the console with the fix, and does not stop the others", async () => {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  /** @type {string[]} */
  const lines = [];
  page.on("console", (message) => { if (message.text().startsWith("two-boxes:")) lines.push(message.text()); });
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.goto(`${here.hosts.article.origin}/bad`);
  await running(page, 2);
  const frames = await page.locator("iframe").evaluateAll((all) => all.map((f) => {
    const { src, title } = /** @type {HTMLIFrameElement} */ (f);
    return { path: new URL(src).pathname, query: new URL(src).search, title };
  }));
  assert.deepEqual(frames.map(({ path, query }) => path + query), Array(3).fill("/embed/en/?load=click"));
  for (const { title } of frames) assert.match(title, /^Two boxes/);
  await page.evaluate(() => /** @type {any} */ (window).TwoBoxes.scan());
  assert.deepEqual(lines, [
    'two-boxes: <div data-two-boxes="" data-lang="constructor" data-load="click">: no language "constructor"; ' +
      `use one of ${languages().join(", ")}`,
    'two-boxes: <div data-two-boxes="" data-feed="https://" data-load="click">: feed is no URL; use https://',
    'two-boxes: <div data-two-boxes="" id="broken">: not embedded: Error: not here; use iframe',
  ]);
  const heights = await page.evaluate(() => ["en", "xx", "constructor"].map((lang) => /** @type {any} */ (window).TwoBoxes.height(lang, 600)));
  assert.ok(heights[0] > 0);
  assert.deepEqual(heights, Array(3).fill(heights[0]));
  assert.deepEqual(uncaught, []);
  await context.close();
});

test("containers may be added, moved and removed later, and removed frames are released", async () => {
  const { context, page } = await open("/");
  await running(page);
  await page.evaluate((html) => {
    const box = document.createElement("section");
    box.innerHTML = html.repeat(3);
    document.body.append(box);
  }, container);
  await page.waitForFunction(() => document.querySelectorAll("iframe").length === 4, null, { polling: 50 });
  for (const n of [1, 2, 3]) {
    const { frame } = await running(page, n);
    await isTall(page, await bodyHeight(frame), n);
  }
  await page.evaluate(() => {
    const w = /** @type {any} */ (window);
    w.gone = [...document.querySelectorAll("section iframe")].map((f) => new WeakRef(f));
    document.querySelector("section")?.remove();
  });
  const cdp = await context.newCDPSession(page);
  for (let left = 3, tries = 0; left > 0; tries++) {
    assert.ok(tries < 50, `${left} of 3 frames are not released`);
    await cdp.send("HeapProfiler.collectGarbage");
    left = await page.evaluate(() => /** @type {any} */ (window).gone.filter((/** @type {WeakRef<Element>} */ r) => r.deref()).length);
  }
  await page.evaluate(() => document.body.prepend(/** @type {Element} */ (document.querySelector("[data-two-boxes]"))));
  const { frame } = await running(page);
  await readAsText(frame);
  await isTall(page, await bodyHeight(frame));
  await context.close();
});

test("in a tab that is hidden at load, the frame gets its height when the tab is shown", async () => {
  const { context, page } = await open("/hidden");
  await page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("tab")).hidden = false; });
  const { frame } = await running(page);
  await isTall(page, await bodyHeight(frame));
  assert.ok(await bodyHeight(frame) > 300);
  await context.close();
});

test("a script that loads after the frame requests the messages that it has missed", async () => {
  const { context, page } = await open("/frame");
  const { element, frame } = await running(page);
  await readAsText(frame);
  await page.addScriptTag({ url: `${here.site.origin}/embed.js` });
  // In the low frame the picture was smaller; it grows again with the frame.
  const tall = () => element.evaluate((f) => f.getBoundingClientRect().height);
  for (const end = Date.now() + 20_000; Date.now() < end && await tall() !== await bodyHeight(frame););
  assert.equal(await tall(), await bodyHeight(frame));
  const { height, usual } = await page.evaluate(() => ({ height: document.querySelector("iframe")?.clientHeight ?? 0,
    usual: /** @type {any} */ (window).TwoBoxes.height("en", document.querySelector("iframe")?.clientWidth) }));
  assert.ok(height > usual, "its height is the text's");
  assert.equal(await element.getAttribute("title"), "Mine");
  await context.close();
});
