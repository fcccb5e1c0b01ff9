// By mouse and by finger: what is carried lies over the pointer, where a finger leaves it in view, and nothing stays lit after a tap.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { changed } from "../lib/screenshots.js";

const here = siteInChromium();

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {[x: number, y: number]} Place  in the window, CSS px */

/**
 * A step at rest, its picture in the middle of the window.
 * @param {string} step
 * @param {{lang?: string, width: number, height: number, touch: boolean, motion?: string}} options
 */
async function open(step, { lang = "en", width, height, touch, motion = "reduced" }) {
  const context = await here.browser.newContext({ viewport: { width, height }, hasTouch: touch, isMobile: touch });
  const page = await context.newPage();
  await page.goto(`${here.site.origin}/embed/${lang}/?load=eager&motion=${motion}#${step}`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("resting");
  await center(page);
  return { context, page, explainer };
}

/** Scrolls the picture to the middle of the window. @param {Page} page */
const center = (page) => page.locator("[data-current] .view").evaluate((view) => view.scrollIntoView({ block: "center" }));

/** The step where a ballot is cast, in a room with a screen: there nothing follows the ballot with its eyes. @param {Parameters<typeof open>[1]} options */
async function votingRoom(options) {
  const opened = await open("ballot", options);
  await opened.explainer.choose("ballot.room", "secret");
  await opened.explainer.reaches("resting");
  await center(opened.page);
  return opened;
}

/** @param {import("playwright-core").Locator} locator */
async function boxOf(locator) {
  const box = await locator.boundingBox();
  assert.ok(box);
  return box;
}

/** @type {Record<string, (page: Page) => Promise<{down(at: Place): Promise<unknown>, move(to: Place): Promise<unknown>, up(): Promise<unknown>}>>} */
const pointers = {
  mouse: async (page) => ({
    down: async (at) => { await page.mouse.move(...at); await page.mouse.down(); },
    move: (to) => page.mouse.move(...to, { steps: 3 }),
    up: () => page.mouse.up(),
  }),
  finger: async (page) => {
    const session = await page.context().newCDPSession(page);
    const send = (/** @type {"touchStart" | "touchMove" | "touchEnd"} */ type, /** @type {Place[]} */ ...places) =>
      session.send("Input.dispatchTouchEvent", { type, touchPoints: places.map(([x, y]) => ({ x, y })) });
    return { down: (at) => send("touchStart", at), move: (to) => send("touchMove", to), up: () => send("touchEnd") };
  },
};

/** The window's picture, once nothing changes in it. @param {Page} page */
async function still(page) {
  for (let last = /** @type {Buffer} */ (Buffer.of()); ;) {
    await page.evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    const now = await page.screenshot();
    if (now.equals(last)) return now;
    last = now;
  }
}

/** The colour of the reader's own ballot: stage.Gold in the light theme. */
const gold = [0xD2, 0x9A, 0x2E];

describe("a carried ballot is drawn over the pointer", () => {
  for (const [how, lang, width, height, lift] of /** @type {const} */ ([
    ["finger", "en", 360, 560, 28 / 360], ["finger", "ar", 360, 560, 28 / 360],
    ["mouse", "en", 700, 900, 44 / 960], ["mouse", "en", 960, 900, 42 / 1280], ["mouse", "ar", 960, 900, 42 / 1280],
  ])) { // the lift of scenes/ballot/plan.go, as a share of the stage's width
    test(`${how}, ${width} px, ${lang}`, async () => {
      const { context, page } = await votingRoom({ lang, width, height, touch: how === "finger" });
      const stage = await boxOf(page.locator("[data-current] .view"));
      const token = await boxOf(page.locator("[data-current] [data-drag]"));
      const pointer = await pointers[how](page);
      const places = /** @type {Place[]} */ ([[0.3, 0.3], [0.55, 0.93], [0.44, 0.6]].map(([x, y]) =>
        [stage.x + (lang === "ar" ? 1 - x : x) * stage.width, stage.y + y * stage.height])); // clear of the hand, and of what is marked nearby
      await pointer.down([token.x + token.width / 2, token.y + token.height / 2]);
      /** @type {string[]} */ let astray = ["not tried"];
      for (let tries = 0; tries < 5 && astray.length > 0; tries++) { // a picture may have been taken before the move was drawn
        const pictures = [];
        for (const place of places) {
          await pointer.move(place);
          pictures.push(await still(page));
        }
        astray = [];
        for (const [i, [x, y]] of places.entries()) {
          const ballot = await changed(page, pictures[i], pictures.toSpliced(i, 1), gold);
          const off = Math.hypot(ballot.x + ballot.width / 2 - x, ballot.y + ballot.height / 2 - (y - lift * stage.width));
          if (!(off <= 4 && ballot.width > 8 && ballot.width < stage.width / 4)) astray.push(`${JSON.stringify(ballot)} for ${x}, ${y}`);
        }
      }
      assert.deepEqual(astray, []);
      await pointer.up();
      await context.close();
    });
  }
});

describe("a nominee is supported by being dragged behind the curtain", () => {
  for (const [how, lang, width, height] of /** @type {const} */ ([["finger", "en", 360, 560], ["mouse", "en", 960, 900], ["mouse", "ar", 960, 900]])) {
    test(`${how}, ${width} px, ${lang}`, async () => {
      const { context, page, explainer } = await open("selection", { lang, width, height, touch: how === "finger", motion: "auto" });
      const radio = (/** @type {string} */ value) => page.locator(`input[name="selection.pick"][value=${value}]`);
      const middle = async (/** @type {import("playwright-core").Locator} */ locator) => {
        const box = await boxOf(locator);
        return /** @type {Place} */ ([box.x + box.width / 2, box.y + box.height / 2]);
      };
      const pointer = await pointers[how](page);
      const [b, curtain] = [await middle(radio("b")), await middle(page.locator('[data-area="selection.pick drop"]'))];
      await pointer.down(b);
      await pointer.move([b[0], b[1] + 15]);
      await pointer.up();
      assert.equal(await radio("b").isChecked(), false, "let go short of the curtain");
      await pointer.down(b);
      await pointer.move(curtain);
      assert.equal(await radio("b").isChecked(), false, "still held");
      await pointer.up();
      assert.ok(await radio("b").isChecked(), "let go behind it");
      assert.equal(await page.locator('[data-step=selection] [data-when="selection.pick=b"][data-shown]').count(), 1);
      await explainer.reaches("resting");
      await pointer.down(await middle(radio("a")));
      await pointer.up();
      await radio("a").and(page.locator(":checked")).waitFor();
      await context.close();
    });
  }
});

test("nothing looks pointed at after a tap", async () => {
  const { context, page, explainer } = await open("ballot", { width: 390, height: 800, touch: true });
  const look = (/** @type {Element} */ e) => {
    const { backgroundColor, borderColor, outlineStyle, textDecorationLine } = getComputedStyle(e);
    return { backgroundColor, borderColor, outlineStyle, textDecorationLine };
  };
  for (const selector of [
    "[data-step=ballot] .spots .spot:not(.token):has(input:not(:checked))", "[data-action=next]", "[data-action=replay]", "#sources > summary", ".bar .back",
  ]) {
    const target = page.locator(selector).first();
    if (selector.startsWith("#")) await page.locator("[data-action=info]").tap();
    await target.scrollIntoViewIfNeeded();
    const before = await target.evaluate(look);
    const handle = await target.elementHandle();
    assert.ok(handle);
    await handle.tap();
    await page.waitForFunction((e) => e.matches(":hover:not(:active)"), handle, { polling: 50 });
    await explainer.reaches("resting");
    assert.deepEqual(await handle.evaluate(look), before, selector);
    if (selector.startsWith("#")) await page.keyboard.press("Escape");
  }
  await context.close();
});

describe("the map of the invented countries can be dragged", () => {
  for (const [how, lang, width, height] of /** @type {const} */ ([["finger", "en", 360, 560], ["mouse", "en", 960, 900], ["mouse", "ar", 960, 900]])) {
    test(`${how}, ${width} px, ${lang}`, async () => {
      const { context, page, explainer } = await open("count", { lang, width, height, touch: how === "finger" });
      const map = page.locator('[data-area="count.map"]');
      await map.waitFor({ state: "hidden" }); // no country yet
      for (const [name, value] of [["disagree", 20], ["shown", 5000]]) await page.locator(`[data-push="count.${name}.to"][value="${value}"]`).click();
      const box = await boxOf(map);
      const scrolled = await page.evaluate(() => scrollY);
      const at = (/** @type {number} */ x, /** @type {number} */ y) => { // shares of the map's side
        const [across, up] = [x, y].map((share) => (share + 0.12) / 1.24);
        return /** @type {Place} */ ([box.x + box.width * (lang === "ar" ? 1 - across : across), box.y + box.height * (1 - up)]);
      };
      /** What is set, once it meets a condition: a browser delivers a finger's moves with its next frame. @param {"both" | "line" | "far"} condition */
      const setUntil = (condition) => page.waitForFunction((condition) => {
        const [disagree, shown] = ["disagree", "shown"].map((name) =>
          Number(/** @type {HTMLInputElement} */ (document.querySelector(`input[name="count.${name}"]`)).value));
        const reads = Math.round((disagree * shown) / 10000);
        const met = { both: disagree === 10000 && shown === 10000, line: reads === 9 && disagree < 10000, far: reads === 9 && disagree > 1000 };
        return met[condition] && disagree;
      }, condition).then((met) => met.jsonValue());
      const announced = () => page.locator("#announcer").textContent();
      const pointer = await pointers[how](page);
      await pointer.down(at(0.2, 0.2));
      await pointer.move(at(0.5, 0.3));
      await pointer.move(at(1, 1));
      await setUntil("both");
      const before = await announced();
      await pointer.move(at(0.65, 0.65)); // the middle of the line of countries that report the number
      const disagree = Number(await setUntil("line"));
      assert.ok(disagree < 1000);
      assert.equal(await announced(), before, "not while dragging");
      await pointer.up();
      await page.locator("#announcer").filter({ hasText: lang === "en" ? "would read 9." : "9" }).waitFor();
      await explainer.act("next");
      await explainer.reaches("resting");
      await pointer.down(at(0.9, 0.9));
      await pointer.move(at(0.9, 0.5));
      await pointer.up();
      await setUntil("far"); // along the line
      assert.equal(await page.evaluate(() => scrollY), scrolled, "the page stays");
      await context.close();
    });
  }
});
