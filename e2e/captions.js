// Prints how many lines the texts of the card take at 360 px, where they take more than it has, and how many
// letters a line holds in each language: docs/translating.md has the latter.
//
// The machine needs fonts for the language: ./build.sh install fonts.
//
//   ./build.sh dist && node e2e/captions.js [LANGUAGE…]
import { launch } from "./lib/chromium.js";
import { serveSite } from "./lib/site.js";
import { languages, story, words } from "./lib/story.js";

const width = 360;
const scenes = story().map(({ id }) => id);

/**
 * The texts of a step that is shown, each with its lines, and how many of its letters, on average, fill one.
 * @param {import("playwright-core").Page} page @param {string} scene @param {Record<string, string>} samples what is filled in later, by slot
 * @returns {Promise<{name: string, text: string, lines: number, fill: number}[]>}
 */
const measure = (page, scene, samples) => page.evaluate(({ scene, samples }) => {
  for (const slot of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(".outcome data[data-choice]"))) {
    slot.textContent = samples[slot.dataset.choice ?? ""] ?? samples[""];
  }
  /** @type {HTMLElement} */ (document.querySelector(`[data-goto="${scene}"]`)).click();
  const step = /** @type {HTMLElement} */ (document.querySelector("[data-current]"));
  const room = /** @type {HTMLElement} */ (step.querySelector(".caption")).clientWidth;
  const texts = (/** @type {string} */ name, /** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...step.querySelectorAll(selector)]).map((e) => {
    const range = document.createRange();
    range.selectNodeContents(e);
    const rects = [...range.getClientRects()];
    const text = (e.textContent ?? "").replace(/[\u200b\u2060\u2066-\u2069]/g, "").replace(/\s+/g, " ").trim(); // without what has no width
    // The box itself is as high as the highest text of its place.
    const height = rects.length > 0 ? Math.max(...rects.map(({ bottom }) => bottom)) - Math.min(...rects.map(({ top }) => top)) : 0;
    return {
      name, text, lines: Math.round(height / parseFloat(getComputedStyle(e).lineHeight)),
      fill: (room * text.length) / rects.reduce((sum, rect) => sum + rect.width, 0),
    };
  });
  return [
    ...texts("title", ".title"), ...texts("by", ".by"), ...texts("heading", "h2"), ...texts("caption", ".caption p"),
    ...texts("outcome", ".results > p"),
  ];
}, { scene, samples });

/** What the sentences of the model say for long numbers, by the slot; "": the other slots. @param {string} lang @returns {Record<string, string>} */
function samplesOf(lang) {
  const { controls } = words(lang).steps.count;
  const said = (/** @type {string} */ name) => controls[name].values[""].replace("#", "8,000").replace("@", "10,000");
  return { "count.d": said("count.disagree"), "count.s": said("count.shown"), "": "19" };
}

const browser = await launch();
const site = await serveSite();
const asked = process.argv.slice(2);
for (const lang of asked.length > 0 ? asked : languages()) {
  const page = await browser.newPage({ viewport: { width, height: 560 } });
  await page.goto(`${site.origin}/embed/${lang}/?load=click`);
  await page.waitForSelector("main[data-running]");
  /** @type {Record<string, number[]>} */
  const fills = { heading: [], caption: [], outcome: [] };
  for (const scene of scenes) {
    const found = await measure(page, scene, samplesOf(lang));
    const lines = (/** @type {string[]} */ ...names) => found.filter(({ name }) => names.includes(name)).reduce((sum, text) => sum + text.lines, 0);
    for (const name of ["title", "by"]) if (lines(name) > 1) console.log(`${lang} ${scene}: ${lines(name)} lines of ${name}, at most 1`);
    if (lines("heading") > 2) console.log(`${lang} ${scene}: ${lines("heading")} lines of heading, at most 2`);
    if (lines("heading", "caption") > 4) console.log(`${lang} ${scene}: ${lines("heading", "caption")} lines of heading and caption, at most 4`);
    for (const { name, text, lines, fill } of found) {
      if (name === "outcome" && lines > 2) console.log(`${lang} ${scene}: ${lines} lines, at most 2: ${text}`);
      if (name in fills && Number.isFinite(fill)) fills[name].push(fill); // what is filled in later has no width yet
    }
  }
  const letters = Object.entries(fills).map(([name, list]) => `${name} ${Math.floor(list.reduce((sum, fill) => sum + fill, 0) / list.length)}`);
  console.log(`${lang}: ${letters.join(", ")} letters a line`);
  await page.close();
}
await browser.close();
await site.close();
