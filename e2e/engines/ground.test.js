// The grounds of ../long/ground.test.js in Firefox, which decides by rules of its own when a frame is opaque.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { assertGround, hostGround, hostPage, schemes } from "../lib/ground.js";
import { serveHost, serveSite } from "../lib/site.js";
import { until } from "../lib/until.js";

const missing = spawnSync("firefox-esr", ["-version"]).error ? "firefox-esr is not installed" : "";
if (missing && process.env.CI) throw new Error(missing);

/** @typedef {import("puppeteer-core").Page} Page */

/** A picture of the frame, from the page's corner to 20 px below it. @param {Page} page */
async function shot(page) {
  const { y, height } = await page.$eval("iframe", (frame) => frame.getBoundingClientRect().toJSON());
  return page.screenshot({ encoding: "base64", clip: { x: 0, y: 0, width: 700, height: Math.round(y + height) + 20 } });
}

/** @param {Page} page @param {string} picture @param {"light" | "dark"} scheme @param {string} ground */
const hasGround = (page, picture, scheme, ground) =>
  assertGround(/** @type {import("playwright-core").Page} */ (/** @type {unknown} */ (page)), picture, scheme, ground);

for (const [system, preference] of /** @type {const} */ ([["dark", 0], ["light", 1]])) {
  describe(`Firefox on a ${system} system`, { skip: missing || false }, () => {
    /** @type {Awaited<ReturnType<typeof serveSite>>} */ let site;
    /** @type {import("puppeteer-core").Browser} */ let browser;
    before(async () => {
      site = await serveSite();
      browser = await puppeteer.launch({
        browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true, defaultViewport: { width: 700, height: 1200 },
        extraPrefsFirefox: { "layout.css.prefers-color-scheme.content-override": preference },
      });
    });
    after(async () => {
      await browser?.close();
      await site?.close();
    });

    for (const { host: scheme, theme } of schemes) {
      test(`a ${scheme} host, a ${theme} explainer`, async (t) => {
        const host = await serveHost({ "/": hostPage(scheme, `<div data-two-boxes data-load="click" data-theme="${theme}"></div>
          <script src="${site.origin}/embed.js"></script>`) });
        const page = await browser.newPage();
        t.after(() => Promise.all([page.close(), host.close()]));
        let release = () => {};
        const styles = new Promise((done) => { release = () => done(undefined); });
        let waiting = 0;
        await page.setRequestInterception(true);
        page.on("request", async (request) => {
          if (/\/embed\.\w+\.css$/.test(request.url())) {
            waiting++;
            await styles;
          }
          await request.continue();
        });
        const loaded = page.goto(host.origin).catch(() => {}); // a failed test closes the page
        await until(() => waiting > 0, "the frame waits for its styles", 10);
        assert.equal(await page.evaluate(() => matchMedia("(prefers-color-scheme: dark)").matches), system === "dark");
        await hasGround(page, await shot(page), scheme, hostGround[scheme]);

        release();
        await loaded;
        const frame = await (await page.waitForSelector("iframe"))?.contentFrame();
        assert.ok(frame);
        await frame.waitForSelector("main[data-running]");
        await frame.waitForFunction(() => innerHeight >= document.body.scrollHeight, { polling: 50 });
        const paper = await frame.evaluate(() => getComputedStyle(document.body).backgroundColor);
        assert.equal(Number(/\d+/.exec(paper)) > 128, theme === "light", `${theme}: ${paper}`);
        await hasGround(page, await shot(page), scheme, paper);
      });
    }
  });
}
