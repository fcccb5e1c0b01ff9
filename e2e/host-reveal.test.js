// After the reader's press the host script brings the top of the new scene into view, and scrolls for nothing else.
import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "./lib/chromium.js";
import { mockIn, mockTop, received, serveMock, settled } from "./lib/mock-explainer.js";
import { serveHost } from "./lib/site.js";

/** @typedef {import("playwright-core").Page} Page */

const text = `<p>${"State media reported the result two days after the vote, and nothing in between. ".repeat(5)}</p>`;
const place = "<div data-two-boxes></div>";

/** @type {import("./lib/site.js").Server} */ let mock;
/** @type {import("./lib/site.js").Server} */ let host;
/** @type {import("playwright-core").Browser} */ let browser;

before(async () => {
  browser = await connect();
  mock = await serveMock();
  const page = (/** @type {string} */ body, css = "") => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title>
<meta name="viewport" content="width=device-width"><link rel="icon" href="data:,">
<style>body{margin:0;font:18px/1.5 serif}main{max-width:600px;margin:0 auto;padding:0 16px}.bar{position:sticky;top:0;height:48px;background:#fff}${css}</style>
<script src="${mock.origin}/embed.js" async></script>${body}`;
  const bar = '<nav class="bar">The newsroom</nav>';
  const marked = `<div data-two-boxes-scene="cover">${text}</div>${place}<div data-two-boxes-scene="meaning">${text.repeat(6)}</div>`;
  host = await serveHost({
    "/": page(`<main>${text}${place}${text.repeat(6)}</main>`),
    "/bar": page(`${bar}<main><button id="own">Own</button>${text}${marked}</main>`),
    "/padding": page(`${bar}<main>${text}${place}${text.repeat(6)}</main>`, "html{scroll-padding-top:64px;scroll-behavior:smooth}"),
    "/scroller": page(`${bar}<main id="box" style="height:500px;overflow:auto">${text}${place}${text.repeat(6)}</main>${text.repeat(6)}`),
  });
});
after(async () => {
  await browser?.close();
  await host?.close();
  await mock?.close();
});

/** @param {string} path */
async function open(path) {
  const context = await browser.newContext({ viewport: { width: 390, height: 664 }, hasTouch: true });
  const page = await context.newPage();
  await page.goto(host.origin + path);
  const frame = await mockIn(page);
  await settled(page, frame);
  return { context, page, frame };
}

/** The top of the card in the window. @param {Page} page */
const cardTop = async (page) => Math.round(await page.locator("iframe").evaluate((e) => e.getBoundingClientRect().top)) + mockTop;

/** Scrolls so that the card's top is at a distance from the window's. @param {Page} page @param {number} y */
async function scrollCardTo(page, y) {
  const now = await cardTop(page);
  await page.evaluate((by) => scrollBy({ top: by, behavior: "instant" }), now - y);
  assert.equal(await cardTop(page), y);
}

for (const [path, want] of /** @type {[string, number][]} */ ([["/", 0], ["/bar", 48], ["/padding", 64]])) {
  test(`a card whose top is above the view comes to the host's bar after a press: ${path}`, async () => {
    const { context, page, frame } = await open(path);
    for (const y of [-300, -1]) {
      await scrollCardTo(page, y - 48);
      await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
      await settled(page, frame);
      assert.equal(await cardTop(page), want, `from ${y}`);
    }
    assert.equal(await page.locator("iframe").getAttribute("style").then((style) => style?.includes("scroll-margin")), false);
    await context.close();
  });
}

test("behind the bar is out of view, below it is not; below the window is", async () => {
  const { context, page, frame } = await open("/bar");
  for (const [y, want] of [[20, 48], [48, 48], [60, 60], [400, 400], [700, 48]]) {
    await scrollCardTo(page, y);
    await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
    await settled(page, frame);
    assert.equal(await cardTop(page), want, `from ${y}`);
  }
  await context.close();
});

test("the focus stays, and a paragraph that comes by does not change the scene that the reader chose", async () => {
  const { context, page, frame } = await open("/bar");
  await scrollCardTo(page, -580); // the paragraph below has reached the middle
  await frame.waitForFunction(() => document.querySelector("main")?.dataset.scene === "meaning", null, { polling: 20 });
  await frame.evaluate(() => { /** @type {HTMLElement} */ (document.querySelector("main")).dataset.scene = "history"; });
  await page.locator("#own").evaluate((button) => /** @type {HTMLElement} */ (button).focus({ preventScroll: true }));
  await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await settled(page, frame);
  assert.equal(await cardTop(page), 48);
  assert.equal(await page.evaluate(() => document.activeElement?.id), "own");
  assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "selection");
  await page.mouse.move(200, 500);
  await page.mouse.wheel(0, 60);
  await page.waitForFunction(() => Math.abs(/** @type {Element} */ (document.querySelector("iframe")).getBoundingClientRect().top - (48 - 16 - 60)) < 2,
    null, { polling: 20 });
  await settled(page, frame);
  assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "selection", "nor when the reader goes on");
  await context.close();
});

test("in a scrolling part of the page that part scrolls", async () => {
  const { context, page, frame } = await open("/scroller");
  await page.evaluate(() => { /** @type {Element} */ (document.getElementById("box")).scrollTop = 800; });
  await frame.locator("#next").evaluate((button) => /** @type {HTMLElement} */ (button).click());
  await settled(page, frame);
  const top = await cardTop(page);
  assert.ok(top >= 48 && top < 48 + 64, `${top}`);
  await context.close();
});

test("what the host does scrolls nothing, nor does what another window says", async () => {
  const { context, page, frame } = await open("/bar");
  await scrollCardTo(page, -200);
  const y = await page.evaluate(() => scrollY);
  await page.evaluate(() => {
    const { contentWindow } = /** @type {HTMLIFrameElement} */ (document.querySelector("iframe"));
    contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "goto", scene: "count" }, "*");
    postMessage({ explainer: "two-boxes", v: 1, type: "reveal", top: 0 }, "*");
  });
  await frame.evaluate(() => parent.postMessage({ explainer: "two-boxes", v: 1, type: "reveal", top: "0" }, "*"));
  await settled(page, frame);
  assert.equal((await received(frame, "goto")).at(-1).scene, "count");
  assert.equal(await page.evaluate(() => scrollY), y);
  await context.close();
});
