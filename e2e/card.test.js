// One screen: what the reader reads, sees and presses shares a phone's screen, in every scene and
// language, and nothing moves from one scene to the next.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { story, testedLanguages } from "./lib/story.js";

const here = siteInChromium();
const scenes = story().map(({ id }) => id);

/**
 * Heights in CSS px by the page's width, in a window of 560 px: from the heading's top to Next's bottom, and of all of that but
 * the stage.
 * @type {Record<number, {card: number, beside?: number}>}
 */
const budgets = {
  320: { card: 600 }, 360: { card: 560, beside: 232 }, 390: { card: 560 }, 430: { card: 560 }, 559: { card: 560 },
  560: { card: 640 }, 640: { card: 640 }, 800: { card: 640 }, 960: { card: 700 }, 1200: { card: 700 }, 1280: { card: 700 },
};

/** The same where HIGHER px of the page can be seen, at widths where the picture then is higher than wide. @type {typeof budgets} */
const higherBudgets = { 360: { card: 664, beside: 232 }, 390: { card: 664 }, 430: { card: 664 }, 559: { card: 664 } };
const HIGHER = 664;

/** Every closed page's height at most, in CSS px: WordPress cuts there. */
const PAGE = 1000;

/** @typedef {{card: number, stage: number, next: number, page: number, wide: number, lines: number[]}} Measured */

/**
 * Goes to a step and measures it with each of its outcomes.
 * @param {import("playwright-core").Page} page @param {string} scene
 * @returns {Promise<Measured>} lines: of heading, of heading and caption, and of the longest hint or outcome
 */
const measure = (page, scene) => page.evaluate((scene) => {
  /** @type {HTMLElement} */ (document.querySelector(`[data-goto="${scene}"]`)).click();
  const step = /** @type {HTMLElement} */ (document.querySelector("[data-current]"));
  const box = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).getBoundingClientRect();
  const lines = (/** @type {HTMLElement | null} */ e) => (e ? Math.round(e.getBoundingClientRect().height / parseFloat(getComputedStyle(e).lineHeight)) : 0);
  const heading = /** @type {HTMLElement} */ (step.querySelector("h2"));
  const paragraphs = /** @type {HTMLElement[]} */ ([...step.querySelectorAll(".caption p, .title")]);
  const results = /** @type {HTMLElement[]} */ ([...step.querySelectorAll(".results > p")]);
  return {
    card: box("[data-action=next]").bottom - heading.getBoundingClientRect().top,
    stage: box(".stage").height,
    next: box("[data-action=next]").bottom + scrollY,
    page: document.body.scrollHeight,
    wide: document.documentElement.scrollWidth - innerWidth,
    lines: [
      lines(heading), lines(heading) + paragraphs.reduce((sum, p) => sum + lines(p), 0),
      Math.max(0, ...results.map((p) => Math.round([...p.getClientRects()].reduce((h, r) => h + r.height, 0) / parseFloat(getComputedStyle(p).lineHeight)))),
    ],
  };
}, scene);

/** @param {string} lang @param {string} query @param {(page: import("playwright-core").Page) => Promise<void>} check */
async function open(lang, query, check) {
  const context = await here.browser.newContext({ viewport: { width: 360, height: 560 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  await page.goto(`${here.site.origin}/embed/${lang}/?${query}`);
  await page.waitForSelector("main[data-running]");
  await page.evaluate(() => document.documentElement.style.setProperty("--room", "10000px")); // as in a frame
  await check(page);
  await context.close();
}

/** @param {import("playwright-core").Page} page @param {number} width @param {string} where @param {boolean} [higher] */
async function fits(page, width, where, higher = false) {
  await page.setViewportSize({ width, height: higher ? HIGHER : 560 });
  if (width < 560) await page.waitForFunction((tall) => document.documentElement.hasAttribute("data-tall") === tall, higher); // it follows a resize
  const { card, beside } = (higher ? higherBudgets : budgets)[width];
  /** @type {Set<number>} */
  const next = new Set();
  for (const scene of scenes) {
    const found = await measure(page, scene);
    const at = `${where}, ${width} px, ${scene}`;
    next.add(found.next);
    assert.ok(found.card <= card, `${at}: ${found.card} px from the heading to Next, at most ${card}`);
    if (beside) assert.ok(found.card - found.stage <= beside, `${at}: ${found.card - found.stage} px beside the stage, at most ${beside}`);
    assert.ok(found.page <= PAGE, `${at}: the page is ${found.page} px high`);
    assert.ok(found.wide <= 0, `${at}: ${found.wide} px too wide`);
    if (width < 560) assert.equal(found.stage > Math.min(width, 360), higher, `${at}: the stage is ${found.stage} px high`);
    if (width === 360) {
      const [heading, words, outcome] = found.lines;
      assert.ok(heading <= 2 && words <= 4 && outcome <= 2, `${at}: ${heading} lines of heading, ${words} with the caption, ${outcome} below the picture`);
    }
  }
  assert.equal(next.size, 1, `${where}, ${width} px: Next moves: ${[...next]}`);
}

describe("the card", () => {
  for (const lang of testedLanguages()) {
    test(`fits the budgets at every width (${lang})`, () => open(lang, "load=click", async (page) => {
      for (const width of Object.keys(budgets)) await fits(page, Number(width), lang);
      await page.setViewportSize({ width: 300, height: HIGHER }); // the height alone changes nothing: a phone's bars come and go
      for (const width of Object.keys(higherBudgets)) await fits(page, Number(width), `${lang}, ${HIGHER} px high`, true);
    }));
  }

  test("has the same size with the engine, in the dark, and where the engine cannot run", async () => {
    /** @type {Record<string, Measured[]>} */
    const sizes = {};
    for (const [name, query] of Object.entries({ poster: "load=click", engine: "load=eager", dark: "load=eager&theme=dark", static: "load=eager" })) {
      const context = await here.browser.newContext({ viewport: { width: 360, height: 560 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      if (name === "static") await page.addInitScript(() => { HTMLCanvasElement.prototype.getContext = () => null; });
      await page.goto(`${here.site.origin}/embed/en/?${query}`);
      await new Explainer(page.mainFrame()).reaches({ poster: "poster", static: "static" }[name] ?? "resting");
      sizes[name] = [];
      for (const scene of scenes) {
        sizes[name].push(await measure(page, scene));
      }
      await context.close();
    }
    for (const name of ["engine", "dark", "static"]) assert.deepEqual(sizes[name], sizes.poster, name);
  });

  test("at 200% text and at 400% zoom it grows, and everything can be reached", async () => {
    for (const [width, height, style] of /** @type {[number, number, string][]} */ ([[360, 560, "html { font-size: 200% }"], [320, 256, ""]])) {
      await open("en", "load=click", async (page) => {
        await page.setViewportSize({ width, height });
        if (style) await page.evaluate((css) => { const s = new CSSStyleSheet(); s.replaceSync(css); document.adoptedStyleSheets = [s]; }, style);
        for (const scene of scenes) {
          assert.ok((await measure(page, scene)).wide <= 0, `${scene}: not too wide`);
          for (const target of ["[data-action=next]", "[data-action=back]", "[data-action=info]"]) {
            await page.locator(target).scrollIntoViewIfNeeded();
            const hit = await page.locator(target).evaluate((e) => {
              const { x, y, width, height } = e.getBoundingClientRect();
              return e.contains(document.elementFromPoint(x + width / 2, y + height / 2));
            });
            assert.ok(hit, `${scene}: ${target} can be pressed`);
          }
        }
      });
    }
  });

  test("takes the height that the host tells: the picture shrinks to fit, but stays legible", () => open("en", "load=click", async (page) => {
    const stage = () => page.evaluate(() => /** @type {HTMLElement} */ (document.querySelector(".stage")).getBoundingClientRect().width);
    await page.setViewportSize({ width: 390, height: 700 });
    const tall = await stage();
    await page.evaluate(() => document.documentElement.style.setProperty("--room", "520px"));
    const fitted = await stage();
    assert.ok(fitted < tall && fitted >= 280, `${fitted} px wide, ${tall} before`);
    assert.ok((await measure(page, scenes[0])).card <= 520);
    await page.evaluate(() => document.documentElement.style.setProperty("--room", "200px"));
    assert.equal(await stage(), 280);
  }));
});
