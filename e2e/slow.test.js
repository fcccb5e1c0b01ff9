// Slow networks: the story can be read before the engine has loaded, progress is correct, and readers who
// save data are asked first.
import assert from "node:assert/strict";
import { test } from "node:test";
import { throttleNetwork } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { article, serveHost } from "./lib/site.js";
import { fill, standIns, words } from "./lib/story.js";
import { megabytes } from "../web/player/chrome.js";

const here = siteInChromium();

/** The page's config. @param {import("playwright-core").Page | import("playwright-core").Frame} page */
const readConfig = (page) => page.evaluate(() => JSON.parse(document.getElementById("config")?.textContent ?? ""));

test("at 400 ms and 1.6 Mbit/s the story can be read within 2 s", async (t) => {
  const page = await here.browser.newPage({ viewport: { width: 700, height: 900 } });
  await throttleNetwork(page);
  await page.goto(`${here.site.origin}/embed/en/`);

  // What the first paint needs: the page, and what blocks rendering.
  const { arrived, painted } = await page.evaluate(async () => {
    const paint = await new Promise((done) => new PerformanceObserver((list) => done(list.getEntries()[0])).observe({ type: "paint", buffered: true }));
    const needed = [...performance.getEntriesByType("navigation"), ...performance.getEntriesByType("resource").filter((e) => /\.css$|early\./.test(e.name))];
    return { painted: paint.startTime, arrived: Math.max(...needed.map((e) => /** @type {PerformanceResourceTiming} */ (e).responseEnd)) };
  });
  t.diagnostic(`received after ${arrived.toFixed()} ms, painted after ${painted.toFixed()} ms`);
  assert.ok(arrived < 2000, `${arrived} ms`);
  assert.ok(await page.locator("[data-step=cover] h2").isVisible());
  assert.ok(await page.locator("[data-step=cover] :is(.picture svg, canvas):visible").first().isVisible());
  await page.close();
});

test("while the engine comes slowly, progress is correct, and Next works throughout", async () => {
  const page = await here.browser.newPage({ viewport: { width: 700, height: 900 } });
  const network = await throttleNetwork(page);
  await network.send("Network.emulateNetworkConditions", { offline: false, latency: 400, downloadThroughput: 0.4e6 / 8, uploadThroughput: 0.4e6 / 8 });
  /** Bytes as sent, by address. @type {Map<string, number>} */
  const sent = new Map();
  /** @type {Map<string, string>} */
  const asked = new Map();
  network.on("Network.requestWillBeSent", (e) => asked.set(e.requestId, e.request.url));
  network.on("Network.loadingFinished", (e) => sent.set(asked.get(e.requestId) ?? "", e.encodedDataLength));
  await page.addInitScript(() => {
    const seen = /** @type {{share: number, text: string}[]} */ (/** @type {any} */ (window).seen = []);
    new MutationObserver(() => {
      const bar = document.querySelector("progress");
      const share = bar?.value ?? 0;
      if (share > 0 && share !== seen.at(-1)?.share) seen.push({ share, text: document.querySelector(".received")?.textContent ?? "" });
      const line = document.querySelector("[data-state=loading] .loading");
      if (line?.checkVisibility({ visibilityProperty: true })) /** @type {any} */ (window).places.add(JSON.stringify(line.getBoundingClientRect()));
    }).observe(document, { subtree: true, childList: true, attributes: true, attributeFilter: ["value", "data-state"] });
    /** @type {any} */ (window).places = new Set(); // the positions of the progress text
  });
  await page.goto(`${here.site.origin}/embed/en/`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("loading");

  for (const scene of ["history", "selection"]) {
    await page.waitForFunction((n) => /** @type {any} */ (window).seen.length > n, await page.evaluate("seen.length"), { polling: 50 });
    const then = await page.evaluate((scene) => { // at once, before the rest has arrived
      /** @type {HTMLElement} */ (document.querySelector("[data-action=next]")).click();
      const { scene: shown, state } = /** @type {HTMLElement} */ (document.querySelector("main")).dataset;
      return { shown, state, words: document.querySelector(`[data-step=${scene}] h2`)?.checkVisibility({ visibilityProperty: true }) };
    }, scene);
    assert.deepEqual(then, { shown: scene, state: "loading", words: true });
  }
  await explainer.reaches("resting", "playing");
  assert.equal(await explainer.scene(), "selection");

  await page.waitForFunction("seen.at(-1).share === 1", null, { polling: 50, timeout: 60_000 }); // the rest of the engine
  /** @type {{share: number, text: string}[]} */
  const seen = await page.evaluate("seen");
  const { engine, rest, pack, weight, scripts } = await readConfig(page);
  assert.ok(seen.length > 10, `${seen.length} steps of progress`);
  seen.forEach(({ share, text }, i) => {
    assert.ok(share > (seen[i - 1]?.share ?? 0), "it only grows");
    assert.equal(text, `${((share * weight) / 1e6).toFixed(1)} of ${(weight / 1e6).toFixed(1)} MB`);
  });
  assert.equal(seen.at(-1)?.share, 1);
  assert.equal(await page.evaluate("places.size"), 1, "the progress text does not move");
  const came = [engine, ...rest ? [rest] : [], pack, scripts.engine, scripts.support]
    .reduce((sum, { url }) => sum + (sent.get(new URL(url, page.url()).href) ?? 0), 0);
  assert.ok(Math.abs(came / weight - 1) < 0.02, `${came} bytes were received, ${weight} were expected`);
  await page.close();
});

test("the progress text does not overlap the buttons, in the languages that stand for all, at every width", async () => {
  for (const lang of standIns) {
    const page = await here.browser.newPage();
    await page.route(/\.wasm$/, () => {}); // never answers
    for (const width of [320, 560, 640, 799, 800, 960]) {
      await page.setViewportSize({ width, height: 900 });
      await page.goto(`${here.site.origin}/embed/${lang}/?load=eager`);
      await new Explainer(page.mainFrame()).reaches("loading");
      const [line, button] = await page.evaluate(() => [".loading", "[data-action=pause]"].map((part) => {
        const range = document.createRange(); // the text, not its box
        range.selectNodeContents(/** @type {Element} */ (document.querySelector(part)));
        const { left, right, top, bottom } = range.getBoundingClientRect();
        return { left, right, top, bottom };
      }));
      assert.ok(line.right > line.left && button.right > button.left, "both can be seen");
      const apart = line.left >= button.right || line.right <= button.left || line.top >= button.bottom || line.bottom <= button.top;
      assert.ok(apart, `${lang}, ${width} px wide: ${JSON.stringify({ line, button })}`);
    }
    await page.close();
  }
});

for (const [name, connection] of Object.entries({
  "with Save-Data": { saveData: true, effectiveType: "4g" },
  "on a 2G network": { saveData: false, effectiveType: "slow-2g" }
})) {
  test(`${name} the reader is asked first, with the number of megabytes`, async () => {
    const host = await serveHost(Object.fromEntries(standIns.map((lang) => [`/${lang}`, article(`${here.site.origin}/embed/${lang}/?load=eager`)])));
    const context = await here.browser.newContext({ viewport: { width: 390, height: 900 } });
    await context.addInitScript((connection) => Object.defineProperty(navigator, "connection", { value: connection }), connection);
    for (const lang of standIns) {
      const page = await context.newPage();
      /** @type {string[]} */
      const asked = [];
      page.on("request", (request) => asked.push(request.url()));
      await page.goto(`${host.origin}/${lang}`);
      const explainer = await Explainer.inside(page);
      await explainer.frame.waitForSelector("main[data-running]");
      const { weight } = await readConfig(explainer.frame);
      const button = explainer.frame.locator("[data-action=play]");
      const { format, page: texts } = words(lang);
      const size = fill(texts["play.size"], { size: megabytes(weight, format.decimal) });
      assert.deepEqual((await button.innerText()).split("\n"), [texts.play, size], lang);
      // A host's play is not the reader's. Once hello is answered, play has been handled.
      await page.evaluate(() => {
        const w = /** @type {any} */ (window);
        w.messages.length = 0;
        for (const type of ["play", "hello"]) w.embed.contentWindow.postMessage({ explainer: "two-boxes", v: 1, type }, "*");
      });
      await page.waitForFunction(() => /** @type {any} */ (window).messages.some((/** @type {any} */ m) => m.type === "ready"), null, { polling: 50 });
      assert.equal(await explainer.state(), "poster");
      assert.deepEqual(asked.filter((url) => /wasm|\.pack$|engine-host/.test(url)), []);
      if (lang === "en") {
        await explainer.act("play");
        await explainer.reaches("playing", "resting");
      }
      await page.close();
    }
    await context.close();
    await host.close();
  });
}
