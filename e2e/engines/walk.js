// The tests that every browser engine runs: all steps by Next, the controls, the keyboard.
import assert from "node:assert/strict";
import { test } from "node:test";
import { story, words } from "../lib/story.js";
import { until } from "../lib/until.js";

/**
 * What a browser must offer.
 * @typedef {object} Driver
 * @property {(url: string) => Promise<any>} goto
 * @property {(expression: string) => Promise<any>} evaluate  in the page
 * @property {(selector: string) => Promise<void>} click
 * @property {(key: "Tab" | "Enter" | "Space" | "Left" | "Home") => Promise<void>} press
 * @property {(by: number) => Promise<void>} wheel
 */

const { steps } = words("en");
const scenes = story().map(({ id }) => id);

/**
 * @param {() => Driver} browser
 * @param {() => string} origin of the site
 */
export function walks(browser, origin) {
  const state = () => browser().evaluate(`document.querySelector("main")?.dataset.state`);
  const scene = () => browser().evaluate(`document.querySelector("main").dataset.scene`);
  const rests = () => until(async () => (await state()) === "resting", "the picture is at rest", 90);
  /** The result that is shown. */
  const shown = () => browser().evaluate(`document.querySelector(".step[data-current] [data-shown]")?.textContent.trim() ?? ""`);
  /** Whether the canvas shows, in the size of the stage. */
  const painted = () => browser().evaluate(`(() => {
    const from = document.querySelector("canvas");
    return from.width > 100 && from.height > 100 && getComputedStyle(from.parentElement).visibility === "visible";
  })()`);

  test("Next leads through all steps, and each comes to rest", async () => {
    await browser().goto(`${origin()}/embed/en/?load=eager`);
    for (const [i, id] of scenes.entries()) {
      for (let presses = 0; presses < 4 && i > 0 && await scene() === scenes[i - 1]; presses++) { // some have outcomes told
        await browser().click("[data-action=next]");
        await rests();
      }
      await rests();
      assert.equal(await scene(), id);
      assert.equal(await browser().evaluate(`document.querySelectorAll("canvas").length`), 1, id);
      assert.ok(await painted(), id);
    }
  });

  test("a vote and a guess show their results", async () => {
    await browser().click("[data-goto=ballot]");
    await rests();
    await browser().click('label:has(input[name="ballot.box"][value=against])');
    await rests();
    const { text } = steps.ballot.outcomes.find((/** @type {any} */ o) => o.when["ballot.room"] === "two" && o.when["ballot.box"] === "against");
    assert.equal(await shown(), text.replaceAll(/\{\S+ cite\}/g, ""));
    await browser().click("[data-goto=count]");
    await rests();
    await browser().click("[data-action=replay]"); // Next had its outcome told
    await rests();
    await browser().evaluate(`document.querySelector('input[name="count.disagree"]').focus()`);
    await until(async () => {
      await browser().press("Home");
      return (await shown()).startsWith("Nobody disagrees");
    }, "Home on a slider of the model");
  });

  test("the keyboard changes steps and moves a slider", async () => {
    await browser().evaluate(`document.querySelector("[data-action=back]").focus()`);
    await browser().press("Enter");
    await until(async () => (await scene()) === scenes[scenes.indexOf("count") - 1], "Enter on Back");
    await rests();
    await browser().evaluate(`document.querySelector('input[name="turnout.hour"]').focus()`);
    await browser().press("Home");
    await until(() => browser().evaluate(`document.activeElement.value === "0"`), "Home on the track");
    await browser().evaluate(`document.querySelector("[data-action=next]").focus()`);
    await browser().press("Tab");
    assert.notEqual(await browser().evaluate(`document.activeElement.tagName`), "CANVAS");
    assert.equal(await browser().evaluate(`document.querySelector("canvas").getAttribute("aria-hidden")`), "true");
  });

  test("a wheel over the picture scrolls the page", async () => {
    await browser().evaluate(`document.body.style.paddingBottom = "1000px"`); // the card alone fits into the window
    await browser().evaluate("scrollTo(0, 0)");
    // WebKit's driver turns the wheel only once, so the page has to be ready for it.
    await browser().evaluate("(function draw() { window.drawn = (window.drawn ?? 0) + 1; requestAnimationFrame(draw); })()");
    await until(() => browser().evaluate("window.drawn > 20 && document.documentElement.scrollHeight > innerHeight + 200"), "the page can scroll", 10);
    await browser().wheel(200);
    await until(() => browser().evaluate("scrollY > 60"), "the page scrolls", 10);
  });

  test("read as text, and back", async () => {
    const headings = () => browser().evaluate(
      `[...document.querySelectorAll("h2")].filter((h) => h.checkVisibility({ visibilityProperty: true })).length`);
    await browser().click("[data-action=info]");
    await browser().click("[data-action=text]");
    assert.equal(await headings(), scenes.length);
    await browser().click("[data-action=text]");
    assert.equal(await headings(), 1);
  });
}

/**
 * Without WebGL the explainer shows still pictures.
 * @param {() => Driver} browser
 * @param {() => string} origin
 */
export function fallsBack(browser, origin) {
  test("without WebGL the explainer shows still pictures", async () => {
    await browser().goto(`${origin()}/embed/en/?load=eager`);
    await until(() => browser().evaluate(`document.querySelector("main")?.dataset.state === "static"`), "the page reports that the engine cannot run", 30);
    for (const id of scenes.slice(1)) {
      await browser().click("[data-action=next]");
      assert.equal(await browser().evaluate(`document.querySelector("main").dataset.scene`), id);
      assert.ok(await browser().evaluate(`[...document.querySelectorAll(".step[data-current] .picture")]
        .some((p) => p.getBoundingClientRect().width > 200)`), id);
    }
    assert.equal(await browser().evaluate(`document.querySelectorAll("canvas").length`), 0);
  });
}
