// Fuzz tests with hostile messages, from every window that can send them, and hostile addresses: no error,
// no element or script from the input, no growth of memory, and only the embedding window can change what
// the reader sees.
import assert from "node:assert/strict";
import { test } from "node:test";
import { random, seed } from "../lib/random.js";
import { Explainer } from "../lib/explainer.js";
import { isolated } from "../lib/cases.js";
import { siteInChromium } from "../lib/fixture.js";
import { canary, fuzzMessages } from "../lib/fuzz-messages.js";
import { memoryUsage } from "../lib/memory.js";
import { story } from "../lib/story.js";
import { until } from "../lib/until.js";

const scenes = story().map(({ id }) => id);
const messages = 10_000;
const addresses = 150;
const begin = seed();

/**
 * @typedef {import("playwright-core").Frame} Frame
 * @typedef {import("playwright-core").Page} Page
 */

const here = siteInChromium({ ...isolated, hosts: (origin) => {
  const head = '<!doctype html><html lang="en"><meta charset="utf-8"><title>Page</title><link rel="icon" href="data:,">';
  const frame = (/** @type {string} */ id, /** @type {string} */ src, sandbox = false) =>
    `<iframe id="${id}" name="${id}" title="${id}" src="${src}"
      width="800" height="${id === "explainer" ? 1200 : 50}" ${sandbox ? 'sandbox="allow-scripts"' : ""}></iframe>`;
  // Any window of these can send to the first frame of its page, or to the page itself.
  const script = `${random}\n${fuzzMessages}\nconst scenes = ${JSON.stringify(scenes)};
    async function send(to, seed, count, kind, commands = 0) {
      const rng = random(seed), fuzz = fuzzMessages(rng, scenes);
      let scene = "";
      for (let i = 0; i < count; i++) {
        const command = rng.float() < commands ? fuzz.command() : undefined;
        if (command) scene = command.scene;
        const ports = rng.float() < 0.02 ? [new MessageChannel().port1] : [];
        to.postMessage(command ? command.message : fuzz[kind](), "*", ports);
        if (i % 50 === 49) await new Promise((done) => setTimeout(done));
      }
      return scene;
    }`;
  const sender = '<script src="/sender.js"></script>';
  const explainer = frame("explainer", `${origin}/embed/en/?load=eager`);
  const article = `${head}${sender}${explainer}${frame("sibling", "/sender")}${frame("opaque", "/sender", true)}`;
  return { article: { pages: {
    "/sender.js": script,
    "/sender": `${head}${sender}`,
    "/article": article,
    "/outer": `${head}${frame("article", "/article", true).replace("800", "900").replace("50", "1300")}`,
    "/hosted": `${head}${sender}<p data-two-boxes-scene="turnout">Turnout: <b data-two-boxes-counter="turnout">41.5%</b></p>
      <div data-two-boxes>${frame("explainer", "/sender")}</div>${frame("opaque", "/sender", true)}
      <script type="module" src="${origin}/embed.js"></script>`,
  } } };
} });

/** Records in a page and its frames what must not happen, and the number of messages received. Runs in the page. */
function watch() {
  const w = /** @type {any} */ (window);
  w.problems = [];
  w.received = 0;
  w.pwned = () => w.problems.push("a script of the input ran");
  addEventListener("message", () => w.received++);
  for (const type of ["error", "unhandledrejection"])
    addEventListener(type, (event) => w.problems.push(`${type}: ${/** @type {any} */ (event).message ?? /** @type {any} */ (event).reason}`));
  addEventListener("securitypolicyviolation", (event) => w.problems.push(`policy violation: ${event.violatedDirective} ${event.blockedURI}`));
}

/** Traces of the input in a page, and everything else that must not happen. @param {Page | Frame} where */
const problems = (where) => where.evaluate((canary) => {
  /** @type {string[]} */
  const found = [...(/** @type {any} */ (window).problems)];
  for (const element of document.querySelectorAll("*")) {
    if (element.localName.includes(canary)) found.push(`an element <${element.localName}>`);
    for (const name of element.getAttributeNames()) {
      const value = element.getAttribute(name) ?? "";
      if ((name + value).includes(canary)) found.push(`an attribute ${name}="${value.slice(0, 80)}"`);
    }
    for (const node of element.childNodes)
      if (node.nodeType === Node.TEXT_NODE && node.nodeValue?.includes(canary)) found.push(`a text ${node.nodeValue.slice(0, 80)}`);
  }
  if (Object.keys(Object.prototype).length || /** @type {any} */ ({})[canary]) found.push("all objects have been changed");
  return found;
}, canary);

/** What the reader sees and has chosen. @param {Frame} frame */
const seen = (frame) => frame.evaluate(() => ({
  scene: document.querySelector("main")?.dataset.scene,
  inputs: [...document.querySelectorAll("input")].map((input) => `${input.name} ${input.type === "radio" ? input.checked : input.value}`),
  pressed: [...document.querySelectorAll("[aria-pressed]")].map((button) => button.getAttribute("aria-pressed")),
  outcomes: [...document.querySelectorAll("[data-shown]")].map((outcome) => outcome.textContent),
  theme: document.documentElement.dataset.theme,
  elements: document.querySelectorAll("*").length,
}));

/**
 * Lets a window send messages and waits until all have been received.
 * @param {Page | Frame} from @param {Page | Frame} to the window that is its target
 * @param {{target: string, seed: number, count: number, kind: string, commands?: number}} what
 * @returns {Promise<string>} the scene of the last command
 */
async function sends(from, to, { target, seed, count, kind, commands = 0 }) {
  const received = await to.evaluate(() => /** @type {any} */ (window).received);
  const scene = await from.evaluate(([target, ...how]) => {
    const w = /** @type {any} */ (window);
    return w.send({ frame: w.frames[0], sibling: parent.frames[0], parent }[/** @type {"frame"} */ (target)], ...how);
  }, /** @type {[string, ...unknown[]]} */ ([target, seed, count, kind, commands]));
  await to.waitForFunction((many) => /** @type {any} */ (window).received >= many, received + count, { polling: 50, timeout: 60_000 });
  return scene;
}

/** @param {string} path */
async function open(path) {
  const context = await here.browser.newContext({ viewport: { width: 1000, height: 1400 }, reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.addInitScript(watch);
  await page.goto(here.hosts.article.origin + path);
  return { context, page, uncaught };
}

/** @param {Page} page @param {string} name */
async function framed(page, name) {
  await page.waitForSelector("iframe");
  const loaded = () => page.frame({ name })?.evaluate(() => document.readyState === "complete" && location.href !== "about:blank");
  await until(loaded, `the frame ${name} has loaded`, 30);
  return /** @type {Frame} */ (page.frame({ name }));
}

/** Opens the explainer, makes choices and returns to the first step. @param {Page} page */
async function prepared(page) {
  const explainer = new Explainer(await framed(page, "explainer"));
  await explainer.reaches("resting");
  for (const scene of scenes) await explainer.goto(scene); // loads every picture
  await explainer.goto("ballot");
  await explainer.choose("ballot.box", "against");
  await explainer.goto("turnout");
  await explainer.control("turnout.hour").fill("6");
  await explainer.goto(scenes[0]);
  await explainer.reaches("resting");
  return explainer;
}

test("messages from other windows change nothing, the host's only what the protocol allows", async () => {
  const { context, page, uncaught } = await open("/article");
  const explainer = await prepared(page);
  const { frame } = explainer;
  const article = page.mainFrame();
  let start = begin;
  const count = Math.ceil(messages / 4);

  for (const name of ["sibling", "opaque"]) {
    const before = await seen(frame);
    const received = await article.evaluate(() => /** @type {any} */ (window).received);
    await sends(await framed(page, name), frame, { target: "sibling", seed: start++, count, kind: "toExplainer", commands: 0.2 });
    assert.deepEqual(await seen(frame), before, `after messages from ${name}`);
    assert.equal(await article.evaluate(() => /** @type {any} */ (window).received), received, "no answer is sent");
    assert.equal(await explainer.state(), "resting");
  }

  const before = await seen(frame);
  await sends(article, frame, { target: "frame", seed: start++, count, kind: "toExplainer" });
  assert.deepEqual(await seen(frame), before, "after invalid messages from the host");
  let small = await memoryUsage(context, frame);
  for (let batch = 0; batch < 6; batch++) {
    const scene = await sends(article, frame, { target: "frame", seed: start++, count: Math.ceil(count / 4), kind: "toExplainer", commands: 0.1 });
    const { inputs, pressed } = await seen(frame);
    assert.deepEqual({ scene: await explainer.scene(), inputs, pressed }, { scene, inputs: before.inputs, pressed: before.pressed });
    assert.deepEqual(await problems(frame), []);
    if (batch === 1) small = await memoryUsage(context, frame); // the browser compiles what it runs often
  }
  await article.evaluate(() => frames[0].postMessage({ explainer: "two-boxes", v: 1, type: "seek", scene: "cover", progress: 1 }, "*"));
  await frame.waitForSelector("main[data-scene=cover]");
  await explainer.reaches("resting", "paused");
  assert.deepEqual(await seen(frame), before);
  const large = await memoryUsage(context, frame);
  console.log(
    `after the messages: listeners ${small.listeners} → ${large.listeners}, nodes ${small.nodes} → ${large.nodes}, ` +
    `heap ${small.heap} → ${large.heap} bytes`);
  assert.equal(large.listeners, small.listeners);
  assert.ok(large.nodes <= small.nodes + 50, `${small.nodes} nodes became ${large.nodes}`);
  assert.ok(large.heap <= 1.05 * small.heap + 2 ** 17, `a heap of ${small.heap} bytes became ${large.heap}`);
  assert.equal(await frame.locator("canvas").count(), 1);
  assert.deepEqual(await problems(frame), []);
  assert.deepEqual(uncaught, []);
  await context.close();
});

test("a host of opaque origin works as any other", async () => {
  const { context, page, uncaught } = await open("/outer");
  const explainer = await prepared(page);
  const before = await seen(explainer.frame);
  const scene = await sends(await framed(page, "article"), explainer.frame,
    { target: "frame", seed: begin + 100, count: Math.ceil(messages / 4), kind: "toExplainer", commands: 0.1 });
  const { inputs, pressed } = await seen(explainer.frame);
  assert.deepEqual({ scene: await explainer.scene(), inputs, pressed }, { scene, inputs: before.inputs, pressed: before.pressed });
  assert.deepEqual(await problems(explainer.frame), []);
  assert.deepEqual(uncaught, []);
  await context.close();
});

test("the host script ignores other windows, and takes only valid messages from its frames", async () => {
  const { context, page, uncaught } = await open("/hosted");
  const article = page.mainFrame();
  await article.waitForFunction(() => "TwoBoxes" in window && document.readyState === "complete", null, { polling: 50 });
  const shown = () => article.evaluate(() => ({
    elements: document.querySelectorAll("*").length,
    height: /** @type {HTMLElement} */ (document.getElementById("explainer")).style.height,
    counter: document.querySelector("[data-two-boxes-counter]")?.textContent,
    globals: Object.keys(window).filter((name) => /two.?boxes/i.test(name)),
  }));
  const before = await shown();
  const kind = "toHost";
  await sends(await framed(page, "opaque"), article, { target: "parent", seed: begin + 200, count: Math.ceil(messages / 2), kind });
  assert.deepEqual(await shown(), before, "after another window's messages");
  const fromExplainer = (/** @type {number} */ n) => sends(explainer, article, { target: "parent", seed: begin + n, count: Math.ceil(messages / 2), kind });
  const explainer = await framed(page, "explainer");
  await fromExplainer(201); // the browser compiles what it runs often
  const small = await memoryUsage(context, article);
  await fromExplainer(202);
  const after = await shown();
  assert.match(after.height, /^\d+(\.\d+)?px$/);
  assert.match(after.counter ?? "", /^[\d.]+%[\d.]*%?$/);
  assert.deepEqual([after.elements, after.globals], [before.elements, before.globals]);
  const large = await memoryUsage(context, article);
  assert.equal(large.listeners, small.listeners);
  assert.ok(large.nodes <= small.nodes + 50, `${small.nodes} nodes became ${large.nodes}`);
  assert.ok(large.heap <= 1.05 * small.heap + 2 ** 17, `a heap of ${small.heap} bytes became ${large.heap}`);
  assert.deepEqual(await problems(article), []);
  assert.deepEqual(uncaught, []);
  await context.close();
});

test("hostile parameters and hashes have no effect", async () => {
  const context = await here.browser.newContext({ reducedMotion: "reduce" });
  const page = await context.newPage();
  /** @type {string[]} */
  const foreign = [];
  page.on("request", (request) => { if (!request.url().startsWith(here.site.origin)) foreign.push(request.url()); });
  /** @type {string[]} */
  const uncaught = [];
  page.on("pageerror", (error) => uncaught.push(error.message));
  await page.addInitScript(watch);
  const rng = random(begin + 300);
  const { text } = fuzzMessages(rng, scenes);
  const short = () => text().slice(0, 2000);
  const names = ["theme", "feed", "controls", "motion", "paper", "ink", "accent", "radius", "childId", "debug", "__proto__", "constructor", "unknown"];
  const feeds = ["https://elsewhere.example/a.json", "//elsewhere.example/a.json", "javascript:pwned()", "data:application/json,{}", "blob:null/1",
    "\\\\elsewhere.example\\a", "https:elsewhere.example", "http://[::1", "https://127.0.0.1@elsewhere.example/"];
  for (let i = 0; i < addresses; i++) {
    const query = new URLSearchParams({ load: "click", address: String(i) });
    for (let n = rng.int(5); n >= 0; n--) query.append(rng.pick(names), rng.float() < 0.3 ? rng.pick(feeds) : short());
    const known = rng.float() < 0.3;
    const hash = known ? rng.pick(scenes) : encodeURIComponent(short().toWellFormed()) + rng.pick(["", "&secret=abc", "turnout"]);
    const address = `${here.site.origin}/embed/en/?${query}${rng.pick(["", "&%E0%A4%A", "&=", "&&"])}#${hash}`;
    await page.goto(address);
    await page.waitForSelector("main[data-running]");
    const live = !!query.get("feed"); // one scene
    const expected = live ? "turnout" : scenes.includes(hash) ? hash : scenes[0];
    const main = page.locator("main");
    assert.equal(await main.getAttribute("data-scene"), expected, address);
    assert.equal(await main.getAttribute("data-state"), "poster", address);
    assert.ok(["auto", "light", "dark"].includes(await page.locator("html").getAttribute("data-theme") ?? ""), address);
    if (known) {
      const foreignHash = encodeURIComponent(short().toWellFormed()) || "x";
      await page.evaluate((hash) => new Promise((done) => {
        addEventListener("hashchange", done, { once: true });
        location.hash = hash;
      }), foreignHash);
      if (!scenes.includes(foreignHash)) assert.equal(await main.getAttribute("data-scene"), expected, `${address} then #${foreignHash}`);
      if (!live) await page.locator('[data-goto="selection"]').click();
      assert.equal(await page.evaluate(() => location.hash), "#" + foreignHash, "a foreign hash is left alone");
    }
    assert.deepEqual(await problems(page), [], address);
  }
  assert.deepEqual(foreign, []);
  assert.deepEqual(uncaught, []);
  await context.close();
});
