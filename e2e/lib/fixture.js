// What most test files stand on: the built site, and Chromium to read it with.
import { after, before } from "node:test";
import { launch } from "./chromium.js";
import { serveSite } from "./site.js";

/**
 * Serves the site and starts Chromium before the tests of a file, and ends both after them.
 * @returns {{browser: import("playwright-core").Browser, site: Awaited<ReturnType<typeof serveSite>>}} filled when the tests run
 */
export function siteInChromium() {
  const here = /** @type {ReturnType<typeof siteInChromium>} */ ({});
  before(async () => {
    here.browser = await launch();
    here.site = await serveSite();
  });
  after(async () => {
    await here.browser?.close();
    await here.site?.close();
  });
  return here;
}
