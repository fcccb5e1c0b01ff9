// The form of a live feed, at /feed/edit/.
import assert from "node:assert/strict";
import { text } from "node:stream/consumers";
import { describe, test } from "node:test";
import { audit, axe } from "../lib/axe.js";
import { collectErrors } from "../lib/chromium.js";
import { siteInChromium } from "../lib/fixture.js";
import { until } from "../lib/until.js";
import { readFeed } from "../../web/live/feed.js";

const here = siteInChromium();

/** A feed of two units. @param {object} [change] */
const feed = (change) => ({ name: "mine.json", mimeType: "application/json", buffer: Buffer.from(JSON.stringify({
  v: 2, election: "E", asOf: "2025-07-18T12:00:00+09:00", status: "open", source: { name: "S", url: "https://example.org/" }, later: 1,
  units: [{ id: "all", name: "All", turnout: 31.4, ...change }, { id: "north", name: "North", turnout: 20 }],
})) });

/** @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(options) {
  const context = await here.browser.newContext({ viewport: { width: 1400, height: 1000 }, ...options });
  const page = await context.newPage();
  const errors = collectErrors(page);
  /** @type {string[]} */ const requests = [];
  context.on("request", (request) => requests.push(request.url()));
  await page.goto(`${here.site.origin}/feed/edit/`);
  await page.waitForSelector("#preview iframe");
  const preview = await (await (await page.$("#preview iframe"))?.contentFrame());
  assert.ok(preview);
  await preview.waitForSelector("main[data-feed]", { state: "attached" });
  const field = (/** @type {string} */ path) => page.locator(`[data-path="${path}"]`);
  const shows = (/** @type {string} */ text) => until(async () => (await preview.locator(".report").textContent())?.includes(text), `the preview with ${text}`);
  return { context, page, errors, requests, preview, field, shows };
}

describe("the form of a live feed", () => {
  test("what readers get now is opened, changed, seen and downloaded; nothing is sent, also off-line", async () => {
    const { context, page, errors, requests, preview, field, shows } = await open();
    await page.fill("#address", "../vote.json");
    await page.click("#open button");
    await shows("Switzerland");
    await shows("42.06%");
    assert.equal(await field("election").inputValue(), "Switzerland, 8 March 2015: an energy tax in place of VAT");
    assert.equal(await page.textContent("#problem"), "");

    await preview.waitForSelector("main[data-running]");
    await context.setOffline(true);
    const before = requests.length;
    await page.selectOption("#unit", { label: "Uri" });
    await shows("Uri");
    await shows("35.29%");
    await field("headline").fill("Uri has counted");
    await until(async () => (await preview.locator("#heading-turnout").textContent()) === "Uri has counted", "the headline");
    await field("test").check();
    await shows("Rehearsal");

    const download = page.waitForEvent("download");
    await page.click("#download");
    const reading = readFeed(await text(await (await download).createReadStream()));
    const [whole] = reading.units;
    assert.deepEqual([reading.headline, reading.test, reading.units.length, whole.id, whole.turnout], ["Uri has counted", true, 27, "ch", 42.06]);
    assert.deepEqual(requests.slice(before).filter((url) => !url.startsWith("blob:")), []);
    assert.deepEqual(requests.filter((url) => /draft-/.test(url) && !url.includes("/embed/")), []);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("a fault is named as on readers' pages, keeps the file back, and leaves the preview as it was", async () => {
    const { context, page, field, shows } = await open();
    await page.setInputFiles("#file", feed());
    await shows("31.4%");
    await field("unit.turnout").fill("131");
    assert.equal(await page.textContent("#problem"), "Readers would not get this: units[0].turnout: not a number from 0 to 100, or null");
    assert.equal(await field("unit.turnout").getAttribute("aria-invalid"), "true");
    assert.deepEqual([await page.isDisabled("#copy"), await page.isDisabled("#download")], [true, true]);
    await shows("31.4%");
    await page.selectOption("#unit", { label: "North" });
    assert.match(await page.textContent("#problem") ?? "", /units\[0\]\.turnout: .* \(All\)$/);
    await page.focus("#go");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => /** @type {HTMLElement} */ (document.activeElement).dataset.path), "unit.turnout");
    await page.keyboard.press("ControlOrMeta+a");
    await page.keyboard.type("32,5");
    await shows("32.5%");
    assert.equal(await page.textContent("#problem"), "");
    assert.deepEqual([JSON.parse(await page.inputValue("#text")).later, JSON.parse(await page.inputValue("#text")).units[0].turnout], [1, 32.5]);

    await field("asOf").fill("2024-01-01T00:00:00Z");
    assert.match(await page.textContent("#problem") ?? "", /asOf: earlier than in the file that was opened/);
    await page.click("#now");
    assert.equal(await page.textContent("#problem"), "");
    await page.click("#add");
    assert.match(await page.textContent("#problem") ?? "", /units\[2\]\.id: not a line of text/);
    await page.click("#remove");
    assert.equal(await page.textContent("#problem"), "");
    await context.close();
  });

  test("the evening's reports are kept with each new one, can be corrected and removed, and the last election's stand beside them", async () => {
    const { context, page, errors, field, shows } = await open({ bypassCSP: true });
    const file = async () => JSON.parse(await page.inputValue("#text")).units[0];
    const problem = () => page.textContent("#problem");
    await page.setInputFiles("#file", feed({ range: [30, 33] }));
    await shows("31.4%");
    assert.deepEqual([await field("unit.range.0").inputValue(), await field("unit.range.1").inputValue()], ["30", "33"]);
    await field("unit.range.1").fill("31");
    assert.equal(await problem(), "Readers would not get this: units[0].range: not two percentages, the lower first, with the turnout between them");
    assert.equal(await field("unit.range.0").getAttribute("aria-invalid"), "true");
    await field("unit.range.0").fill("");
    await field("unit.range.1").fill("");
    assert.deepEqual([await problem(), (await file()).range], ["", undefined]);

    // A correction has the same time; a new report keeps the corrected one.
    await field("unit.turnout").fill("32");
    await page.click("#copy");
    await until(() => page.textContent("#done"), "the copy");
    await page.click("#now");
    await field("unit.turnout").fill("40");
    assert.deepEqual((await file()).reports, [{ asOf: "2025-07-18T12:00:00+09:00", turnout: 32 }]);
    await shows("40%");
    await field("asOf").fill("2025-07-18T12:00:00+09:00");
    await field("asOf").press("Tab");
    assert.equal((await file()).reports, undefined);
    await field("asOf").fill("2025-07-18T13:00:00+09:00");
    await field("asOf").press("Tab");
    await field("test").check();
    assert.equal((await file()).reports, undefined, "a rehearsal has reports of its own");
    await field("test").uncheck();
    assert.equal((await file()).reports.length, 1);

    await page.focus("#reports > button");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "unit.reports.1.asOf");
    assert.match(await problem() ?? "", /units\[0\]\.reports\[1\]\.turnout: missing/);
    await field("unit.reports.1.asOf").fill("2025-07-18T14:00:00+09:00");
    await page.keyboard.press("Tab");
    await page.keyboard.type("12,5");
    assert.match(await problem() ?? "", /units\[0\]\.reports\[1\]\.asOf: later than the report itself/);
    assert.equal(await field("unit.reports.1.asOf").getAttribute("aria-invalid"), "true");
    await field("unit.reports.1.asOf").fill("2025-07-18T11:00:00+09:00");
    assert.deepEqual([await problem(), (await file()).reports.map((/** @type {{turnout: number}} */ { turnout }) => turnout)], ["", [32, 12.5]]);

    await page.click("#previous > button");
    assert.match(await problem() ?? "", /units\[0\]\.previous\.name: missing/);
    await field("unit.previous.name").fill("Elections 2021");
    await field("unit.previous.reports.0.turnout").fill("15");
    await field("unit.previous.reports.0.asOf").fill("2021-07-18T11:00:00+09:00");
    await field("unit.previous.turnout").fill("60");
    assert.deepEqual([await problem(), (await file()).previous],
      ["", { name: "Elections 2021", reports: [{ asOf: "2021-07-18T11:00:00+09:00", turnout: 15 }], turnout: 60 }]);
    await page.evaluate(axe);
    assert.deepEqual((await audit(page)).violations, []);
    assert.equal(await page.evaluate(() => document.querySelectorAll("label:not([for])").length), 0);

    await page.focus("#reports li:first-child button");
    await page.keyboard.press("Enter");
    assert.deepEqual((await file()).reports.map((/** @type {{turnout: number}} */ { turnout }) => turnout), [12.5]);
    assert.equal(await field("unit.reports.0.turnout").inputValue(), "12.5");
    assert.equal(await page.evaluate(() => document.activeElement?.getAttribute("aria-label")), "Remove report 1");
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.textContent), "Add an earlier report");
    assert.equal((await file()).reports, undefined);
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("what is no feed is not opened, and says why", async () => {
    const { context, page } = await open();
    await page.setInputFiles("#file", { name: "page.json", mimeType: "application/json", buffer: Buffer.from("<!doctype html>") });
    await until(async () => (await page.textContent("#opened")) === "page.json is no feed: not JSON", "why");
    await page.fill("#address", "/feed/none.json");
    await page.click("#open button");
    await until(async () => (await page.textContent("#opened"))?.startsWith("/feed/none.json cannot be read: status 404"), "why");
    await context.close();
  });
});
