// Chromium with WebGL rendered in software, as on a machine without a graphics card.
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

/** @typedef {import("playwright-core").Browser} Browser */

// How wide words are must not depend on what else a machine has installed.
process.env.FONTCONFIG_FILE ??= fileURLToPath(new URL("fonts.conf", import.meta.url));

/** The browser that people use: prints frames of other origins, scrolls to what is in them, forbids them storage, and keeps pages for Back. */
export const desktop = process.env.CHROMIUM ?? "/usr/bin/chromium";

// The same engine without windows, where it is installed: a page costs it a seventh of the time to open.
const shell = "/usr/bin/chromium-headless-shell";
const executablePath = !process.env.CHROMIUM && existsSync(shell) ? shell : desktop;
const args = [
  "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
  "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
];

/**
 * Starts a browser of the caller's own.
 * @param {import("playwright-core").LaunchOptions} [options]
 * @returns {Promise<Browser>}
 */
export const launch = (options) => chromium.launch({ executablePath, ...options, args: [...args, ...options?.args ?? []] });

/** Starts a browser that several processes can share; see connect(). */
export const launchServer = () => chromium.launchServer({ executablePath, args });

/**
 * The browser that the test runner shares among test files, or one of the caller's own where there is
 * no runner. Closing it closes only the caller's pages.
 * @returns {Promise<Browser>}
 */
export const connect = () => (process.env.TWOBOXES_CHROMIUM ? chromium.connect(process.env.TWOBOXES_CHROMIUM) : launch());

/**
 * Throttles a page's network: 400 ms round trip, 1.6 Mbit/s down, 0.75 Mbit/s up.
 * @param {import("playwright-core").Page} page
 * @returns {Promise<import("playwright-core").CDPSession>} with the Network domain enabled
 */
export async function throttleNetwork(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 1.6e6 / 8, uploadThroughput: 0.75e6 / 8 });
  return session;
}

/**
 * Collects the console errors, console warnings and uncaught exceptions of a page and its frames.
 * @param {import("playwright-core").Page} page
 * @returns {string[]} grows as they happen
 */
export function collectErrors(page) {
  /** @type {string[]} */
  const errors = [];
  page.on("console", (m) => { if (m.type() === "error" || m.type() === "warning") errors.push(`${m.type()}: ${m.text()}`); });
  page.on("pageerror", (e) => errors.push(`uncaught: ${e.message}`));
  return errors;
}
