// The scene "make the number" where the engine cannot draw it, and what the others tell there.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { story, words } from "./lib/story.js";

const here = siteInChromium();
const { steps } = words("en");

/**
 * Opens a scene in a browser without WebGL.
 * @param {string} scene
 * @param {{width: number, height: number}} viewport
 */
async function openStatic(scene, viewport) {
  const page = await here.browser.newPage({ viewport });
  const errors = collectErrors(page);
  await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = /** @type {any} */ (() => null); });
  await page.goto(`${here.site.origin}/embed/en/?load=eager#${scene}`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("static");
  return { page, explainer, errors };
}

for (const width of [360, 800]) {
  test(`without the engine both sliders are moved, and what comes of it is read, at ${width} px`, async () => {
    const { page, explainer, errors } = await openStatic("count", { width, height: 700 });
    const push = (/** @type {string} */ name, /** @type {string} */ value) => page.locator(`[data-push="count.${name}.to"][value="${value}"]`).click();
    const read = page.locator(".plain.read data"), outcome = page.locator("[data-current] [data-shown]");
    const label = page.locator(".slider:has([name='count.disagree'])");
    /** Where the thumb stands, as a share of the slider. */
    const thumb = async () => {
      const [all, own] = [await label.boundingBox(), await label.locator(".thumb").boundingBox()];
      return all && own ? (own.x + own.width / 2 - all.x) / all.width : NaN;
    };
    await explainer.isTrue();
    assert.ok(await thumb() < 0.1, "beside the track");
    assert.equal(await read.count(), 0);
    await push("disagree", "20");
    await outcome.waitFor();
    assert.ok(Math.abs(await thumb() - (0.1 + 0.9 * (0.08 + 0.92 * Math.log10(20) / 4))) < 0.01);
    await push("shown", "5000");
    assert.equal(await read.textContent(), "10");
    assert.equal(await read.getAttribute("data-model"), "reported");
    assert.match(await outcome.textContent() ?? "", /10: too many/);
    await push("shown", "less");
    assert.equal(await read.textContent(), "9");
    await page.locator(".plain.words p").filter({ hasText: "country 1: 20 disagree" }).waitFor();
    assert.equal(await page.locator(".plain [data-fact]").count(), 0);
    await explainer.isTrue();

    const { x, y, width: wide } = /** @type {{x: number, y: number, width: number}} */ (await label.boundingBox());
    await page.mouse.move(x + wide / 2, y + 12);
    await page.mouse.down();
    await page.mouse.move(x + wide + 9, y + 12);
    await page.mouse.up();
    assert.equal(await page.locator("[name='count.disagree']").inputValue(), "10000");
    await page.locator("[name='count.disagree']").focus();
    await page.keyboard.press("Home");
    assert.equal(await read.textContent(), "0");
    const { clipPath, outlineOffset } = await label.evaluate((e) => {
      const style = getComputedStyle(e);
      return { clipPath: style.clipPath, outlineOffset: parseFloat(style.outlineOffset) };
    });
    assert.ok(clipPath === "none" || outlineOffset <= -3, "its ring is not clipped");
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test("without the engine a scene tells its outcome in words as it comes, and Next goes on at once", async () => {
  const { page, explainer, errors } = await openStatic("cover", { width: 800, height: 800 });
  const shown = page.locator("[data-current] [data-shown]");
  assert.ok(await page.locator(".status .static").isVisible(), "the first scene says that the engine cannot run");
  for (const { id } of story().slice(1)) {
    await explainer.act("next");
    assert.equal(await explainer.scene(), id);
    const isTold = steps[id].outcomes.some((/** @type {{when: object, text?: string}} */ { when, text }) => text && Object.keys(when).join() === `${id}.told`);
    assert.equal(await shown.count(), Number(isTold), id);
    if (isTold) assert.ok(await shown.isVisible(), id);
    await explainer.isTrue();
  }
  assert.deepEqual(errors, []);
  await page.close();
});
