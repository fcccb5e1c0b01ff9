// The explainer on other people's pages: it works under strict policies, takes no focus, scroll position,
// history or storage, and follows print, themes and a newsroom's colours.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { describe, test } from "node:test";
import { collectErrors, desktop } from "../lib/chromium.js";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { article, serveHost } from "../lib/site.js";
import { until } from "../lib/until.js";


const denied = ["accelerometer", "autoplay", "camera", "clipboard-read", "clipboard-write", "display-capture", "encrypted-media", "fullscreen", "gamepad",
  "geolocation", "gyroscope", "hid", "keyboard-map", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "publickey-credentials-get",
  "screen-wake-lock", "serial", "storage-access", "sync-xhr", "usb", "xr-spatial-tracking"];

const here = siteInChromium({ launchOptions: { executablePath: desktop }, hosts: (origin) => {
  const embed = `${origin}/embed/en/?load=eager`;
  const plain = article(embed);
  // Neither sized nor styled by the host, and without scripts.
  const bare = plain.replace(/<script>[\s\S]*<\/script>/, "").replace(/<style>[\s\S]*?<\/style>/, "").replace("<iframe", "<iframe width=600 height=850")
    .replace('rel="icon" href="data:,"', 'rel="icon" href="/favicon.html"');
  const policy = `default-src 'none'; img-src 'self'; frame-src ${origin}; require-trusted-types-for 'script'; trusted-types 'none'`;
  return {
    plain: { pages: { "/": plain, "/before": "<!doctype html><title>Before</title><link rel='icon' href='data:,'><a href='/'>to the article</a>" } },
    sandbox: { pages: { "/": article(embed, 'sandbox="allow-scripts"') } },
    policy: { pages: { "/": bare, "/favicon.html": " " }, headers: { "Content-Security-Policy": policy } },
    permissions: { pages: { "/": plain }, headers: { "Permissions-Policy": denied.map((name) => `${name}=()`).join(", ") } },
    isolated: { pages: { "/": plain }, headers: { "Cross-Origin-Embedder-Policy": "require-corp", "Cross-Origin-Opener-Policy": "same-origin" } },
  };
} });

/** @param {string} url @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(url, options) {
  const context = await here.browser.newContext({ viewport: { width: 700, height: 900 }, ...options });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(url);
  return { context, page, errors };
}

describe("plays under restrictions", () => {
  for (const host of ["sandbox", "policy", "permissions", "isolated"]) {
    test(host, async () => {
      const { context, page, errors } = await open(here.hosts[host].origin);
      const explainer = await Explainer.inside(page);
      await explainer.reaches("playing", "resting");
      await explainer.next();
      await explainer.next();
      assert.equal(await explainer.scene(), "selection");
      await explainer.reaches("resting");
      assert.equal(await explainer.frame.locator("canvas").count(), 1);
      if (host === "isolated") assert.ok(await page.evaluate(() => crossOriginIsolated));
      if (host === "sandbox") assert.equal(await explainer.frame.evaluate(() => origin), "null");
      assert.deepEqual(errors, []);
      await context.close();
    });
  }
});

test("takes no focus, does not scroll the article, adds no history, stores nothing, requests nothing from elsewhere", async () => {
  const { context, page, errors } = await open(`${here.hosts.plain.origin}/before`);
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== here.site.origin && origin !== here.hosts.plain.origin) foreign.push(request.url());
  });
  await page.click("a");
  const explainer = await Explainer.inside(page);
  await page.evaluate(() => {
    const w = /** @type {any} */ (window);
    w.scrolls = 0;
    addEventListener("scroll", () => w.scrolls++);
    document.getElementById("before")?.focus({ preventScroll: true });
  });
  const length = await page.evaluate(() => history.length);
  await explainer.reaches("resting");
  assert.equal(await page.evaluate(() => document.activeElement?.id), "before", "the focus stays in the article");
  const say = (/** @type {object} */ message) => page.evaluate((m) =>
    /** @type {HTMLIFrameElement} */ (document.getElementById("embed")).contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...m }, "*"), message);
  for (const scene of ["history", "turnout", "meaning"]) {
    await say({ type: "goto", scene });
    await explainer.frame.waitForFunction((s) => document.querySelector("main")?.dataset.scene === s, scene, { polling: 50 });
  }
  assert.equal(await page.evaluate(() => document.activeElement?.id), "before");
  await say({ type: "theme", theme: "dark" });
  await explainer.frame.waitForSelector("html[data-theme=dark]");
  await explainer.frame.evaluate(() => { location.hash = "count"; });
  await explainer.frame.waitForFunction(() => document.querySelector("main")?.dataset.scene === "count", null, { polling: 50 });
  assert.equal(await page.evaluate(() => /** @type {any} */ (window).scrolls), 0, "the article does not move");
  await explainer.reaches("resting");

  await explainer.frame.evaluate(() => history.length); // the hash above was the test's own entry
  const own = await page.evaluate(() => history.length);
  assert.ok(own <= length + 1);
  for (let i = 0; i < 3; i++) await explainer.act("back");
  assert.equal(await page.evaluate(() => history.length), own, "steps leave no history");

  // In the frame the browser forbids all storage; as a page of its own it would be allowed.
  await assert.rejects(explainer.frame.evaluate(() => localStorage.length), /SecurityError/);
  const alone = await context.newPage();
  await alone.goto(`${here.site.origin}/embed/en/?load=eager`);
  await new Explainer(alone.mainFrame()).reaches("resting");
  await alone.click("[data-action=next]");
  const kept = await alone.evaluate(async () => ({
    cookies: document.cookie, local: localStorage.length, session: sessionStorage.length,
    databases: (await indexedDB.databases()).length, workers: (await navigator.serviceWorker?.getRegistrations?.())?.length ?? 0,
  }));
  assert.deepEqual(kept, { cookies: "", local: 0, session: 0, databases: 0, workers: 0 });
  assert.deepEqual(await context.cookies(), []);
  assert.deepEqual(foreign, []);
  assert.deepEqual(errors, []);
  await context.close();
});

test("Back leaves the article at once", async () => {
  const { context, page } = await open(`${here.hosts.plain.origin}/before`);
  await page.click("a");
  const explainer = await Explainer.inside(page);
  await explainer.reaches("resting", "playing");
  for (let i = 0; i < 3; i++) await explainer.next();
  await page.goBack();
  assert.equal(new URL(page.url()).pathname, "/before");
  await context.close();
});

describe("a print", () => {
  test("has every step with its picture and its text", async () => {
    const { context, page } = await open(`${here.site.origin}/embed/en/?load=eager`);
    const explainer = new Explainer(page.mainFrame());
    await explainer.reaches("resting", "playing");
    await page.emulateMedia({ media: "print" });
    for (const step of await page.locator("[data-step]").all()) {
      const name = await step.getAttribute("data-step");
      assert.ok(await step.locator("h2").isVisible(), `${name}: heading`);
      assert.ok(await step.locator(".picture").isVisible(), `${name}: picture`);
      for (const text of await step.locator(".caption p, .by, .more :is(p, li, h3, caption, th, td)").all()) {
        assert.ok(await text.isVisible(), `${name}: ${await text.textContent()}`);
      }
    }
    assert.equal(await page.locator(".bar:visible, nav:visible, canvas:visible").count(), 0, "no controls");
    const boxes = await page.locator("[data-step]").evaluateAll((all) => all.map((e) => e.getBoundingClientRect()).map((r) => [r.top, r.bottom]));
    for (let i = 1; i < boxes.length; i++) assert.ok(boxes[i][0] >= boxes[i - 1][1] - 1, "the steps follow one another");
    await context.close();
  });

  for (const open_ of [false, true]) {
    test(`on paper has each heading and each text once, with the dialog ${open_ ? "open" : "closed"}`, async () => {
      const { context, page } = await open(`${here.site.origin}/embed/en/?load=eager#ballot`);
      const explainer = new Explainer(page.mainFrame());
      await explainer.reaches("resting");
      await explainer.choose("ballot.room", "secret");
      await explainer.choose("ballot.box", "against"); // its result is announced
      await explainer.reaches("resting");
      /** Without what lines and pages add. @param {string} text */
      const plain = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad]+/g, "");
      const texts = (/** @type {string} */ selector) => page.locator(selector).evaluateAll((all) => all.map((e) => e.textContent ?? ""))
        .then((all) => all.map(plain).filter(Boolean));
      const headings = await texts(".step h2");
      const blocks = [...headings, ...await texts(".step :is(.caption p, .by, .more :is(p, li, h3, caption))")];
      /** Cells of tables by their words: on paper the lines of cells side by side alternate. */
      const cells = await page.locator(".step .more :is(th, td)").evaluateAll((all) => all.flatMap((e) => (e.textContent ?? "").split(/\s+/)));
      const [intro] = await texts("#sources > p");
      const behind = await texts(".info :is(#method p, #credits p, .dates)");
      if (open_) await explainer.act("info");
      const { stdout, error } = spawnSync("pdftotext", ["-", "-"], { input: await page.pdf(), encoding: "utf8" });
      assert.ifError(error);
      // The list of sources repeats the sentences that it is for.
      const [story, sources, ...more] = plain(stdout).split(intro);
      assert.deepEqual([sources.length > 1000, more], [true, []], "the sources follow the steps, once");
      const count = (/** @type {string} */ text, paper = story) => paper.split(text).length - 1;
      for (const heading of headings) assert.equal(count(heading), 1, heading);
      for (const text of new Set(blocks)) {
        if (text.length < 25) assert.ok(count(text) > 0, text); // words that are also part of others
        else assert.equal(count(text), blocks.reduce((sum, block) => sum + block.split(text).length - 1, 0), text);
      }
      for (const word of cells) assert.ok(count(plain(word)) > 0, word);
      for (const text of behind) assert.equal(count(text, sources), 1, text);
      assert.ok(await page.locator("[data-step=ballot] > .more").count() === 1, "the notes are back in their step");
      await context.close();
    });
  }
});

test("below the viewport the engine is downloaded but not started; with load=click neither", async () => {
  for (const load of ["near", "click"]) {
    const below = article(`${here.site.origin}/embed/en/?load=${load}`).replace("<iframe", "<div style='height:1500px'></div><iframe");
    const host = await serveHost({ "/": below });
    const { context, page, errors } = await open("about:blank");
    /** @type {string[]} */
    const fetched = [];
    page.on("requestfinished", (request) => fetched.push(request.url()));
    await page.goto(host.origin);
    const explainer = await Explainer.inside(page);
    if (load === "near") await until(() => fetched.some((url) => url.endsWith(".pack")), "the engine and the pack have arrived");
    assert.equal(await explainer.state(), "poster");
    assert.equal(await explainer.frame.locator("canvas").count(), 0);
    assert.equal(fetched.some((url) => url.endsWith(".wasm")), load === "near");
    await page.locator("#embed").scrollIntoViewIfNeeded();
    if (load === "click") await explainer.act("play");
    await explainer.reaches("playing", "resting");
    assert.deepEqual(errors, []);
    await context.close();
    await host.close();
  }
});

test("posters follow the theme parameter, whatever the system's theme, in each shape", async () => {
  for (const system of /** @type {const} */ (["light", "dark"])) {
    const { context, page } = await open("about:blank", { colorScheme: system });
    for (const theme of ["auto", "light", "dark"]) {
      await page.goto("about:blank"); // the same address again would not reload
      await page.goto(`${here.site.origin}/embed/en/?load=click&theme=${theme}#ballot`);
      const dark = theme === "dark" || (theme === "auto" && system === "dark");
      for (const [width, height, shape] of /** @type {const} */ ([[390, 560, "narrow"], [640, 900, "regular"], [390, 900, "tall"], [1000, 900, "wide"]])) {
        await page.setViewportSize({ width, height });
        await page.locator("[data-step=ballot] img").scrollIntoViewIfNeeded();
        await page.waitForFunction(({ name, dark }) => {
          const { currentSrc } = /** @type {HTMLImageElement} */ (document.querySelector("[data-step=ballot] img"));
          return currentSrc.includes(name) && currentSrc.endsWith("#dark") === dark;
        }, { name: `ballot-${shape}-en.`, dark }, { timeout: 15_000 }).catch(() => assert.fail(`${theme} where the system is ${system}, ${shape}`));
      }
    }
    await context.close();
  }
});

test("with forced colours every control is visible", async () => {
  const { context, page } = await open(`${here.site.origin}/embed/en/?load=click`, { forcedColors: "active" });
  await page.waitForSelector("main[data-running]");
  assert.ok(await page.evaluate(() => matchMedia("(forced-colors: active)").matches));
  const { color, background } = await page.locator("body").evaluate((b) =>
    ({ color: getComputedStyle(b).color, background: getComputedStyle(b).backgroundColor }));
  assert.notEqual(color, background);
  for (const name of ["next", "play", "info"]) assert.ok(await page.locator(`[data-action=${name}]`).isVisible(), name);
  await page.locator("[data-action=info]").click();
  for (const name of ["close", "text", "share", "embed", "language"]) assert.ok(await page.locator(`.info [data-action=${name}]`).isVisible(), name);
  await context.close();
});

describe("a newsroom's own colours", () => {
  const read = () => {
    const root = getComputedStyle(document.documentElement);
    return ["--paper", "--ink", "--accent", "--radius", "--for", "--against"].map((name) => root.getPropertyValue(name).trim().toLowerCase());
  };

  test("apply to page and picture, but the votes' colours stay", async () => {
    const usual = await open(`${here.site.origin}/embed/en/?load=eager&theme=light`);
    await new Explainer(usual.page.mainFrame()).reaches("resting");
    const [, , , , forBox, againstBox] = await usual.page.evaluate(read);
    await usual.context.close();

    const { context, page } = await open(`${here.site.origin}/embed/en/?load=eager&theme=light&paper=fff4d6&ink=102030&accent=7a1f5c&radius=12`);
    const explainer = new Explainer(page.mainFrame());
    await explainer.reaches("resting");
    const [paper, ink, accent, radius, f, a] = await page.evaluate(read);
    assert.deepEqual({ paper, ink, accent, radius }, { paper: "#fff4d6", ink: "#102030", accent: "#7a1f5c", radius: "12px" });
    assert.deepEqual([f, a], [forBox, againstBox]);
    const corner = await page.evaluate(async (png) => {
      const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(png), (c) => c.charCodeAt(0))], { type: "image/png" }));
      const canvas = new OffscreenCanvas(1, 1).getContext("2d");
      canvas?.drawImage(bitmap, 0, 0);
      return [...canvas?.getImageData(0, 0, 1, 1).data ?? []].slice(0, 3);
    }, (await explainer.picture()).toString("base64"));
    assert.deepEqual(corner, [0xff, 0xf4, 0xd6], "the picture's background is the page's");
    await context.close();
  });

  test("are refused with a hint where the contrast is too low", async () => {
    const context = await here.browser.newContext();
    const page = await context.newPage();
    /** @type {string[]} */
    const hints = [];
    page.on("console", (m) => { if (m.text().startsWith("two-boxes:")) hints.push(m.text()); });
    await page.goto(`${here.site.origin}/embed/en/?load=click&theme=light`);
    const usual = await page.evaluate(read);
    await page.goto(`${here.site.origin}/embed/en/?load=click&theme=light&paper=ffffff&ink=bbbbbb&accent=eeeeee`);
    await page.waitForSelector("main[data-running]");
    assert.deepEqual(await page.evaluate(read), usual);
    assert.equal(hints.length, 2);
    assert.match(hints[0], /ink #bbbbbb on #ffffff has a contrast of 1\.9\d; at least 4\.5 is needed/);
    await context.close();
  });
});
