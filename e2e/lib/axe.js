// axe-core on every page of the site.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { resolve } from "node:path";
import { siteInChromium } from "./fixture.js";
import { dist } from "./site.js";
import { languages, root, standIns } from "./story.js";

/** The script that defines axe; the page's policy must allow it (bypassCSP). */
export const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

const codes = languages();

/** Whether a page is in one of some languages, or in none. @param {string} path @param {string[]} some */
const isIn = (path, some) => path.split("/").every((folder) => !codes.includes(folder) || some.includes(folder));

/**
 * Pages of the built site, as paths: those of no language, and those of some.
 * @param {string[]} tested
 */
const pagesIn = (tested) => readdirSync(resolve(root, dist), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html") && isIn(file, tested)).sort()
  .map((file) => "/" + file.replace(/(^|\/)index\.html$/, "$1"));

/** Styles that show all steps, results and notes at once, and what is behind ⓘ below them. */
const showAll = `
  .card, .step, .step > .more, .results { display: block !important; }
  .step, .results > * { visibility: visible !important; }
  .stage { display: none !important; }
  .info { display: block !important; position: static !important; max-height: none !important; }`;

/** Runs in the page. */
const openDetails = () => document.querySelectorAll("details").forEach((d) => (d.open = true));

/**
 * Runs axe, which the page has.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<{passes: number, incomplete: number, violations: string[]}>}
 */
export const audit = (page) => page.evaluate(async () => {
  // Frames are audited as pages of their own.
  const { violations, passes, incomplete } = await /** @type {any} */ (window).axe.run(document, { iframes: false, resultTypes: ["violations"] });
  return {
    passes: passes.length,
    incomplete: incomplete.length,
    violations: violations.map((/** @type {any} */ v) => {
      const nodes = v.nodes.slice(0, 3).map((/** @type {any} */ n) =>
        `${n.target.join(" ")} ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ""}`);
      return `${v.id}: ${v.help}: ${nodes.join("; ")} (${v.nodes.length})`;
    }),
  };
});

/**
 * Tests that axe finds no violation on pages: as they open, in the dialog, and with everything open; in languages
 * other than those that stand for all, whose pages differ in words alone, with everything open.
 * @param {"light" | "dark"} theme @param {string[]} tested languages @param {(path: string) => boolean} [which] pages; all if left out
 */
export function axeTests(theme, tested, which = () => true) {
  const here = siteInChromium();
  const pages = pagesIn(tested).filter(which);
  const totals = { runs: 0, passes: 0, incomplete: 0 };
  after(() => console.log(`axe-core: ${pages.length} pages, ${totals.runs} runs, ${totals.passes} rules passed, ${totals.incomplete} left to a person`));

  /** @param {import("playwright-core").Page} page @param {string} when */
  async function passes(page, when) {
    const { violations, passes, incomplete } = await audit(page);
    totals.runs++;
    totals.passes += passes;
    totals.incomplete += incomplete;
    assert.deepEqual(violations, [], when);
  }

  for (const path of pages) {
    test(`${path}, ${theme}`, async () => {
      const context = await here.browser.newContext({ bypassCSP: true, colorScheme: theme, viewport: { width: 1000, height: 900 }, reducedMotion: "reduce" });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}${path}?load=click&theme=${theme}`);
      await page.evaluate(axe);
      const inEachState = isIn(path, standIns);
      if (inEachState) await passes(page, "initially");
      if (inEachState && await page.locator("dialog.info").count() > 0) {
        await page.waitForSelector("main[data-running]");
        await page.locator("[data-action=info]").click();
        await page.evaluate(openDetails);
        await passes(page, "in the dialog");
        await page.locator("[data-action=close]").click();
      }
      await page.addStyleTag({ content: showAll });
      await page.evaluate(openDetails);
      await passes(page, "with everything open");
      await context.close();
    });
  }
}
