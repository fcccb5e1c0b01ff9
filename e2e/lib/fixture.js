// What the browser tests of a file need: the built site, Chromium, and pages of other origins.
import { after, before } from "node:test";
import { connect, launch } from "./chromium.js";
import { connectSite, serveHost } from "./site.js";

/**
 * @typedef {object} Fixture
 * @property {import("playwright-core").Browser} browser
 * @property {import("./site.js").Server} site
 * @property {Record<string, import("./site.js").Server>} hosts by name
 */

/**
 * @typedef {object} Options
 * @property {(origin: string) => Record<string, {pages: Record<string, string>, headers?: Record<string, string>}>} [hosts]
 *   what servers of other origins serve, by name, given the site's origin; see serveHost()
 * @property {import("playwright-core").LaunchOptions} [launchOptions] for a browser that differs from the shared one
 */

/**
 * Provides the site, a browser and servers of other origins while the tests of a file run.
 * @param {Options} [options]
 * @returns {Fixture} filled in before the first test
 */
export function siteInChromium({ hosts = () => ({}), launchOptions } = {}) {
  const fixture = /** @type {Fixture} */ ({ hosts: {} });
  before(async () => {
    fixture.browser = await (launchOptions ? launch(launchOptions) : connect());
    fixture.site = await connectSite();
    for (const [name, { pages, headers }] of Object.entries(hosts(fixture.site.origin))) fixture.hosts[name] = await serveHost(pages, headers);
  });
  after(async () => {
    await fixture.browser?.close();
    for (const host of Object.values(fixture.hosts)) await host.close();
    await fixture.site?.close();
  });
  return fixture;
}
