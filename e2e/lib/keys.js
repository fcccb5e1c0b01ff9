// What somebody has who reads the page with keys and a screen reader: what is focused, what the accessibility
// tree holds, and what is announced.

/** @typedef {import("playwright-core").Page} Page */

/** What is focused, and whether its focus ring is visible. @param {Page} page */
export const focused = (page) => page.evaluate(() => {
  const e = document.activeElement;
  if (!(e instanceof HTMLElement) || e === document.body) return null;
  const seen = [e, e.closest(".spot")].some((o) => {
    if (!o) return false;
    const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(o);
    return outlineStyle !== "none" && parseFloat(outlineWidth) >= 2 && !/, 0\)|transparent/.test(outlineColor);
  });
  const all = [...document.querySelectorAll("*")];
  const { x, y, width, height } = e.getBoundingClientRect();
  return {
    what: e.dataset.action ?? e.dataset.control ?? e.dataset.goto ?? e.textContent?.trim().slice(0, 30) ?? e.tagName,
    at: all.indexOf(e), seen, placed: width > 0 && height > 0 && x + width > 0 && y + height + scrollY > 0,
  };
});

/** The nodes of the accessibility tree that are not ignored. @param {Page} page */
export async function tree(page) {
  const cdp = await page.context().newCDPSession(page);
  const { nodes } = await cdp.send("Accessibility.getFullAXTree");
  await cdp.detach();
  return nodes.filter((n) => !n.ignored).map((n) => ({
    role: n.role?.value ?? "", name: (n.name?.value ?? "").trim(), value: n.value?.value,
    /** @type {Record<string, any>} */
    is: Object.fromEntries((n.properties ?? []).map((p) => [p.name, p.value.value])),
  }));
}
