// Nothing damaged runs: what the page fetches is checked against the fingerprint that the build gave it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";

const here = siteInChromium();

/**
 * Opens the explainer on a line that damages a file.
 * @param {RegExp} file
 * @param {number} times so many answers are damaged
 * @param {string} [load]
 */
async function open(file, times, load = "eager") {
  const page = await here.browser.newPage({ viewport: { width: 700, height: 900 } });
  const told = /** @type {string[]} */ ([]);
  page.on("console", (m) => { if (m.text().startsWith("two-boxes:")) told.push(m.text()); });
  const line = { damaged: 0, whole: 0, repaired: false };
  await page.route((url) => file.test(url.pathname), async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (line.repaired || line.damaged >= times) {
      line.whole++;
      return route.fulfill({ response, body });
    }
    line.damaged++;
    if (!file.source.includes("js")) body[body.length >> 1] ^= 1;
    const grown = file.source.includes("js") ? Buffer.concat([body, Buffer.from(";globalThis.damaged = true;")]) : body;
    await route.fulfill({ response, body: grown });
  });
  await page.goto(`${here.site.origin}/embed/en/?load=${load}`);
  return { page, told, line, explainer: new Explainer(page.mainFrame()) };
}

const script = /\/engine-host\.\w+\.js$/;

for (const [name, file] of Object.entries({ engine: /\.wasm$/, "engine's script": script })) {
  test(`the ${name}, damaged once, is fetched again`, async () => {
    const { page, told, line, explainer } = await open(file, 1);
    await explainer.reaches("playing", "resting");
    assert.equal(line.damaged, 1);
    assert.ok(line.whole > 0);
    assert.deepEqual(told, []);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    await page.close();
  });
}

for (const [name, file] of Object.entries({ pack: /\.pack$/, "engine's script": script })) {
  test(`the ${name}, damaged for good, leaves the story and says why in a line`, async () => {
    const { page, told, line, explainer } = await open(file, Infinity);
    await explainer.reaches("failed");
    assert.equal(told.length, 1);
    assert.match(told[0], /^two-boxes: \S+: (cannot be loaded, or )?does not match its fingerprint \(cover, loading, build \S+\)$/);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    await explainer.act("next");
    assert.equal(await explainer.scene(), "history");
    line.repaired = true;
    await explainer.act("retry");
    await explainer.reaches("playing", "resting");
    await page.close();
  });
}

for (const name of ["player", "early"]) {
  test(`${name}.js, damaged, does not run, and the story can be read`, async () => {
    const { page, line } = await open(new RegExp(`/${name}\\.\\w+\\.js$`), Infinity, "click");
    await page.waitForLoadState("load");
    assert.ok(line.damaged > 0);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    assert.ok(await page.locator("[data-step=cover] h2").isVisible());
    assert.ok(await page.locator("[data-step=cover] .picture").isVisible());
    await page.close();
  });
}

test("a page that came without encryption plays, too", async () => {
  const browser = await launch({ args: ["--host-resolver-rules=MAP plain.example 127.0.0.1"] });
  try {
    const page = await browser.newPage();
    await page.goto(`${here.site.origin.replace("127.0.0.1", "plain.example")}/embed/en/?load=eager`);
    assert.equal(await page.evaluate("isSecureContext || !!crypto.subtle"), false);
    await new Explainer(page.mainFrame()).reaches("playing", "resting");
  } finally {
    await browser.close();
  }
});
