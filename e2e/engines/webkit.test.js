// The tests of walk.js in WebKit: GTK's MiniBrowser, in a window with WebGL rendered in software.
import { spawnSync } from "node:child_process";
import { after, before, describe } from "node:test";
import { serveSite } from "../lib/site.js";
import { WebKit } from "../lib/webdriver.js";
import { startXvfb } from "../lib/xvfb.js";
import { walks } from "./walk.js";

const missing = ["WebKitWebDriver", "Xvfb"].filter((command) => spawnSync(command, ["-version"], { timeout: 5000 }).error)
  .map((command) => `${command} is not installed`).join(", ");
if (missing && process.env.CI) throw new Error(missing);

/** Keys as WebDriver writes them. */
const keys = { Tab: "\uE004", Enter: "\uE007", Space: " ", Left: "\uE012", Home: "\uE011" };

describe("WebKit", { skip: missing || false }, () => {
  /** @type {Awaited<ReturnType<typeof serveSite>>} */ let site;
  /** @type {Awaited<ReturnType<typeof startXvfb>>} */ let xvfb;
  /** @type {WebKit} */ let webkit;
  before(async () => {
    site = await serveSite();
    xvfb = await startXvfb();
    webkit = await WebKit.launch(xvfb.display, 4700 + (process.pid % 200));
  });
  after(async () => {
    await webkit?.close();
    xvfb?.close();
    await site?.close();
  });
  walks(() => ({
    goto: (url) => webkit.goto(url),
    evaluate: (expression) => webkit.evaluate(expression),
    click: (selector) => webkit.click(selector),
    press: (key) => webkit.press(keys[key]),
    wheel: (by) => webkit.wheel(by),
  }), () => site.origin);
});
