// axe-core over every page of the site, in light and dark. What it cannot see is in
// accessibility.test.js.
import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, describe, test } from "node:test";
import { resolve } from "node:path";
import { launch } from "./lib/chromium.js";
import { dist, serveSite } from "./lib/site.js";
import { root } from "./lib/story.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Every page of the built site, as a path. */
const pages = readdirSync(resolve(root, dist), { recursive: true, encoding: "utf8" })
  .filter((file) => file.endsWith(".html")).sort()
  .map((file) => "/" + file.replace(/(^|\/)index\.html$/, "$1"));

/** What is closed or out of sight while the reader is elsewhere, brought to light all at once. */
const everything = `
  .steps, .step { display: block !important; }
  .step { visibility: visible !important; }
  .results > *, .told { visibility: visible !important; }
  .live, .told { grid-area: auto !important; }
  .results { display: block !important; }`;

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof serveSite>>} */ let site;
const totals = { runs: 0, passes: 0, violations: 0, unsure: 0 };

before(async () => {
  browser = await launch();
  site = await serveSite();
});
after(async () => {
  console.log(`axe-core: ${pages.length} pages, ${totals.runs} runs, ${totals.passes} rules passed, ` +
    `${totals.violations} violated, ${totals.unsure} left to the eye`);
  await browser?.close();
  await site?.close();
});

/** Runs axe and says what it finds. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
async function audit(page) {
  const result = await page.evaluate(async () => {
    // A frame is a page of its own here.
    const { violations, passes, incomplete } = await /** @type {any} */ (window).axe.run(document, { iframes: false, resultTypes: ["violations"] });
    return {
      passes: passes.length,
      unsure: incomplete.length,
      violations: violations.map((/** @type {any} */ v) =>
        `${v.id}: ${v.help}: ${v.nodes.slice(0, 3).map((/** @type {any} */ n) => `${n.target.join(" ")} ${n.any[0]?.message ?? n.all[0]?.message ?? n.none[0]?.message ?? ""}`).join("; ")} (${v.nodes.length})`),
    };
  });
  totals.runs++;
  totals.passes += result.passes;
  totals.unsure += result.unsure;
  totals.violations += result.violations.length;
  return result.violations;
}

for (const theme of /** @type {const} */ (["light", "dark"])) {
  describe(theme, () => {
    for (const path of pages) {
      test(path, async () => {
        const context = await browser.newContext({ bypassCSP: true, colorScheme: theme, viewport: { width: 1000, height: 900 }, reducedMotion: "reduce" });
        const page = await context.newPage();
        await page.goto(`${site.origin}${path}?load=click&theme=${theme}`);
        await page.evaluate(axe);
        assert.deepEqual(await audit(page), [], "as it opens");
        await page.addStyleTag({ content: everything });
        await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
        assert.deepEqual(await audit(page), [], "with everything opened");
        await context.close();
      });
    }
  });
}
