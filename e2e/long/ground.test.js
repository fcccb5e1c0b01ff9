// Between a host and an explainer of different colour schemes no ground but theirs is seen: not around the card,
// and not before the page has its styles.
import assert from "node:assert/strict";
import { test } from "node:test";
import { siteInChromium } from "../lib/fixture.js";
import { assertGround, hostGround, hostPage, schemes } from "../lib/ground.js";
import { serveHost } from "../lib/site.js";
import { until } from "../lib/until.js";

const here = siteInChromium();

for (const { host: scheme, theme } of schemes) {
  for (const system of /** @type {const} */ (["light", "dark"])) {
    test(`a ${scheme} host, a ${theme} explainer, a ${system} system`, async (t) => {
      const host = await serveHost({ "/": hostPage(scheme, `<div data-two-boxes data-load="click" data-theme="${theme}"></div>
        <script src="${here.site.origin}/embed.js"></script>`) });
      const context = await here.browser.newContext({ colorScheme: system, viewport: { width: 700, height: 1200 } });
      t.after(() => Promise.all([context.close(), host.close()]));
      const page = await context.newPage();
      let release = () => {};
      const styles = new Promise((done) => { release = () => done(undefined); });
      let waiting = 0;
      await page.route(/\/embed\.\w+\.css$/, async (route) => {
        waiting++;
        await styles;
        await route.continue();
      });
      const browser = await context.newCDPSession(page);
      const shot = async () => { // Playwright's own would wait for the frame's styles
        const { y = 0, height = 0 } = await page.locator("iframe").boundingBox() ?? {};
        const clip = { x: 0, y: 0, width: 700, height: Math.round(y + height) + 20, scale: 1 };
        return (await browser.send("Page.captureScreenshot", { format: "png", clip })).data;
      };
      await page.goto(host.origin, { waitUntil: "commit" });
      await until(() => waiting > 0, "the frame waits for its styles", 10);
      await assertGround(page, await shot(), scheme, hostGround[scheme]);

      release();
      const frame = await (await page.waitForSelector("iframe")).contentFrame();
      assert.ok(frame);
      await frame.waitForSelector("main[data-running]");
      await frame.waitForFunction(() => innerHeight >= document.body.scrollHeight, null, { polling: 50 });
      const paper = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
      assert.equal(Number(/\d+/.exec(paper)) > 128, theme === "light", `${theme}: ${paper}`);
      await assertGround(page, await shot(), scheme, paper);
    });
  }
}
