// Diagnostics for developers: one line in the console for each failure, and the panel of ?debug.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { until } from "./lib/until.js";

const here = siteInChromium();

/** @param {string} query @param {(page: import("playwright-core").Page) => Promise<unknown>} [before] */
async function open(query, before) {
  const page = await here.browser.newPage({ viewport: { width: 800, height: 900 }, reducedMotion: "reduce" });
  /** @type {string[]} */
  const errors = [];
  page.on("console", (m) => { if (m.type() === "error" && m.text().startsWith("two-boxes")) errors.push(m.text()); });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.message}`));
  await before?.(page);
  await page.goto(`${here.site.origin}/embed/en/${query}`);
  await page.waitForSelector("main[data-running]");
  const version = await page.evaluate(() => JSON.parse(document.getElementById("config")?.textContent ?? "{}").version);
  assert.match(version, /^\d+\.\d+\.\d+\+[0-9a-f]{8}$/);
  return { page, explainer: new Explainer(page.mainFrame()), errors, version };
}

/** A text escaped for a regular expression. @param {string} text */
const escaped = (text) => text.replace(/[.+]/g, "\\$&");

/** Waits for the n-th line in the console. @param {string[]} lines @param {number} many */
async function waitForLines(lines, many) {
  await until(() => lines.length >= many, `${many} lines in the console`, 30);
  assert.equal(lines.length, many, lines.join("\n"));
}

test("a crash of the engine is logged with what failed, where, and in which build", async () => {
  const { page, explainer, errors, version } = await open("?load=eager#history");
  for (const [i, where] of ["update", "draw", "callback"].entries()) {
    await explainer.reaches("playing", "resting");
    await page.evaluate((where) => /** @type {any} */ (window).twoBoxesStage.send({ type: "panic", where }), where);
    if (where !== "callback") await explainer.act("replay"); // lets a frame through
    await waitForLines(errors, i + 1);
    assert.match(errors[i],
      new RegExp(`^two-boxes: panic: host: failing on purpose in .+ in internal/host\\.\\S+ \\(history, \\w+, build ${escaped(version)}\\)$`));
  }
  await explainer.reaches("failed");
  await page.close();
});

test("a file that cannot be downloaded is named", async () => {
  const { page, explainer, errors, version } = await open("?load=eager", (page) => page.route("**/*.pack", (route) => route.fulfill({ status: 404 })));
  await explainer.reaches("failed");
  assert.equal(errors.length, 1, errors.join("\n"));
  assert.match(errors[0], new RegExp(`^two-boxes: \\S+/en\\.[0-9a-f]{12}\\.pack: status 404 \\(cover, loading, build ${escaped(version)}\\)$`));
  await page.close();
});

test("?debug shows state, times and memory without changing the layout; without it nothing of it is downloaded", async () => {
  /** @type {string[]} */
  const fetched = [];
  const watch = async (/** @type {import("playwright-core").Page} */ page) => void page.on("request", (r) => fetched.push(r.url()));
  const plain = await open("?load=click", watch);
  const height = () => document.body.scrollHeight;
  const tall = await plain.page.evaluate(height);
  assert.ok(!fetched.some((url) => url.includes("debug")), "nothing of it is downloaded");
  await plain.page.close();

  const { page, explainer, errors, version } = await open("?load=eager&debug");
  await explainer.reaches("resting");
  const panel = page.locator("#debug");
  await page.waitForFunction(() => { // it rests before its start is measured, and the panel updates each second
    const text = document.getElementById("debug")?.textContent ?? "";
    return text.includes("state      resting in cover, engine's picture") && !text.includes("starting 0;");
  }, null, { polling: 100 });
  const text = await panel.textContent() ?? "";
  assert.ok(text.startsWith(`two-boxes ${version}, en\n`), text);
  assert.match(text, /loading > .*[\d.]+ resting$/m);
  assert.match(text, /^engine, ms loading [1-9]\d*, starting [1-9]\d*; copies 1$/m);
  assert.match(text, /^frames +\d+, in the last second \d+$/m);
  assert.match(text, /^memory, MB engine [1-9][\d.]*, scripts [1-9][\d.]*$/m);
  assert.match(text, /^page, ms +document \d+, painted \d+, loaded \d+$/m);
  assert.equal(await page.evaluate(height), tall);
  await explainer.next();
  await page.waitForFunction(() => document.getElementById("debug")?.textContent?.includes("in history"), null, { polling: 100 });
  await page.evaluate(() => /** @type {any} */ (window).twoBoxesStage.send({ type: "panic", where: "callback" }));
  await page.waitForFunction(() => document.getElementById("debug")?.textContent?.includes("copies 2"), null, { polling: 100 });
  assert.ok((await panel.textContent())?.endsWith(errors[0]), "the crash is listed");
  await page.close();
});
