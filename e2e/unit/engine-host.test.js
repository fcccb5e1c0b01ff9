import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { beforeEach, mock, test } from "node:test";

/** What the host uses of a page. */
class Page extends EventTarget {
  hidden = false;
  baseURI = "https://example.org/";
  createElement = () => ({ relList: { supports: () => false }, getContext: () => null });
}
let page = new Page();
Object.assign(globalThis, {
  addEventListener: (/** @type {string} */ type, /** @type {() => void} */ listener) => page.addEventListener(type, listener),
  matchMedia: () => new EventTarget(), window: globalThis, top: globalThis, devicePixelRatio: 1,
});
const wasm = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]);
const files = { "/wasm": wasm, "/rest": wasm, "/pack": Buffer.from("labels") };
/** What the rest is answered with. @type {() => Promise<Response>} */
let answer = async () => new Response(files["/rest"]);
globalThis.fetch = async (/** @type {any} */ url) => (url === "/rest" ? answer() : new Response(files[/** @type {keyof files} */ (url)]));

const { CRASH_WINDOW, EngineHost, IDLE_TIMEOUT, MAX_CRASHES } = await import("../../web/engine/engine-host.js");

/** @typedef {import("../../web/engine/protocol.js").ToStage} ToStage */
/** @typedef {import("../../web/engine/protocol.js").FromStage} FromStage */

/** An engine that does what the test asks for. */
class FakeEngine {
  canvas = Object.assign(new EventTarget(), { remove: () => {}, getContext: () => null });
  frames = { running: true, count: 0, setRunning(/** @type {boolean} */ on) { this.running = on; } };
  memory = 0;
  stopped = false;
  ready = false;
  whole = false;
  /** @type {ToStage[]} */ sent = [];
  /** @param {unknown} _canvas @param {Uint8Array} pack @param {(message: FromStage) => void} say @param {(error: unknown) => void} crash */
  constructor(_canvas, pack, say, crash) {
    Object.assign(this, { pack });
    this.say = say;
    this.crash = crash;
    engines.push(this);
  }
  /** @param {unknown} _module @param {Promise<unknown>} rest @param {boolean} whole */
  async start(_module, rest, whole) {
    this.whole = whole;
    if (whole) await rest;
    if (!this.stopped) this.say({ type: "ready" });
    this.ready = !this.stopped;
  }
  send(/** @type {ToStage} */ message) { this.sent.push(message); }
  resize() {}
  stop() { this.stopped = true; }
  remove() {}
}
/** @type {FakeEngine[]} */ let engines = [];
/** @type {any[]} */ let heard = [];
let now = 0;
mock.method(performance, "now", () => now);

/** Passes time, and lets what was started end. @param {number} [ms] */
async function pass(ms = 0) {
  now += ms;
  mock.timers.tick(ms);
  for (let i = 0; i < 5; i++) await Promise.resolve();
}

/** @param {string} url @param {Buffer} content */
const file = (url, content) => ({ url, bytes: content.length, integrity: `sha256-${createHash("sha256").update(content).digest("base64")}` });

/** Waits for what a download leads to: its integrity is checked in another thread. @param {() => boolean} ended */
async function downloaded(ended) {
  for (let turns = 0; !ended() && turns < 1e6; turns++) await new Promise(setImmediate);
}

/** A host whose engine runs. @param {Partial<import("../../web/engine/engine-host.js").Options>} [options] */
async function started(options) {
  const box = /** @type {any} */ (Object.assign(new EventTarget(), { append() {} }));
  const host = new EngineHost({
    box, canvas: /** @type {any} */ ({ getContext: () => ({ isContextLost: () => false }) }),
    wasm: file("/wasm", wasm), rest: file("/rest", wasm), pack: file("/pack", files["/pack"]), support: { url: "data:text/javascript,", integrity: "" },
    getState: () => [{ type: "motion", reduced: true }],
    onMessage: (message) => heard.push(message),
    onFail: (error) => heard.push({ type: "failed", error }),
    ...options,
  }, /** @type {any} */ (FakeEngine));
  host.setSize(320, 400);
  await host.load();
  mock.timers.enable({ apis: ["setTimeout"] });
  await host.start();
  return { host, box };
}

const running = () => engines.filter((engine) => !engine.stopped).length;
const types = () => heard.map(({ type }) => type);

beforeEach(() => {
  mock.timers.reset();
  engines = [];
  heard = [];
  answer = async () => new Response(files["/rest"]);
  page = new Page();
  Object.assign(globalThis, { document: page });
});

test("a new engine gets the size and the page's state once it is ready", async () => {
  await started();
  assert.deepEqual(engines[0].sent, [{ type: "size", width: 320, height: 400, pinned: false }, { type: "motion", reduced: true }]);
  assert.deepEqual(heard, [], "ready is not passed on");
});

test("frames run while something moves or a message is not answered, and not off screen", async () => {
  const { host } = await started();
  const [engine] = engines;
  assert.ok(engine.frames.running);
  engine.say({ type: "rest", scene: "cover" });
  assert.ok(!engine.frames.running);
  host.send({ type: "replay" });
  assert.ok(engine.frames.running);
  engine.say({ type: "still", scene: "cover" });
  assert.ok(!engine.frames.running);
  engine.say({ type: "moving", scene: "cover" });
  assert.ok(engine.frames.running);
  host.setVisible(false, false);
  assert.ok(!engine.frames.running);
  host.setVisible(true, true);
  assert.ok(engine.frames.running);
  page.hidden = true;
  page.dispatchEvent(new Event("visibilitychange"));
  assert.ok(!engine.frames.running);
});

test("an engine off screen is released after IDLE_TIMEOUT, and started again when visible", async () => {
  const { host } = await started();
  host.setVisible(false, false);
  await pass(IDLE_TIMEOUT - 1);
  host.setVisible(true, true);
  await pass(IDLE_TIMEOUT);
  assert.equal(running(), 1, "the timer starts again each time");
  host.setVisible(false, false);
  await pass(IDLE_TIMEOUT);
  assert.equal(running(), 0);
  assert.deepEqual(types(), ["parked"]);
  host.setVisible(true, true);
  await pass();
  assert.equal(running(), 1);
  assert.equal(engines.length, 2);
});

test("a crashed engine is replaced, until MAX_CRASHES within CRASH_WINDOW", async () => {
  const { host } = await started();
  for (let i = 1; i < MAX_CRASHES; i++) {
    engines.at(-1)?.crash(new Error(`crash ${i}`));
    assert.equal(running(), 0);
    await pass();
    assert.equal(running(), 1, `after crash ${i}`);
  }
  engines.at(-1)?.crash(new Error("the last"));
  await pass(CRASH_WINDOW);
  assert.equal(running(), 0);
  assert.deepEqual(types(), [...Array(MAX_CRASHES - 1).fill("gone"), "failed"]);
  assert.equal(heard.at(-1).error.message, "the last");
  await host.restart();
  assert.equal(running(), 1);
  engines.at(-1)?.crash(new Error("after restart"));
  await pass();
  assert.equal(running(), 1, "restart forgets past crashes");
});

test("crashes further apart do not add up", async () => {
  await started();
  for (let i = 0; i < 2 * MAX_CRASHES; i++) {
    engines.at(-1)?.crash(new Error("again"));
    await pass(CRASH_WINDOW / (MAX_CRASHES - 1));
    assert.equal(running(), 1);
  }
});

test("an engine that crashes off screen is replaced once it is visible", async () => {
  const { host } = await started();
  host.setVisible(false, false);
  engines[0].crash(new Error("off screen"));
  await pass();
  assert.equal(running(), 0);
  assert.deepEqual(types(), ["gone", "parked"]);
  host.setVisible(true, true);
  await pass();
  assert.equal(running(), 1);
});

test("the first engine starts without the rest of the program, and later ones with it", async () => {
  /** @type {(response: Response) => void} */
  let arrives = () => {};
  answer = () => new Promise((resolve) => { arrives = resolve; });
  await started();
  assert.ok(engines[0].ready);
  engines[0].crash(new Error("once"));
  await pass();
  assert.equal(running(), 1);
  assert.ok(engines[1].whole && !engines[1].ready);
  arrives(new Response(files["/rest"]));
  await downloaded(() => engines[1].ready);
  assert.ok(engines[1].ready);
  assert.deepEqual(types(), ["gone"]);
});

test("where it is asked for, the first engine starts with the rest too", async () => {
  await started({ whole: true });
  assert.ok(engines[0].whole && engines[0].ready);
  assert.deepEqual(types(), []);
});

test("if the rest cannot be had, the engine stops until a restart, which tries again", async () => {
  answer = async () => new Response(null, { status: 404 });
  const { host } = await started();
  await downloaded(() => heard.length > 0);
  assert.deepEqual(types(), ["failed"]);
  assert.match(heard[0].error.message, /^\/rest: status 404/);
  assert.equal(running(), 0);
  host.setVisible(true, true);
  await pass();
  assert.equal(running(), 0);
  answer = async () => new Response(files["/rest"]);
  await host.restart();
  assert.equal(running(), 1);
  assert.ok(engines[1].whole && engines[1].ready);
  assert.deepEqual(types(), ["failed"]);
});

test("a lost WebGL context counts as a crash, and its event goes no further", async () => {
  const { box } = await started();
  const lost = new Event("webglcontextlost");
  Object.defineProperty(lost, "target", { value: engines[0].canvas });
  let further = false;
  box.addEventListener("webglcontextlost", () => (further = true));
  box.dispatchEvent(lost);
  await pass();
  assert.deepEqual(types(), ["gone"]);
  assert.equal(running(), 1);
  assert.equal(further, false);
});

test("messages of an engine that was replaced are ignored, and so are its crashes", async () => {
  await started();
  const [old] = engines;
  old.crash(new Error("once"));
  await pass();
  old.say({ type: "rest", scene: "cover" });
  old.crash(new Error("twice"));
  assert.deepEqual(types(), ["gone"]);
  assert.equal(running(), 1);
});

test("the reader leaves the page and comes back", async () => {
  await started();
  page.dispatchEvent(new Event("pagehide"));
  assert.equal(running(), 0);
  page.dispatchEvent(new Event("pageshow"));
  await pass();
  assert.equal(running(), 1);
  assert.deepEqual(types(), ["parked"]);
});
