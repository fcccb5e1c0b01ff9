// The rarer faults, one by one, and pages whose frames are hidden, cached or many. The others are in
// faults.test.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { desktop, launch } from "../lib/chromium.js";
import { Explainer } from "../lib/explainer.js";
import { allExplainers, assertChoiceKept, assertReadable, faultHarness, makeChoice, reaches, running } from "../lib/fault-harness.js";
import { faults } from "../lib/faults.js";
import { article } from "../lib/site.js";

const { here, pages, open, check, eager } = faultHarness();

for (const fault of faults.filter(({ rare }) => rare)) test(fault.name, (t) => check(t, fault));

for (const [name, style] of [["hidden", "display:none"], ["of zero size", "width:0;height:0"]]) {
  test(`the frame is ${name} at first`, async (t) => {
    const { page, uncaught } = await open(t, article(eager().replace("eager", "near"), `style="${style}"`));
    const explainer = await Explainer.inside(page);
    assert.equal(await explainer.state(), "poster");
    await page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("embed")).style.cssText = "width:100%;height:900px"; });
    await reaches(explainer, "playing");
    await assertReadable(page, explainer);
    assert.deepEqual(uncaught, []);
  });
}

test("Back restores the page from the back/forward cache, with the same step and choice", async (t) => {
  const browser = await launch({ executablePath: desktop, ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  t.after(() => browser.close());
  const { page, uncaught } = await open(t, article(eager()), { browser });
  await makeChoice(await Explainer.inside(page));
  await page.evaluate(() => { /** @type {any} */ (window).messages.length = 0; });
  pages["/away"] = "<!doctype html><title>Away</title>";
  await page.goto(`${here.hosts.article.origin}/away`);
  await page.goBack({ waitUntil: "commit" });
  // Playwright does not find the frame again, but the host receives its messages.
  await page.waitForFunction(() => /** @type {any} */ (window).messages.at(-1)?.state === "resting", null, { polling: 50 });
  const reported = await page.evaluate(() => new Promise((resolve) => {
    const { messages } = /** @type {any} */ (window);
    const states = messages.map((/** @type {any} */ m) => m.state);
    addEventListener("message", ({ data }) => data.type === "scene" && resolve({ states, scene: data.scene }));
    /** @type {HTMLIFrameElement} */ (document.getElementById("embed")).contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*");
  }));
  assert.deepEqual(reported, { states: ["loading", "resting"], scene: "ballot" }, "the browser kept the page, and the engine is a new one");
  assert.deepEqual(uncaught, []);
});

test("of twenty explainers, those in view run, at most two; one scrolled back to keeps its step and choice", async (t) => {
  const { page, uncaught } = await open(t, `<!doctype html><title>Twenty</title>${"<div data-two-boxes></div>".repeat(20)}
    <script src="${here.site.origin}/embed.js"></script>`);
  await page.waitForFunction(() => document.querySelectorAll("iframe").length === 20, null, { polling: 50 });
  const explainers = await allExplainers(page);
  await reaches(explainers[0], "playing");
  await makeChoice(explainers[0]);
  for (const i of [6, 13, 19]) {
    await page.locator("iframe").nth(i).scrollIntoViewIfNeeded();
    await reaches(explainers[i], "playing");
    assert.ok((await running(explainers)).includes(i));
  }
  assert.equal(await explainers[0].state(), "poster");
  await explainers[0].isTrue();
  await page.evaluate(() => scrollTo(0, 0));
  await explainers[0].reaches("resting");
  await running(explainers);
  await assertChoiceKept(explainers[0]);
  await assertReadable(page, explainers[0]);
  assert.deepEqual(uncaught, []);
});
