// How many lines a text has in a browser.

/**
 * The number of lines of each element that matches, in the order of the page; 0 where none is drawn.
 * @param {import("playwright-core").Page} page
 * @param {string} selector
 * @returns {Promise<{ text: string, lines: number }[]>}
 */
export const lineCounts = (page, selector) => page.evaluate((selector) => [...document.querySelectorAll(selector)].map((element) => {
  const range = document.createRange();
  range.selectNodeContents(element);
  const rects = [...range.getClientRects()].filter((r) => r.width > 1).sort((a, b) => a.top - b.top);
  let lines = 0, bottom = -Infinity;
  for (const r of rects) { // parts of one line overlap by more than half of their height
    if ((r.top + r.bottom) / 2 > bottom) lines++;
    bottom = Math.max(bottom, r.bottom);
  }
  return { text: element.textContent?.trim() ?? "", lines };
}), selector);
