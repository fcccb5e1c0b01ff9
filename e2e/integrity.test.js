// Downloaded files are checked against the fingerprints from the build, and corrupted ones do not run.
import assert from "node:assert/strict";
import { test } from "node:test";
import { launch } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { until } from "./lib/until.js";

const here = siteInChromium();

/**
 * Opens the explainer with a file corrupted on the way.
 * @param {RegExp} file
 * @param {number} times how many responses are corrupted
 * @param {string} [load]
 */
async function open(file, times, load = "eager") {
  const page = await here.browser.newPage({ viewport: { width: 700, height: 900 } });
  const logged = /** @type {string[]} */ ([]);
  page.on("console", (m) => { if (m.text().startsWith("two-boxes:")) logged.push(m.text()); });
  const network = { corrupted: 0, whole: 0, repaired: false };
  await page.route((url) => file.test(url.pathname), async (route) => {
    const response = await route.fetch();
    const body = await response.body();
    if (network.repaired || network.corrupted >= times) {
      network.whole++;
      return route.fulfill({ response, body });
    }
    network.corrupted++;
    if (!file.source.includes("js")) body[body.length >> 1] ^= 1;
    const sent = file.source.includes("js") ? Buffer.concat([body, Buffer.from(";globalThis.damaged = true;")]) : body;
    await route.fulfill({ response, body: sent });
  });
  await page.goto(`${here.site.origin}/embed/en/?load=${load}`);
  return { page, logged, network, explainer: new Explainer(page.mainFrame()) };
}

/** Closes a page once its last answers are sent. @param {import("playwright-core").Page} page */
async function close(page) {
  await page.unrouteAll({ behavior: "wait" });
  await page.close();
}

const script = /\/engine-host\.\w+\.js$/;

for (const [name, file] of Object.entries({ engine: /two-boxes\.\w+\.wasm$/, "engine's rest": /two-boxes-rest\.\w+\.wasm$/, "engine's script": script })) {
  test(`the ${name}, corrupted once, is downloaded again`, async () => {
    const { page, logged, network, explainer } = await open(file, 1);
    await explainer.reaches("playing", "resting");
    await until(async () => network.whole > 0, "it is whole the second time");
    assert.equal(network.corrupted, 1);
    assert.deepEqual(logged, []);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    await close(page);
  });
}

for (const [name, file] of Object.entries({ pack: /\.pack$/, "engine's script": script })) {
  test(`the ${name}, corrupted each time, fails with one line in the console, and the story can be read`, async () => {
    const { page, logged, network, explainer } = await open(file, Infinity);
    await explainer.reaches("failed");
    assert.equal(logged.length, 1);
    assert.match(logged[0], /^two-boxes: \S+: (cannot be loaded, or )?does not match its fingerprint \(cover, loading, build \S+\)$/);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    await explainer.next();
    assert.equal(await explainer.scene(), "history");
    network.repaired = true;
    await explainer.act("retry");
    await explainer.reaches("playing", "resting");
    await close(page);
  });
}

for (const name of ["player", "early"]) {
  test(`${name}.js, corrupted, does not run, and the story can be read`, async () => {
    const { page, network } = await open(new RegExp(`/${name}\\.\\w+\\.js$`), Infinity, "click");
    await page.waitForLoadState("load");
    assert.ok(network.corrupted > 0);
    assert.equal(await page.evaluate("globalThis.damaged"), undefined);
    assert.ok(await page.locator("[data-step=cover] h2").isVisible());
    assert.ok(await page.locator("[data-step=cover] .picture").isVisible());
    await close(page);
  });
}

test("a page on plain http plays as well", async () => {
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
