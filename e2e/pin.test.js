// A pinned place on host pages: it stays below the host's own bar while its paragraphs pass, and leaves with the last.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { connect } from "./lib/chromium.js";
import { mockIn, received, serveMock, settled } from "./lib/mock-explainer.js";
import { serveHost } from "./lib/site.js";

/** @typedef {import("playwright-core").Page} Page */

const text = "State media reported the result two days after the vote, and nothing in between. ".repeat(5);
const scenes = ["cover", "history", "ballot", "turnout", "meaning"];
const marked = scenes.map((scene, i) => `<p id="p${i}" data-two-boxes-scene="${scene}">${text}</p>`).join("");
const rest = `<p id="rest">${text}</p>`.repeat(8);
const place = "<div data-two-boxes data-pin></div>";

/** @type {import("./lib/site.js").Server} */ let mock;
/** @type {import("./lib/site.js").Server} */ let host;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => {
  browser = await connect();
  mock = await serveMock();
  const page = (/** @type {string} */ body, css = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{margin:0;font:18px/1.5 serif}main{max-width:600px;margin:0 auto;padding:0 16px}${css}</style>
<script>window.shift = 0;
new PerformanceObserver((list) => { for (const e of list.getEntries()) shift += e.value; }).observe({ type: "layout-shift", buffered: true });</script>
<script src="${mock.origin}/embed.js" async></script>${body}`;
  const bar = '<nav id="bar">The newsroom</nav>';
  const barCSS = "#bar{position:sticky;top:0;z-index:9;height:48px;background:#fff}";
  host = await serveHost({
    "/": page(`<main><h1>Host</h1><p>${text}</p>${place}${marked}${rest}</main>`),
    "/bar": page(`${bar}<main><h1>Host</h1><p>${text}</p>${place}${marked}${rest}</main>`, barCSS),
    "/late-bar": page(`<p style="height:120px;margin:0">An announcement</p>${bar}<main><h1>Host</h1>${place}${marked}${rest}</main>`, barCSS),
    "/wrapped": page(`${bar}<main><h1>Host</h1><figure><div>${place}</div></figure><section>${marked}</section>${rest}</main>`, `${barCSS}figure{margin:0}`),
    "/clipped": page(`<main><h1>Host</h1><div style="overflow:hidden">${place}${marked}</div>${rest}</main>`),
    "/root-clipped": page(`<main><h1>Host</h1>${place}${marked}${rest}</main>`, "html,body{overflow-x:hidden}"),
    "/low": page(`<main style="height:700px">${place}${marked}${rest}</main>`),
    "/plain": page(`<main><h1>Host</h1>${place}<p>${text}</p></main>`),
    "/frame": page(`<main><h1>Host</h1><div data-two-boxes data-pin><iframe src="${mock.origin}/embed/en/?theme=dark" loading="lazy"></iframe></div>
${marked}${rest}</main>`),
  });
});
after(async () => {
  await browser?.close();
  await host?.close();
  await mock?.close();
});

/** @param {string} path */
async function open(path, viewport = { width: 390, height: 664 }) {
  const context = await browser.newContext({ viewport, hasTouch: viewport.width < 1100 });
  const page = await context.newPage();
  /** @type {string[]} */
  const errors = [];
  page.on("pageerror", (error) => errors.push(error.message));
  await page.goto(host.origin + path);
  const frame = await mockIn(page);
  return { context, page, frame, errors };
}

/** Where a frame and a paragraph are. @param {Page} page @param {string} paragraph */
const boxes = (page, paragraph) => page.evaluate((id) => {
  const [frame, p] = ["[data-two-boxes] iframe", id].map((selector) => /** @type {Element} */ (document.querySelector(selector)).getBoundingClientRect());
  return { top: Math.round(frame.top), bottom: Math.round(frame.bottom), width: frame.width, text: Math.round(p.top), end: p.bottom };
}, paragraph);

/** Scrolls a paragraph's top to a distance from the window's top. @param {Page} page @param {string} paragraph @param {number} y */
const scrollTextTo = (page, paragraph, y) => page.evaluate(([id, to]) => {
  const p = /** @type {Element} */ (document.querySelector(/** @type {string} */ (id)));
  scrollTo({ top: scrollY + p.getBoundingClientRect().top - /** @type {number} */ (to), behavior: "instant" });
}, [paragraph, y]);

/** Scrolls with the wheel, as far as the page goes. @param {Page} page @param {number} by */
async function wheel(page, by) {
  const before = await page.evaluate(() => scrollY);
  await page.mouse.move(200, 600);
  await page.mouse.wheel(0, by);
  const end = await page.evaluate(([y, d]) => Math.max(0, Math.min(y + d, document.documentElement.scrollHeight - innerHeight)), [before, by]);
  await page.waitForFunction((y) => Math.abs(scrollY - y) < 2, end, { polling: 50 });
}

const height = Math.round(664 * 0.42);

for (const [path, bar] of /** @type {[string, number][]} */ ([["/", 0], ["/bar", 48], ["/late-bar", 48], ["/wrapped", 48]])) {
  test(`at 390×664 the frame stays below the bar while the paragraphs pass, and leaves with the last: ${path}`, async () => {
    const { context, page, frame, errors } = await open(path);
    assert.equal(new URL(frame.url()).searchParams.get("layout"), "stage");
    const start = await boxes(page, "#p0");
    const shift = await page.evaluate(() => /** @type {any} */ (window).shift); // from the script's late arrival
    assert.equal(start.bottom - start.top, height);
    assert.ok(start.top > bar && start.text >= start.bottom, "at first it is a part of the page");
    for (const [i, scene] of scenes.entries()) {
      await scrollTextTo(page, `#p${i}`, bar + height + 10);
      await frame.waitForFunction((s) => document.querySelector("main")?.dataset.scene === s, scene, { polling: 20 });
      const { top, bottom, width } = await boxes(page, `#p${i}`);
      assert.deepEqual([top, bottom, width], [bar, bar + height, start.width], `pinned at ${scene}`);
    }
    await wheel(page, 150);
    await settled(page, frame);
    assert.equal((await boxes(page, "#p4")).top, bar, "while the last paragraph passes");
    await scrollTextTo(page, "#rest", bar + 60);
    await settled(page, frame);
    const leaving = await boxes(page, "#p4");
    assert.ok(leaving.top < bar && Math.abs(leaving.bottom - leaving.end) <= 1, `it leaves with the last paragraph: ${JSON.stringify(leaving)}`);
    await wheel(page, 60);
    await settled(page, frame);
    const left = await boxes(page, "#p4");
    assert.ok(Math.abs(left.bottom - left.end) <= 1 && Math.abs(left.top - (leaving.top - 60)) <= 2, "it moves as the text does");
    await scrollTextTo(page, "#rest", -300);
    await settled(page, frame);
    assert.ok((await boxes(page, "#p4")).bottom < 0, "it is gone");
    await scrollTextTo(page, "#p3", bar + height + 10);
    await settled(page, frame);
    assert.equal((await boxes(page, "#p3")).top, bar, "and comes back");
    await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
    await settled(page, frame);
    assert.deepEqual(await boxes(page, "#p0"), start, "the page is as before");
    assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 390);
    assert.equal(await page.evaluate(() => /** @type {any} */ (window).shift), shift, "the text does not move");
    assert.deepEqual(errors, []);
    await context.close();
  });
}

test("the text goes behind the pinned place, and the press of a reader reaches the frame", async () => {
  const { context, page, frame } = await open("/bar");
  await scrollTextTo(page, "#p1", 100);
  await settled(page, frame);
  for (const y of [50, 48 + height - 2]) {
    assert.equal(await page.evaluate((at) => document.elementFromPoint(195, at)?.tagName, y), "IFRAME");
    assert.notEqual(await page.locator("[data-two-boxes]").evaluate((e) => getComputedStyle(e).backgroundColor), "rgba(0, 0, 0, 0)");
  }
  assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "history");
  const y = await page.evaluate(() => scrollY);
  await frame.locator("#next").tap();
  await settled(page, frame);
  assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "selection", "the reader's press");
  assert.equal(await page.evaluate(() => scrollY), y, "a pinned place is in view, so nothing scrolls");
  await context.close();
});

test("a phone's address bar does not resize it, another width does", async () => {
  const { context, page, frame } = await open("/");
  await page.setViewportSize({ width: 390, height: 744 });
  await settled(page, frame);
  assert.equal((await boxes(page, "#p0")).bottom - (await boxes(page, "#p0")).top, height);
  await page.setViewportSize({ width: 744, height: 390 });
  await page.waitForFunction(() => document.querySelector("iframe")?.clientHeight === 220, null, { polling: 50 });
  await context.close();
});

test("from 1100 px it is the card, in its place; crossing the width keeps the scene and the reader's history", async () => {
  const { context, page, frame } = await open("/", { width: 1280, height: 800 });
  assert.equal(new URL(frame.url()).search, "");
  await scrollTextTo(page, "#p1", 300);
  await settled(page, frame);
  assert.ok((await boxes(page, "#p1")).top < 0, "it is not pinned");
  await page.evaluate(() => scrollTo({ top: 0, behavior: "instant" }));
  await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await settled(page, frame);
  const [length, scene] = [await page.evaluate(() => history.length), await frame.evaluate(() => document.querySelector("main")?.dataset.scene)];
  assert.equal(scene, "selection");
  for (const [width, layout] of /** @type {[number, string | null][]} */ ([[1000, "stage"], [1280, null]])) {
    await page.setViewportSize({ width, height: 800 });
    await page.waitForFunction((stage) => document.querySelector("iframe")?.src.includes("layout=stage") === stage, layout === "stage", { polling: 50 });
    const now = await mockIn(page);
    assert.equal(new URL(now.url()).searchParams.get("layout"), layout);
    assert.equal(await now.evaluate(() => document.querySelector("main")?.dataset.scene), scene);
  }
  assert.equal(await page.locator("[data-two-boxes]").evaluate((e) => e.style.height + e.style.position), "");
  assert.equal(await page.evaluate(() => history.length), length);
  await context.close();
});

test("a frame that stands in the place keeps its parameters", async () => {
  const { context, page, frame } = await open("/frame");
  assert.deepEqual([...new URL(frame.url()).searchParams], [["theme", "dark"], ["layout", "stage"]]);
  assert.equal(await page.locator("iframe").count(), 1);
  assert.equal(await page.locator("iframe").getAttribute("loading"), "lazy");
  await context.close();
});

describe("where it cannot be pinned nothing breaks", () => {
  for (const path of ["/clipped", "/root-clipped"]) {
    test(`in a part of the page that clips, it is the card: ${path}`, async () => {
      const { context, page, frame, errors } = await open(path);
      assert.equal(new URL(frame.url()).search, "");
      await scrollTextTo(page, "#p3", 200);
      await settled(page, frame);
      assert.ok((await boxes(page, "#p3")).bottom < 200, "it has scrolled away");
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("where the part of the page around it ends before the text, it leaves with that part", async () => {
    const { context, page, frame, errors } = await open("/low");
    for (const [y, bottom] of [[300, height], [600, 100], [1300, -600], [2500, -1800]]) {
      await page.evaluate((top) => scrollTo({ top, behavior: "instant" }), y);
      await settled(page, frame);
      assert.equal((await boxes(page, "#p0")).bottom, bottom, `at ${y}`);
    }
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("without marked paragraphs it stays in its place", async () => {
    const { context, page, frame } = await open("/plain", { width: 390, height: 320 });
    const before = (await boxes(page, "p")).top;
    await page.evaluate(() => scrollTo({ top: 100, behavior: "instant" }));
    await settled(page, frame);
    assert.equal((await boxes(page, "p")).top, before - 100);
    await context.close();
  });
});

test("the host's visible height is sent when the frame is ready and when the window changes, not for an address bar", async () => {
  const { context, page, frame } = await open("/bar", { width: 1280, height: 800 });
  const heights = async () => (await received(frame, "visible")).map((/** @type {any} */ m) => m.height);
  await settled(page, frame);
  assert.deepEqual(await heights(), [800 - 48]);
  await page.setViewportSize({ width: 1280, height: 720 });
  await settled(page, frame);
  assert.deepEqual(await heights(), [800 - 48]);
  await page.setViewportSize({ width: 1280, height: 600 });
  await settled(page, frame);
  await page.setViewportSize({ width: 1200, height: 600 });
  await settled(page, frame);
  assert.deepEqual(await heights(), [800 - 48, 600 - 48, 600 - 48]);
  await context.close();
});
