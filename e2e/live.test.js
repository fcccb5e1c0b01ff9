// Counters in an article's own text, and the live feed, also when it fails.
import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { describe, test } from "node:test";
import { siteInChromium } from "./lib/fixture.js";
import { everything, fact, testedLanguages } from "./lib/story.js";
import { until } from "./lib/until.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */
/** @typedef {import("playwright-core").Route} Route */

const polling = 50;
const minute = 60_000;
const reported = String(fact("turnout.2023"));

const here = siteInChromium({ hosts: (origin) => {
  const page = (/** @type {string} */ body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,">
<style>body{margin:0 auto;max-width:600px;font:18px/1.5 serif}</style>
<script type="module" src="${origin}/embed.js"></script><script src="${origin}/embed.js" async></script>${body}`;
  const counter = (/** @type {string} */ shown, lang = "en", name = "turnout") =>
    `<p lang="${lang}">The share was <b data-two-boxes-counter="${name}">${shown}</b><span>, it was reported.</span></p>`;
  const live = `data-scene="turnout" data-feed="${origin}/feed/under-test.json"`;
  return { article: { pages: {
    "/count": page(counter(`${reported}%`) + counter(`${reported.replace(".", ",")} Prozent`, "de") +
      counter(`${reported}%`, "ar") + counter("nearly all") +
        counter(`${fact("province.for")}%`, "en", "province.for") +
        '<div data-two-boxes data-load="eager" data-scene="turnout"></div>'),
    "/live": page(counter("41.5%") + `<div data-two-boxes data-load="eager" ${live}></div>`),
    "/text": page(counter("41.5%") + counter("—%") + counter("nearly all") + `<div data-two-boxes data-load="click" ${live}></div>`),
    "/many": page(`<div data-two-boxes data-load="click" ${live}></div>`.repeat(20)),
    "/foreign": page('<div data-two-boxes data-load="click" data-scene="turnout" data-feed="https://elsewhere.example/feed.json"></div>'),
  } } };
} });

/** A newsroom's feed, and the page's requests, warnings and errors. */
class Newsroom {
  asked = 0;
  /** @type {string[]} */ warnings = [];
  /** @type {string[]} */ uncaught = [];
  /** @type {(route: Route) => unknown} */ answer = () => undefined;

  /** @param {import("playwright-core").BrowserContext} context @param {Page} page */
  async open(context, page) {
    await context.route("**/feed/under-test.json", async (route) => {
      this.asked++;
      await Promise.resolve(this.answer(route)).catch(() => {}); // the page may have given up
    });
    page.on("console", (m) => { if (m.text().startsWith("two-boxes:")) this.warnings.push(m.text()); });
    page.on("pageerror", (error) => this.uncaught.push(error.message));
  }

  /** @param {object} change */
  reading = (change) => ({
    v: 1, election: "Council of <b>Example</b>", asOf: "2027-07-18T12:00:00+09:00", turnout: 47.8, for: null, against: null, final: false,
    source: { name: "Example & Agency", url: "https://example.org/report?a=1&b=2" }, ...change,
  });

  /** @param {object} change */
  publish(change) {
    this.send(this.reading(change));
  }

  /** @param {object} feed */
  send(feed) {
    const body = JSON.stringify(feed);
    this.answer = (route) => route.fulfill({ body, contentType: "application/json" });
  }
}

/** @param {string} path @param {Newsroom} newsroom @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(path, newsroom, options = {}) {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 1000 }, ...options });
  const page = await context.newPage();
  await newsroom.open(context, page);
  return { context, page, go: async () => {
    await page.goto(here.hosts.article.origin + path);
    await page.waitForSelector("iframe");
    return explainers(page);
  } };
}

/** @param {Page} page @returns {Promise<Frame[]>} */
async function explainers(page) {
  const frames = [];
  for (const iframe of await page.locator("iframe").all()) {
    await iframe.scrollIntoViewIfNeeded(); // it loads when it comes near
    const frame = await (await iframe.elementHandle())?.contentFrame();
    assert.ok(frame);
    await frame.waitForSelector("main[data-running]");
    frames.push(frame);
  }
  return frames;
}

/** @param {Frame} frame @param {string} text that the step's report shows */
const reports = (frame, text) => frame.waitForFunction(
  (t) => document.querySelector(".report")?.textContent?.includes(t), text, { polling, timeout: 30_000 })
  .catch(async () => assert.fail(`${await frame.locator(".report").textContent()} does not contain ${text}`));

/** @param {Frame} frame */
const rests = (frame) => frame.waitForFunction(() => document.querySelector("main")?.dataset.state === "resting", null, { polling, timeout: 60_000 });

/** Makes the page seem hidden or visible. @param {Frame} frame @param {boolean} visible */
async function setVisible(frame, visible) {
  await frame.evaluate((v) => {
    Object.defineProperty(document, "hidden", { value: !v, configurable: true });
    document.dispatchEvent(new Event("visibilitychange"));
  }, visible);
}

/** Makes the page request the feed at once, as when it becomes visible. @param {Frame} frame */
async function refresh(frame) {
  await setVisible(frame, false);
  await setVisible(frame, true);
}

/**
 * What is visible in the article at a moment.
 * @typedef {object} Seen
 * @property {string} text     all visible text of the page, generated content included
 * @property {string} state    the explainer's last state
 * @property {boolean[]} marked  whether each figure is underlined, in order
 * @property {string} positions  of the text after each figure
 */

/** Logs in `log` what is visible, at each change of the page and in each frame. @param {Page} page */
const watch = (page) => page.addInitScript(() => {
  if (top !== window) return;
  const log = /** @type {any} */ (window).log = /** @type {Seen[]} */ ([]);
  let state = "", last = "";
  addEventListener("message", ({ data }) => { if (data?.type === "state") ({ state } = data); });
  const text = () => {
    const seen = [];
    const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
    for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
      if (node instanceof Element) {
        for (const pseudo of ["::before", "::after"]) {
          const { content } = getComputedStyle(node, pseudo);
          if (content !== "none" && content !== "normal") seen.push(content);
        }
      } else if (node.parentElement?.checkVisibility({ opacityProperty: true, visibilityProperty: true })) seen.push(node.textContent);
    }
    return seen.join("");
  };
  const look = () => {
    if (document.readyState === "loading") return;
    const figures = [...document.querySelectorAll("[data-two-boxes-counter]")];
    const now = /** @type {Seen} */ ({
      text: text(), state, marked: figures.map((e) => getComputedStyle(e).textDecorationLine === "underline"),
      positions: figures.map((e) => { const r = e.nextElementSibling?.getBoundingClientRect(); return r && `${r.x} ${r.y + scrollY}`; }).join(),
    });
    if (last !== (last = JSON.stringify(now))) log.push(now);
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const frame = () => {
    look();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

describe("counters in the article", () => {
  test("they always show the reported figure, are marked while their scene plays, and nothing shifts", async () => {
    const { context, page, go } = await open("/count", new Newsroom());
    await watch(page);
    const [frame] = await go();
    const log = async () => /** @type {Seen[]} */ (await page.evaluate(() => /** @type {any} */ (window).log));
    await rests(frame);
    await page.waitForFunction(() => /** @type {any} */ (window).log.at(-1).state === "resting", null, { polling });

    const [first, ...others] = await log();
    for (const shown of [`${reported}%`, `${reported.replace(".", ",")} Prozent`, "nearly all", `${fact("province.for")}%`]) {
      assert.ok(first.text.includes(`was ${shown},`), shown);
    }
    for (const { text, positions } of others) assert.deepEqual({ text, positions }, { text: first.text, positions: first.positions });
    for (const { state, marked } of [first, ...others]) {
      assert.equal(marked[4], false, "another scene's figure is not marked");
      if (state !== "playing") assert.ok(!marked.includes(true), `marked while ${state}`);
    }
    assert.ok(others.some(({ marked }) => marked.slice(0, 4).every(Boolean)), "all figures of the scene are marked");

    await frame.locator("[data-action=replay]").click();
    await page.waitForFunction(() => document.querySelector("[data-two-boxes-playing]"), null, { polling });
    await frame.locator("[data-action=next]").click();
    await page.waitForFunction(() => !document.querySelector("[data-two-boxes-counter=turnout][data-two-boxes-playing]"), null, { polling });
    for (const { text } of await log()) assert.equal(text, first.text);
    assert.equal(await page.evaluate(() => Object.keys(window).filter((k) => /two.?boxes/i.test(k)).join()), "TwoBoxes");
    await context.close();
  });

  test("with reduced motion they are never marked, and without scripts they are plain text", async () => {
    const quiet = await open("/count", new Newsroom(), { reducedMotion: "reduce" });
    await watch(quiet.page);
    const [frame] = await quiet.go();
    await rests(frame);
    assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "turnout");
    const log = /** @type {Seen[]} */ (await quiet.page.evaluate(() => /** @type {any} */ (window).log));
    assert.ok(log.every(({ text, marked }) => text === log[0].text && !marked.includes(true)));
    await quiet.context.close();
    const plain = await open("/count", new Newsroom(), { javaScriptEnabled: false });
    await plain.page.goto(here.hosts.article.origin + "/count");
    assert.equal(await plain.page.locator("[data-two-boxes-counter]").first().textContent(), `${reported}%`);
    await plain.context.close();
  });
});

describe("the live feed", () => {
  test("picture, page and article change to a new reading together", async () => {
    const newsroom = new Newsroom();
    newsroom.publish({ turnout: null });
    const { context, page, go } = await open("/live", newsroom);
    await watch(page);
    const [frame] = await go();
    await reports(frame, "No turnout");
    await rests(frame);
    await page.evaluate(() => {
      const all = /** @type {any} */ (window).all = /** @type {number[]} */ ([]);
      addEventListener("message", ({ data }) => data?.type === "counters" && all.push(data.values.turnout));
    });
    for (const turnout of [47.8, 52.125]) {
      newsroom.publish({ turnout });
      await refresh(frame);
      const shown = turnout === 47.8 ? "47.8%" : "52.12%";
      await reports(frame, shown);
      await page.waitForFunction((end) => /** @type {any} */ (window).all.at(-1) === end, turnout, { polling, timeout: 30_000 });
      await page.waitForFunction((text) => document.querySelector("[data-two-boxes-counter]")?.textContent === text, shown, { polling, timeout: 10_000 });
      const values = await page.evaluate(() => /** @type {any} */ (window).all.splice(0));
      assert.deepEqual(values, [turnout], "nothing between two readings");
    }
    await rests(frame);
    const log = /** @type {Seen[]} */ (await page.evaluate(() => /** @type {any} */ (window).log));
    assert.deepEqual([...new Set(log.map(({ text }) => /was (.*?),/.exec(text)?.[1]))], ["41.5%", "47.8%", "52.12%"], "nothing between two readings");
    const first = log.findIndex(({ text }) => text.includes("47.8%"));
    assert.equal(new Set(log.slice(first - 1).map(({ positions }) => positions)).size, 1, "no reading moves the text");
    assert.ok(log.some(({ marked }) => marked[0]));
    assert.ok(log.every(({ marked, state }) => !marked[0] || state === "playing"));
    await context.close();
  });

  test("a reading is shown as text with election, time and source, and none of the story's own text", async () => {
    const newsroom = new Newsroom();
    newsroom.publish({ for: 99.5, against: 0.25 });
    const { context, page, go } = await open("/text", newsroom);
    const [frame] = await go();
    const height = () => frame.evaluate(() => document.body.scrollHeight);
    await reports(frame, "47.8%");
    const tall = await height();
    const report = frame.locator(".report");
    const step = frame.locator("[data-step=turnout]");
    assert.match(await step.innerText(),
      /Council of <b>Example<\/b>.*18 July 2027, 12:00 UTC\+9.*47\.8%.*Source: Example & Agency.*99\.5%.*0\.25%/s);
    assert.equal(await step.locator(".origin a").getAttribute("href"), "https://example.org/report?a=1&b=2");
    assert.equal(await step.locator(":is(.report, .votes, .origin) :is(b, script, img)").count(), 0);
    for (const own of [".caption", ".results p", ".spots", "img"]) assert.equal(await step.locator(own).first().isVisible(), false, own);
    await frame.locator("[data-action=info]").click();
    assert.match(await frame.locator("dialog[open] .more").innerText(), /^Reports so far\s+18 July 2027, 12:00 UTC\+9\s+47\.8%$/, "in the dialog, too");
    await frame.locator("[data-action=close]").click();
    const picture = step.locator(".picture");
    assert.match(await picture.innerText(), // the picture as well
      /^47\.8%\s+Reported: 47\.8%.*For: 99\.5%.*Against: 0\.25%.*Latest report: 18 July 2027, 12:00 UTC\+9$/s);
    for (const shown of [await picture.getAttribute("aria-label"), await step.locator(".described .rest").textContent()]) {
      assert.equal(shown, await report.locator(".figure").textContent());
    }
    await page.waitForFunction(() => document.querySelector("[data-two-boxes-counter]")?.textContent === "47.8%", null, { polling, timeout: 10_000 });
    assert.deepEqual(await page.locator("[data-two-boxes-counter]").allTextContents(), ["47.8%", "47.8%", "47.8%"]);

    newsroom.publish({ election: "E ".repeat(5000), asOf: "2027-07-19T08:00:00Z" });
    await refresh(frame);
    await reports(frame, "19 July 2027");
    assert.equal(await height(), tall, "a reading does not change the height");
    newsroom.publish({ turnout: 80, asOf: "2027-07-20T23:30:00-03:30", final: true });
    await refresh(frame);
    await reports(frame, "Final report, dated 20 July 2027");
    assert.doesNotMatch(await report.textContent() ?? "", /23:30|No update/);
    const { asked } = newsroom;
    await refresh(frame);
    await until(() => newsroom.asked > asked, "a request after the final reading, which may have been an error");
    newsroom.publish({ turnout: 81, asOf: "2027-07-21T00:10:00-03:30" });
    await refresh(frame);
    await reports(frame, "81%");
    assert.doesNotMatch(await report.textContent() ?? "", /Final/);
    await context.close();
  });

  /** A feed of version 2 with three units. @param {object} change @param {object} [north] of the second */
  const report2 = (change, north) => ({
    v: 2, election: "Council of Example", asOf: "2027-07-18T12:00:00+09:00", status: "counting",
    source: { name: "Example Agency", url: "https://example.org/report" },
    units: [{ id: "all", name: "All districts", turnout: 47.8 }, { id: "north", name: "North <b>district</b>", registered: 1000, voted: 314, ...north },
      { id: "south", name: "South" }], ...change,
  });

  test("of a feed with units the first is shown, or the one that the address names, and nothing of one it does not have", async () => {
    const newsroom = new Newsroom();
    const { context, page } = await open("/", newsroom);
    const go = async (/** @type {string} */ query) => {
      await page.goto("about:blank");
      await page.goto(`${here.site.origin}/embed/en/?load=click&feed=..%2F..%2Ffeed%2Funder-test.json${query}#turnout`);
      return page.mainFrame();
    };
    const step = page.locator("[data-step=turnout]");
    newsroom.send(report2({ headline: "A <i>long</i> night", note: "The next report is due at one." },
      { for: 60, against: 39.5, range: [31, 31.6], counted: { done: 3, total: 12 } }));
    await reports(await go(""), "47.8%");
    assert.match(await step.innerText(), /A <i>long<\/i> night.*All districts: Council of Example/s);
    assert.doesNotMatch(await step.innerText(), /60%/);
    assert.deepEqual((await step.locator(".tally .units li").allInnerTexts()).map((text) => text.replace(/\s+/g, " ")),
      ["All districts 47.8%", "North <b>district</b> 31.4%", "South –"], "the units beside each other");
    const north = await go("&unit=north");
    await reports(north, "31.4%");
    assert.match(await step.innerText(), /North <b>district<\/b>.*due at one.*31% to 31\.6%.*3 of 12.*60%.*39\.5%/s);
    assert.doesNotMatch(await step.innerText(), /47\.8/);
    assert.equal(await step.locator(".units").count(), 0);
    newsroom.send(report2({}, { withdrawn: true, for: 60 }));
    await refresh(north);
    await reports(north, "The last figures were withdrawn");
    assert.doesNotMatch(await step.innerText(), /31\.4|60%/);
    await reports(await go("&unit=south"), "No turnout has been reported yet");
    await reports(await go("&unit=east"), "No turnout has been reported yet");
    assert.doesNotMatch(await step.innerText(), /\d%/);
    assert.match(newsroom.warnings.join(), /unit=east is not in the feed; it has all, north, south/);
    assert.deepEqual(newsroom.uncaught, []);
    await context.close();
  });

  test("a correction is named in picture and text; the text has the note once, and all units", async () => {
    const newsroom = new Newsroom();
    const { context, page } = await open("/", newsroom);
    newsroom.send(report2({ note: "The next report is due at one." }));
    await page.goto(`${here.site.origin}/embed/en/?load=click&feed=..%2F..%2Ffeed%2Funder-test.json`);
    const frame = page.mainFrame();
    await reports(frame, "47.8%");
    assert.doesNotMatch(await page.locator("main").innerText(), /corrected/);
    const districts = Array.from({ length: 5 }, (_, i) => ({ id: `d${i}`, name: `District ${i}`, turnout: 50 + i, for: 60.5 }));
    const units = [{ id: "all", name: "All districts", turnout: 46.8 }, ...districts];
    newsroom.send(report2({ note: "The next report is due at one.", units }));
    await refresh(frame);
    const corrected = "Latest report: 18 July 2027, 12:00 UTC+9 (corrected)";
    await reports(frame, corrected);
    const picture = page.locator("[data-step=turnout] .picture");
    for (const said of [await picture.innerText(), await picture.getAttribute("aria-label"), await page.locator(".legend .beside").textContent()]) {
      assert.ok(said?.includes(corrected), said ?? "");
    }
    assert.equal(await page.locator(".units").count(), 0, "six units are a table");
    await page.locator("[data-action=info]").click();
    await page.locator("dialog [data-action=text]").click();
    await page.locator("main[data-text]").waitFor();
    const text = await page.locator("main").innerText();
    assert.match(text, /\(corrected\)[^]*Turnout\s+For\s+Against\s+All districts\s+46\.8%\s+–\s+–\s+District 0\s+50%\s+60\.5%\s+–/);
    assert.equal(text.split("The next report is due at one.").length, 2, "the note stands once");
    newsroom.send(report2({ asOf: "2027-07-18T13:00:00+09:00", units }));
    await refresh(frame);
    await reports(frame, "13:00");
    assert.doesNotMatch(await page.locator("main").innerText(), /corrected/);
    await context.close();
  });

  test("the note has as many lines as there is room for, and ends with its line", async () => {
    const newsroom = new Newsroom();
    const { context, page } = await open("/", newsroom);
    newsroom.send(report2({ note: "The next report is due at one, later than was planned, as two districts in the south have opened late. ".repeat(2) }));
    await page.setViewportSize({ width: 390, height: 664 });
    await page.goto(`${here.site.origin}/embed/en/?load=click&feed=..%2F..%2Ffeed%2Funder-test.json`);
    await reports(page.mainFrame(), "47.8%");
    for (const [width, least] of [[960, 2], [1300, 4]]) {
      await page.setViewportSize({ width, height: 760 });
      await page.waitForFunction((least) => {
        const box = /** @type {HTMLElement} */ (document.querySelector(".report")), note = /** @type {HTMLElement} */ (box.querySelector(".details"));
        const line = parseFloat(getComputedStyle(note).lineHeight), rect = note.getBoundingClientRect();
        return Math.round(rect.height / line) >= least && rect.bottom <= box.getBoundingClientRect().bottom + 3;
      }, least, { polling, timeout: 5_000 }).catch(() => assert.fail(`${width} px`));
    }
    await context.close();
  });

  test("figures of a rehearsal stand under a band, and hosts get none of them", async () => {
    const newsroom = new Newsroom();
    newsroom.send(report2({ test: true }));
    const { context, page, go } = await open("/live", newsroom);
    await page.addInitScript(() => {
      const all = /** @type {any} */ (window).all = /** @type {any[]} */ ([]);
      addEventListener("message", ({ data }) => (data?.type === "counters" || data?.type === "reading") && all.push(data));
    });
    const [frame] = await go();
    await reports(frame, "47.8%");
    const band = "Rehearsal: test figures, not results.";
    await frame.locator(".view > .rehearsal").waitFor();
    assert.equal(await frame.locator(".view > .rehearsal").textContent(), band);
    assert.ok((await frame.locator(".report").innerText()).startsWith(band));
    for (const figure of [".report .figure", ".tally .share", ".units b"]) {
      const marked = await frame.locator(figure).first().evaluate((element) => getComputedStyle(element).backgroundColor);
      assert.notEqual(marked, "rgba(0, 0, 0, 0)", figure);
    }
    const covers = () => frame.evaluate(() => { // the band's words, over the first figure until the engine draws both
      const words = document.createRange();
      words.selectNodeContents(/** @type {Element} */ (document.querySelector(".rehearsal")));
      const isShown = getComputedStyle(/** @type {Element} */ (document.querySelector(".rehearsal"))).backgroundImage !== "none";
      return isShown && words.getBoundingClientRect().bottom > /** @type {Element} */ (document.querySelector(".tally .share")).getBoundingClientRect().top;
    });
    assert.equal(await covers(), false, "the band lies over no digit");
    for (const said of [".picture", ".described .rest"]) {
      const element = frame.locator(`[data-step=turnout] ${said}`);
      assert.ok((await element.getAttribute("aria-label") ?? await element.textContent() ?? "").startsWith(band), said);
    }
    await rests(frame);
    assert.equal(await covers(), false, "nor in the engine's picture, which has its own bands");
    assert.equal(await page.locator("[data-two-boxes-counter]").textContent(), "41.5%", "the host's own");
    const all = /** @type {any[]} */ (await page.evaluate(() => /** @type {any} */ (window).all));
    assert.deepEqual(all.map(({ type, turnout, test }) => [type, turnout, test]), [["reading", null, true]]);
    newsroom.send(report2({}));
    await refresh(frame);
    await page.waitForFunction(() => document.querySelector("[data-two-boxes-counter]")?.textContent === "47.8%", null, { polling, timeout: 10_000 });
    assert.equal(await frame.locator(".view > .rehearsal").isVisible(), false);
    assert.doesNotMatch(await frame.locator(".report").innerText(), /Rehearsal/);
    await context.close();
  });

  test("a reading fits into the card and leaves it as high as it was, in every language and width", async () => {
    const newsroom = new Newsroom();
    const source = { name: "Example & Agency", url: "https://example.org/report" };
    const { context, page } = await open("/", newsroom);
    for (const lang of testedLanguages()) {
      const height = () => page.evaluate(() => document.body.scrollHeight);
      const embed = `${here.site.origin}/embed/${lang}/?load=click`;
      /** @type {Record<string, number>} */ const before = {};
      const full = report2({ test: true, headline: "The polls are open all over the country, and more people go than the last time", note: "The next report." },
        { for: 99.5, against: 0.25, range: [31, 31.6], counted: { done: 3, total: 12 } });
      for (const live of ["", "&feed=..%2F..%2Ffeed%2Funder-test.json", "&feed=..%2F..%2Ffeed%2Funder-test.json&unit=north"]) {
        if (live.endsWith("north")) newsroom.send(full);
        else newsroom.publish({ election: "Council of Example", asOf: "2027-09-18T22:30:00-03:30", for: 99.5, against: 0.25, source });
        await page.goto("about:blank");
        await page.goto(`${embed}${live}#turnout`);
        await page.waitForSelector(live ? "main[data-feed] .report .when" : "main[data-running]", { state: "attached" });
        const widths = [320, 360, 390, 640, 1000, 1300];
        for (const [width, room] of [560, 700].flatMap((room) => widths.map((width) => [width, room]))) { // without and with the tall stage
          await page.setViewportSize({ width, height: room });
          await page.evaluate(() => new Promise((next) => requestAnimationFrame(next))); // after the resize
          const size = `${width}×${room}`;
          if (!live) {
            before[size] = await height();
            continue;
          }
          assert.equal(await height(), before[size], `${lang}, ${size} px`);
          if (live.endsWith("north")) continue; // as much as a feed can say: the report ends with its box
          const cut = await page.locator(":is(.report, .origin, .votes), :is(.report, .votes) p").evaluateAll((all) => all
            .filter((e) => e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1).map((e) => `${e.className}: ${e.textContent}`));
          assert.deepEqual(cut, [], `${lang}, ${size} px`);
        }
      }
    }
    await context.close();
  });

  test("a feed that changes, goes backwards, breaks in many ways, stalls, and recovers", async () => {
    const newsroom = new Newsroom();
    newsroom.publish({});
    const { context, page, go } = await open("/text", newsroom);
    await page.clock.install({ time: new Date("2027-07-18T12:00:30+09:00") });
    const [frame] = await go();
    await reports(frame, "47.8%");
    let answered = 0;
    const count = (/** @type {import("playwright-core").Request} */ r) => { if (r.url().endsWith("/under-test.json")) answered++; };
    page.on("requestfinished", count);
    page.on("requestfailed", count);
    /** Lets time pass until the next answer has been handled. */
    const next = async (ms = 6 * minute) => {
      const before = answered;
      await page.clock.fastForward(ms);
      await until(() => answered > before, "a new request");
      for (let i = 0; i < 5; i++) { // an answer is handled in a few tasks
        await frame.evaluate(() => new Promise((turn) => { const c = new MessageChannel(); c.port1.onmessage = turn; c.port2.postMessage(0); }));
      }
    };
    const latest = { turnout: 52.12, asOf: "2027-07-18T12:10:00+09:00" };
    let lines = 0;
    const warnsOnce = async (/** @type {string} */ what) => {
      lines++;
      await until(() => newsroom.warnings.length >= lines, `${what}: a line in the console`);
      assert.equal(newsroom.warnings.length, lines, `${what}: ${newsroom.warnings.join("\n")}`);
      assert.doesNotMatch(newsroom.warnings[lines - 1], /\n/);
      assert.match(await frame.locator(".report .figure").textContent() ?? "", /52\.12%/, what);
    };
    newsroom.publish(latest);
    await next(20_000);
    await reports(frame, "52.12%");
    newsroom.publish({ turnout: 10, asOf: "2027-07-18T12:09:59+09:00" });
    await next(20_000);
    await warnsOnce("backwards");

    const good = newsroom.reading({ turnout: 60, asOf: "2027-07-18T12:20:00+09:00" });
    const say = (/** @type {unknown} */ body) => (/** @type {Route} */ route) =>
      route.fulfill({ body: typeof body === "string" ? body : JSON.stringify(body), contentType: "application/json" });
    /** @type {Record<string, (route: Route) => unknown>} */
    const breaks = {
      "not found": (route) => route.fulfill({ status: 404, body: "no" }),
      "a page": say("<!doctype html><p>Maintenance</p>"),
      "half": say(JSON.stringify(good).slice(0, 70)),
      "hostile": say({ ...good, source: { name: "x", url: "javascript:alert(1)" } }),
      "huge": say(" ".repeat(70_000) + JSON.stringify(good)),
      "beyond 100": say({ ...good, turnout: 100.5 }),
      "for and against": say({ ...good, for: 60, against: 41 }),
      "no time": say({ ...good, asOf: "noon" }),
      "text for a figure": say({ ...good, turnout: "60" }),
      "another version": say({ ...good, v: 3 }),
      "cut off": (route) => route.abort("connectionreset"),
      "mangled": (route) => route.fulfill({ body: Buffer.from([123, 0xff, 125]), contentType: "application/json" }),
      "redirected": (route) => route.fulfill({ status: 302, headers: { Location: "https://elsewhere.example/feed.json" } }),
    };
    for (const [what, answer] of Object.entries(breaks)) {
      newsroom.publish(latest);
      await next(minute);
      newsroom.answer = answer;
      await next(20_000);
      await warnsOnce(what);
    }
    await page.clock.fastForward(10 * minute);
    await reports(frame, "No update since 18 July 2027, 12:10 UTC+9");

    newsroom.publish(latest);
    await next();
    const { asked } = newsroom;
    newsroom.answer = () => undefined; // no answer
    await page.clock.fastForward(20_000);
    await until(() => newsroom.asked > asked, "a request");
    await next(minute);
    await warnsOnce("stalled");
    newsroom.publish({ turnout: 60.5, asOf: "2027-07-18T12:21:00+09:00" });
    await next();
    await reports(frame, "60.5%");
    assert.deepEqual(newsroom.uncaught, []);
    await context.close();
  });

  test("no request while the page is hidden, and one at once when it is visible again", async () => {
    const newsroom = new Newsroom();
    newsroom.publish({});
    const { context, page, go } = await open("/text", newsroom);
    await page.clock.install();
    const [frame] = await go();
    await reports(frame, "47.8%");
    await setVisible(frame, false);
    const { asked } = newsroom;
    await page.clock.fastForward(20 * minute);
    await frame.evaluate(() => fetch("/embed.js")); // any earlier request has been sent by now
    assert.equal(newsroom.asked, asked);
    await setVisible(frame, true);
    await until(() => newsroom.asked === asked + 1, "a request at once");
    await context.close();
  });

  test("a feed from an origin that is not allowed is not requested", async () => {
    const newsroom = new Newsroom();
    const { context, page, go } = await open("/foreign", newsroom);
    /** @type {string[]} */ const foreign = [];
    page.on("request", (r) => { if (new URL(r.url()).hostname === "elsewhere.example") foreign.push(r.url()); });
    await go();
    await until(() => newsroom.warnings.length > 0, "a line in the console");
    assert.match(newsroom.warnings.join(), /https:\/\/elsewhere\.example are not allowed/);
    assert.deepEqual(foreign, []);
    await context.close();
  });

  if (everything) test("twenty embeds on one page follow one feed", async () => {
    const newsroom = new Newsroom();
    newsroom.publish({});
    const { context, go } = await open("/many", newsroom);
    const begun = Date.now();
    const frames = await go();
    assert.equal(frames.length, 20);
    for (const frame of frames) await reports(frame, "47.8%");
    const most = 1 + (Date.now() - begun) / 12_000; // one asks, every 15 seconds, a fifth more or less
    assert.ok(newsroom.asked <= most, `${newsroom.asked} requests, at most ${most}`);
    newsroom.publish({ turnout: 55 });
    for (const frame of frames) {
      await refresh(frame);
      await reports(frame, "55%");
    }
    assert.deepEqual([newsroom.warnings, newsroom.uncaught], [[], []]);
    await context.close();
  });

  test("an unchanged feed answers 304", async (t) => {
    /** @type {number[]} */ const answers = [];
    const body = JSON.stringify(new Newsroom().reading({}));
    const cdn = createServer(async (request, response) => { // the site, and a feed beside it
      if (request.url?.startsWith("/feed/under-test.json")) {
        const known = request.headers["if-none-match"] === '"one"';
        answers.push(known ? 304 : 200);
        response.writeHead(known ? 304 : 200, {
          ETag: '"one"', "Cache-Control": "no-cache", "Content-Type": "application/json", Date: "Sun, 18 Jul 2027 03:05:00 GMT",
        });
        return void response.end(known ? undefined : body);
      }
      const file = await fetch(here.site.origin + request.url);
      response.writeHead(file.status, { "Content-Type": file.headers.get("content-type") ?? "" });
      response.end(Buffer.from(await file.arrayBuffer()));
    });
    cdn.listen(0, "127.0.0.1");
    await once(cdn, "listening");
    t.after(() => {
      cdn.closeAllConnections();
      cdn.close();
    });
    const { port } = /** @type {import("node:net").AddressInfo} */ (cdn.address());
    const page = await here.browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/embed/en/?load=click&feed=../../feed/under-test.json#turnout`);
    await reports(page.mainFrame(), "47.8%");
    for (let i = 1; i < 4; i++) {
      await refresh(page.mainFrame());
      await until(() => answers.length > i, "a request");
    }
    assert.deepEqual(answers, [200, 304, 304, 304]);
    await page.close();
  });

  test("the local server's replay is labelled as a replay", async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/samples/live/`);
    const [frame] = await explainers(page);
    await reports(frame, "eport");
    assert.match(await frame.locator("h2:visible").innerText(), /^Replay/);
    assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "turnout");
    await page.close();
  });

  test("a second story, made of a sheet alone, has its own election, words and figures", async () => {
    const page = await here.browser.newPage();
    await page.goto(`${here.site.origin}/samples/live/`);
    await page.locator("iframe").nth(1).scrollIntoViewIfNeeded();
    const [, frame] = await explainers(page);
    await reports(frame, "42.06%");
    const shown = await frame.locator('[data-step]:has(.report)').innerText();
    for (const want of ["No to an energy tax in place of VAT", "For: 8% of the votes counted.", "Against: 92% of the votes counted.", "Counted: 26 of 26.",
      "Final report, dated 8 March 2015", "Swiss Federal Chancellery"]) assert.ok(shown.includes(want), `${want}: ${shown}`);
    const figures = page.locator("article:nth-of-type(2) [data-two-boxes-counter]");
    await until(async () => (await figures.allTextContents()).join() === "8%,92%,42.06%,10.9%,6%", "the article's own figures");
    await page.close();
  });
});

/**
 * Logs in `seen` every text of a page that can be read or heard, in each frame that may be painted. Runs in the page.
 * @returns {void}
 */
function watchTexts() {
  const seen = /** @type {any} */ (globalThis).seen = /** @type {Set<string>} */ (new Set());
  const spoken = ["aria-label", "alt", "title", "value", "aria-valuetext", "placeholder", "aria-description"];
  const look = () => {
    seen.add(document.title);
    if (document.body) {
      const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) {
        const element = node instanceof Element ? node : node.parentElement;
        if (!element || element.closest("script, noscript, style, template") || !element.checkVisibility({ visibilityProperty: true })) continue;
        if (node instanceof Element) for (const name of spoken) seen.add(node.getAttribute(name) ?? "");
        else seen.add(node.textContent ?? "");
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** What has been seen so far that is of the story. @param {Page | Frame} page @param {string[]} story texts */
async function ofStory(page, story) {
  const seen = /** @type {string[]} */ (await page.evaluate(() => [.../** @type {any} */ (globalThis).seen]));
  assert.ok(seen.length > 3, "the page was looked at");
  return seen.filter((text) => /2023|202[0-4]|Korea/.test(text) || story.some((own) => text.includes(own)));
}

/** The texts of the dated page that a live one must not have. @param {Page} page @param {string} address */
async function storyTexts(page, address) {
  await page.goto(address);
  await page.waitForSelector("main[data-running]");
  return page.evaluate(() => {
    const texts = [document.title];
    const places = "h1, h2:not(#info-heading), .caption, .by, .results, .says, .more p, .more li, .described, .rail, .closing, " +
      ".facts, #method p, #credits p, .dates, .contents";
    for (const place of document.querySelectorAll(places)) {
      const nodes = document.createTreeWalker(place, NodeFilter.SHOW_TEXT);
      for (let node = nodes.nextNode(); node; node = nodes.nextNode()) texts.push(node.textContent?.trim() ?? "");
    }
    for (const element of document.querySelectorAll(".step [aria-label], .step [alt], .spots input")) {
      texts.push(element.getAttribute("aria-label") ?? element.getAttribute("alt") ?? element.getAttribute("aria-valuetext") ?? "");
    }
    return [...new Set(texts)].filter((text) => text.length > (/[\u1100-\uffff]/.test(text) ? 5 : 9));
  });
}

describe("a page with a feed has nothing of the story, from the first frame on", () => {
  const feed = {
    v: 2, election: "Council of Example", headline: "A long night", asOf: "2027-07-18T12:00:00+09:00", status: "counting", note: "More at one.",
    source: { name: "Example Agency", url: "https://example.org/report" },
    units: [{
      id: "all", name: "All", turnout: 44.4, for: 60, against: 39.5, range: [43.5, 46], counted: { done: 3, total: 12 },
      reports: [{ asOf: "2027-07-18T07:00:00+09:00", turnout: 0 }, { asOf: "2027-07-18T09:00:00+09:00", turnout: 21.25 }],
      previous: { name: "Council of 2019", turnout: 71.25, reports: [{ asOf: "2019-07-18T09:00:00+09:00", turnout: 18 }] },
    }],
  };

  // Of the other languages some say with a feed, in a sentence of its own, what is a label of the story too.
  for (const lang of ["ar", "en", "ja", "ko"]) {
    for (const layout of lang === "en" ? ["card", "stage"] : ["card"]) {
      test(`${lang}, ${layout}: before a report, after it, withdrawn, unreachable, as text, in the dialog, on paper`, async () => {
        const newsroom = new Newsroom();
        const { context, page } = await open("/", newsroom);
        const story = await storyTexts(page, `${here.site.origin}/embed/${lang}/?load=click`);
        assert.ok(story.length > 100);
        const live = await context.newPage();
        await newsroom.open(context, live);
        await live.addInitScript(watchTexts);
        const go = async () => {
          await live.goto("about:blank");
          await live.goto(`${here.site.origin}/embed/${lang}/?load=click&layout=${layout}&feed=..%2F..%2Ffeed%2Funder-test.json#cover`);
          await live.waitForSelector("main[data-running]");
        };
        const shows = (/** @type {string} */ selector, /** @type {string} */ text) => live.waitForFunction(
          ([s, t]) => document.querySelector(s)?.textContent?.includes(t), [selector, text], { polling, timeout: 30_000 });
        newsroom.answer = (route) => route.fulfill({ status: 503, body: "" });
        await go();
        await until(() => newsroom.warnings.length > 0, "a request that failed");
        const line = layout === "card" ? ".report" : ".brief";
        if (lang === "en") await shows(line, "cannot be reached");
        newsroom.send(feed);
        await refresh(live.mainFrame());
        await shows(layout === "card" ? ".votes" : ".brief", layout === "card" ? "60%" : "44.4%");
        assert.equal(await live.title(), "A long night");
        assert.equal(await live.locator("h2:visible").count(), layout === "card" ? 1 : 0);
        for (const name of ["next", "back", "again", "share"]) assert.equal(await live.locator(`[data-action=${name}]:visible`).count(), 0, name);
        if (layout === "card") {
          await live.locator("[data-action=info]").click();
          await shows("dialog[open] .more", "21.25%");
          assert.match(await live.locator("dialog[open] .more").innerText(), /44\.4%[^]*Council of 2019[^]*71\.25%/);
          await live.locator("dialog [data-action=text]").click();
          await live.locator("main[data-text]").waitFor();
          assert.match(await live.locator("main").innerText(), /A long night[^]*44\.4%[^]*21\.25%/);
        }
        await live.emulateMedia({ media: "print" });
        await live.evaluate(() => new Promise(requestAnimationFrame));
        await live.emulateMedia({ media: "screen" });
        newsroom.send({ ...feed, withdrawn: true, asOf: "2027-07-18T12:10:00+09:00" });
        await refresh(live.mainFrame());
        await live.waitForFunction(() => !document.body.textContent?.includes("44.4%"), null, { polling, timeout: 30_000 });
        assert.doesNotMatch(await live.locator("main").innerText(), /\d%/);
        assert.deepEqual((await ofStory(live, story)).filter((text) => text !== "Council of 2019"), []);
        await context.close();
      });
    }
  }

  test("while the page arrives in pieces, in a browser that paints them", async (t) => {
    const context = await here.browser.newContext();
    t.after(() => context.close());
    const page = await context.newPage();
    const story = await storyTexts(page, `${here.site.origin}/embed/en/?load=click`);
    const slow = createServer(async (request, response) => { // the site, its pages in three pieces
      const file = await fetch(here.site.origin + request.url);
      response.writeHead(file.status, { "Content-Type": file.headers.get("content-type") ?? "" });
      if (!request.url?.startsWith("/embed/")) return void response.end(Buffer.from(await file.arrayBuffer()));
      const html = (await file.text()).replace(' blocking="render"', ""); // as in Firefox
      for (const from of [0, 0.3, 0.7]) {
        response.write(html.slice(from * html.length, (from === 0 ? 0.3 : from === 0.3 ? 0.7 : 1) * html.length));
        await new Promise((next) => setTimeout(next, 300)); // long enough for frames between them
      }
      response.end();
    });
    slow.listen(0, "127.0.0.1");
    await once(slow, "listening");
    t.after(() => {
      slow.closeAllConnections();
      slow.close();
    });
    const { port } = /** @type {import("node:net").AddressInfo} */ (slow.address());
    await page.addInitScript(watchTexts);
    await page.goto(`http://127.0.0.1:${port}/embed/en/?load=click&feed=..%2F..%2Ffeed%2Fnone.json`);
    await page.waitForFunction(() => document.querySelector(".report")?.textContent?.includes("cannot be reached"), null, { polling, timeout: 30_000 });
    const seen = /** @type {string[]} */ (await page.evaluate(() => [.../** @type {any} */ (globalThis).seen]));
    assert.ok(seen.includes("Waiting for the first report."));
    assert.deepEqual(await ofStory(page, story), []);
  });

  test("in a browser that is too old for it: a line says so", async (t) => {
    for (const old of ["syntax", "styles"]) {
      const context = await here.browser.newContext();
      t.after(() => context.close());
      const page = await context.newPage();
      const story = await storyTexts(page, `${here.site.origin}/embed/en/?load=click`);
      await page.addInitScript(watchTexts);
      if (old === "styles") await page.addInitScript(() => { CSS.supports = () => false; });
      else await page.route(/\/(early|player)\.\w+\.js$/, (route) => route.fulfill({ contentType: "text/javascript", body: "class {" }));
      await page.goto(`${here.site.origin}/embed/en/?load=click&feed=..%2F..%2Ffeed%2Fturnout.json`);
      await page.evaluate(() => new Promise((next) => requestAnimationFrame(() => requestAnimationFrame(next))));
      assert.equal(await page.locator("main").innerText(), "No live results here.", old);
      assert.deepEqual(await ofStory(page, story), [], old);
    }
  });

  test("hosts get one scene and nothing of another election", async () => {
    const newsroom = new Newsroom();
    newsroom.send(feed);
    const { context, page, go } = await open("/live", newsroom);
    await page.addInitScript(() => {
      const all = /** @type {any} */ (window).all = /** @type {any[]} */ ([]);
      addEventListener("message", ({ data }) => data?.explainer && all.push(data));
    });
    const [frame] = await go();
    await reports(frame, "44.4%");
    await rests(frame);
    const all = /** @type {any[]} */ (await page.evaluate(() => /** @type {any} */ (window).all));
    assert.deepEqual(all.find(({ type }) => type === "ready")?.scenes, ["turnout"]);
    assert.deepEqual(all.filter(({ type }) => type === "scene").map(({ scene, index, of }) => [scene, index, of]), [["turnout", 0, 1]]);
    for (const { values } of all.filter(({ type }) => type === "counters")) assert.equal(values.turnout, 44.4);
    const elsewhere = { explainer: "two-boxes", v: 1, type: "goto", scene: "cover" };
    await page.evaluate((message) => document.querySelector("iframe")?.contentWindow?.postMessage(message, "*"), elsewhere);
    await frame.locator("[data-action=replay]").click();
    assert.equal(await frame.evaluate(() => document.querySelector("main")?.dataset.scene), "turnout");
    await context.close();
  });
});
