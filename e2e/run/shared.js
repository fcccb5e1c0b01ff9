// The browser and the site's server that all browser tests of a run share.
import { launchServer } from "../lib/chromium.js";
import { serveSite } from "../lib/site.js";

/** @type {Promise<import("playwright-core").BrowserServer> | undefined} */ let browser;
/** @type {Promise<import("../lib/site.js").Server> | undefined} */ let site;

/** Starts what does not run yet. Test files find them by environment variables; see lib/fixture.js. */
export async function startShared() {
  browser ??= launchServer().then((server) => {
    server.on("close", () => { browser = undefined; }); // after a crash the next file gets a new one
    return server;
  });
  site ??= serveSite();
  process.env.TWOBOXES_CHROMIUM = (await browser).wsEndpoint();
  process.env.TWOBOXES_SITE = (await site).origin;
}

export async function stopShared() {
  await (await browser)?.close();
  await (await site)?.close();
}
