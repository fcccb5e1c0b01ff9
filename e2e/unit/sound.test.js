import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { createSound, heard, schedule, wave } from "../../web/player/sound.js";

/** @typedef {import("../../web/player/sound.js").Heard} Heard */

test("the count has one tick for each vote, in the reported ratio, in under four seconds", () => {
  for (const [of, against] of [[10000, 9], [10000, 13], [10000, 0], [10000, 10000], [100, 3]]) {
    const notes = schedule({ kind: "count", against, of });
    const low = notes.filter(({ hz }) => hz < 1000);
    assert.deepEqual([notes.length, low.length], [of, against], `${against} of ${of}`);
    assert.ok(notes.every(({ at, seconds }) => at >= 0 && at + seconds < 4), "its length");
    assert.ok(notes.every(({ at }, i) => i === 0 || at > notes[i - 1].at), "in order");
    const part = 3.6 / against;
    low.forEach(({ at }, i) => assert.ok(Math.abs(at - (i + 0.5) * part) <= 3.6 / of, `number ${i} against in the middle of its part`));
  }
});

test("under the loupe a lower share is a lower tone, and equal shares are equal tones", () => {
  for (const [shares, want] of /** @type {[number[], number[]][]} */ ([[[100], [880]], [[99.8], [440]], [[99.8, 100], [440, 880]]])) {
    assert.deepEqual(schedule({ kind: "loupe", shares }).map(({ hz }) => Math.round(hz)), want, String(shares));
  }
  const [first, second] = schedule({ kind: "loupe", shares: [100, 100] });
  assert.ok(first.at + first.seconds <= second.at, "one after the other");
});

test("a report is one tone", () => assert.equal(schedule({ kind: "report" }).length, 1));

test("a wave has the notes where they are, and is never louder than the output allows", () => {
  const samples = wave([{ at: 0.5, hz: 100, seconds: 0.1, gain: 0.5 }], 1000);
  assert.equal(samples.length, 600);
  assert.ok(samples.slice(0, 500).every((v) => v === 0));
  assert.ok(samples.slice(500).some((v) => Math.abs(v) > 0.4));
  for (const against of [9, 13]) {
    assert.ok(wave(schedule({ kind: "count", against, of: 10000 }), 44100).every((v) => Math.abs(v) <= 1), String(against));
  }
});

const places = [{ at: 20, name: "a", shares: [100] }, { at: 40, name: "b", shares: [99.5, 99] }];
/** A step with the reported figures and the loupe. */
const step = /** @type {ParentNode} */ (/** @type {unknown} */ ({
  querySelector: (/** @type {string} */ selector) =>
    ({ '[data-fact="per10k.province.against"]': { value: "9" }, '[data-fact="per10k.county.against"]': { value: "13" },
      'input[name="history.loupe"]': { dataset: { places: JSON.stringify(places) } } })[selector],
}));

/** @type {(scene: string, choices?: Record<string, string>, more?: Partial<Heard>) => Heard} */
const session = (scene, choices = {}, more = {}) =>
  ({ scenes: ["count", "history", "turnout"], index: ["count", "history", "turnout"].indexOf(scene), state: "resting", reading: null, choices, ...more });

const told = { "history.told": "yes" };
const province = { kind: "count", against: 9, of: 10000 };
/** @type {import("../../web/engine/protocol.js").Reading} */
const reading = { type: "reading", turnout: 50, final: false };

for (const [name, before, now, want] of /** @type {[string, Heard, Heard, object | undefined][]} */ ([
  ["a country is found", session("count"), session("count", { "count.finds": "300:3" }), province],
  ["of the other level", session("count", { "count.level": "county" }), session("count", { "count.level": "county", "count.finds": "1:1" }),
    { ...province, against: 13 }],
  ["another one is found", session("count", { "count.finds": "300:3" }), session("count", { "count.finds": "300:3 1:1" }), province],
  ["the finds of the other level are shown", session("count", { "count.finds": "300:3 1:1" }), session("count", { "count.finds": "1:2" }), undefined],
  ["Next goes on", session("count"), session("count", { "count.phase": "line" }), province],
  ["and to the next phase", session("count", { "count.phase": "line" }), session("count", { "count.phase": "screen" }), undefined],
  ["the reader's own number is set", session("count"), session("count", { "count.disagree": "300", "count.shown": "3" }), undefined],
  ["nothing changes", session("count", { "count.finds": "300:3" }), session("count", { "count.finds": "300:3" }), undefined],
  ["the loupe lies on an election", session("history", told), session("history", { ...told, "history.loupe": "21" }), { kind: "loupe", shares: [100] }],
  ["moves within it", session("history", { ...told, "history.loupe": "21" }), session("history", { ...told, "history.loupe": "22" }), undefined],
  ["moves to the next", session("history", { ...told, "history.loupe": "21" }), session("history", { ...told, "history.loupe": "35" }),
    { kind: "loupe", shares: [99.5, 99] }],
  ["is let go", session("history", { ...told, "history.loupe": "21" }), session("history", told), undefined],
  ["before the results are shown", session("history"), session("history", { "history.loupe": "21" }), undefined],
  ["the reader draws a bar", session("history"), session("history", { "history.draw": "70" }), undefined],
  ["a report comes", session("turnout"), session("turnout", {}, { reading }), { kind: "report" }],
  ["one with votes alone", session("turnout"), session("turnout", {}, { reading: { ...reading, turnout: null, for: 90 } }), { kind: "report" }],
  ["the same report", session("turnout", {}, { reading }), session("turnout", {}, { reading }), undefined],
  ["none yet, or one withdrawn", session("turnout"), session("turnout", {}, { reading: { ...reading, turnout: null } }), undefined],
  ["a rehearsal", session("turnout"), session("turnout", {}, { reading: { ...reading, test: true } }), undefined],
])) test(`heard: ${name}`, () => assert.deepEqual(heard(before, now, step), want));

/** @type {MockContext[]} */
let contexts = [];
/** @type {string[]} */
let log = [];
/** @type {(isIntersecting: boolean) => void} */
let setVisible = () => {};
/** @type {() => void} */
let visibilityChanged = () => {};
const page = { hidden: false, addEventListener: (/** @type {string} */ _, /** @type {() => void} */ listener) => (visibilityChanged = listener) };

class MockContext {
  sampleRate = 8000;
  destination = {};
  constructor() { contexts.push(this); }
  createBuffer() { return { copyToChannel() {} }; }
  createBufferSource() { return { connect() {}, start: () => log.push("start"), stop: () => log.push("stop") }; }
  suspend() { log.push("suspend"); }
  resume() { log.push("resume"); }
  close() { log.push("close"); }
}

const realGlobals = Object.fromEntries(["AudioContext", "document", "IntersectionObserver"].map((name) => [name, Reflect.get(globalThis, name)]));
beforeEach(() => {
  contexts = [];
  log = [];
  page.hidden = false;
  Object.assign(globalThis, { AudioContext: MockContext, document: page, IntersectionObserver: class {
    /** @param {(entries: {isIntersecting: boolean}[]) => void} callback */
    constructor(callback) { setVisible = (isIntersecting) => callback([{ isIntersecting }]); }
    observe() {}
  } });
});
afterEach(() => void Object.assign(globalThis, realGlobals));

const main = /** @type {HTMLElement} */ ({});
const found = session("count", { "count.finds": "300:3" });

test("no AudioContext is made before the press, and nothing plays", () => {
  const sound = createSound(main, session("count"));
  sound.follow(found, step);
  assert.deepEqual([contexts.length, log], [0, []]);
});

test("switched on, what comes is played; what came before is not", () => {
  const sound = createSound(main, session("count"));
  sound.follow(found, step);
  assert.equal(sound.toggle(), true);
  assert.deepEqual([contexts.length, log], [1, []]);
  sound.follow(found, step);
  assert.deepEqual(log, []);
  sound.follow(session("count", { "count.finds": "300:3 1:1" }), step);
  assert.deepEqual(log, ["start", "resume"]);
});

for (const [name, stop, want] of /** @type {[string, (sound: ReturnType<typeof createSound>) => void, string[]][]} */ ([
  ["switching off", (sound) => assert.equal(sound.toggle(), false), ["stop", "suspend", "close"]],
  ["a pause", (sound) => sound.follow({ ...found, state: "paused" }, step), ["stop", "suspend"]],
  ["another step", (sound) => sound.follow(session("history"), step), ["stop", "suspend"]],
  ["leaving the view", () => setVisible(false), ["stop", "suspend"]],
  ["a hidden page", () => { page.hidden = true; visibilityChanged(); }, ["stop", "suspend"]],
])) {
  test(`${name} stops everything, and nothing plays after it`, () => {
    const sound = createSound(main, session("count"));
    sound.toggle();
    sound.follow(found, step);
    log = [];
    stop(sound);
    assert.deepEqual(log, want);
    if (name === "another step") return; // where other things may be heard
    log = [];
    sound.follow(session("count", { "count.finds": "300:3 1:1" }, { state: name === "a pause" ? "paused" : "resting" }), step);
    assert.ok(!log.includes("start"), log.join());
  });
}
