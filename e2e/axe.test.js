// axe-core on every page of the site, in light and dark. accessibility.test.js has what axe cannot check.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, describe, test } from "node:test";
import { resolve } from "node:path";
import { siteInChromium } from "./lib/fixture.js";
import { dist } from "./lib/site.js";
import { root } from "./lib/story.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every page of the built site, as a path. */
const pages = readdirSync(resolve(root, dist), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html")).sort()
  .map((file) => "/" + file.replace(/(^|\/)index\.html$/, "$1"));

/** Styles that show all steps and results at once. */
const showAll = `
  .steps, .step { display: block !important; }
  .step { visibility: visible !important; }
  .results > *, .all-outcomes { visibility: visible !important; }
  .interactive, .all-outcomes { grid-area: auto !important; }
  .results { display: block !important; }`;

const here = siteInChromium();
const totals = { runs: 0, passes: 0, violations: 0, incomplete: 0 };

after(() => {
  console.log(`axe-core: ${pages.length} pages, ${totals.runs} runs, ${totals.passes} rules passed, ` +
    `${totals.violations} violated, ${totals.incomplete} left to a person`);
});

/** Runs axe and returns the violations. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function audit(page) {
  const result = await page.evaluate(async () => {
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
  totals.runs++;
  totals.passes += result.passes;
  totals.incomplete += result.incomplete;
  totals.violations += result.violations.length;
  return result.violations;
}

for (const theme of /** @type {const} */ (["light", "dark"])) {
  describe(theme, () => {
    for (const path of pages) {
      test(path, async () => {
        const context = await here.browser.newContext({ bypassCSP: true, colorScheme: theme, viewport: { width: 1000, height: 900 }, reducedMotion: "reduce" });
        const page = await context.newPage();
        await page.goto(`${here.site.origin}${path}?load=click&theme=${theme}`);
        await page.evaluate(axe);
        assert.deepEqual(await audit(page), [], "initially");
        await page.addStyleTag({ content: showAll });
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        assert.deepEqual(await audit(page), [], "with everything open");
        await context.close();
      });
    }
  });
}
