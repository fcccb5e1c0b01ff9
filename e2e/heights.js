// Measures how tall the explainer is at every width in its tallest language, and writes web/heights.json: what the page
// reserves beside its picture, and what embed.js keeps before the page has loaded. Run it on a built
// site after words or styles have changed, then build again:
//
//   ./build.sh dist && node e2e/heights.js && ./build.sh dist
//
// Another folder than dist can be named.
import { readdir, writeFile } from "node:fs/promises";
import { launch } from "./lib/chromium.js";
import { serveSite } from "./lib/site.js";
import { stageShapes } from "./lib/story.js";

const { shapes, maxWidth } = stageShapes();
const from = shapes[0].from;
const stride = 20;
const widths = Array.from({ length: Math.ceil((maxWidth + 40 - from) / stride) }, (_, i) => from + i * stride);
const low = 560; // CSS px of the window: too low for the tall picture, which would be measured as text
const alike = 24; // CSS px by which neighbouring widths may differ and still share a number

/** The shape at a width. @param {number} width */
const shapeAt = (width) => shapes.findLast((shape) => width >= shape.from) ?? shapes[0];

/** The picture's height at a width, in CSS px. @param {number} width */
const picture = (width) => (Math.min(width, shapeAt(width).most) * shapeAt(width).height) / shapeAt(width).width;

/**
 * The height beside the picture from each width on, up to the next.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<number[]>} in CSS px
 */
async function measure(page) {
  const found = [];
  for (const width of widths) {
    let most = 0;
    for (const w of [width, width + stride - 1]) {
      await page.setViewportSize({ width: w, height: low });
      const height = await page.evaluate(() => {
        const main = /** @type {HTMLElement} */ (document.querySelector("main"));
        main.style.minHeight = "0";
        document.documentElement.style.setProperty("--room", "10000px");
        return main.getBoundingClientRect().height;
      });
      most = Math.max(most, Math.ceil(height - picture(w)));
    }
    found.push(most);
  }
  return found;
}

const browser = await launch();
const site = await serveSite(process.argv[2]);
const most = widths.map(() => 0);
for (const file of await readdir(new URL("../assets/words", import.meta.url))) {
  const page = await browser.newPage({ viewport: { width: from, height: low } });
  await page.goto(`${site.origin}/embed/${file.replace(".json", "")}/?load=click`);
  await page.waitForSelector("main[data-running]");
  for (const [i, height] of (await measure(page)).entries()) most[i] = Math.max(most[i], height);
  await page.close();
}
await browser.close();
await site.close();

/** @type {[width: number, beside: number][]} */
const list = [];
for (const [i, width] of widths.entries()) {
  const last = list.at(-1);
  if (last && shapeAt(last[0]) === shapeAt(width) && Math.abs(last[1] - most[i]) <= alike) last[1] = Math.max(last[1], most[i]);
  else list.push([width, most[i]]);
}
await writeFile(new URL("../web/heights.json", import.meta.url), `${JSON.stringify(list)}\n`);
