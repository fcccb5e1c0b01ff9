// The tests of walk.js in Firefox: in a window with WebGL rendered in software, and headless, where it has none.
import { spawnSync } from "node:child_process";
import { after, before, describe } from "node:test";
import puppeteer from "puppeteer-core";
import { serveSite } from "../lib/site.js";
import { startXvfb } from "../lib/xvfb.js";
import { fallsBack, walks } from "./walk.js";

const missing = ["firefox-esr", "Xvfb"].filter((command) => spawnSync(command, ["-version"]).error).map((command) => `${command} is not installed`).join(", ");
if (missing && process.env.CI) throw new Error(missing);

/** @type {Awaited<ReturnType<typeof serveSite>>} */ let site;

/** @param {import("puppeteer-core").Page} page @returns {import("./walk.js").Driver} */
const driver = (page) => ({
  goto: (url) => page.goto(url),
  evaluate: (expression) => page.evaluate(expression),
  click: (selector) => page.click(selector),
  press: (key) => page.keyboard.press(/** @type {const} */ ({ Tab: "Tab", Enter: "Enter", Space: "Space", Left: "ArrowLeft", Home: "Home" })[key]),
  async wheel(by) {
    await page.mouse.move(300, 300);
    await page.mouse.wheel({ deltaY: by });
  },
});

for (const windowed of [true, false]) {
  describe(windowed ? "Firefox" : "Firefox without WebGL", { skip: missing || false }, () => {
    /** @type {Awaited<ReturnType<typeof startXvfb>> | undefined} */ let xvfb;
    /** @type {import("puppeteer-core").Browser} */ let browser;
    /** @type {import("./walk.js").Driver} */ let page;
    before(async () => {
      site = await serveSite();
      if (windowed) xvfb = await startXvfb();
      browser = await puppeteer.launch({
        browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: !windowed,
        env: { ...process.env, LIBGL_ALWAYS_SOFTWARE: "1", ...(xvfb ? { DISPLAY: xvfb.display } : {}) },
        extraPrefsFirefox: { "webgl.force-enabled": windowed, "webgl.disabled": !windowed },
        defaultViewport: null,
      });
      page = driver(await browser.newPage());
    });
    after(async () => {
      await browser?.close();
      xvfb?.close();
      await site?.close();
    });
    (windowed ? walks : fallsBack)(() => page, () => site.origin);
  });
}
