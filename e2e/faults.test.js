// What can break, and what the reader has then: docs/reliability.md tells of it in words.
//
// For every fault: the state is true to what is shown, all seven steps can be read and walked
// through, nothing is blank, no error goes uncaught, and where it can come back, it does.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { breakages, first, serveBroken } from "./lib/broken.js";
import { launch } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";
import { colours } from "./lib/pictures.js";
import { article, serveHost } from "./lib/site.js";
import { story } from "./lib/story.js";

const here = siteInChromium();
const scenes = story().map(({ id }) => id);
const long = { skip: !process.env.TWOBOXES_LONG && "only in the long run" };

/** Pages of another origin, by path. @type {Record<string, string>} */
const pages = {};
/** @type {Awaited<ReturnType<typeof serveHost>>} */ let host;
before(async () => { host = await serveHost(pages); });
after(() => host?.close());

/**
 * @typedef {import("playwright-core").Page} Page
 * @typedef {object} Fault
 * @property {string} name
 * @property {[file: RegExp, breakage: import("./lib/broken.js").Breakage]} [server] how it answers
 * @property {() => void} [page] runs in the page and its frames before anything else
 * @property {(page: Page, explainer: Explainer) => Promise<unknown>} [then] breaks it once the reader has chosen in a scene
 * @property {"playing" | "static" | "failed" | "poster"} state  playing: or already at rest
 * @property {(page: Page, explainer: Explainer) => Promise<unknown>} [mend] what the reader does when it is well again; it plays then
 * @property {string} [query] of the embed
 * @property {string} [attributes] of the iframe
 * @property {boolean} [long] not tried every day
 */

/** The reader asks once more. @param {Page} page @param {Explainer} explainer */
const retry = (page, explainer) => explainer.act("retry");

const wasm = /\.wasm$/, pack = /\.pack$/;

/** Lets long waits pass quickly. */
function hurry() {
  const wait = globalThis.setTimeout;
  /** @type {any} */ (globalThis).setTimeout = (/** @type {any} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...rest) => wait(run, ms >= 10_000 ? ms / 20 : ms, ...rest);
}

/** @param {Explainer} explainer @param {"update" | "draw" | "callback"} where */
async function panic(explainer, where) {
  await explainer.frame.evaluate((where) => /** @type {any} */ (window).twoBoxesStage.send({ type: "panic", where }), where);
  if (where !== "callback") await explainer.act("replay"); // lets a frame through
}

/** @param {Explainer} explainer */
const loseContext = (explainer) => explainer.frame.evaluate(() =>
  document.querySelector("canvas")?.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext());

/** @type {Fault[]} */
const faults = [
  // What the browser lacks.
  { name: "WebAssembly is missing", page: () => Reflect.deleteProperty(globalThis, "WebAssembly"), state: "static" },
  {
    name: "WebGL 2 is missing", state: "static", long: true,
    page: () => {
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "WebGL 2 is blocked", state: "static",
    page: () => { HTMLCanvasElement.prototype.getContext = () => { throw new DOMException("not here", "SecurityError"); }; },
  },
  {
    name: "WebGL 2 is there once and no more", then: (_, explainer) => loseContext(explainer), state: "failed", long: true,
    page: () => {
      /** @type {unknown} */
      let first;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" && this !== (first ??= this) ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "WebGL 2 is refused after it was promised", state: "failed", long: true,
    page: () => {
      let times = 0;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        return type === "webgl2" && times++ ? null : get.call(/** @type {any} */ (this), type, options);
      });
    },
  },
  {
    name: "the context made before the engine arrives is lost by then", state: "playing", long: true,
    page: () => {
      let made = 0;
      const get = HTMLCanvasElement.prototype.getContext;
      HTMLCanvasElement.prototype.getContext = /** @type {any} */ (function (/** @type {any} */ type, /** @type {any} */ options) {
        const context = /** @type {any} */ (get.call(/** @type {any} */ (this), type, options));
        if (type === "webgl2" && !made++) context.getExtension("WEBGL_lose_context").loseContext();
        return context;
      });
    },
  },
  {
    name: "the graphics driver refuses the shaders", state: "failed", long: true,
    page: () => {
      const get = WebGL2RenderingContext.prototype.getProgramParameter;
      WebGL2RenderingContext.prototype.getProgramParameter = function (/** @type {WebGLProgram} */ program, /** @type {number} */ name) {
        return name === this.LINK_STATUS ? false : get.call(this, program, name);
      };
    },
  },
  { name: "gamepads are missing", page: () => Reflect.deleteProperty(Navigator.prototype, "getGamepads"), state: "playing", long: true },
  { name: "storage and an origin are denied", attributes: 'sandbox="allow-scripts"', state: "playing", long: true },

  // What the server or the network does.
  { name: "the engine is missing", server: [wasm, breakages.missing], state: "failed", mend: retry },
  { name: "the text pack is missing", server: [pack, breakages.missing], state: "failed", mend: retry, long: true },
  { name: "Go's support is missing", server: [/wasm_exec\.\w+\.js$/, breakages.missing], state: "failed", mend: retry, long: true },
  { name: "the engine's host is missing", server: [/engine-host\.\w+\.js$/, breakages.missing], state: "failed", mend: retry },
  { name: "the player is missing", server: [/player\.\w+\.js$/, breakages.missing], state: "poster" },
  { name: "the engine is cut", server: [wasm, breakages.cut], state: "failed", mend: retry, long: true },
  { name: "the text pack is cut", server: [pack, breakages.cut], state: "failed", mend: retry, long: true },
  { name: "the engine is cut once", server: [wasm, first(breakages.cut)], state: "playing" },
  { name: "the engine is corrupted", server: [wasm, breakages.corrupted], state: "failed", mend: retry },
  { name: "the text pack is corrupted", server: [pack, breakages.corrupted], state: "failed", mend: retry, long: true },
  { name: "the engine stalls at 30 %", server: [wasm, breakages.stalled], page: hurry, state: "failed", mend: retry, long: true },
  { name: "the engine stalls once at 30 %", server: [wasm, first(breakages.stalled)], page: hurry, state: "playing" },
  { name: "the text pack stalls once at 30 %", server: [pack, first(breakages.stalled)], page: hurry, state: "playing", long: true },
  { name: "the engine stalls once for real", server: [wasm, first(breakages.stalled)], state: "playing", long: true },
  { name: "the engine is dropped mid-way once", server: [wasm, first(breakages.dropped)], state: "playing" },
  { name: "the engine is dropped mid-way each time", server: [wasm, breakages.dropped], state: "failed", mend: retry, long: true },
  { name: "the server is busy once", server: [wasm, first(breakages.busy)], state: "playing", long: true },
  { name: "the network is slow", server: [wasm, breakages.slow], state: "playing", long: true },
  { name: "engine and text pack are of the wrong type", server: [/\.(wasm|pack)$/, breakages.mistyped], state: "playing", long: true },

  // What breaks while it runs.
  { name: "the context is lost five times in a row", then: (_, explainer) => again(explainer, 5, () => loseContext(explainer)), state: "failed", mend: retry, long: true },
  { name: "a panic in Draw", then: (_, explainer) => back(explainer, () => panic(explainer, "draw")), state: "playing", long: true },
  { name: "a panic in a callback", then: (_, explainer) => back(explainer, () => panic(explainer, "callback")), state: "playing", long: true },
  { name: "three panics in a row", then: (_, explainer) => again(explainer, 3, () => panic(explainer, "callback")), state: "failed", mend: retry },
  { name: "the network is gone once it plays", then: (page) => page.context().setOffline(true), state: "playing", long: true },
  {
    name: "the network is gone before it plays", query: "?load=click", state: "failed",
    then: async (page, explainer) => {
      await page.context().setOffline(true);
      await explainer.act("play");
    },
    mend: async (page, explainer) => {
      await page.context().setOffline(false);
      await explainer.act("retry");
    },
  },
  {
    name: "clocks jump", state: "playing", long: true,
    page: () => {
      const clock = { wall: 0, uptime: 0 };
      const { now } = performance;
      performance.now = () => now.call(performance) + clock.uptime;
      globalThis.Date = /** @type {any} */ (class extends Date {
        /** @param {any[]} of */
        constructor(...of) { super(.../** @type {[]} */ (of.length ? of : [Date.now()])); }
        static now() { return performance.timeOrigin + now.call(performance) + clock.wall; }
      });
      Object.assign(globalThis, { clock });
    },
    then: async (_, explainer) => {
      const day = 86_400_000;
      for (const jump of [{ wall: 400 * day }, { wall: -400 * day }, { uptime: day }]) {
        await explainer.frame.evaluate((jump) => Object.assign(/** @type {any} */ (window).clock, jump), jump);
        await explainer.act("replay");
        await explainer.reaches("resting");
      }
    },
  },
  {
    name: "the frame is resized 500 times", state: "playing", long: true,
    then: async (page, explainer) => {
      await page.evaluate(async () => {
        const frame = /** @type {HTMLElement} */ (document.getElementById("embed"));
        for (let i = 0; i <= 500; i++) {
          frame.style.width = `${300 + (i * 173) % 500}px`;
          await new Promise((done) => setTimeout(done, 4));
        }
      });
      await explainer.frame.waitForFunction(() => document.querySelector("canvas")?.clientWidth === document.querySelector(".steps > .stage")?.clientWidth, null, { polling: 50 });
      await explainer.reaches("resting");
    },
  },
];

/** Does so as often as there is an engine to do it to, but at most so many times. @param {Explainer} explainer @param {number} times @param {() => Promise<unknown>} harm */
async function again(explainer, times, harm) {
  for (let i = 0; i < times; i++) {
    await explainer.frame.waitForFunction(() => document.querySelector("canvas") || document.querySelector("main")?.dataset.state === "failed", null, { polling: 50 });
    if (await explainer.state() === "failed") break;
    await harm();
  }
}

/** How many ms after a breakdown there is an engine again. @param {Explainer} explainer @param {() => Promise<unknown>} harm */
async function back(explainer, harm) {
  await explainer.frame.evaluate(() => document.querySelector("canvas")?.setAttribute("data-old", ""));
  const start = performance.now();
  await harm();
  await explainer.frame.waitForFunction(() => document.querySelector("canvas:not([data-old])") && document.querySelector("main[data-drawn]"), null, { polling: 20 });
  return Math.round(performance.now() - start);
}

/** @param {Fault} fault @param {import("node:test").TestContext} t */
async function survives(fault, t) {
  const site = fault.server && await serveBroken(here.site.origin, ...fault.server);
  if (site) t.after(() => site.close());
  const { page, uncaught } = await open(t, article(`${(site ?? here.site).origin}/embed/en/${fault.query ?? "?load=eager"}`, fault.attributes), { script: fault.page });
  const explainer = await Explainer.inside(page);
  if (fault.then) {
    await choose(explainer);
    await fault.then(page, explainer);
  }
  await is(explainer, fault.state);
  if (fault.then) await chosen(explainer);
  await canBeRead(page, explainer);
  if (fault.mend) {
    site?.mend();
    await fault.mend(page, explainer);
    await is(explainer, "playing");
    if (fault.then) await chosen(explainer);
    await canBeRead(page, explainer);
  }
  assert.deepEqual(uncaught, []);
}

for (const fault of faults) test(fault.name, fault.long ? long : {}, (t) => survives(fault, t));

test("a browser that cannot draw does not take the engine", async (t) => {
  const { page, arrived } = await open(t, article(eager()), { script: faults.find(({ name }) => name === "WebGL 2 is blocked")?.page });
  await (await Explainer.inside(page)).reaches("static");
  await page.waitForLoadState("networkidle");
  assert.ok(arrived.some((url) => /player\.\w+\.js$/.test(url)));
  assert.deepEqual(arrived.filter((url) => wasm.test(url)), []);
});

let opened = 0;

/**
 * @param {import("node:test").TestContext} t
 * @param {string} html of a page of another origin
 * @param {{script?: () => void, browser?: import("playwright-core").Browser}} [options] script: runs in it and its frames first
 */
async function open(t, html, { script, browser = here.browser } = {}) {
  const path = `/${++opened}`;
  pages[path] = html;
  const context = await browser.newContext({ viewport: { width: 800, height: 1000 } });
  t.after(() => context.close());
  const page = await context.newPage();
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  /** @type {string[]} what has arrived whole */
  const arrived = [];
  page.on("requestfinished", (request) => arrived.push(request.url()));
  page.on("console", (message) => { if (message.text().startsWith("two-boxes:")) t.diagnostic(message.text()); });
  if (script) await page.addInitScript(script);
  await page.goto(host.origin + path);
  return { context, page, uncaught, arrived };
}

/** The reader goes to a scene and chooses there. @param {Explainer} explainer */
async function choose(explainer) {
  const begun = await explainer.state() !== "poster";
  if (begun) await explainer.reaches("playing", "resting");
  await explainer.goto("ballot");
  await explainer.choose("ballot.room", "secret");
  if (begun) await explainer.reaches("resting");
}

/** @param {Explainer} explainer */
async function chosen(explainer) {
  assert.equal(await explainer.scene(), "ballot");
  assert.ok(await explainer.control("ballot.room", "secret").isChecked());
}

/** @param {Explainer} explainer @param {string} state */
const is = (explainer, state) => explainer.reaches(...(state === "playing" ? ["playing", "resting"] : [state]));

/**
 * All seven steps, each with its words and its picture, and back to where the reader was.
 * @param {Page} page
 * @param {Explainer} explainer
 */
async function canBeRead(page, explainer) {
  const { frame } = explainer;
  const was = await explainer.scene() ?? "";
  const told = await frame.evaluate(async (scenes) => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    const press = (/** @type {string} */ what) => /** @type {HTMLElement} */ (main.querySelector(what)).click();
    const runs = main.dataset.running !== undefined;
    const told = [];
    for (const [i, scene] of scenes.entries()) {
      press(runs && i > 0 ? "[data-action=next]" : `[data-goto=${scene}]`);
      const step = /** @type {HTMLElement} */ (main.querySelector(`[data-step=${scene}]`));
      const poster = [...step.querySelectorAll("img")].find((img) => img.checkVisibility());
      if (poster && !poster.naturalWidth) await new Promise((done) => { // a lazy picture has not begun to load yet
        for (const end of ["load", "error"]) poster.addEventListener(end, done, { once: true });
        setTimeout(done, 9000); // short of what hurry() shortens
      });
      told.push({
        scene: runs ? main.dataset.scene : scene,
        words: ["h2", ".caption"].every((s) => step.querySelector(s)?.checkVisibility({ visibilityProperty: true })),
        picture: main.dataset.drawn !== undefined || !poster || poster.naturalWidth > 0 || (!navigator.onLine && poster.alt !== ""), // told in words
      });
    }
    return told;
  }, scenes);
  assert.deepEqual(told, scenes.map((scene) => ({ scene, words: true, picture: true })));
  await frame.evaluate((scene) => /** @type {HTMLElement} */ (document.querySelector(`[data-goto=${scene}]`)).click(), was);
  await explainer.isTrue();
  const seen = await colours(page, await frame.locator(".steps > .stage").screenshot());
  assert.ok(seen > 16, `${seen} colours`);
}

const eager = () => `${here.site.origin}/embed/en/?load=eager`;

for (const [name, harm] of /** @type {[string, (explainer: Explainer) => Promise<unknown>][]} */ ([
  ["a lost context", loseContext], ["a panic in Update", (explainer) => panic(explainer, "update")],
])) {
  test(`after ${name} the same picture is back`, async (t) => {
    const { page, uncaught } = await open(t, article(eager()));
    const explainer = await Explainer.inside(page);
    await choose(explainer);
    const before = await explainer.picture();
    t.diagnostic(`after ${await back(explainer, () => harm(explainer))} ms`);
    await explainer.reaches("resting");
    await chosen(explainer);
    assert.ok(before.equals(await explainer.picture()));
    assert.deepEqual(uncaught, []);
  });
}

for (const [name, style] of [["hidden", "display:none"], ["of no size", "width:0;height:0"]]) {
  test(`the frame is ${name} at first`, long, async (t) => {
    const { page, uncaught } = await open(t, article(eager().replace("eager", "near"), `style="${style}"`));
    const explainer = await Explainer.inside(page);
    assert.equal(await explainer.state(), "poster");
    await page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("embed")).style.cssText = "width:100%;height:900px"; });
    await is(explainer, "playing");
    await canBeRead(page, explainer);
    assert.deepEqual(uncaught, []);
  });
}

test("the host takes the frame out and puts it back", async (t) => {
  const { page, uncaught } = await open(t, article(eager()));
  await is(await Explainer.inside(page), "playing");
  await page.evaluate(() => {
    const frame = /** @type {HTMLElement} */ (document.getElementById("embed"));
    frame.remove();
    document.querySelector("p")?.after(frame);
  });
  const explainer = await Explainer.inside(page);
  await is(explainer, "playing");
  await canBeRead(page, explainer);
  assert.deepEqual(uncaught, []);
});

test("the way back leads to the page as it was left", long, async (t) => {
  const browser = await launch({ ignoreDefaultArgs: ["--disable-back-forward-cache"] });
  t.after(() => browser.close());
  const { page, uncaught } = await open(t, article(eager()), { browser });
  await choose(await Explainer.inside(page));
  await page.evaluate(() => { /** @type {any} */ (window).messages.length = 0; });
  pages["/away"] = "<!doctype html><title>Away</title>";
  await page.goto(`${host.origin}/away`);
  await page.goBack({ waitUntil: "commit" });
  // The test's tool does not find the frame again, but the host hears it.
  await page.waitForFunction(() => /** @type {any} */ (window).messages.at(-1)?.state === "resting", null, { polling: 50 });
  const said = await page.evaluate(() => new Promise((resolve) => {
    const { messages } = /** @type {any} */ (window);
    const states = messages.map((/** @type {any} */ m) => m.state);
    addEventListener("message", ({ data }) => data.type === "scene" && resolve({ states, scene: data.scene }));
    /** @type {HTMLIFrameElement} */ (document.getElementById("embed")).contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*");
  }));
  assert.deepEqual(said, { states: ["loading", "resting"], scene: "ballot" }, "the browser has kept the page, and the engine is new");
  assert.deepEqual(uncaught, []);
});

describe("many on one page", () => {
  /** Every explainer of a page, in its order. @param {Page} page */
  async function all(page) {
    const frames = await page.locator("iframe").elementHandles();
    return Promise.all(frames.map(async (frame) => new Explainer(/** @type {import("playwright-core").Frame} */ (await frame.contentFrame()))));
  }

  /** The numbers of those with an engine. @param {Explainer[]} explainers */
  async function running(explainers) {
    // A lazy frame that has not been near has no page that could answer.
    const canvases = await Promise.all(explainers.map((e) => (e.frame.url().includes("/embed/") ? e.frame.locator("canvas").count() : 0)));
    const at = canvases.flatMap((n, i) => (n ? [i] : []));
    assert.ok(at.length <= 2, `engines run in ${at}`);
    return at;
  }

  test("of twenty, those in view run, two at most; who comes back finds the step and the choice", long, async (t) => {
    const { page, uncaught } = await open(t, `<!doctype html><title>Twenty</title>${"<div data-two-boxes></div>".repeat(20)}<script src="${here.site.origin}/embed.js"></script>`);
    await page.waitForFunction(() => document.querySelectorAll("iframe").length === 20, null, { polling: 50 });
    const explainers = await all(page);
    await is(explainers[0], "playing");
    await choose(explainers[0]);
    for (const i of [6, 13, 19]) {
      await page.locator("iframe").nth(i).scrollIntoViewIfNeeded();
      await is(explainers[i], "playing");
      assert.ok((await running(explainers)).includes(i));
    }
    assert.equal(await explainers[0].state(), "poster");
    await explainers[0].isTrue();
    await page.evaluate(() => scrollTo(0, 0));
    await explainers[0].reaches("resting");
    await running(explainers);
    await chosen(explainers[0]);
    await canBeRead(page, explainers[0]);
    assert.deepEqual(uncaught, []);
  });

  test("of three in view the one the reader starts runs", async (t) => {
    const frame = `<iframe src="${eager().replace("eager", "near")}" style="border:0;width:33%;height:900px"></iframe>`;
    const { page, uncaught } = await open(t, `<!doctype html><title>Three</title><style>body{margin:0}</style>${frame.repeat(3)}`);
    const explainers = await all(page);
    for (const { frame } of explainers) await frame.waitForSelector("main[data-running]");
    const ready = async () => (await Promise.all(explainers.map((e) => e.state()))).sort().join();
    await until(ready, "poster,resting,resting");
    const states = await Promise.all(explainers.map((e) => e.state()));
    const waiting = explainers[states.indexOf("poster")];
    await canBeRead(page, waiting);
    await waiting.act("play");
    await waiting.reaches("resting");
    await until(ready, "poster,resting,resting");
    assert.equal((await running(explainers)).length, 2);
    for (const explainer of explainers) await explainer.isTrue();
    assert.deepEqual(uncaught, []);
  });
});

/** @param {() => Promise<unknown>} read @param {unknown} value waits until it is read */
async function until(read, value) {
  let seen;
  for (const end = Date.now() + 60_000; (seen = await read()) !== value;) {
    assert.ok(Date.now() < end, `${seen} instead of ${value}`);
    await new Promise((done) => setTimeout(done, 100));
  }
}
