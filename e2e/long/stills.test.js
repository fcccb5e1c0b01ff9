// The stills that newsrooms can download.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors } from "../lib/chromium.js";
import { siteInChromium } from "../lib/fixture.js";
import { difference } from "../lib/screenshots.js";
import { languages, story } from "../lib/story.js";

const here = siteInChromium();
/**
 * How far two pictures of the same may differ, as difference() measures it. The 28 SVGs and their PNGs differ by 0.13 to
 * 0.53, by antialiasing; a picture moved by two pixels of its 1920 by 3.1 to 6.5, one in another language by
 * 3.1 to 10.
 */
const same = 1;
const scenes = story().map(({ id }) => id);

test("the index shows every scene in every language, with its words and both files to download", async () => {
  const context = await here.browser.newContext({ viewport: { width: 390, height: 664 }, javaScriptEnabled: false });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(`${here.site.origin}/stills/`);
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "it fits a phone");
  for (const lang of languages()) {
    for (const scene of scenes) {
      const item = page.locator(`#${lang}-${scene}`);
      const picture = item.locator("img");
      assert.ok(await picture.getAttribute("alt"), `${lang} ${scene}`);
      assert.ok((await item.locator("p").first().innerText()).length > 30, `${lang} ${scene}: a description`);
      for (const [type, contentType] of [["svg", "image/svg+xml"], ["png", "image/png"]]) {
        const link = item.locator(`a[download$=".${type}"]`);
        const address = new URL(await link.getAttribute("href") ?? "", page.url());
        assert.equal(address.pathname, `/stills/${lang}/${scene}.${type}`);
        const response = await fetch(address, { method: "HEAD" });
        assert.equal(response.headers.get("content-type"), contentType, address.pathname);
        assert.equal(response.headers.get("cache-control"), "no-cache", "its name stays when it changes");
      }
    }
  }
  assert.deepEqual(errors, []);
  await context.close();
});

test("an SVG opens by itself, and the PNG is the same picture", async () => {
  const context = await here.browser.newContext({ viewport: { width: 960, height: 684 }, deviceScaleFactor: 2 });
  for (const [lang, scene] of [...scenes.map((scene) => ["en", scene]), ["ar", "ballot"], ["ja", "meaning"], ["ko", "count"]]) {
    const page = await context.newPage();
    const errors = collectErrors(page);
    /** @type {string[]} */
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    const address = `${here.site.origin}/stills/${lang}/${scene}`;
    await page.goto(`${address}.svg`);
    assert.deepEqual(requests.filter((url) => !url.endsWith("/favicon.ico")), [`${address}.svg`]);
    assert.ok(await page.evaluate(() => document.title && document.querySelector("desc")?.textContent), "it says what it shows");
    assert.deepEqual(errors.filter((line) => !line.includes("404")), []); // of the favicon
    const drawn = await page.screenshot();
    await page.goto(`${here.site.origin}/stills/${lang}/${scene}/`); // where scripts may run
    const apart = await difference(page, drawn, Buffer.from(await (await fetch(`${address}.png`)).arrayBuffer()));
    assert.ok(apart < same, `${lang} ${scene}: the pictures differ by ${apart}`);
    await page.close();
  }
  await context.close();
});

test("a still's own page becomes the explainer at its scene where its address is pasted", async () => {
  const address = `${here.site.origin}/stills/ko/ballot/`;
  const html = await (await fetch(address)).text();
  const endpoint = /<link rel="alternate" type="application\/json\+oembed" href="[^"]*(\/oembed\/[^"]+)"/.exec(html)?.[1];
  const answer = await (await fetch(`${here.site.origin}${endpoint}?url=${encodeURIComponent(address)}&maxwidth=600`)).json();
  assert.match(answer.html, /^<iframe src="[^"]+\/embed\/ko\/#ballot" title="[^"]+"/);
  const asked = `${here.site.origin}/embed/ar/?theme=dark&evil=%22%3E#turnout`;
  const kept = await (await fetch(`${here.site.origin}/oembed.json?url=${encodeURIComponent(asked)}`)).json();
  assert.match(kept.html, /^<iframe src="[^"]+\/embed\/ar\/\?theme=dark#turnout" title="[^"]+"/);
  assert.equal((await fetch(`${here.site.origin}/oembed.json?url=${encodeURIComponent("https://other.example/embed/en/")}`)).status, 404);
});
