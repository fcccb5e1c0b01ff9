// Soak test: random actions for N minutes, checked against a model. They use every control, drag, resize,
// change theme and language, and scroll away and back. After every action the page must be consistent and
// without errors; at the end it must use no more memory than after warming up.
//
//   node e2e/soak.js [--minutes 3] [--seed N] [--dist FOLDER]
import assert from "node:assert/strict";
import { parseArgs } from "node:util";
import { random, seed } from "./lib/random.js";
import { collectErrors, desktop, launch } from "./lib/chromium.js";
import { Explainer } from "./lib/explainer.js";
import { memoryUsage } from "./lib/memory.js";
import { article, serveHost, serveSite } from "./lib/site.js";
import { languages, story } from "./lib/story.js";

const { values: options } = parseArgs({ options: { minutes: { type: "string", default: "3" }, seed: { type: "string" }, dist: { type: "string" } } });
const minutes = Number(options.minutes);
const rng = random(options.seed ? Number(options.seed) : seed());
const scenes = story().map(({ id }) => id);

/** The factor by which memory may grow after warming up. */
const growth = 1.05;
/**
 * Bytes by which memory may grow beyond that: scripts, for compiled code that comes and goes; the engine,
 * whose memory never shrinks, for sizes and scenes that it has not drawn before.
 * @type {Record<string, number>}
 */
const slack = { heap: 2 ** 18, engine: 2 ** 22 };

const browser = await launch({ executablePath: desktop });
const site = await serveSite(options.dist);
const host = await serveHost({ "/": article(`${site.origin}/embed/en/?load=eager`, 'allow="clipboard-write"') });
const context = await browser.newContext({ viewport: { width: 1000, height: 1200 } });
const page = await context.newPage();
const errors = collectErrors(page);
await page.addInitScript(() => {
  const instantiate = WebAssembly.instantiate;
  /** @type {any} */ (WebAssembly).instantiate = async (/** @type {any[]} */ ...how) => {
    const made = /** @type {any} */ (await Reflect.apply(instantiate, WebAssembly, how));
    if (made.exports?.mem) /** @type {any} */ (window).engineMemory = new WeakRef(made.exports.mem);
    return made;
  };
});
await page.goto(host.origin);
let explainer = await Explainer.inside(page);
await explainer.reaches("playing", "resting");

/**
 * What the page must show: the current step, and the choices (first: those of a new page).
 * @type {{scene: number, text: boolean, choices: string[], first: string[], slid: Set<string>}}
 */
const model = { scene: 0, text: false, choices: [], first: [], slid: new Set() };
/** The actions so far. @type {string[]} */
const log = [];

/** What is chosen: the radio buttons and buttons that are on, and the sliders that were moved, but for those that a model moves as well. */
const choices = () => explainer.frame.evaluate((slid) => [
  ...[...document.querySelectorAll("input[data-control]")]
    .filter((e) => e instanceof HTMLInputElement && !e.matches("[data-scale=plain]") && (e.type === "radio" ? e.checked : slid.includes(e.name)))
    .map((e) => `${/** @type {HTMLInputElement} */ (e).name}=${/** @type {HTMLInputElement} */ (e).value}`),
  ...[...document.querySelectorAll("button[data-control][aria-pressed=true]")]
    .map((e) => `${/** @type {HTMLElement} */ (e).dataset.control}=${/** @type {HTMLButtonElement} */ (e).value}`),
].sort(), [...model.slid]);

/** Asserts that all parts of the page agree with one another and with the model. */
async function assertConsistent() {
  const shown = await explainer.frame.evaluate((slid) => {
    const main = /** @type {HTMLElement} */ (document.querySelector("main"));
    const all = (/** @type {string} */ selector) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(selector)]);
    const off = (/** @type {string} */ action) => document.querySelector(`[data-action=${action}]`)?.getAttribute("aria-disabled") === "true";
    // The first outcome whose conditions hold, in every step where something was chosen.
    const value = (/** @type {string} */ name) => {
      const told = name.match(/^(.*)\.told$/);
      if (told) return document.querySelector(`[data-step="${told[1]}"]`)?.hasAttribute("data-told") ? "yes" : "";
      const on = all(`[name="${name}"], button[data-control="${name}"]`)
        .find((e) => e instanceof HTMLInputElement ? e.checked || slid.includes(e.name) : e.getAttribute("aria-pressed") === "true");
      return /** @type {HTMLInputElement | undefined} */ (on)?.value;
    };
    const wrong = all(".results:not([data-empty])").flatMap((results) => {
      const outcomes = /** @type {HTMLElement[]} */ ([...results.querySelectorAll("[data-when]")]);
      const holds = outcomes.find((o) => (o.dataset.when ?? "").split(" ").every((pair) => {
        const [name, wanted] = pair.split("=");
        if (name === "count.says") return o.hasAttribute("data-shown"); // the model's own: no control has it
        return value(name) === wanted;
      }));
      const shown = outcomes.filter((o) => o.hasAttribute("data-shown"));
      return shown.length === 1 && shown[0] === holds ? [] : [`${shown.map((o) => o.dataset.when)} is shown, ${holds?.dataset.when} holds`];
    });
    return {
      state: main.dataset.state ?? "", scene: main.dataset.scene, dots: all("[data-goto][aria-current]").map((dot) => dot.dataset.goto),
      steps: all("[data-step][data-current]").map((step) => step.dataset.step),
      visible: all("[data-step]").filter((step) => step.checkVisibility({ visibilityProperty: true })).length,
      back: off("back"), next: off("next"), pause: off("pause"), canvases: all("canvas").length, text: main.hasAttribute("data-text"), wrong,
    };
  }, [...model.slid]);
  const scene = scenes[model.scene];
  const { state, pause, canvases, ...rest } = shown;
  assert.ok(["loading", "playing", "paused", "resting"].includes(state), state);
  assert.equal(pause, state !== "playing" && state !== "loading", `pause is off: ${pause}, in the state ${state}`);
  assert.ok(canvases === 1 || (state === "loading" && canvases === 0), `${canvases} canvases`);
  assert.deepEqual(rest, {
    scene, dots: [scene], steps: [scene], visible: model.text ? scenes.length : 1, back: model.scene === 0, next: false,
    text: model.text, wrong: [],
  });
  assert.deepEqual(await choices(), model.choices);
  assert.deepEqual(errors, []);
}

/** @param {object} message */
const send = (message) => page.evaluate((m) => frames[0].postMessage({ explainer: "two-boxes", v: 1, ...m }, "*"), message);

/** Waits until the explainer has handled all messages of the host. */
async function answered() {
  await page.evaluate(() => new Promise((done) => {
    addEventListener("message", function onMessage({ data }) {
      if (data.type !== "ready") return;
      removeEventListener("message", onMessage);
      done(undefined);
    });
    frames[0].postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*");
  }));
}

/** A random visible element, or undefined. @param {string} selector */
async function pickVisible(selector) {
  // What the closing words cover is hidden only once they have come.
  await explainer.frame.evaluate(() => Promise.allSettled(document.getAnimations().filter((a) => a instanceof CSSTransition).map((a) => a.finished)));
  const found = explainer.frame.locator(selector).locator("visible=true");
  const many = await found.count();
  return many ? found.nth(rng.int(many)) : undefined;
}

/** Waits until the frame has the page's height: until then a click may hit the wrong element. */
async function settled() {
  for (const end = Date.now() + 10_000; Date.now() < end; await pause(50)) {
    const height = await explainer.frame.evaluate(() => Math.ceil(document.body.scrollHeight));
    if (height === await page.evaluate(() => document.getElementById("embed")?.clientHeight)) return;
  }
}

/** Clicks a random visible element. @param {string} selector @returns {Promise<boolean>} */
async function click(selector) {
  const target = await pickVisible(selector);
  if (target) await (await explainer.seen(target)).click();
  return !!target;
}

/** Opens the dialog. As text there is none: what it holds is in the page. */
async function openInfo() {
  if (!model.text) await explainer.act("info");
}

/** Closes the dialog, if it is open. */
const closeInfo = () => explainer.frame.evaluate(() => {
  if (document.querySelector("dialog[open]")) /** @type {HTMLElement} */ (document.querySelector("[data-action=close]")).click();
});

/** Presses a button that may disappear while the scene plays, if it is visible now. @param {string} action */
const operate = (action) => explainer.frame.evaluate((action) => {
  const button = /** @type {HTMLElement} */ (document.querySelector(`[data-action=${action}]`));
  if (!button.checkVisibility({ visibilityProperty: true }) || button.getAttribute("aria-disabled") === "true") return false;
  button.click();
  return true;
}, action);

/** The controls whose choice a choice of another clears. @param {string} name of that one @returns {Promise<string[]>} */
const dependents = (name) => explainer.frame.evaluate((name) => {
  /** @type {(outer: string) => string[]} */
  const within = (outer) => /** @type {HTMLElement[]} */ ([...document.querySelectorAll(`[data-within="${outer}"]`)])
    .map((e) => e.dataset.control ?? "").flatMap((inner) => [inner, ...within(inner)]);
  return within(name);
}, name);

/** Closes what lies over the picture. */
async function closeOpened() {
  await explainer.frame.evaluate(() => /** @type {HTMLElement | null} */ (document.querySelector("[data-current] [data-opens][aria-pressed=true]"))?.click());
  model.choices = await choices();
}

/** @param {string} name of the choice that was made @param {string} [value] the radio button or button; without it, a slider */
async function chose(name, value) {
  if (value === undefined) model.slid.add(name);
  const now = await choices();
  const names = [name];
  if (value !== undefined) names.push(...await dependents(name));
  const others = (/** @type {string[]} */ list) => list.filter((choice) => !names.includes(choice.split("=")[0]));
  assert.deepEqual(others(now), others(model.choices), "one choice changes no other");
  model.choices = now;
}

const current = "[data-step][data-current]";

/** The actions; each returns what it did, or undefined if it was not possible. @type {Record<string, () => Promise<unknown>>} */
const actions = {
  async next() {
    if (!await click("[data-action=next]:not([aria-disabled=true])")) return;
    if (await explainer.scene() !== scenes[model.scene]) return ++model.scene;
    // A scene that invites, which takes back what hides its outcome, or the closing words.
    const here = `${scenes[model.scene]}.`;
    for (const name of [...model.slid]) if (name.startsWith(here)) model.slid.delete(name);
    const now = await choices();
    const elsewhere = (/** @type {string[]} */ list) => list.filter((choice) => !choice.startsWith(here));
    assert.deepEqual(elsewhere(now), elsewhere(model.choices), "Next takes back no choice of another step");
    model.choices = now;
    return "told";
  },
  async back() {
    if (!await click("[data-action=back]:not([aria-disabled=true])")) return;
    if (await explainer.scene() === scenes[model.scene]) return "the closing words go";
    return --model.scene + 1;
  },
  async again() {
    if (!await operate("again")) return;
    model.slid.clear();
    model.scene = 0;
    model.choices = model.first;
    return true;
  },
  async jump() {
    const behind = rng.float() < 0.3;
    if (behind) {
      await openInfo();
      if (!await explainer.frame.locator(".contents").evaluate((e) => /** @type {HTMLDetailsElement} */ (e).open)) await click(".contents summary");
    }
    const link = await pickVisible(behind ? ".info [data-jump]" : "[data-goto]");
    const to = await link?.evaluate((e) => /** @type {HTMLElement} */ (e).dataset.goto ?? /** @type {HTMLElement} */ (e).dataset.jump ?? "");
    if (!link || to === undefined) return;
    await (await explainer.seen(link)).click();
    assert.equal(await explainer.frame.locator("dialog[open]").count(), 0);
    model.scene = scenes.indexOf(to);
    return to;
  },
  play: () => operate("play"),
  pause: () => operate("pause"),
  replay: () => operate("replay"),
  async text() {
    await openInfo();
    await click("[data-action=text]");
    model.text = !model.text;
    return model.text ? "on" : "off";
  },
  async share() {
    await openInfo();
    await click(".info [data-action=share]");
    await page.keyboard.press("Escape");
    await closeInfo();
    return true;
  },
  async source() {
    const behind = !model.text && rng.float() < 0.5;
    if (behind) await openInfo();
    const done = await click(`${behind ? ".info-step" : current} a[href^="#fact-"]`);
    if (done) await page.keyboard.press("Escape");
    await closeInfo();
    return done;
  },
  async disclose() {
    await openInfo();
    await click(".info summary");
    await closeInfo();
    return true;
  },
  async radio() {
    const input = await pickVisible(`${current} input[type=radio]`);
    if (!input) return;
    await closeOpened();
    const [name, value] = await input.evaluate((e) => [/** @type {HTMLInputElement} */ (e).name, /** @type {HTMLInputElement} */ (e).value]);
    await (await explainer.seen(input)).check();
    await chose(name, value);
    assert.ok(model.choices.includes(`${name}=${value}`), `${name} is ${value}`);
    return `${name}=${value}`;
  },
  async press() {
    const button = await pickVisible(`${current} button[data-control]`);
    if (!button) return;
    const [name, value, was] = await button.evaluate((e) =>
      [/** @type {HTMLElement} */ (e).dataset.control ?? "", /** @type {HTMLButtonElement} */ (e).value, e.getAttribute("aria-pressed") ?? ""]);
    await (await explainer.seen(button)).click();
    await chose(name, value);
    assert.equal(model.choices.includes(`${name}=${value}`), was === "false");
    return `${name}=${value}`;
  },
  async slide() {
    const slider = await pickVisible(`${current} input[type=range]`);
    if (!slider) return;
    const [name, min, max, at] = await slider.evaluate((e) => {
      const { name, min, max, valueAsNumber } = /** @type {HTMLInputElement} */ (e);
      return /** @type {const} */ ([name, Number(min), Number(max), valueAsNumber]);
    });
    if (rng.float() < 0.5) await slider.fill(String(Math.round(min + rng.float() * (max - min))));
    else {
      // A key that moves it: one that does not chooses nothing.
      const keys = [...(at > min ? ["ArrowDown", "Home"] : []), ...(at < max ? ["ArrowUp", "End", "PageUp"] : [])];
      await slider.focus();
      await page.keyboard.press(rng.pick(keys));
    }
    await chose(name);
    return name;
  },
  async drag() {
    const token = await pickVisible(`${current} [data-drag]`);
    await closeOpened();
    await token?.evaluate((e) => e.scrollIntoView({ block: "center" }));
    const [from, stage] = [await token?.boundingBox(), await explainer.frame.locator(".stage").boundingBox()];
    if (!from || !stage) return;
    await page.mouse.move(from.x + from.width / 2, from.y + from.height / 2);
    await page.mouse.down();
    for (let i = 1 + rng.int(6); i > 0; i--) await page.mouse.move(stage.x + rng.float() * stage.width, stage.y + rng.float() * stage.height);
    const target = rng.float() < 0.5 ? await (await pickVisible(`${current} .spots label`))?.boundingBox() : null;
    if (target) await page.mouse.move(target.x + target.width / 2, target.y + target.height / 2);
    await page.mouse.up();
    // Dropped on a control, it presses it.
    const elsewhere = (/** @type {string[]} */ list) => list.filter((choice) => !choice.startsWith(`${scenes[model.scene]}.`));
    const now = await choices();
    assert.deepEqual(elsewhere(now), elsewhere(model.choices), "a drag changes no other step");
    model.choices = now;
    return true;
  },
  async keys() {
    await closeOpened(); // Escape would close it
    await explainer.frame.locator("[data-goto]").first().focus();
    for (let i = rng.int(12); i > 0; i--) await page.keyboard.press(rng.pick(["Tab", "Tab", "Shift+Tab", "Escape"]));
    return true;
  },
  async resize() {
    const size = { width: 320 + rng.int(1000), height: 500 + rng.int(900) };
    await page.setViewportSize(size);
    return `${size.width} × ${size.height}`;
  },
  async theme() {
    const theme = rng.pick(["light", "dark", "auto"]);
    await send({ type: "theme", theme });
    return theme;
  },
  async system() {
    const media = { colorScheme: rng.pick(/** @type {const} */ (["light", "dark"])),
      reducedMotion: rng.pick(/** @type {const} */ (["reduce", "no-preference", "no-preference"])) };
    await page.emulateMedia(media);
    return Object.values(media).join(" ");
  },
  async command() {
    const [type, scene] = [rng.pick(["goto", "seek", "seek", "play", "pause"]), rng.int(scenes.length)];
    await send({ type, scene: scenes[scene], progress: rng.float() });
    await answered();
    if (type === "goto" || type === "seek") model.scene = scene;
    return `${type} ${scenes[scene]}`;
  },
  async hide() {
    for (const hidden of [true, false]) {
      await explainer.frame.evaluate((hidden) => {
        Object.defineProperty(document, "hidden", { value: hidden, configurable: true });
        document.dispatchEvent(new Event("visibilitychange"));
      }, hidden);
      if (hidden && rng.float() < 0.5) await pause(500);
    }
    return true;
  },
  async vanish() {
    for (const display of ["none", "block"]) {
      await page.evaluate((display) => { /** @type {HTMLElement} */ (document.getElementById("embed")).style.display = display; }, display);
      await pause(rng.int(300));
    }
    await explainer.frame.waitForFunction(() => document.querySelector("main")?.checkVisibility(), null, { polling: 50 });
    return true;
  },
  async scroll() {
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await pause(rng.int(500));
    await page.evaluate(() => document.getElementById("embed")?.scrollIntoView());
    return true;
  },
  async rest() {
    if (model.text) return;
    if (await explainer.state() === "paused") await operate("play");
    await page.evaluate(() => document.getElementById("embed")?.scrollIntoView());
    await explainer.reaches("resting", "paused"); // a host's seek holds it
    return true;
  },
  async language() {
    const lang = rng.pick(languages());
    await changeLanguage(lang);
    return lang;
  },
};
const often = ["next", "next", "jump", "radio", "radio", "slide", "press", "drag", "rest", "resize", "replay"];

/** Reading time between actions. @param {number} ms */
const pause = (ms) => new Promise((later) => setTimeout(later, ms));

/** Changes the language, which loads another page into the frame: it keeps the step, but no choices. @param {string} lang */
async function changeLanguage(lang) {
  const { frame } = explainer;
  if (await frame.locator("html").getAttribute("lang") === lang) return;
  await atRestInSight();
  await openInfo();
  await frame.locator("select[data-action=language]").selectOption(lang);
  await frame.waitForSelector(`html[lang=${lang}] main[data-running]`, { timeout: 60_000 });
  explainer = await Explainer.inside(page);
  await explainer.reaches("playing", "resting");
  model.text = false;
  model.slid.clear();
  model.choices = model.first = await choices();
}

/** Returns the page to its initial state, and measures its memory. */
async function measureAtStart() {
  watchdog.refresh();
  await inSight();
  if (model.text) await actions.text();
  await page.setViewportSize({ width: 1000, height: 1200 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "no-preference" });
  await send({ type: "theme", theme: "auto" });
  await atRestInSight();
  await explainer.frame.locator("[data-goto]").first().dispatchEvent("click"); // a real one may miss a frame that was just resized
  model.scene = 0;
  await actions.rest();
  await assertConsistent();
  return memory();
}

/** The memory in use. */
async function memory() {
  const engine = await explainer.frame.evaluate(() => /** @type {any} */ (window).engineMemory.deref()?.buffer.byteLength ?? 0);
  return { engine, ...await memoryUsage(context, explainer.frame) };
}

/** Ends the run when an action takes longer than three minutes. */
const watchdog = setTimeout(() => void browser.close({ reason: "an action hangs" }), 180_000);

/** Brings the frame into sight. Out of it there are no animation frames, and clicks find nothing. */
async function inSight() {
  for (let drawn = false; !drawn;) {
    await page.evaluate(() => {
      const embed = /** @type {HTMLElement} */ (document.getElementById("embed"));
      const { top, bottom } = embed.getBoundingClientRect();
      if (bottom < 100 || top > innerHeight - 100) embed.scrollIntoView();
    });
    // The host may still be changing the frame's height, and with it what is in sight.
    drawn = await explainer.frame.evaluate(() => new Promise((done) => {
      requestAnimationFrame(() => requestAnimationFrame(() => done(true)));
      setTimeout(() => done(false), 1000);
    }));
  }
}

/** Waits until the frame has its height and is in sight: one that shrinks may leave it. */
async function atRestInSight() {
  await inSight();
  await settled();
  await inSight();
}

/** @param {number} until @param {string[]} names */
async function soak(until, names) {
  let last = Date.now();
  while (Date.now() < until) {
    const name = rng.pick(names);
    log.push(name);
    watchdog.refresh();
    await atRestInSight();
    const done = await actions[name]();
    log[log.length - 1] += done === undefined || done === false ? ": not now" : `: ${done}`;
    await assertConsistent();
    if (rng.float() < 0.3) await pause(rng.int(600));
    if (Date.now() - last > 60_000) {
      last = Date.now();
      console.log(`${log.length} actions: ${format(await memory())}`);
    }
  }
}

/** @param {{engine: number, heap: number, nodes: number, listeners: number}} w */
const format = (w) => `engine ${(w.engine / 2 ** 20).toFixed(2)} MB, scripts ${(w.heap / 2 ** 20).toFixed(2)} MB, ${w.nodes} nodes, ${w.listeners} listeners`;

try {
  model.choices = model.first = await choices();
  const start = Date.now();
  const share = (/** @type {number} */ part) => start + part * minutes * 60_000;
  // Languages first: each is a page of its own, and the memory of one page is to be watched for long.
  await soak(share(0.2), [...Object.keys(actions), ...often, "language"]);
  await changeLanguage("en");
  const lasting = [...Object.keys(actions).filter((name) => name !== "language"), ...often];
  await inSight();
  if (model.text) await actions.text();
  for (const scene of scenes) { // some have a script of their own
    await atRestInSight();
    await explainer.goto(scene);
  }
  model.scene = scenes.length - 1;
  await explainer.frame.waitForFunction(() => document.querySelector("[data-step=count] [aria-valuetext]"), null, { polling: 50 });
  await soak(share(0.4), lasting);
  const warm = await measureAtStart();
  console.log(`warm after ${log.length} actions: ${format(warm)}`);
  await soak(share(1), lasting);
  const end = await measureAtStart();
  console.log(`at the end, after ${log.length} actions: ${format(end)}`);
  for (const what of /** @type {const} */ (["engine", "heap", "nodes", "listeners"])) {
    assert.ok(end[what] <= warm[what] * growth + (slack[what] ?? 0), `${what} has grown from ${warm[what]} to ${end[what]}`);
  }
} catch (error) {
  console.error(`the last actions:\n  ${log.slice(-15).join("\n  ")}`);
  throw error;
} finally {
  clearTimeout(watchdog);
  await browser.close();
  await host.close();
  await site.close();
}
