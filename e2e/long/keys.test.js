// The whole story by Tab, arrows, Enter and Space alone, with what a screen reader is given: names, values, and
// each outcome and each scene announced once.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors } from "../lib/chromium.js";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { focused, tree } from "../lib/keys.js";
import { story, words } from "../lib/story.js";
import { until } from "../lib/until.js";

const here = siteInChromium();
const scenes = story().map(({ id }) => id);
const { page: pageWords } = words("en");

/** A reader with keys and a screen reader. */
class Reader {
  /** @param {import("playwright-core").Page} page */
  constructor(page) {
    this.page = page;
    this.explainer = new Explainer(page.mainFrame());
  }

  /** All that was announced and not taken yet. @returns {Promise<string[]>} */
  async said() {
    // What a key leads to at once is announced by the next frame.
    return this.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() =>
      done(/** @type {any} */ (window).said.splice(0).map((/** @type {string} */ s) => s.trim()))))));
  }

  /** Presses keys that are answered without a word: a slider says its own value. @param {...string} keys */
  async press(...keys) {
    for (const key of keys) await this.page.keyboard.press(key);
    assert.deepEqual(await this.said(), [], `${keys}: nothing is announced`);
  }

  /** Presses Tab until a control of the picture or the bar has the focus, which can be seen at every stop. @param {string} selector */
  async reach(selector) {
    for (let stops = 0; stops < 40; stops++) {
      const stop = await focused(this.page);
      if (stop) assert.ok(stop.seen && stop.placed, `the focus on ${stop.what} can be seen`);
      if (await this.page.locator(":focus").and(this.page.locator(selector)).count() > 0) return;
      await this.page.keyboard.press("Tab");
    }
    assert.fail(`${selector} is not reached by Tab`);
  }

  /** Waits for announcements, lets the picture come to rest, and returns them. @param {string} what leads to them */
  async hears(what) {
    await until(() => this.page.evaluate(() => /** @type {any} */ (window).said.length > 0), `${what}: it is announced`, 20);
    await this.explainer.reaches("resting");
    return this.said();
  }

  /** Presses a key that has an outcome: it is announced once, as the page shows it. @param {string} key */
  async finds(key) {
    await this.page.keyboard.press(key);
    const said = await this.hears(key);
    const shown = await this.page.locator("[data-current] [data-shown]").textContent() ?? "";
    assert.deepEqual(said, [shown.trim()], `${key}: its outcome, once`);
    return shown;
  }

  /** Presses Next with Enter until the next scene comes, which is announced once. @returns {Promise<string[][]>} what was announced before */
  async next() {
    const index = scenes.indexOf(await this.explainer.scene() ?? "");
    const before = [];
    for (let presses = 0; presses < 4; presses++) {
      await this.reach("[data-action=next]");
      await this.page.keyboard.press("Enter");
      const said = await this.hears("Next");
      if (await this.explainer.scene() !== scenes[index]) {
        const heading = await this.page.locator("[data-current] h2").textContent();
        const place = await this.page.locator(".place").textContent();
        assert.equal(await this.explainer.scene(), scenes[index + 1]);
        assert.deepEqual(said, [`${place}: ${heading}`], "the scene, once");
        return before;
      }
      assert.equal(said.length, 1, `Next tells one thing: ${said}`);
      before.push(said);
    }
    throw new Error("Next does not go on");
  }

  /**
   * Checks what a screen reader finds in a scene: every control with name and value, its picture, nothing decorative.
   * @param {number} [pictures]
   */
  async tree(pictures = 1) {
    const nodes = await tree(this.page);
    const scene = await this.explainer.scene();
    for (const { role, name, is } of nodes) {
      if (/^(button|link|radio|radiogroup|slider|group)$/.test(role)) assert.ok(name, `${scene}: a ${role} without a name`);
      if (role === "radio") assert.ok("checked" in is, `${scene}: ${name} is checked or not`);
      assert.ok(!/canvas|svg|graphics/i.test(role), `${scene}: ${role} is read`);
      if (role === "StaticText") assert.match(name, /[\p{L}\p{N}\p{P}]|^$/u, `${scene}: "${name}" is read`);
    }
    assert.equal(nodes.filter(({ role }) => role === "figure").length, pictures, `${scene}: ${pictures} pictures`);
    const sliders = await this.page.locator("[data-current] input[type=range]:visible").evaluateAll(
      (all) => all.map((e) => [e.getAttribute("name"), e.getAttribute("aria-valuetext")]));
    for (const [name, text] of sliders) assert.ok(text, `${scene}: ${name} has a value in words`);
  }

  /** The value of the focused slider in words. */
  value() { return this.page.locator(":focus").getAttribute("aria-valuetext"); }
}

test("all seven scenes are played by keys, and each thing found is announced once", async () => {
  const page = await here.browser.newPage({ viewport: { width: 960, height: 760 } });
  const errors = collectErrors(page);
  await page.addInitScript(() => {
    const said = /** @type {any} */ (window).said = /** @type {(string | null)[]} */ ([]);
    document.addEventListener("DOMContentLoaded", () => {
      const announcer = /** @type {HTMLElement} */ (document.getElementById("announcer"));
      const watch = new MutationObserver(() => announcer.textContent && said.push(announcer.textContent)); // it is cleared later
      watch.observe(announcer, { childList: true, characterData: true, subtree: true });
    });
  });
  await page.goto(`${here.site.origin}/embed/en/?load=eager`);
  const reader = new Reader(page);
  await reader.explainer.reaches("resting");

  await reader.tree(); // cover
  await reader.reach("[name='cover.vote']");
  await reader.finds("Space");
  await reader.finds("ArrowRight");
  await reader.reach("[name='cover.guess']");
  assert.equal(await reader.value(), pageWords["choice.none"]);
  await reader.press("PageUp", "PageUp", "PageUp");
  assert.equal(await reader.value(), "100 of 10,000", "a power of ten each");
  await reader.press("ArrowRight", "PageDown");
  assert.equal(await reader.value(), "100 of 10,000");
  await reader.reach("[data-hold='cover.pour']");
  const mark = await page.locator(":focus").getAttribute("data-mark");
  await page.keyboard.press("Enter");
  await page.locator("[data-step=cover][data-told]").waitFor();
  const fallen = await reader.hears("the fall");
  const last = fallen.pop();
  assert.ok(fallen.length > 0 && fallen.every((text) => text === mark), `each ballot that fell into the red box: ${fallen}`);
  assert.equal(last, await page.locator("[data-current] [data-shown]").textContent(), "then the outcome, once");
  assert.deepEqual(await reader.next(), []);

  await reader.tree(); // history
  await reader.reach("[name='history.draw']");
  await reader.press("ArrowUp");
  assert.match(await reader.value() ?? "", /\d%$/, "with its unit");
  await reader.finds("Enter");
  await reader.reach("[name='history.loupe']");
  await reader.press("ArrowRight");
  assert.match(await reader.value() ?? "", /^\d{4}: .*%$/);
  await reader.press("Escape");
  await reader.reach("[name='history.year']");
  await reader.finds("Space");
  await reader.finds("ArrowRight");
  assert.deepEqual(await reader.next(), []);

  await reader.tree(); // selection
  await reader.reach("[name='selection.pick']");
  await reader.finds("Space");
  await reader.finds("ArrowRight");
  assert.deepEqual(await reader.next(), []);

  await reader.tree(); // ballot
  await reader.reach("[name='ballot.room']");
  await reader.press("ArrowRight");
  await reader.reach("[name='ballot.box']");
  await reader.finds("Space");
  const vote = await reader.finds("ArrowRight");
  await reader.reach("[data-control='ballot.account']");
  await reader.finds("Enter");
  assert.equal(await reader.finds("Escape"), vote, "what it lay over is read again");
  const toldInBallot = await page.locator('[data-current] [data-when="ballot.told=yes"]').textContent();
  assert.deepEqual(await reader.next(), [[toldInBallot]], "Next takes the vote back and fills the stamps");

  await reader.tree(); // turnout
  await reader.reach("[name='turnout.hour']");
  await reader.press("ArrowRight");
  assert.match(await reader.value() ?? "", /noon.*%/);
  await reader.press("PageUp");
  assert.equal(await reader.value(), pageWords["slider.between"]);
  await reader.press("End");
  assert.match(await reader.value() ?? "", /Final report.*%/);
  const toldInTurnout = await page.locator('[data-current] [data-when="turnout.told=yes"]').textContent();
  assert.deepEqual(await reader.next(), [[toldInTurnout]]);

  await reader.tree(); // count
  await reader.reach("[name='count.disagree']");
  assert.match(await reader.finds("PageUp"), /1 disagrees in private/);
  await reader.reach("[data-push='count.disagree.to'][value='20']");
  await reader.finds("Enter");
  await reader.reach("[data-push='count.shown.to'][value='5000']");
  assert.match(await reader.finds("Enter"), /too many/);
  await reader.reach("[name='count.shown']");
  assert.match(await reader.finds("ArrowLeft"), /A very different one/);
  assert.match(await reader.value() ?? "", /show it/);
  await reader.tree();
  assert.equal((await reader.next()).length, 2, "the line, then all that follows it");

  await reader.tree(); // meaning
  await reader.reach("[name='meaning.reading']");
  await reader.finds("Space");
  await reader.finds("ArrowDown");
  await reader.reach("[data-action=next]");
  await page.keyboard.press("Enter");
  assert.deepEqual(await reader.hears("the end"), [(await page.locator("[data-current] .closing").textContent())?.trim()]);
  assert.equal((await focused(page))?.what, "again");
  await page.locator("[data-current] figure").waitFor({ state: "hidden" }); // behind the words
  await reader.tree(0);
  await page.keyboard.press("Enter");
  assert.equal((await reader.hears("Start again")).length, 1);
  assert.equal(await reader.explainer.scene(), "cover");
  assert.deepEqual(errors, []);
  await page.close();
});
