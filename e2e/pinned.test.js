// The pinned composition: layout=stage shows it, with its posters and the places of its controls, and
// the usual layout downloads nothing of it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { siteInChromium } from "./lib/fixture.js";
import { story, testedLanguages } from "./lib/story.js";

const here = siteInChromium();
const scenes = story().map(({ id }) => id);

/** @param {string} address after the language's folder */
async function open(address) {
  const page = await here.browser.newPage({ viewport: { width: 390, height: 296 } });
  const errors = collectErrors(page);
  /** @type {string[]} */
  const pinned = [];
  page.on("request", (request) => { if (request.url().includes("pinned")) pinned.push(request.url()); });
  await page.goto(`${here.site.origin}/embed/en/${address}`);
  await page.waitForSelector("main[data-running]");
  return { page, errors, pinned };
}

for (const theme of ["light", "dark"]) {
  test(`every scene has a pinned poster, ${theme}`, async () => {
    const { page, errors } = await open(`?layout=stage&load=click&theme=${theme}`);
    for (const scene of scenes) {
      await page.evaluate((scene) => { location.hash = scene; }, scene);
      const img = page.locator(`[data-step="${scene}"][data-current] .picture img`);
      await img.waitFor();
      const source = await img.evaluate(async (e) => {
        const image = /** @type {HTMLImageElement} */ (e);
        await image.decode(); // throws if it does not load
        return image.currentSrc;
      });
      assert.match(source, new RegExp(`/assets/${scene}-pinned-en\\.[0-9a-f]+\\.svg${theme === "dark" ? "\\?dark#dark" : ""}$`));
    }
    assert.deepEqual(errors, []);
    await page.close();
  });
}

test("the controls lie where the pinned picture has them", async () => {
  const { page, errors } = await open("?layout=stage&load=eager&motion=reduced#ballot");
  await page.waitForFunction(() => getComputedStyle(/** @type {Element} */ (document.querySelector(".spots"))).getPropertyValue("--units") === "390 252");
  await page.waitForSelector("main[data-state=resting][data-drawn]");
  const [ratio, area] = await page.evaluate(() => {
    const stage = /** @type {Element} */ (document.querySelector(".step[data-current] .view")).getBoundingClientRect();
    const spot = /** @type {Element} */ (document.querySelector(`[data-area="ballot.room=secret"]`)).getBoundingClientRect();
    return [stage.width / stage.height, [spot.left - stage.left, stage.bottom - spot.bottom].map((part) => part / stage.width)];
  });
  assert.ok(Math.abs(ratio - 390 / 252) < 0.01, `${ratio}`);
  assert.ok(area[0] > 0.5 && area[1] > 0.45, `${area}`); // above, on the right
  assert.deepEqual(errors, []);
  await page.close();
});

test("layout=card, the default, downloads nothing of it", async () => {
  for (const address of ["?load=eager", "?layout=card&load=click#count"]) {
    const { page, errors, pinned } = await open(address);
    await page.waitForLoadState("networkidle");
    assert.deepEqual([pinned, errors], [[], []], address);
    await page.close();
  }
});

for (const lang of testedLanguages()) {
  test(`every line below the pinned picture shows whole on the narrowest phone, ${lang}`, async () => {
    const page = await here.browser.newPage({ viewport: { width: 360, height: 276 } });
    await page.goto(`${here.site.origin}/embed/${lang}/?layout=stage&load=click`);
    await page.waitForSelector("main[data-running]");
    const cut = await page.evaluate(() => [...document.querySelectorAll("[data-step]")].flatMap((step) => {
      document.querySelector("[data-current]")?.removeAttribute("data-current");
      step.setAttribute("data-current", "");
      const results = /** @type {HTMLElement} */ (step.querySelector(".results"));
      // Lines about the reader's own numbers show once there are some.
      return [...results.children].filter((line) => !line.querySelector(".own")).filter((line) => {
        results.querySelector("[data-shown]")?.removeAttribute("data-shown");
        results.toggleAttribute("data-empty", line.matches(".hint"));
        line.toggleAttribute("data-shown", !line.matches(".hint"));
        return results.clientHeight === 0 || results.scrollHeight > results.clientHeight;
      }).map((line) => `${step.id}: ${line.textContent}`);
    }));
    assert.deepEqual(cut, []);
    await page.close();
  });
}
