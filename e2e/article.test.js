// The article in each language: what a reader on a phone sees of it, and what search engines read.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { siteInChromium } from "./lib/fixture.js";
import { languages, testedLanguages, words } from "./lib/story.js";

const here = siteInChromium();

/** @param {string} lang */
const pathOf = (lang) => (lang === "en" ? "/" : `/${lang}/`);

describe("the article", () => {
  for (const lang of testedLanguages()) {
    test(`${lang}: fits a phone, and holds the explainer in its language`, async () => {
      const context = await here.browser.newContext({ viewport: { width: 360, height: 740 } });
      const page = await context.newPage();
      const errors = collectErrors(page);
      await page.goto(here.site.origin + pathOf(lang));
      const root = page.locator("html");
      assert.equal(await root.getAttribute("lang"), lang);
      assert.equal(await root.evaluate((e) => getComputedStyle(e).direction), words(lang).dir);
      assert.equal(await root.evaluate((e) => e.scrollWidth), 360, "nothing is wider than the window");
      await page.locator("[data-two-boxes]").scrollIntoViewIfNeeded();
      const frame = await (await page.waitForSelector("[data-two-boxes] iframe")).contentFrame();
      await frame?.waitForSelector(`html[lang="${lang}"] main[data-running]`);
      assert.deepEqual(errors, []);
      await context.close();
    });
  }

  test("leads from each language to every other", async () => {
    const context = await here.browser.newContext({ viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    for (const lang of languages()) {
      await page.goto(here.site.origin + pathOf(lang));
      const links = await page.locator(".masthead a").evaluateAll((all) =>
        all.map((a) => [/** @type {HTMLAnchorElement} */ (a).hreflang, new URL(/** @type {HTMLAnchorElement} */ (a).href).pathname]));
      assert.deepEqual(links, languages().map((other) => [other, pathOf(other)]), lang);
      assert.equal(await page.locator(".masthead a[aria-current=page]").getAttribute("hreflang"), lang);
    }
    await context.close();
  });
});

test("search engines index the explainer as part of the page that embeds it, in its own language", async () => {
  for (const lang of languages()) {
    const html = await (await fetch(`${here.site.origin}/embed/${lang}/`)).text();
    assert.match(html, /<meta name="robots" content="noindex, indexifembedded">/, lang);
    assert.match(html, new RegExp(`<link rel="canonical" href="[^"]+/embed/${lang}/">`), lang);
  }
  for (const lang of languages()) {
    assert.doesNotMatch(await (await fetch(here.site.origin + pathOf(lang))).text(), /name="robots"/, lang);
  }
  const robots = await fetch(`${here.site.origin}/robots.txt`);
  assert.match(robots.headers.get("content-type") ?? "", /^text\/plain/);
  assert.match(await robots.text(), /^Sitemap: \S+\/sitemap\.xml$/m);
  assert.match((await fetch(`${here.site.origin}/sitemap.xml`)).headers.get("content-type") ?? "", /^application\/xml/);
});
