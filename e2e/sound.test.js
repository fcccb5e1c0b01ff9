// Sound is off, and not even downloaded, until the reader asks for it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { siteInChromium } from "./lib/fixture.js";

const here = siteInChromium();
const script = /\/sound\.\w+\.js$/;

/**
 * Opens the explainer's dialog by keyboard.
 * @param {import("node:test").TestContext} t
 * @param {() => void} prepare  run in the page before its scripts
 */
async function openDialog(t, prepare) {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 1000 }, reducedMotion: "reduce" });
  t.after(() => context.close());
  const page = await context.newPage();
  await page.addInitScript(prepare);
  /** @type {string[]} */
  const asked = [];
  page.on("request", (request) => { if (script.test(request.url())) asked.push(request.url()); });
  await page.goto(`${here.site.origin}/embed/en/?load=click`);
  await page.locator("main[data-running]").waitFor();
  await page.locator("[data-action=info]").press("Enter");
  return { page, asked, button: page.locator("[data-action=sound]") };
}

test("the switch works by keyboard, says what it is, and asks for the script once", async (t) => {
  const { page, asked, button } = await openDialog(t, () => {
    const Context = AudioContext;
    /** @type {AudioContext[]} */
    const contexts = [];
    Object.assign(globalThis, { contexts, AudioContext: class extends Context { constructor() { super(); contexts.push(this); } } });
  });
  const contexts = () => page.evaluate(() => /** @type {any} */ (globalThis).contexts.map((/** @type {AudioContext} */ { state }) => state));
  const pressed = (/** @type {boolean} */ on) => page.locator(`[data-action=sound][aria-pressed=${on}]`).waitFor();
  await pressed(false);
  assert.deepEqual([asked.length, await contexts()], [0, []], "before the press");
  await button.press("Enter");
  await pressed(true);
  await page.locator(".copied", { hasText: "Sound is on" }).waitFor();
  assert.deepEqual([asked.length, (await contexts()).length], [1, 1], "after it");
  await button.press("Space");
  await pressed(false);
  await page.waitForFunction(() => /** @type {any} */ (globalThis).contexts[0].state === "closed");
  await button.press("Space");
  await pressed(true);
  assert.deepEqual([asked.length, (await contexts()).length], [1, 2], "switched on again");
});

test("a browser without AudioContext has no switch", async (t) => {
  const { page, button } = await openDialog(t, () => { Reflect.deleteProperty(globalThis, "AudioContext"); });
  await page.locator("[data-action=embed]").waitFor();
  assert.equal(await button.isVisible(), false);
});
