// The end of the story: the closing words, Start again, Share.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { isDeepStrictEqual } from "node:util";
import { collectErrors } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { until } from "./lib/until.js";

const here = siteInChromium();

/** @typedef {import("playwright-core").Page} Page */

/**
 * The explainer at its last scene.
 * @param {string} [query]
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(query = "?load=eager", options = {}) {
  const context = await here.browser.newContext({ viewport: { width: 360, height: 560 }, ...options });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(`${here.site.origin}/embed/en/${query}#meaning`);
  await page.waitForSelector("main[data-running]");
  return { context, page, errors, explainer: new Explainer(page.mainFrame()) };
}

/** What can be seen and used. @param {Page} page */
const shown = (page) => page.evaluate(() => {
  const visible = (/** @type {string} */ selector) => [...document.querySelectorAll(selector)].some((e) => e.checkVisibility({ visibilityProperty: true }));
  return {
    closing: visible("[data-current] .closing"), heading: visible("[data-current] h2"), slips: visible("[data-current] .spots input"),
    next: visible("[data-action=next]"), again: visible("[data-action=again]"),
    share: visible(".bar [data-action=share]"), replay: visible("[data-action=replay]"),
  };
});

const picture = { closing: false, heading: true, slips: true, next: true, again: false, share: false, replay: true };
const words = { closing: true, heading: false, slips: false, next: false, again: true, share: true, replay: false };

/** Waits until what can be seen is as expected. @param {Page} page @param {Record<string, boolean>} expected */
const becomes = (page, expected) => until(async () => isDeepStrictEqual(await shown(page), expected),
  async () => `${JSON.stringify(expected)}, but ${JSON.stringify(await shown(page))}`);

describe("the closing words", () => {
  test("Next shows the four readings, then the words alone; Back the picture; Start again the first scene as it was", async () => {
    const { context, page, errors, explainer } = await open();
    await explainer.reaches("resting");
    await becomes(page, picture);
    await explainer.act("next");
    await page.waitForSelector("[data-step=meaning][data-told]");
    assert.equal(await page.locator("[data-current] [data-shown]").getAttribute("data-when"), "meaning.told=yes");
    await explainer.act("next");
    await becomes(page, words);
    const [sentence, second] = await page.locator("[data-current] .closing p").allTextContents();
    assert.equal(await page.locator("#announcer").textContent(), sentence + second, "announced once");
    assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.action), "again", "the focus is not lost");
    const { card, closing } = await page.evaluate(() => {
      const box = (/** @type {string} */ s) => /** @type {Element} */ (document.querySelector(s)).getBoundingClientRect();
      return { card: box(".card"), closing: box("[data-current] .closing") };
    });
    assert.ok(closing.width === card.width && closing.height > 400, "over words and picture");

    await explainer.act("back");
    await becomes(page, picture);
    await explainer.choose("meaning.reading", "kinu");
    await explainer.act("next");
    await becomes(page, words);
    await explainer.act("again");
    assert.equal(await explainer.scene(), "cover");
    assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.action), "next");
    assert.equal(await page.locator("[data-step=meaning] input:checked, [data-told], [data-closing], [data-step=meaning] [data-shown]").count(), 0);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("Start again forgets the countries that were invented", async () => {
    const { context, page, explainer } = await open("?load=click");
    const set = () => page.locator('input[name="count.disagree"]').inputValue();
    await page.waitForFunction(() => document.querySelector("[data-push]"));
    await explainer.goto("count");
    await page.locator('[data-push="count.disagree.to"][value="20"]').click();
    await until(async () => await set() === "20", "it is set", 10);
    await explainer.goto("meaning");
    await explainer.act("next");
    await page.waitForSelector("[data-closing]");
    await explainer.act("again");
    assert.equal(await set(), "0");
    await context.close();
  });

  test("by keys alone", async () => {
    const { context, page, explainer } = await open("?load=eager&motion=reduced");
    await explainer.reaches("resting");
    await page.locator("[data-action=next]").focus();
    await page.keyboard.press("Enter");
    await becomes(page, words);
    await page.keyboard.press("Enter"); // Start again
    assert.equal(await explainer.scene(), "cover");
    await context.close();
  });

  test("Share copies words with the link, none of the reader's numbers", async () => {
    const { context, page, explainer } = await open("?load=click", { permissions: ["clipboard-read", "clipboard-write"] });
    await explainer.act("next");
    await page.waitForSelector("[data-closing]");
    await page.locator(".bar [data-action=share]").click();
    await page.waitForFunction(() => document.querySelector("#announcer")?.textContent);
    const copied = await page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^How many different countries .* https?:\/\/\S+$/);
    await context.close();
  });

  test("without the engine Next shows them at once; without scripts they are in the page", async () => {
    const { context, page, explainer } = await open("?load=click");
    await explainer.act("next");
    await becomes(page, { ...words });
    await context.close();
    const plain = await here.browser.newContext({ javaScriptEnabled: false });
    const still = await plain.newPage();
    await still.goto(`${here.site.origin}/embed/en/`);
    assert.ok(await still.locator("[data-step=meaning] .closing p").first().isVisible());
    await plain.close();
  });
});

test("Next in the count scene shows its three phases one after the other, and a second Next its end at once", async () => {
  const { context, page, errors, explainer } = await open();
  await explainer.reaches("resting");
  await explainer.goto("count");
  await explainer.reaches("resting");
  await explainer.act("next");
  for (const outcome of ["examples", "screen", "unverified"]) await page.waitForSelector(`[data-when="count.says=${outcome}"][data-shown]`);
  await explainer.reaches("resting");
  await explainer.act("replay");
  await explainer.act("next");
  await explainer.act("next");
  assert.equal(await page.locator("[data-step=count] [data-shown]").getAttribute("data-when"), "count.says=unverified");
  await explainer.act("next");
  assert.equal(await explainer.scene(), "meaning");
  assert.deepEqual(errors, []);
  await context.close();
});
