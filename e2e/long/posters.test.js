// Posters (SVG files) against the engine's first picture of the same scene.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { difference } from "../lib/screenshots.js";
import { story } from "../lib/story.js";

const here = siteInChromium();

describe("the engine's first picture replaces the poster without a visible change", () => {
  // The largest mean difference, of 255; see difference(). It comes from half pixels: the engine rounds
  // the positions of lines of text. The turnout scene's hatching is hardly a pixel wide.
  const limit = (/** @type {string} */ id) => (id === "turnout" ? 7 : 3.5);
  for (const width of [320, 640, 960]) {
    for (const theme of /** @type {const} */ (["light", "dark"])) {
      test(`${width} px, ${theme}`, async (t) => {
        const page = await here.browser.newPage({ viewport: { width, height: 1000 }, colorScheme: theme });
        /** @type {string[]} */
        const failed = [];
        // Time stands still, so that the engine's first picture stays.
        await page.addInitScript(() => { performance.now = () => 0; });
        for (const { id } of story()) {
          await page.goto("about:blank");
          await page.goto(`${here.site.origin}/embed/en/?load=click#${id}`);
          const explainer = new Explainer(page.mainFrame());
          const view = page.locator("[data-current] .view");
          /** The picture without the controls on it. */
          const shoot = () => view.screenshot({ style: ".spots { visibility: hidden !important }" });
          await page.waitForFunction((id) => {
            const image = document.querySelector(`[data-step=${id}] img`);
            return document.querySelector("main")?.dataset.running !== undefined &&
              (!(image instanceof HTMLImageElement) || image.complete && image.naturalWidth > 0);
          }, id, { polling: 100 });
          const poster = await shoot();
          await explainer.act("play");
          await explainer.frame.waitForSelector("main[data-drawn]");
          const found = await difference(page, poster, await shoot());
          t.diagnostic(`${id}: mean difference ${found.toFixed(2)} of 255`);
          if (found > limit(id)) failed.push(`${id}: ${found.toFixed(2)} of 255`);
        }
        await page.close();
        assert.deepEqual(failed, []);
      });
    }
  }
});
