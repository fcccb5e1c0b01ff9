// The cover, by finger and by keys: a sheet is cast, a number guessed, and the ballots fall while the stack is held.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";

const here = siteInChromium();

/** @param {import("playwright-core").BrowserContextOptions} options @param {string} [lang] */
async function cover(options, lang = "en") {
  const context = await here.browser.newContext(options);
  const page = await context.newPage();
  await page.goto(`${here.site.origin}/embed/${lang}/?load=eager#cover`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("resting");
  return { context, page, explainer, step: page.locator("[data-step=cover]"), stack: page.locator("[data-hold]") };
}

for (const lang of ["en", "ar"]) {
  test(`by finger, ${lang}`, async () => {
    const { context, page, explainer, step, stack } = await cover({ viewport: { width: 360, height: 560 }, hasTouch: true, isMobile: true }, lang);
    const session = await context.newCDPSession(page);
    const touch = (/** @type {"touchStart" | "touchMove" | "touchEnd"} */ type, /** @type {{x: number, y: number}[]} */ ...touchPoints) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints });
    const middle = async (/** @type {import("playwright-core").Locator} */ locator) => {
      const box = await locator.boundingBox();
      assert.ok(box);
      return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    };
    const red = page.locator("input[name='cover.vote'][value=against]");
    const sheet = step.locator("[data-drag]");
    assert.ok(await stack.isHidden(), "nothing falls before the sheet is cast");
    await touch("touchStart", await middle(sheet));
    await touch("touchMove", await middle(red));
    assert.equal(await red.isChecked(), false, "still carried");
    await touch("touchEnd");
    await red.and(page.locator(":checked")).waitFor();
    assert.ok(await sheet.isHidden());
    assert.ok(await step.locator('[data-when="cover.vote=against"]').evaluate((e) => e.hasAttribute("data-shown")));

    await stack.waitFor();
    await explainer.reaches("resting");
    await touch("touchStart", await middle(stack));
    await step.locator("[data-hold][aria-pressed=true]").waitFor();
    await explainer.reaches("playing");
    await page.waitForFunction((began) => performance.now() - began > 400, await page.evaluate(() => performance.now())); // longer than a short press
    await touch("touchEnd");
    await step.locator("[data-hold][aria-pressed=false]").waitFor();
    await explainer.reaches("resting");
    assert.equal(await step.getAttribute("data-told"), null, "let go before any went into the red box");
    await explainer.act("next");
    assert.equal(await explainer.scene(), "cover", "first it tells the outcome");
    assert.equal(await step.getAttribute("data-told"), "");
    assert.ok(await stack.isHidden());
    await context.close();
  });
}

test("by keys: started, stopped, and run to the end", async () => {
  const { context, page, explainer, step, stack } = await cover({ viewport: { width: 960, height: 760 } });
  await page.locator("input[name='cover.vote'][value=for]").focus();
  await page.keyboard.press("Space");
  await explainer.reaches("resting");
  await page.keyboard.press("Tab");
  const guess = page.locator("input[name='cover.guess']");
  assert.equal(await guess.getAttribute("aria-valuetext"), "Nothing chosen yet.");
  await page.keyboard.press("ArrowRight");
  assert.match(await guess.getAttribute("aria-valuetext") ?? "", /^1 of/);
  await page.keyboard.press("Tab");
  assert.ok(await stack.evaluate((e) => e === document.activeElement));
  await page.keyboard.press("Enter");
  assert.equal(await stack.getAttribute("aria-pressed"), "true");
  await page.keyboard.press("Space");
  assert.equal(await stack.getAttribute("aria-pressed"), "false");
  await page.keyboard.press("Space");
  const mark = await stack.getAttribute("data-mark");
  await page.waitForFunction((said) => document.querySelector("#announcer")?.textContent?.startsWith(said ?? "-"), mark);
  await step.and(page.locator("[data-told]")).waitFor(); // it comes to its end by itself
  await explainer.reaches("resting");
  assert.match(await page.locator("#announcer").innerText(), /State media.*You: 1 /);
  assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.action), "next", "the stack is gone: Next has the focus");
  await context.close();
});

test("pausing stops what is held", async () => {
  const { context, page, explainer, stack } = await cover({ viewport: { width: 700, height: 800 } });
  await page.locator("input[name='cover.vote'][value=for]").check();
  await stack.focus();
  await page.keyboard.press("Enter");
  await explainer.reaches("playing");
  await explainer.act("pause");
  assert.equal(await stack.getAttribute("aria-pressed"), "false");
  await stack.focus();
  await page.keyboard.press("Enter");
  await explainer.reaches("playing");
  assert.equal(await stack.getAttribute("aria-pressed"), "true");
  await context.close();
});
