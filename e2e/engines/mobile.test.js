// Chromium emulating phones: small, landscape, with two and three device pixels per CSS pixel; and zoom.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { siteInChromium } from "../lib/fixture.js";
import { story } from "../lib/story.js";

const here = siteInChromium();

describe("Chromium emulating a phone", () => {
  for (const [width, height, ratio, lang] of /** @type {[number, number, number, string][]} */ ([
    [320, 568, 2, "en"], [390, 844, 3, "ar"], [844, 390, 3, "ko"],
  ])) {
    test(`${width} × ${height} with a pixel ratio of ${ratio} (${lang})`, async () => {
      const context = await here.browser.newContext({
        viewport: { width, height }, deviceScaleFactor: ratio, hasTouch: true, isMobile: true, reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await page.goto(`${here.site.origin}/embed/${lang}/?load=eager`);
      const rests = () => page.waitForFunction(() => document.querySelector("main")?.dataset.state === "resting", null, { polling: 100, timeout: 60_000 });
      await rests();
      for (const { id: scene } of story().slice(1)) {
        const now = () => page.locator("main").getAttribute("data-scene");
        for (let taps = 0; taps < 4 && await now() !== scene; taps++) { // some have outcomes told
          await page.locator("[data-action=next]").tap();
          await rests();
        }
        const found = await page.evaluate(() => {
          const canvas = /** @type {HTMLCanvasElement} */ (document.querySelector("canvas"));
          const { width } = canvas.getBoundingClientRect();
          return { scene: document.querySelector("main")?.dataset.scene, dots: canvas.width / width,
            fits: width <= innerWidth && document.documentElement.scrollWidth <= innerWidth };
        });
        assert.equal(found.scene, scene);
        assert.ok(found.fits, `${scene}: fits`);
        assert.ok(found.dots >= Math.min(ratio, 2) - 0.05, `${scene}: sharp: ${found.dots} pixels per CSS pixel`);
        if (scene === "ballot") {
          await page.locator('label:has(input[name="ballot.box"][value=for])').tap();
          assert.ok(await page.locator('input[name="ballot.box"][value=for]').isChecked());
          await rests();
        }
      }
      await context.close();
    });
  }
});

test("zoomed, or moved to a screen of another pixel ratio, it stays sharp and keeps its scene and choices", async () => {
  const context = await here.browser.newContext({ viewport: { width: 640, height: 900 } });
  const page = await context.newPage();
  const screen = await context.newCDPSession(page);
  await page.goto(`${here.site.origin}/embed/en/?load=eager#ballot`);
  const rests = () => page.waitForFunction(() => document.querySelector("main")?.dataset.state === "resting", null, { polling: 100, timeout: 60_000 });
  await rests();
  await page.locator('input[name="ballot.room"][value=secret]').check();
  await rests();
  // The screen's pixel ratio, the browser's zoom, and the window's width, which has to change for an
  // emulated screen to fire a resize event.
  for (const [ratio, zoom, width] of [[2, 1, 660], [3, 1, 640], [1, 2, 640], [1.5, 1.5, 640], [1, 1, 640]]) {
    await screen.send("Emulation.setDeviceMetricsOverride", {
      width: Math.round(width / zoom), height: Math.round(900 / zoom), deviceScaleFactor: ratio * zoom, mobile: false,
    });
    await page.waitForFunction(() => {
      const canvas = document.querySelector("canvas");
      return canvas && Math.abs(canvas.width - canvas.getBoundingClientRect().width * devicePixelRatio) < 2;
    }, null, { polling: 100, timeout: 60_000 })
      .catch(async () => assert.fail(`${ratio} × ${zoom}: ${await page.evaluate(() => document.querySelector("canvas")?.width)} dots`));
    await rests();
    assert.equal(await page.locator("main").getAttribute("data-scene"), "ballot");
    assert.ok(await page.locator('input[name="ballot.room"][value=secret]').isChecked());
    assert.equal(await page.locator("canvas").count(), 1);
  }
  await context.close();
});
