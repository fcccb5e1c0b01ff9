// Chromium with WebGL drawn in software, as a machine without a graphics card has it.
import { chromium } from "playwright-core";

/**
 * @param {import("playwright-core").LaunchOptions} [options]
 * @returns {Promise<import("playwright-core").Browser>}
 */
export function launch(options) {
  return chromium.launch({
    ...options,
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
      "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
      ...options?.args ?? [],
    ],
  });
}

/**
 * Collects everything that a page and its frames complain about.
 * @param {import("playwright-core").Page} page
 * @returns {string[]} filled as complaints come
 */
export function complaints(page) {
  /** @type {string[]} */
  const heard = [];
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") heard.push(`${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => heard.push(`uncaught: ${e.message}`));
  return heard;
}
