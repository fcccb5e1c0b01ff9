// The embed-code builder and the samples.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { describe, test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { siteInChromium } from "./lib/fixture.js";
import { dist } from "./lib/site.js";
import { everything, languages, root, words as wordsOf } from "./lib/story.js";
import { until } from "./lib/until.js";

const here = siteInChromium();
const deploy = JSON.parse(await readFile(`${root}/web/deploy.json`, "utf8"));
const index = await readFile(`${root}/${dist}/samples/index.html`, "utf8");
const samples = [...index.matchAll(/<dt><a href="([\w-]+)\/"/g)].map(([, name]) => name);

/** @param {string} path */
async function open(path) {
  const context = await here.browser.newContext({ viewport: { width: 1000, height: 900 }, permissions: ["clipboard-read", "clipboard-write"] });
  const page = await context.newPage();
  const errors = collectErrors(page);
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (r) => { if (!r.url().startsWith(here.site.origin)) foreign.push(r.url()); });
  await page.goto(here.site.origin + path);
  return { context, page, errors, foreign };
}

describe("samples", () => {
  test("there is a sample for every way to embed", () => {
    for (const name of ["plain", "narrow", "dark", "two", "pinned", "scroll-box", "tab", "pym", "iframe-resizer", "sandboxed", "live"])
      assert.ok(samples.includes(name), name);
  });

  // In daily work two: one written for all, and one that changes.
  for (const name of everything ? samples : ["plain", "live"]) {
    test(name, async () => {
      const { context, page, errors, foreign } = await open(`/samples/${name}/`);
      if (name === "tab") {
        assert.equal(await page.locator("iframe").isVisible(), false);
        await page.locator("#second").check();
      }
      const frames = ["two", "live"].includes(name) ? 2 : 1;
      await page.waitForFunction((n) => document.querySelectorAll("iframe").length === n, frames, { polling: 50 });
      for (let n = 0; n < frames; n++) {
        const element = page.locator("iframe").nth(n);
        await element.scrollIntoViewIfNeeded();
        assert.ok(await element.getAttribute("title"), "titled");
        const frame = await (await element.elementHandle())?.contentFrame();
        assert.ok(frame);
        await frame.waitForSelector(["pym", "sandboxed"].includes(name) ? "main[data-state=playing], main[data-state=resting]" : "main[data-running]");
        if (!["plain", "sandboxed", "pinned"].includes(name)) { // those have a height of their own
          await frame.waitForFunction(() => Math.ceil(document.body.scrollHeight) === innerHeight, null, { polling: 50 });
        }
        if (name === "dark") assert.equal(await frame.evaluate(() => getComputedStyle(document.documentElement).getPropertyValue("--paper").trim()), "#10161d");
      }
      assert.deepEqual(errors, []);
      assert.deepEqual(foreign, []);
      await context.close();
    });
  }

  test("each has a thumbnail", async () => {
    const { context, page, errors, foreign } = await open("/samples/");
    const pictures = page.locator("dt a[href] img");
    assert.equal(await pictures.count(), samples.length);
    for (const picture of await pictures.all()) {
      await picture.scrollIntoViewIfNeeded();
      await picture.evaluate((image) => /** @type {HTMLImageElement} */ (image).decode());
    }
    assert.deepEqual(errors, []);
    assert.deepEqual(foreign, []);
    await context.close();
  });

  test("third-party scripts are unchanged", async () => {
    for (const [mine, theirs] of [["pym.v1.min.js", "pym.js/dist/pym.v1.min.js"], ["iframeResizer.min.js", "iframe-resizer/js/iframeResizer.min.js"]]) {
      assert.ok((await readFile(`${root}/web/samples/${mine}`)).equals(await readFile(new URL(`node_modules/${theirs}`, import.meta.url))), mine);
    }
  });
});

describe("the builder", () => {
  test("writes the code for the settings, previews it, and copies it, all by keyboard", async () => {
    const { context, page, errors, foreign } = await open("/builder/");
    const code = () => page.locator("#code").inputValue();
    assert.match(await code(),
      new RegExp(`^<div data-two-boxes data-lang="en">\\n  <iframe src="${deploy.origin}/embed/en/" .*\\n</div>\\n` +
        `<script src="${deploy.origin}/embed\\.js" async></script>$`)
    );

    const isSample = new URL(deploy.origin).hostname.endsWith(".example");
    assert.equal(await page.locator(".warning").count(), isSample ? 1 : 0, "a warning while deploy.json names an example");
    if (isSample) assert.ok((await page.locator(".warning").textContent())?.includes(deploy.origin));

    await page.locator("[name=theme]").focus();
    await page.keyboard.press("ArrowDown"); // light
    await page.keyboard.press("ArrowDown"); // dark
    await page.locator("[name=scene]").focus();
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /embed\/en\/\?theme=dark#history"/);
    await page.locator("[name=kind]:checked").focus();
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /<script src="[^"]*\/assets\/embed\.\w+\.js" integrity="sha256-[^"]+" crossorigin async><\/script>$/);
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /^<two-boxes lang="en" scene="history" theme="dark">/);
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /^"use client";\nimport "two-boxes";\n[^]*<two-boxes lang="en" scene="history" theme="dark">[^]*style=\{\{ border: 0 \}\}/);
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /^<iframe src=[^>]*><\/iframe>$/);
    await page.keyboard.press("ArrowDown");
    assert.match(await code(), /^<!-- wp:html -->/);
    assert.match(await page.locator("#note").textContent() ?? "", new RegExp(`${deploy.origin}/stills/en/history/$`));

    for (const width of ["320", "640", "960"]) {
      await page.locator(`[name=preview][value="${width}"]`).check();
      await page.waitForFunction((w) => document.querySelector(".preview iframe")?.clientWidth === Number(w), width, { polling: 50 });
    }
    const frame = await (await page.waitForSelector(".preview iframe")).contentFrame();
    assert.ok(frame);
    await frame.waitForSelector("main[data-running][data-scene=history]");
    assert.equal(await frame.locator("html").getAttribute("data-theme"), "dark");

    await page.locator("#copy").focus();
    await page.keyboard.press("Enter");
    await page.waitForFunction(() => document.querySelector("#copy + [role=status]")?.textContent, null, { polling: 50 });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code());
    assert.deepEqual(errors, []);
    assert.deepEqual(foreign, []);
    await context.close();
  });

  test("has a field for every parameter, and the code, the address and the preview follow it", async () => {
    const { context, page, errors } = await open("/builder/");
    const usual = await page.locator("#code").inputValue();
    /** @type {Record<string, string>} */
    const set = { theme: "light", layout: "stage", controls: "none", load: "click", motion: "reduced",
      paper: "#fffdf0", ink: "102030", accent: "#7a1f5c", radius: "8", feed: "/feed/turnout.json", unit: "north" };
    const names = await page.locator("[data-parameter]").evaluateAll((fields) => fields.map((field) => /** @type {HTMLInputElement} */ (field).name));
    assert.deepEqual(names.sort(), Object.keys(set).sort());
    await page.locator("[value=frame]").check();
    for (const name of names) {
      const field = page.locator(`[data-parameter][name=${name}]`);
      if (await field.evaluate((element) => element.tagName === "SELECT")) await field.selectOption(set[name]);
      else await field.fill(set[name]);
      assert.ok((await page.locator("#code").inputValue()).includes(`${name}=${encodeURIComponent(set[name])}`), name);
    }
    assert.equal(await page.locator("#refusals").textContent(), "");
    const frame = await (await page.waitForSelector(".preview iframe[src*=unit]")).contentFrame();
    assert.ok(frame);
    await frame.waitForSelector("main[data-running]");
    const address = new URL(frame.url());
    assert.deepEqual(Object.fromEntries(address.searchParams), { ...set, feed: address.origin + set.feed });
    const shown = await frame.evaluate(() => {
      const style = getComputedStyle(document.documentElement);
      return [document.documentElement.dataset.layout, ...["--paper", "--ink", "--accent", "--radius"].map((name) => style.getPropertyValue(name).trim())];
    });
    assert.deepEqual(shown, ["stage", "#fffdf0", "#102030", "#7a1f5c", "8px"]);
    await until(() => errors.length > 0, "the sample's feed has no units");
    assert.deepEqual(errors, ["warning: two-boxes: unit=north is not in the feed; it has no units"]);

    await page.locator("[value=script]").check();
    for (const [name, value] of Object.entries(set)) assert.ok((await page.locator("#code").inputValue()).includes(` data-${name}="${value}"`), name);
    await page.reload();
    assert.equal(await page.locator("#code").inputValue(), usual, "the code of no settings names none");
    await context.close();
  });

  test("says which values the player would not use, and leaves them out", async () => {
    const { context, page, errors } = await open("/builder/?lang=ko&theme=light&accent=red&ink=%23999&unknown=1#count");
    const code = page.locator("#code");
    assert.match(await code.inputValue(), /embed\/ko\/\?theme=light#count"/);
    const refusals = page.locator("#refusals p");
    assert.match((await refusals.allTextContents()).join(" "), /accent=red: use rrggbb.* ink #999999 on #f6f2ea has a contrast of 2\.5\d/i);
    for (const name of ["accent", "ink"]) assert.equal(await page.locator(`[name=${name}]`).getAttribute("aria-invalid"), "true", name);
    await page.locator("[name=accent]").fill("#7a1f5c");
    await page.locator("[name=ink]").fill("");
    assert.equal(await refusals.count(), 0);
    await page.locator("[name=width]").fill("50");
    assert.deepEqual(await refusals.allTextContents(), ["width=50: use 280 to 1600; the code is for 280."]);
    await page.locator("[name=width]").fill("640");
    assert.equal(await refusals.count(), 0);
    assert.equal(await page.locator("[name=accent]").getAttribute("aria-invalid"), "false");
    assert.match(await code.inputValue(), /\?theme=light&#38;accent=%237a1f5c#count"/);
    for (const type of ["svg", "png"]) {
      const link = new URL(await page.locator(`.still-${type}`).getAttribute("href") ?? "", page.url());
      assert.equal(link.pathname, `/stills/ko/count.${type}`);
      assert.equal((await fetch(link)).status, 200);
    }
    assert.deepEqual(errors, []);
    await context.close();
  });

  test("writes a figure for a sentence, in the language and for the kind of page; with a feed it is a dash", async () => {
    const { context, page, errors } = await open("/builder/");
    const code = () => page.locator("#figure-code").inputValue();
    assert.match(await code(), /^<span data-two-boxes-counter="turnout">\d\d\.\d\d%<\/span>$/);
    await page.locator("[name=figure]").selectOption("province.for");
    await page.locator("[name=kind][value=element]").check();
    assert.match(await code(), /^<two-boxes-counter of="province\.for">\d\d\.\d\d%<\/two-boxes-counter>$/);
    const english = await code();
    await page.locator("[name=lang]").selectOption("ar");
    assert.match(await code(), /^<two-boxes-counter of="province\.for">[^<]*\d[^<]*<\/two-boxes-counter>$/);
    assert.notEqual(await code(), english, "the percent sign and its direction are the language's");
    await page.locator("[name=kind][value=frame]").check();
    assert.match(await code(), /needs the host script/);
    await page.locator("[name=kind][value=react]").check();
    await page.locator("[name=figure]").selectOption("turnout");
    await page.locator("[name=feed]").fill("/feed/turnout.json");
    assert.equal(await code(), '<two-boxes-counter of="turnout">—%</two-boxes-counter>');
    await page.locator("[data-copies=figure-code]").click();
    await page.waitForFunction(() => document.querySelector("[data-copies=figure-code] + [role=status]")?.textContent, null, { polling: 50 });
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await code());
    assert.deepEqual(errors.filter((line) => !line.includes("feed")), []);
    await context.close();
  });

  test("typed text is escaped in the code, and does not become part of the page", async () => {
    const { context, page, errors } = await open("/builder/");
    const feed = `https://x.example/"><img src=x onerror=alert(1)>`;
    await page.locator("[name=feed]").fill(feed);
    for (const kind of ["script", "element", "react", "frame", "wordpress"]) {
      await page.locator(`[value=${kind}]`).check();
      const code = await page.locator("#code").inputValue();
      assert.ok(code.includes("onerror") && !code.includes("<img"), code);
    }
    assert.match(await page.locator("#refusals").textContent() ?? "", /feeds from https:\/\/x\.example are not allowed/);
    assert.equal(await page.locator("img").count(), 0);
    assert.deepEqual(errors.filter((line) => !line.includes("feeds from https://x.example are not allowed")), []);
    await context.close();
  });
});

test("the list of corrections can be read without scripts, and as JSON", async () => {
  const context = await here.browser.newContext({ javaScriptEnabled: false });
  const page = await context.newPage();
  for (const { lang, page: words } of languages().map(wordsOf)) {
    await page.goto(`${here.site.origin}/embed/${lang}/`);
    await page.locator("#credits > summary").click();
    const list = page.locator("#corrections");
    assert.ok(await list.isVisible(), lang);
    const data = new URL(await page.locator('link[rel=alternate][type="application/json"]').getAttribute("href") ?? "", page.url());
    assert.equal(data.pathname, "/corrections.json");
    const { v, corrections } = await (await fetch(data)).json();
    assert.equal(v, 1);
    const shown = await list.locator("li > time").evaluateAll((dates) => dates.map((date) => date.getAttribute("datetime")));
    assert.deepEqual(shown, corrections.map((/** @type {{date: string}} */ c) => c.date), lang);
    assert.equal((await list.innerText()).includes(words["corrections.none"]), corrections.length === 0, lang);
  }
  await context.close();
});

test("the pages link to an oEmbed response with a frame that fits", async () => {
  for (const path of ["/", "/embed/en/", "/embed/ko/", "/stills/en/ballot/"]) {
    const html = await (await fetch(here.site.origin + path)).text();
    const link = /<link rel="alternate" type="application\/json\+oembed" href="([^"]+)"/.exec(html);
    assert.ok(link && link.index < 150_000, path);
    assert.ok(link[1].startsWith(deploy.origin + "/"));
    const answer = await (await fetch(here.site.origin + link[1].slice(deploy.origin.length))).json();
    assert.equal(answer.version, "1.0");
    assert.equal(answer.type, "rich");
    assert.match(answer.html, /^<iframe src="[^"]+" title="[^"]+" width="\d+" height="\d+"[^>]*><\/iframe>$/);

    const { pathname, hash } = new URL(/src="([^"]+)"/.exec(answer.html)?.[1] ?? "");
    assert.equal(hash, path.includes("ballot") ? "#ballot" : "");
    const { context, page } = await open(`${pathname}?load=click${hash}`);
    await page.setViewportSize({ width: answer.width, height: 900 });
    await page.waitForSelector("main[data-running]");
    assert.equal(await page.evaluate(() => document.body.scrollHeight), answer.height);
    await context.close();
  }
});
