// After the reader's own press the new scene is in view, and a scene moves only where it can be seen.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";

/**
 * What the frame has posted of one type: a field of each message.
 * @param {import("playwright-core").Page} page @param {string} type @param {string} field
 */
const posted = (page, type, field) => page.evaluate(([type, field]) =>
  /** @type {any} */ (window).eval("log").filter((/** @type {any} */ m) => m.type === type).map((/** @type {any} */ m) => m[field]), [type, field]);

const here = siteInChromium({
  hosts: (origin) => ({ host: { pages: { "/": `<!doctype html><title>Host</title><body style="margin:0"><div style="height:700px">Above</div>
    <iframe id="embed" title="Two Boxes" src="${origin}/embed/en/?load=eager" style="display:block;width:390px;height:760px;border:0"></iframe>
    <div style="height:2000px">Below</div>
    <script>
      const log = [];
      addEventListener("message", ({ data }) => { if (data?.explainer) log.push(data); });
    </script>` } } }),
});

test("on its own page, after a press, the card's top is in view", async () => {
  const page = await here.browser.newPage({ viewport: { width: 360, height: 420 }, reducedMotion: "reduce" });
  await page.goto(`${here.site.origin}/embed/en/?load=click`);
  await page.waitForSelector("main[data-running]");
  const top = () => page.locator("main").evaluate((main) => main.getBoundingClientRect().top);
  for (const press of ["next", "next", "back"]) {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    assert.ok(await top() < 0, "the card's top is out of view");
    await page.locator(`[data-action=${press}]`).click();
    assert.equal(await top(), 0, press);
  }
  const scrolled = await page.evaluate(() => { scrollTo(0, 0); return scrollY; });
  await page.keyboard.press("Tab");
  await page.locator("[data-goto=count]").click();
  assert.equal(await page.evaluate(() => scrollY), scrolled, "it does not move where the top is in view");
  await page.close();
});

test("in a frame it asks the host, after the reader's press only", async () => {
  const page = await here.browser.newPage({ viewport: { width: 400, height: 700 }, reducedMotion: "reduce" });
  await page.goto(here.hosts.host.origin);
  const explainer = await Explainer.inside(page);
  const asked = () => posted(page, "reveal", "top");
  assert.deepEqual(await asked(), [], "not when it opens");
  await page.evaluate(() => document.querySelector("iframe")?.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "goto", scene: "ballot" }, "*"));
  await explainer.frame.waitForFunction(() => document.querySelector("main")?.dataset.scene === "ballot", null, { polling: 100 });
  assert.deepEqual(await asked(), [], "not when the host goes to a scene");
  await page.locator("#embed").scrollIntoViewIfNeeded();
  await explainer.act("next");
  await explainer.frame.waitForFunction(() => document.querySelector("main")?.dataset.scene === "turnout", null, { polling: 100 });
  await page.waitForFunction(() => /** @type {any} */ (window).eval("log").some((/** @type {any} */ m) => m.type === "reveal"), null, { polling: 100 });
  assert.deepEqual(await asked(), [0]);
  await page.close();
});

test("a scene waits at its start until most of its stage is seen", async () => {
  const page = await here.browser.newPage({ viewport: { width: 400, height: 700 } });
  await page.goto(here.hosts.host.origin);
  const first = page.frames()[1];
  await first.waitForSelector("main[data-running]", { state: "attached" });
  await page.evaluate((src) => {
    /** @type {any} */ (window).eval("log.length = 0");
    document.querySelector("iframe")?.setAttribute("src", src);
  }, `${here.site.origin}/embed/en/?load=near`);
  const explainer = await Explainer.inside(page);
  await explainer.frame.waitForSelector("main[data-running]");
  const { top, height } = await explainer.frame.locator(".stage").evaluate((stage) => {
    const { top, height } = stage.getBoundingClientRect();
    return { top, height };
  });
  const frame = await page.locator("#embed").evaluate((e) => e.getBoundingClientRect().top + scrollY);
  /** Scrolls so that a share of the stage is above the window's bottom. @param {number} share */
  const show = (share) => page.evaluate((y) => scrollTo(0, y), frame + top + share * height - 700);
  await show(0.5);
  await explainer.reaches("resting");
  const states = () => posted(page, "state", "state");
  assert.ok(!(await states()).includes("playing"), "half of it is seen: it waits");
  assert.equal(await explainer.frame.locator("canvas").count(), 1, "drawn");
  await show(0.8);
  await explainer.reaches("playing");
  await page.close();
});
