// Every number that can be read, in an article and in the explainer it embeds from another origin, is a reported one or
// the reader's own and marked so: while scenes play, while sliders are moved, and while a paragraph scrubs.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { fact, root, story, words } from "./lib/story.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {{kind: string, text: string, plain: string}} Read  what could be read; plain: without what is marked as a fact or as the reader's */

const { page: pageWords, steps } = words("en");
const counters = ["turnout", "province.for", "province.against", "county.for", "county.against"];
/** The reported values of each counter. @param {string} name */
const reported = (name) => name === "turnout" ? ["turnout.noon", "turnout.2023"].map(fact) : [fact(name)];
const percent = (/** @type {number} */ value) => `${value}%`;

/** All numbers that a fact's text in English can have. */
const reportedNumbers = new Set(JSON.parse(readFileSync(`${root}assets/facts.json`, "utf8")).facts.flatMap((/** @type {{value: any}} */ { value }) =>
  typeof value === "number" ? [percent(value), value.toLocaleString("en")] : [value, ...String(value).match(/\d+/g)?.map((n) => n.replace(/^0/, "")) ?? []]));

const here = siteInChromium({ hosts: (origin) => {
  const page = (/** @type {string} */ paragraphs) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title>
<link rel="icon" href="data:,"><script src="${origin}/embed.js" async></script>
<style>body{margin:0;font:18px/1.5 serif}main{display:grid;grid-template-columns:640px 1fr}main>div{position:sticky;top:0;align-self:start}</style>
<p>Reported: ${counters.map((name) => `<b data-two-boxes-counter="${name}">${reported(name).map(percent)[+(name === "turnout")]}</b>`).join(", ")}.</p>
<main><div><div data-two-boxes data-load="eager"></div></div><section>${paragraphs}</section></main>`;
  const paragraph = (/** @type {string} */ scene) =>
    `<p style="margin-top:900px" data-two-boxes-scene="${scene}" data-two-boxes-scrub>${"What was reported, and when. ".repeat(40)}</p>`;
  return { article: { pages: { "/": page(""), "/scrub": page(`${paragraph("turnout")}${paragraph("count")}<p style="height:2000px">`) } } };
} });

/** Notes, in every frame, whatever can be read at each change and in each frame drawn. @param {import("playwright-core").BrowserContext} context */
const watch = (context) => context.addInitScript(() => {
  const read = /** @type {any} */ (window).read = /** @type {Map<string, Read>} */ (new Map());
  const messages = /** @type {any} */ (window).messages = /** @type {any[]} */ ([]);
  addEventListener("message", ({ data }) => data?.type === "counters" && messages.push(data.values));
  const note = (/** @type {string} */ kind, /** @type {string} */ text, plain = text) => read.set(kind + text, { kind, text, plain });
  /** @param {Element} element */
  const plain = (element) => {
    const copy = /** @type {Element} */ (element.cloneNode(true));
    for (const marked of copy.querySelectorAll("[data-fact]:not(.cite), [data-model]")) marked.remove();
    return copy.textContent ?? "";
  };
  const look = () => {
    for (const e of document.querySelectorAll("[data-fact]")) {
      if (!e.textContent && document.readyState === "loading") continue; // the parser has yet to read its text
      note(`fact ${e.getAttribute("data-fact")} ${e.getAttribute("value")}`, e.textContent ?? "");
    }
    for (const e of document.querySelectorAll("[data-two-boxes-counter]")) {
      note(`counter ${e.getAttribute("data-two-boxes-counter")}`, e.textContent ?? "");
    }
    for (const e of document.querySelectorAll("input[type=range]")) {
      note(`slider ${e.getAttribute("name")}`, e.getAttribute("aria-valuetext") ?? "", e.hasAttribute("data-model") ? "" : undefined);
    }
    for (const e of document.querySelectorAll("output, .now p, [data-shown], #announcer")) {
      note(e.id || e.className || e.localName, e.textContent ?? "", plain(e));
    }
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
  const frame = () => {
    look();
    requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
});

/** @param {string} path @param {import("playwright-core").BrowserContextOptions} [options] */
async function open(path, options = {}) {
  const context = await here.browser.newContext({ viewport: { width: 1000, height: 1000 }, ...options });
  await watch(context);
  const page = await context.newPage();
  await page.goto(here.hosts.article.origin + path);
  const explainer = await Explainer.inside(page, "[data-two-boxes] iframe");
  await explainer.reaches("playing", "resting");
  return { context, page, explainer };
}

/** Asserts that nothing but reported figures and the reader's own could be read since the page opened. @param {Page} page */
async function onlyReported(page) {
  /** @type {Map<string, Set<string>>} texts by kind */
  const texts = new Map();
  for (const frame of page.frames()) {
    const read = /** @type {Read[]} */ (await frame.evaluate(() => [.../** @type {any} */ (window).read.values()]));
    for (const { kind, text, plain } of read) {
      texts.set(kind, (texts.get(kind) ?? new Set()).add(text));
      for (const number of plain.match(/\d[\d.,:]*\d%?|\d%?/g) ?? []) {
        assert.ok(reportedNumbers.has(number) || number === "10,000" || /^[1-7]$/.test(number), `${kind} reads "${text}": ${number} was not reported`);
      }
    }
    for (const values of await frame.evaluate(() => /** @type {any} */ (window).messages)) {
      for (const [name, value] of Object.entries(values)) assert.ok(reported(name).includes(value), `a host was sent ${name} = ${value}`);
    }
  }
  for (const [kind, shown] of texts) {
    const [sort, id, value] = kind.split(" ");
    if (sort === "counter") assert.deepEqual([...shown], [percent(id === "turnout" ? fact("turnout.2023") : fact(id))], kind);
    if (sort === "fact" && /^[\d.]+%/.test([...shown][0])) assert.deepEqual([...shown], [`${value}%`], kind);
  }
  return texts;
}

/** A text with its facts filled in. @param {string} text */
const plainText = (text) => text.replace(/\{([\w.]+) (percent|year)\}/g, (_, id, format) =>
  format === "percent" ? percent(fact(id)) : String(fact(id)).slice(0, 4));

/** The texts that the turnout slider may have. */
const turnoutTexts = [pageWords["slider.between"],
  .../** @type {string[]} */ (Object.values(steps.turnout.controls["turnout.hour"].values)).map(plainText)];

/** @param {Explainer} explainer */
const spoken = (explainer) => explainer.control("turnout.hour").getAttribute("aria-valuetext");

describe("numbers that can be read", () => {
  test("while every scene plays, with each election and each result", async () => {
    const { context, page, explainer } = await open("/");
    for (const { id } of story()) {
      await explainer.goto(id);
      await explainer.reaches("resting");
      if (id === "turnout") {
        for (const key of ["ArrowRight", "End"]) {
          await explainer.control("turnout.hour").press(key);
          await explainer.reaches("resting");
        }
        await explainer.act("replay");
        await explainer.reaches("resting");
      }
      if (id === "count") {
        for (const name of ["count.disagree", "count.shown"]) {
          for (const key of ["Home", "ArrowRight", "PageUp", "ArrowRight", "End"]) await explainer.control(name).press(key);
        }
        await explainer.reaches("resting");
        await explainer.choose("count.level", "county");
        await explainer.reaches("resting");
      }
    }
    const texts = await onlyReported(page);
    const messages = /** @type {Record<string, number>[]} */ (await page.evaluate(() => /** @type {any} */ (window).messages));
    const sent = (/** @type {string} */ name) => new Set(messages.flatMap((values) => values[name] ?? []));
    for (const name of counters) assert.deepEqual([...sent(name)].sort(), reported(name).sort(), `hosts were sent every reported ${name}`);
    for (const [i, values] of messages.entries()) assert.notDeepEqual(values, messages[i - 1], "a message comes when a value changes");
    assert.ok((texts.get("slider count.disagree")?.size ?? 0) > 3, "a slider was moved");
    assert.ok(texts.get("announcer")?.size, "the result was announced");
    await context.close();
  });

  for (const reducedMotion of /** @type {const} */ (["no-preference", "reduce"])) {
    test(`while the turnout slider is dragged and moved by keys, motion: ${reducedMotion}`, async () => {
      const { context, page, explainer } = await open("/", { reducedMotion });
      await explainer.goto("turnout");
      await explainer.reaches("resting");
      const slider = await explainer.seen(explainer.control("turnout.hour"));
      const box = await slider.boundingBox();
      assert.ok(box);
      const at = (/** @type {number} */ share) => page.mouse.move(box.x + 14 + (box.width - 28) * share, box.y + box.height / 2);
      await at(1);
      await page.mouse.down();
      for (let share = 0.99; share > 0.01; share -= 0.02) await at(share);
      await at(0.1237);
      assert.equal(await spoken(explainer), pageWords["slider.between"], "between two reports, in the hand");
      await page.mouse.up();
      await explainer.reaches("resting");
      assert.equal(await spoken(explainer), pageWords["slider.between"], "between two reports, at rest");
      for (const key of ["Home", "PageUp"]) await slider.press(key);
      assert.equal(await spoken(explainer), pageWords["slider.between"], "between two reports, by keys");
      await slider.press("End");
      await explainer.reaches("resting");
      assert.equal(await spoken(explainer), turnoutTexts.at(-1), "at the final report");
      await slider.press("Home");
      await slider.press("ArrowRight");
      await explainer.reaches("resting");
      assert.equal(await spoken(explainer), turnoutTexts[1], "at the noon report");
      const texts = await onlyReported(page);
      const slid = [...texts.get("slider turnout.hour") ?? []].filter(Boolean); // "" before the player has run
      assert.ok(slid.length > 1);
      for (const text of slid) assert.ok(turnoutTexts.includes(text), text);
      await context.close();
    });
  }

  test("while paragraphs scrub through scenes", async () => {
    const { context, page, explainer } = await open("/scrub");
    for (const paragraph of await page.locator("[data-two-boxes-scrub]").all()) {
      const { top, height } = await paragraph.evaluate((e) => ({ top: e.getBoundingClientRect().top + scrollY, height: e.clientHeight }));
      for (const share of [0, 0.3, 0.37, 0.5, 0.7, 0.85, 1, 0.6, 0.1]) {
        await page.evaluate((y) => scrollTo({ top: y - innerHeight / 2, behavior: "instant" }), top + share * height);
        await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      }
      await explainer.reaches("paused", "resting");
    }
    await onlyReported(page);
    await context.close();
  });
});
