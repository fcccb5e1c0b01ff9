// The browser and the site's server that all browser tests of a run share.
import { launchServer } from "../lib/chromium.js";
import { serveSite } from "../lib/site.js";

/** @type {Awaited<ReturnType<typeof launchServer>> | undefined} */ let browser;
/** @type {import("../lib/site.js").Server | undefined} */ let site;

/** Starts what does not run yet. Test files find them by environment variables; see lib/fixture.js. */
export async function startShared() {
  if (!browser) {
    browser = await launchServer();
    browser.on("close", () => { browser = undefined; }); // after a crash the next file gets a new one
    process.env.TWOBOXES_CHROMIUM = browser.wsEndpoint();
  }
  if (!site) {
    site = await serveSite();
    process.env.TWOBOXES_SITE = site.origin;
  }
}

export async function stopShared() {
  await browser?.close();
  await site?.close();
}
