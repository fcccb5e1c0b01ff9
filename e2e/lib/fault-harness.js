// Tests of faults: opens the explainer in an article of another origin, injects a fault, and asserts that
// the state fits what is shown, every step can be read, nothing is blank, no exception is uncaught, and
// the explainer recovers where it can.
import assert from "node:assert/strict";
import { Explainer } from "./explainer.js";
import { serveFaulty } from "./faulty-server.js";
import { siteInChromium } from "./fixture.js";
import { countColours } from "./screenshots.js";
import { article } from "./site.js";
import { story } from "./story.js";
import { until } from "./until.js";

/** @typedef {import("playwright-core").Page} Page */
/** @typedef {import("node:test").TestContext} TestContext */

const scenes = story().map(({ id }) => id);

/** The site in Chromium, and what its tests of faults share. */
export function faultHarness() {
  /** Pages of another origin, by path. @type {Record<string, string>} */
  const pages = {};
  const here = siteInChromium({ hosts: () => ({ article: { pages } }) });
  let opened = 0;
  const eager = () => `${here.site.origin}/embed/en/?load=eager`;

  /**
   * Opens a page of another origin.
   * @param {TestContext} t
   * @param {string} html
   * @param {{script?: () => void, prepare?: (page: Page) => Promise<void>, browser?: import("playwright-core").Browser}} [options]
   *   script: runs in the page and its frames before their own scripts; prepare: runs before the page opens
   */
  async function open(t, html, { script, prepare, browser = here.browser } = {}) {
    const path = `/${++opened}`;
    pages[path] = html;
    const context = await browser.newContext({ viewport: { width: 800, height: 1000 } });
    t.after(() => context.close());
    const page = await context.newPage();
    /** @type {string[]} */
    const uncaught = [];
    page.on("pageerror", (error) => uncaught.push(error.message));
    /** @type {string[]} addresses of finished requests */
    const finished = [];
    page.on("requestfinished", (request) => finished.push(request.url()));
    page.on("console", (message) => { if (message.text().startsWith("two-boxes:")) t.diagnostic(message.text()); });
    if (script) await page.addInitScript(script);
    await prepare?.(page);
    await page.goto(here.hosts.article.origin + path);
    return { context, page, uncaught, finished };
  }

  /** Injects a fault and asserts its outcome. @param {TestContext} t @param {import("./faults.js").Fault} fault */
  async function check(t, fault) {
    const site = fault.server && await serveFaulty(here.site.origin, ...fault.server);
    if (site) t.after(() => site.close());
    const embed = `${(site ?? here.site).origin}/embed/en/${fault.query ?? "?load=eager"}`;
    const { page, uncaught } = await open(t, article(embed, fault.attributes), { script: fault.page });
    const explainer = await Explainer.inside(page);
    if (fault.inject) {
      await makeChoice(explainer);
      await fault.inject(page, explainer);
    }
    await reaches(explainer, fault.state);
    if (fault.inject) await assertChoiceKept(explainer);
    await assertReadable(page, explainer);
    if (fault.recover) {
      site?.repair();
      await fault.recover(page, explainer);
      await reaches(explainer, "playing");
      if (fault.inject) await assertChoiceKept(explainer);
      await assertReadable(page, explainer);
    }
    assert.deepEqual(uncaught, []);
  }

  return { here, pages, eager, open, check };
}

/** Goes to the ballot scene and makes a choice there. @param {Explainer} explainer */
export async function makeChoice(explainer) {
  const started = await explainer.state() !== "poster";
  if (started) await explainer.reaches("playing", "resting");
  await explainer.goto("ballot");
  await explainer.choose("ballot.room", "secret");
  if (started) await explainer.reaches("resting");
}

/** Asserts that the choice of makeChoice() is kept. @param {Explainer} explainer */
export async function assertChoiceKept(explainer) {
  assert.equal(await explainer.scene(), "ballot");
  assert.ok(await explainer.control("ballot.room", "secret").isChecked());
}

/** Waits for a state; "playing" means resting as well. @param {Explainer} explainer @param {string} state */
export const reaches = (explainer, state) => explainer.reaches(...(state === "playing" ? ["playing", "resting"] : [state]));

/**
 * Asserts that every step can be reached and has its words and its picture, then goes back to the current one.
 * @param {Page} page
 * @param {Explainer} explainer
 */
export async function assertReadable(page, explainer) {
  const { frame } = explainer;
  const current = await explainer.scene() ?? "";
  const steps = await frame.evaluate(async (scenes) => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    const press = (/** @type {string} */ what) => /** @type {HTMLElement} */ (main.querySelector(what)).click();
    const runs = main.dataset.running !== undefined;
    const steps = [];
    for (const [i, scene] of scenes.entries()) {
      press(runs && i > 0 ? "[data-action=next]" : `[data-goto=${scene}]`);
      for (let more = 3; runs && main.dataset.scene !== scene && more > 0; more--) press("[data-action=next]"); // the scene before told its outcome
      const step = /** @type {HTMLElement} */ (main.querySelector(`[data-step=${scene}]`));
      const poster = [...step.querySelectorAll("img")].find((img) => img.checkVisibility());
      if (poster && !poster.naturalWidth) await new Promise((done) => { // a lazy picture may not have started to load
        for (const end of ["load", "error"]) poster.addEventListener(end, done, { once: true });
        setTimeout(done, 9000); // below what shortenTimers() shortens
      });
      steps.push({
        scene: runs ? main.dataset.scene : scene,
        words: ["h2", ".caption"].every((s) => step.querySelector(s)?.checkVisibility({ visibilityProperty: true })),
        picture: main.dataset.drawn !== undefined || !poster || poster.naturalWidth > 0 || (!navigator.onLine && poster.alt !== ""), // the alt text stands in
      });
    }
    return steps;
  }, scenes);
  assert.deepEqual(steps, scenes.map((scene) => ({ scene, words: true, picture: true })));
  await frame.evaluate((scene) => /** @type {HTMLElement} */ (document.querySelector(`[data-goto=${scene}]`)).click(), current);
  await explainer.isTrue();
  const isDrawn = async () => await countColours(page, await frame.locator(".card > .stage").screenshot()) > 16;
  await until(isDrawn, "the picture has more than 16 colours", 10); // while one scene changes into another there are fewer
}

/** Every explainer of a page, in order. @param {Page} page */
export async function allExplainers(page) {
  const frames = await page.locator("iframe").elementHandles();
  return Promise.all(frames.map(async (frame) => new Explainer(/** @type {import("playwright-core").Frame} */ (await frame.contentFrame()))));
}

/** The indices of those with an engine; asserts that there are at most two. @param {Explainer[]} explainers */
export async function running(explainers) {
  // A lazy frame that has not been near the viewport has no page yet.
  const canvases = await Promise.all(explainers.map((e) => (e.frame.url().includes("/embed/") ? e.frame.locator("canvas").count() : 0)));
  const at = canvases.flatMap((n, i) => (n ? [i] : []));
  assert.ok(at.length <= 2, `engines run in ${at}`);
  return at;
}
