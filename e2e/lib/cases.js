// Host pages of another origin that once broke something, kept in e2e/cases. Each test opens one in a page of its own.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { after } from "node:test";
import { serveHost } from "./site.js";
import { root } from "./story.js";
import { until } from "./until.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("playwright-core").Frame} Frame */
/** @typedef {import("playwright-core").Route} Route */
/** @typedef {(route: Route) => unknown} Answer */

/** For siteInChromium(): each site in a process of its own. */
export const isolated = { launchOptions: { args: ["--site-per-process"] } };

const polling = 50;
const timeout = 5_000;

/** A case's file. @param {string} name "two-feeds.html" */
export const file = (name) => readFileSync(`${root}e2e/cases/${name}`, "utf8");

/** A host page with the script. @param {string} body @param {string} [head] @param {string} [lang] */
export const html = (body, head = "", lang = "en") => `<!doctype html><html${lang && ` lang="${lang}"`}><meta charset="utf-8"><title>host</title>${head}
<body style="max-width:700px;margin:20px auto">${body}<script src="{{SITE}}/embed.js" async></script></body></html>`;

/** A place whose engine waits for a click. @param {string} [attributes] */
export const place = (attributes = "") => `<div data-two-boxes data-lang="en" data-load="click" ${attributes}></div>`;

/** A place of the turnout scene with a feed. @param {string} feed its name in {{SITE}}/feed/ @param {string} [attributes] */
export const live = (feed, attributes = "") => place(`data-scene="turnout" data-feed="{{SITE}}/feed/${feed}.json" ${attributes}`);

/** A report of a feed. @param {object} [change] */
export const report = (change) => JSON.stringify({
  v: 1, election: "Council elections", asOf: "2025-07-18T12:00:00+09:00", turnout: 47.8, for: null, against: null, final: false,
  source: { name: "Election Commission", url: "https://example.org/turnout" }, ...change,
});

/** An answer with a report, or with any other text. @param {string} body @param {Record<string, string>} [headers] @returns {Answer} */
export const answer = (body, headers = {}) => (route) => route.fulfill({ body, contentType: "application/json", headers });

/** @type {Answer} */
export const down = (route) => route.fulfill({ status: 503, body: "down" });

/** What is still open, as after a test that has failed. @type {Set<() => Promise<void>>} */
const unclosed = new Set();
after(async () => { for (const close of unclosed) await close().catch(() => {}); });

/** One case in a page of its own. */
export class Case {
  /** Lines of ours in the console, of the page and its frames. @type {string[]} */ lines = [];
  /** @type {string[]} */ uncaught = [];
  /** Addresses asked for, in order. @type {string[]} */ asked = [];
  /** The answer of each feed, by its name. @type {Record<string, Answer>} */ feeds = {};
  page = /** @type {Page} */ (/** @type {unknown} */ (null));
  #close = async () => {};

  /**
   * @param {import("./fixture.js").Fixture} here
   * @param {string} text the host's page
   * @param {object} [options]
   * @param {Record<string, Answer>} [options.feeds]
   * @param {Record<string, string>} [options.files] further files of the host, by path
   * @param {(page: Page) => Promise<unknown>} [options.before] what is done before the page is opened
   * @param {import("playwright-core").BrowserContextOptions} [options.context]
   */
  static async open(here, text, { feeds = {}, files = {}, before, context: options } = {}) {
    const made = new Case();
    made.feeds = feeds;
    /** @type {Record<string, string>} */ const pages = {};
    const host = await serveHost(pages);
    const fill = (/** @type {string} */ t) => t.replaceAll("{{SITE}}", here.site.origin).replaceAll("{{HOST}}", host.origin);
    Object.assign(pages, { "/": fill(text).replace("<meta charset=utf-8>", '$&<link rel="icon" href="data:,">') });
    for (const [path, content] of Object.entries(files)) pages[path] = fill(content);
    const context = await here.browser.newContext({ viewport: { width: 800, height: 900 }, ...options });
    made.#close = async () => {
      unclosed.delete(made.#close);
      await context.close().catch(() => {}); // the browser may have been closed
      await host.close();
    };
    unclosed.add(made.#close);
    await context.route("**/*.wasm", (route) => route.abort()); // no case needs the engine
    await context.route(/\/feed\/[a-z]+\.json/, async (route) => {
      const name = /([a-z]+)\.json/.exec(route.request().url())?.[1] ?? "";
      await Promise.resolve(made.feeds[name]?.(route)).catch(() => {}); // the page may have given up
    });
    const page = made.page = await context.newPage();
    page.on("console", (m) => { if (m.text().startsWith("two-boxes:")) made.lines.push(m.text()); });
    page.on("pageerror", (error) => made.uncaught.push(error.message));
    page.on("request", (request) => made.asked.push(request.url()));
    await page.addInitScript(logFigures);
    await before?.(page);
    await page.goto(host.origin);
    return made;
  }

  /** The n-th explainer, once it runs. @param {number} [n] @returns {Promise<Frame>} */
  async explainer(n = 0) {
    const iframe = this.page.locator("iframe").nth(n);
    await iframe.waitFor({ state: "attached", timeout });
    const seen = await iframe.evaluate((e) => e.getBoundingClientRect().bottom > 0 && e.getBoundingClientRect().top < innerHeight);
    if (!seen) await iframe.scrollIntoViewIfNeeded({ timeout }); // it loads when it comes near
    const frame = await (await iframe.elementHandle())?.contentFrame();
    assert.ok(frame);
    await frame.waitForSelector("main[data-running]", { timeout, state: "attached" });
    return frame;
  }

  /** Waits until a figure in the host's text reads so. @param {string} selector @param {string} text */
  async reads(selector, text) {
    const figure = this.page.locator(selector);
    await until(async () => await figure.first().textContent() === text, async () => `${selector} reads "${await figure.first().textContent()}",
      not "${text}"`, 15);
  }

  /** All that the figures in the host's text have read so far. @returns {Promise<string[]>} */
  read() { return this.page.evaluate(() => /** @type {any} */ (window).figures); }

  /** Waits until a condition holds in the host's page. @param {() => unknown} condition @param {string} what */
  async holds(condition, what) {
    await this.page.waitForFunction(condition, null, { polling, timeout }).catch(() => assert.fail(`still not: ${what}; console: ${this.lines.join("\n")}`));
  }

  /** Makes an explainer ask its feed at once, as when the reader comes back to the page. @param {Frame} frame */
  async ask(frame) {
    await frame.evaluate(() => {
      for (const hidden of [true, false]) {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }
    });
  }

  async close() {
    await this.#close();
    assert.deepEqual(this.uncaught, []);
  }
}

/** Waits until an explainer's report has a text. @param {Frame} frame @param {string} text */
export const reports = (frame, text) => frame.waitForFunction((t) => document.querySelector(".report")?.textContent?.includes(t), text, { polling, timeout })
  .catch(async () => assert.fail(`"${await frame.locator(".report").textContent()}" does not contain "${text}"`));

/** Waits until an explainer shows a scene. @param {Frame} frame @param {string} scene */
export const shows = (frame, scene) => frame.waitForFunction((s) => document.querySelector("main")?.dataset.scene === s, scene, { polling, timeout })
  .catch(async () => assert.fail(`${await frame.evaluate(() => document.querySelector("main")?.dataset.scene)}, not ${scene}`));

/** Logs in `figures` what the host's figures read, each text once. Runs in the page. */
function logFigures() {
  if (top !== window) return;
  const log = /** @type {any} */ (window).figures = /** @type {string[]} */ ([]);
  const look = () => {
    for (const { textContent } of document.querySelectorAll("[data-two-boxes-counter]")) if (!log.includes(textContent ?? "")) log.push(textContent ?? "");
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true });
}
