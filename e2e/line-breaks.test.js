// Where lines break in languages that a browser would break between any two letters.
import assert from "node:assert/strict";
import { test } from "node:test";
import { siteInChromium } from "./lib/fixture.js";

const here = siteInChromium();
const widths = [320, 360, 390, 600, 800, 1000];

/**
 * The words that are parted by the end of a line, each with its line.
 * @param {import("playwright-core").Page} page
 * @param {string} selector of the blocks to look at
 */
const parted = (page, selector) => page.evaluate((selector) => {
  const lang = document.documentElement.lang;
  /** @type {string[]} */ const found = [];
  let looked = 0;
  for (const block of document.querySelectorAll(selector)) {
    if (block.closest("[lang]") !== document.documentElement || getComputedStyle(block).clipPath !== "none") continue;
    const nodes = document.createTreeWalker(block, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT, (node) =>
      node instanceof Element && getComputedStyle(node).clipPath !== "none" ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT); // not seen
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (!(node instanceof Text)) continue;
      const text = node.data;
      for (const { index, segment, isWordLike } of words(text)) {
        if (!isWordLike || segment.length < 2) continue;
        const range = document.createRange();
        range.setStart(node, index);
        range.setEnd(node, index + segment.length);
        const rects = [...range.getClientRects()].filter((r) => r.width > 0);
        if (rects.length) looked++;
        if (rects.some((r) => r.top >= rects[0].bottom - 1)) found.push(`${segment} in ${text.trim()}`);
      }
    }
  }
  return { looked, found };

  /** Korean words end at a space or a middle dot; Japanese ones are those of a dictionary. @param {string} text */
  function words(text) {
    if (lang === "ja") return [...new Intl.Segmenter("ja", { granularity: "word" }).segment(text)];
    return [...text.matchAll(/[\p{Script=Hangul}\p{N}%.,’”]+/gu)].map((m) => ({ index: m.index, segment: m[0], isWordLike: true }));
  }
}, selector);

for (const { name, path, selector } of [
  { name: "Korean breaks between words", path: "/embed/ko/?load=click", selector: "h2, p, li, summary, label, button, .legend, .rail span, th, td, caption" },
  { name: "Japanese headings break between words", path: "/embed/ja/?load=click", selector: "h2, .contents a, .rail span" },
]) {
  test(name, async () => {
    const page = await here.browser.newPage();
    await page.goto(here.site.origin + path);
    await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
    for (const width of widths) {
      await page.setViewportSize({ width, height: 800 });
      const { looked, found } = await parted(page, selector);
      assert.ok(looked > 0, "there are words");
      assert.deepEqual(found, [], `${width} px`);
      assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), `nothing overflows at ${width} px`);
    }
    await page.close();
  });
}
