// A walk through the story in an article of another origin: by Next, wheel, touch and keyboard.
import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { article } from "./lib/site.js";
import { fact, story } from "./lib/story.js";

const scenes = story().map(({ id }) => id);


const here = siteInChromium({ hosts: (origin) => ({
  article: { pages: { "/": article(`${origin}/embed/en/`), "/eager": article(`${origin}/embed/en/?load=eager`) } },
}) });

/**
 * @param {string} path of the host
 * @param {import("playwright-core").BrowserContextOptions} [options]
 */
async function open(path, options = {}) {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 900 }, ...options });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(here.hosts.article.origin + path);
  const explainer = await Explainer.inside(page);
  return { context, page, explainer, errors };
}

/** The messages of a type that the explainer has sent to its host. @param {import("playwright-core").Page} page @param {string} type */
function sent(page, type) {
  return page.evaluate((t) => /** @type {any} */ (window).messages.filter((/** @type {any} */ m) => m.type === t), type);
}

describe("in an article of another origin", () => {
  test("Next leads through all scenes, and each comes to rest with a picture of its own", async () => {
    const { context, page, explainer, errors } = await open("/eager");
    await explainer.reaches("playing", "resting");
    const pictures = new Set();
    for (const [i, scene] of scenes.entries()) {
      if (i > 0) {
        const before = (await sent(page, "state")).length;
        await explainer.next();
        await page.waitForFunction((n) => /** @type {any} */ (window).messages.filter((/** @type {any} */ m) => m.type === "state").length > n,
          before, { polling: 50 });
        assert.notEqual((await sent(page, "state"))[before].state, "resting", `${scene}: Next leaves rest at once`);
      }
      assert.equal(await explainer.scene(), scene);
      await explainer.reaches("resting");
      pictures.add(createHash("sha256").update(await explainer.picture()).digest("hex"));
    }
    assert.equal(pictures.size, scenes.length);
    assert.deepEqual((await sent(page, "scene")).map((/** @type {any} */ m) => m.scene), scenes);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("the counters end on the reported figures", async () => {
    const { context, page, explainer } = await open("/eager");
    await explainer.reaches("playing", "resting");
    await explainer.goto("turnout");
    await explainer.reaches("resting");
    await explainer.act("next"); // tells the outcome
    await explainer.reaches("resting");
    let last = (await sent(page, "counters")).at(-1);
    assert.equal(last.values.turnout, fact("turnout.2023"));

    await explainer.next();
    await explainer.reaches("resting");
    for (const level of ["province", "county"]) {
      await explainer.choose("count.level", level);
      await explainer.reaches("resting");
      last = (await sent(page, "counters")).at(-1);
      assert.equal(last.values[`${level}.against`], fact(`${level}.against`));
      assert.equal(last.values[`${level}.for`], fact(`${level}.for`));
    }
    await context.close();
  });

  test("wheel and touch over the explainer scroll the article", async () => {
    const { context, page, explainer } = await open("/eager", { hasTouch: true });
    await explainer.reaches("playing", "resting");
    const box = await page.locator("#embed").boundingBox();
    assert.ok(box);
    const [x, y] = [box.x + box.width / 2, Math.min(box.y + 200, 700)];
    await page.mouse.move(x, y);
    await page.mouse.wheel(0, 120);
    await page.waitForFunction(() => scrollY > 60, null, { polling: 100 });

    await page.evaluate(() => scrollTo(0, 0));
    await page.waitForFunction(() => scrollY === 0, null, { polling: 100 });
    const cdp = await context.newCDPSession(page);
    await cdp.send("Input.dispatchTouchEvent", { type: "touchStart", touchPoints: [{ x, y }] });
    for (let i = 1; i <= 10; i++) {
      await cdp.send("Input.dispatchTouchEvent", { type: "touchMove", touchPoints: [{ x, y: y - 15 * i }] });
    }
    await cdp.send("Input.dispatchTouchEvent", { type: "touchEnd", touchPoints: [] });
    await page.waitForFunction(() => scrollY > 60, null, { polling: 100 });
    await context.close();
  });

  test("the keyboard alone enters the explainer, walks the story and leaves it", async () => {
    const { context, page, explainer } = await open("/eager");
    await explainer.reaches("resting", "playing");
    const focused = () => explainer.frame.evaluate(() => {
      const e = document.activeElement;
      return e && e !== document.body ? e.getAttribute("data-action") ?? e.getAttribute("data-control") ?? e.getAttribute("data-goto") ?? e.tagName : "";
    });
    /** Where the focus is, in the article and in the explainer. */
    const position = async () => ({
      outside: await page.evaluate(() => document.activeElement?.id ?? ""),
      inside: await explainer.frame.evaluate(() => [...document.querySelectorAll("*")].indexOf(document.activeElement ?? document.body)),
    });
    // From one process to the other focus takes its time: a key has worked when focus has moved.
    const press = async (/** @type {string} */ key) => {
      const before = await position();
      await page.keyboard.press(key);
      for (let now = await position(), end = Date.now() + 10_000; ; now = await position()) {
        const arrived = now.outside && (now.outside !== "embed" || await focused());
        if (arrived && (now.outside !== before.outside || now.inside !== before.inside)) return now;
        assert.ok(Date.now() < end, `${key} moves the focus on from ${JSON.stringify(before)}, where it is ${JSON.stringify(now)}`);
      }
    };
    await page.locator("#before").focus();
    const stops = [];
    for (let i = 0; i < 60; i++) {
      const { outside } = await press("Tab");
      if (outside === "after") break;
      assert.equal(outside, "embed", "focus is in the explainer until it leaves behind it");
      stops.push(await focused());
    }
    assert.equal(await page.evaluate(() => document.activeElement?.id), "after");
    assert.ok(stops.includes("next"), `Next is reached: ${stops}`);
    assert.ok(!stops.includes("CANVAS"), "the canvas is not");

    for (let i = 0; i < 60 && await focused() !== "next"; i++) await press("Shift+Tab");
    for (const scene of scenes.slice(1)) {
      for (let presses = 0; presses < 4 && await explainer.scene() !== scene; presses++) await page.keyboard.press("Enter"); // some have outcomes told
      assert.equal(await explainer.scene(), scene);
    }
    await context.close();
  });
});

test("where the frame is tall enough nothing shifts, not even from step to step", async () => {
  for (const width of [390, 960]) {
    const page = await here.browser.newPage({ viewport: { width, height: 900 } });
    await page.addInitScript(() => {
      const shifts = /** @type {any} */ (window).shifts = /** @type {string[]} */ ([]);
      new PerformanceObserver((list) => {
        for (const shift of /** @type {any[]} */ (list.getEntries())) {
          shifts.push(`${shift.value}: ${shift.sources.map((/** @type {any} */ s) => s.node?.outerHTML?.slice(0, 80))}`);
        }
      }).observe({ type: "layout-shift", buffered: true });
    });
    await page.goto(`${here.site.origin}/embed/en/?load=eager&motion=reduced`);
    const explainer = new Explainer(page.mainFrame());
    await explainer.reaches("resting");
    for (const scene of scenes.slice(1)) {
      for (let presses = 0; presses < 4 && await explainer.scene() !== scene; presses++) { // one tells its outcome in three acts
        await page.locator("[data-action=next]").dispatchEvent("click"); // moves that follow a reader's own press are not counted
      }
      assert.equal(await explainer.scene(), scene);
      await explainer.reaches("resting");
    }
    assert.deepEqual(await page.evaluate("shifts"), [], `${width} px wide`);
    await page.close();
  }
});

describe("without scripts", () => {
  test("all steps are shown with pictures and figures", async () => {
    const context = await here.browser.newContext({ javaScriptEnabled: false, viewport: { width: 640, height: 900 } });
    const page = await context.newPage();
    await page.goto(`${here.site.origin}/embed/en/`);
    for (const scene of scenes) {
      const step = page.locator(`[data-step=${scene}]`);
      await step.scrollIntoViewIfNeeded();
      assert.ok(await step.locator("h1, h2").first().isVisible(), scene);
      const picture = step.locator("figure").first().locator("svg:visible, img:visible").first();
      assert.ok(await picture.isVisible(), `${scene}: a picture`);
      const box = await picture.boundingBox();
      assert.ok(box && box.width > 300 && box.height > 200, `${scene}: of some size`);
    }
    const shown = await page.locator("data[data-fact='turnout.2023']").first().getAttribute("value");
    assert.equal(Number(shown), fact("turnout.2023"));
    await context.close();
  });
});
