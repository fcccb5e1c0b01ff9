// Page object: one explainer in a page or a frame, used by its public contract only.
import assert from "node:assert/strict";

/** Waits poll by time, not by animation frame: a page at rest may have no frames. */
const polling = 100;
const timeout = 60_000;

export class Explainer {
  /** @param {import("playwright-core").Frame} frame */
  constructor(frame) {
    this.frame = frame;
    this.main = frame.locator("main[data-explainer=two-boxes]");
  }

  /**
   * The explainer in the page's iframe.
   * @param {import("playwright-core").Page} page
   * @param {string} [selector]
   */
  static async inside(page, selector = "#embed") {
    const frame = await (await page.waitForSelector(selector, { state: "attached" })).contentFrame();
    if (!frame) throw new Error("no frame");
    await frame.waitForSelector("main[data-state]", { state: "attached", timeout });
    return new Explainer(frame);
  }

  state() { return this.main.getAttribute("data-state"); }
  scene() { return this.main.getAttribute("data-scene"); }

  /** @param {...string} states waits until the explainer is in one of them */
  async reaches(...states) {
    await this.frame.waitForFunction(
      (wanted) => wanted.includes(document.querySelector("main")?.dataset.state ?? ""), states, { polling, timeout },
    ).catch(async (error) => {
      throw new Error(`${await this.state()} in ${await this.scene()}, instead of ${states.join(" or ")}`, { cause: error });
    });
  }

  /** @param {string} name @param {string} [value] */
  control(name, value) {
    return this.frame.locator(`[data-control="${name}"]${value === undefined ? "" : `[value="${value}"]`}`);
  }

  /**
   * Scrolls to an element and waits for two frames: Chromium sends a click right after a scroll to
   * where a frame of another process was before the scroll.
   * @template {{scrollIntoViewIfNeeded(): Promise<void>}} T a locator or an element
   * @param {T} target
   */
  async seen(target) {
    await target.scrollIntoViewIfNeeded();
    await this.frame.page().evaluate(() => new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted))));
    return target;
  }

  /** @param {string} action */
  async act(action) { await (await this.seen(this.frame.locator(`[data-action=${action}]`))).click(); }

  /**
   * Presses something behind ⓘ, which it opens first. As text there is no dialog: what it holds is in the page.
   * @param {string} selector
   */
  async actInfo(selector) {
    const info = this.frame.locator(".info");
    if (!await info.isVisible()) await this.act("info");
    await (await this.seen(info.locator(selector))).click();
  }

  /** Goes to the next scene; a scene that invites has its outcome told first, in up to three presses. */
  async next() {
    const before = await this.scene();
    for (let presses = 0; presses < 4 && await this.scene() === before; presses++) await this.act("next");
  }

  /** Follows the first link to a scene. @param {string} scene */
  async goto(scene) { await (await this.seen(this.frame.locator(`[data-goto="${scene}"]`).first())).click(); }

  /** @param {string} name @param {string} value */
  async choose(name, value) { await (await this.seen(this.control(name, value))).check(); }

  /** Starts it where it stands and waits for the first drawn frame. */
  async play() {
    if (await this.state() === "poster") await this.act("play");
    await this.reaches("playing", "resting");
  }

  /**
   * Asserts that what is shown fits the state: the engine's picture or the poster, a progress bar
   * while it loads, the message of a failure. Where the engine cannot run, an outcome takes the message's place.
   */
  async isTrue() {
    const { state, ...shown } = await this.main.evaluate((main) => {
      const visible = (/** @type {string} */ selector) => [...main.querySelectorAll(selector)].some((e) => e.checkVisibility({ visibilityProperty: true }));
      return {
        state: main.dataset.state ?? "", engine: visible("canvas"), engines: main.querySelectorAll("canvas").length,
        poster: visible(".picture"),
        loading: visible(".loading"), failed: visible(".failed"), retry: visible("[data-action=retry]"),
        static: visible(".static") || (main.dataset.state === "static" && visible(".results [data-shown]")),
      };
    });
    const engine = ["playing", "paused", "resting"].includes(state) || (state === "loading" && shown.engine);
    assert.deepEqual(shown, {
      engine, engines: engine ? 1 : shown.engines, poster: !engine,
      loading: state === "loading" && !engine, static: state === "static", failed: state === "failed", retry: state === "failed",
    }, `in the state ${state}`);
    assert.ok(shown.engines <= 1);
  }

  /** A picture of the stage as the screen shows it. @returns {Promise<Buffer>} */
  async picture() {
    await this.frame.locator("[data-current] h2").hover(); // hovering outlines what can be operated
    await this.frame.waitForFunction(() => !document.querySelector(".spot:hover"), null, { polling, timeout });
    return this.frame.locator("canvas").screenshot();
  }
}
