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
 * Slows a page's line down to 400 ms there and back and 1.6 Mbit/s.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<import("playwright-core").CDPSession>} which reports on the network
 */
export async function slowDown(page) {
  const line = await page.context().newCDPSession(page);
  await line.send("Network.enable");
  await line.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
  return line;
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
