// Every transition of the session, by table; and that no sequence of events leads to an illegal state.
import assert from "node:assert/strict";
import { test } from "node:test";
import { initialMessages, newSession, reduce } from "../../web/player/session.js";
import { legal } from "../../web/player/session-states.js";
import { random, seed } from "../lib/random.js";

/** @typedef {import("../../web/player/session.js").Session} Session */
/** @typedef {import("../../web/player/session.js").Event} Event */
/** @typedef {import("../../web/player/session.js").Effect} Effect */

const scenes = ["cover", "ballot", "count"];
const covers = { count: ["count.level"] };
const invites = { count: ["count.guess", "count.show"] };
const closes = "count";
const opened = newSession({ scenes, load: "near", saveData: false, reduced: false, entry: "start", invites, covers, phases: {}, closes });

/** @param {import("../../web/engine/protocol.js").FromEngine["type"]} type @param {object} [fields] @returns {Event} */
const engine = (type, fields = {}) => ({ type: "engine", message: /** @type {any} */ ({ type, scene: "cover", ...fields }) });
const ready = /** @type {Event} */ ({ type: "ready" });

/** The session after events. @param {Session} session @param {Event[]} events */
const after = (session, ...events) => events.reduce((s, event) => reduce(s, event).session, session);

/** Sessions to start from, by name; each as a page comes there. */
const from = (() => {
  const loading = after(opened, { type: "visibility", visible: true, seen: true });
  const starting = after(loading, { type: "loaded" });
  const entering = after(starting, ready);
  const playing = after(entering, engine("drawn"));
  const paused = after(playing, { type: "pause", by: "reader" }, engine("still"));
  const resting = after(playing, engine("rest"));
  const parked = after(resting, engine("parked"));
  const invited = after(resting, { type: "goto", scene: "count", by: "reader" }, engine("drawn", { scene: "count" }), engine("rest", { scene: "count" }));
  const glimpsed = after(starting, { type: "visibility", visible: true, seen: false }, ready);
  return {
    opened, loading, starting, entering, playing, paused, resting, parked,
    reported: after(playing, engine("counters", { values: { turnout: 50 } })),
    crashed: after(playing, engine("gone", { error: "panic" })),
    failed: after(loading, { type: "failed", error: "404" }),
    down: after(playing, { type: "failed", error: "panic" }),
    static: after(loading, { type: "unsupported" }),
    staticInvites: after(loading, { type: "unsupported" }, { type: "goto", scene: "count", by: "reader" }),
    failedInvites: after(loading, { type: "failed", error: "404" }, { type: "goto", scene: "count", by: "reader" }),
    offScreen: after(starting, { type: "visibility", visible: false, seen: false }),
    leaving: after(resting, { type: "goto", scene: "count", by: "reader" }),
    sought: after(resting, { type: "seek", scene: "cover", progress: 0.5, by: "host" }, engine("still")),
    saving: { ...opened, load: "click", saveData: true },
    click: { ...opened, load: "click" },
    eager: { ...opened, load: "eager" },
    still: { ...starting, reduced: true },
    alone: newSession({ scenes, load: "near", saveData: false, reduced: false, entry: "rest", invites, covers, phases: {}, closes }),
    invited,
    levelled: after(invited, { type: "choose", name: "count.level", value: "county" }, engine("rest", { scene: "count" })),
    told: after(invited, { type: "tell" }),
    closed: after(invited, { type: "tell" }, { type: "turn", by: 1 }),
    accepted: after(invited, { type: "choose", name: "count.guess", value: "9" }),
    unplayed: { ...opened, index: 2 },
    glimpsed,
    waiting: after(glimpsed, engine("drawn"), engine("still")),
  };
})();

/** An effect in one word or two. @param {Effect} effect */
function inShort(effect) {
  switch (effect.type) {
    case "send": return `send ${effect.message.type}`;
    case "step": return `step by ${effect.by}${effect.changed ? "" : ", unchanged"}`;
    case "load": return `load${effect.restart ? " again" : ""}${effect.insist ? ", insisting" : ""}`;
    case "log": return `log ${effect.error} in ${effect.where}`;
    case "choices": return `choices ${effect.name}${effect.quiet ? " quietly" : ""}`;
    case "counters": return `counters${effect.changed ? ", posted" : ""}`;
    default: return effect.type;
  }
}

/** @typedef {"start" | "rest" | number} Position */
/** @param {Initiator} by @param {string} scene @returns {Event} */
const goto = (by, scene) => ({ type: "goto", scene, by });
/** @typedef {import("../../web/player/session.js").Initiator} Initiator */
/** @type {(progress: number, scene?: string) => Event} */
const seek = (progress, scene = "cover") => ({ type: "seek", scene, progress, by: "host" });
/** @type {(type: "play" | "pause" | "replay", by?: Initiator) => Event} */
const button = (type, by = "reader") => ({ type, by });
/** @type {(value: string, name?: string, quiet?: boolean) => Event} */
const choose = (value, name = "cover.box", quiet = false) => ({ type: "choose", name, value, quiet });
/** @type {(visible: boolean, seen?: boolean) => Event} */
const visible = (visible, seen = visible) => ({ type: "visibility", visible, seen });
/** @type {(by: -1 | 1) => Event} */
const turn = (by) => ({ type: "turn", by });
const start = /** @type {Event} */ ({ type: "start" });

/**
 * From where, which event, the state after, the effects in order, what else changes.
 * @type {[keyof typeof from, Event, string, string, Partial<Session>?][]}
 */
const transitions = [
  // Starting
  ["opened", start, "loading", "load, state"],
  ["opened", button("play"), "loading", "load, insisting, state"],
  ["opened", button("play", "host"), "loading", "load, insisting, state"],
  ["saving", button("play", "host"), "poster", ""],
  ["saving", button("play"), "loading", "load, insisting, state"],
  ["failed", button("play"), "loading", "load, insisting, state"],
  ["down", button("play"), "loading", "load again, insisting, state"],
  ["parked", button("play"), "loading", "load again, insisting, state"],
  ["loading", button("play"), "loading", ""],
  ["playing", start, "playing", ""],
  ["static", button("play"), "static", ""],
  // Visibility
  ["opened", visible(true), "loading", "load, state", { visible: true, seen: true }],
  ["opened", visible(false), "poster", "prefetch"],
  ["click", visible(true), "poster", "", { visible: true, seen: true }],
  ["click", visible(false), "poster", ""],
  ["eager", visible(true), "poster", "", { visible: true, seen: true }],
  ["parked", visible(true), "poster", ""],
  ["parked", visible(false), "poster", "", { visible: false, seen: false }],
  ["playing", visible(false), "playing", "", { visible: false, seen: false }],
  ["failed", visible(true), "failed", ""],
  ["static", visible(true), "static", ""],
  // A scene waits at its start until most of the stage is seen
  ["glimpsed", engine("drawn"), "resting", "drawn, state", { drawn: true, at: "rest" }],
  ["glimpsed", visible(true), "loading", "send play", { seen: true, waiting: false }],
  ["waiting", engine("moving"), "resting", ""],
  ["waiting", visible(true, false), "resting", ""],
  ["waiting", visible(true), "playing", "send play, state", { seen: true, waiting: false }],
  ["waiting", button("play"), "playing", "send play, state", { waiting: false }],
  ["waiting", button("replay"), "playing", "send play, state, send replay", { waiting: false }],
  ["waiting", button("pause"), "resting", ""],
  ["waiting", choose("for"), "playing", "choices cover.box, send play, state, send choose", { waiting: false, choices: { "cover.box": "for" } }],
  ["waiting", seek(0.5), "resting", "send seek", { waiting: false, held: true }],
  ["waiting", turn(1), "loading", "step by reader, state, send show", { index: 1, at: "start" }],
  ["waiting", { type: "motion", reduced: true }, "resting", "send motion", { waiting: false, reduced: true }],
  ["waiting", engine("gone", { error: "panic" }), "loading", "log panic in cover, resting, drawn, state", { live: false, drawn: false, waiting: false }],
  ["alone", visible(true), "loading", "load, state", { visible: true, seen: true }],
  ["alone", turn(1), "poster", "step by reader", { index: 1, at: "rest" }],
  // A scene invites: who goes on, or waits, has its outcome told first
  ["invited", turn(1), "playing", "choices count.told, state, send choose", { choices: { "count.told": "yes" } }],
  ["invited", { type: "tell" }, "playing", "choices count.told, state, send choose", { choices: { "count.told": "yes" } }],
  // Where the engine cannot run it was told in words as the scene came; where the engine failed, the message with its button stays
  ["staticInvites", turn(1), "static", "choices count.closing", { choices: { "count.told": "yes", "count.closing": "yes" } }],
  ["failedInvites", turn(1), "failed", "choices count.closing", { choices: { "count.closing": "yes" } }],
  // Next takes back what hides the outcome; who has chosen that is not told by waiting
  ["levelled", turn(1), "playing", "send choose, choices count.told, state, send choose", { choices: { "count.told": "yes" } }],
  ["invited", turn(-1), "loading", "step by reader, state, send show", { index: 1, at: "rest" }],
  ["invited", goto("reader", "cover"), "loading", "step by reader, state, send show", { index: 0, at: "rest" }],
  // Next makes the choices that are left before it goes on; Back takes back the closing words
  ["told", turn(1), "playing", "choices count.closing, send choose", { choices: { "count.told": "yes", "count.closing": "yes" } }],
  ["closed", turn(1), "playing", ""], // it is the last
  ["closed", turn(-1), "playing", "choices count.closing, send choose", { choices: { "count.told": "yes" } }],
  ["closed", { type: "again" }, "loading", "forget, step by reader, state, send show", { index: 0, at: "start", choices: {} }],
  ["static", { type: "again" }, "static", "forget, step by reader, unchanged", { at: "start" }],
  ["told", { type: "tell" }, "playing", ""],
  ["accepted", { type: "tell" }, "playing", ""],
  ["resting", { type: "tell" }, "resting", ""],
  ["unplayed", turn(1), "poster", "choices count.closing", { choices: { "count.closing": "yes" } }], // what is not drawn has no outcome to wait for
  ["still", goto("reader", "count"), "loading", "step by reader, choices count.told quietly", { index: 2, choices: { "count.told": "yes" } }],
  ["alone", goto("host", "count"), "poster", "step by host, choices count.told quietly", { index: 2, at: "rest", choices: { "count.told": "yes" } }],
  // Loading
  ["loading", { type: "loaded" }, "loading", "", { loaded: true }],
  ["loading", { type: "unsupported" }, "static", "state"],
  ["opened", { type: "unsupported" }, "static", "state"],
  ["playing", { type: "unsupported" }, "playing", ""],
  ["loading", { type: "failed", error: "404" }, "failed", "log 404 in cover, loading, state", { at: "rest" }],
  ["playing", { type: "failed", error: "panic" }, "failed", "log panic in cover, playing, drawn, state", { live: false, drawn: false }],
  ["static", { type: "failed", error: "404" }, "static", "log 404 in cover, static"],
  ["starting", ready, "loading", "", { live: true, held: false }],
  ["offScreen", ready, "loading", "", { live: true, at: "rest" }],
  ["parked", ready, "loading", "state", { live: true, at: "rest" }],
  ["playing", ready, "loading", "state", { live: true, drawn: true }], // another engine replaces it, for another pixel ratio
  ["loading", ready, "loading", ""],
  ["static", ready, "static", ""],
  // The engine's messages
  ["entering", engine("drawn"), "playing", "drawn, state", { drawn: true, at: "rest" }],
  ["leaving", engine("drawn", { scene: "count" }), "playing", "state", { at: "rest" }],
  ["leaving", engine("drawn"), "loading", ""], // of the step that was left
  ["crashed", engine("drawn"), "loading", ""],
  ["playing", engine("moving"), "playing", ""],
  ["paused", engine("moving"), "playing", "state"],
  ["resting", engine("moving"), "playing", "state"],
  ["entering", engine("moving"), "loading", ""],
  ["entering", engine("rest"), "loading", ""],
  ["entering", engine("still"), "loading", ""],
  ["playing", engine("rest"), "resting", "state"],
  ["paused", engine("rest"), "resting", "state", { held: false }],
  ["playing", engine("still"), "paused", "state"],
  ["playing", engine("counters", { values: { turnout: 50 } }), "playing", "counters, posted", { counters: { turnout: 50 } }],
  ["reported", engine("counters", { values: { turnout: 50 } }), "playing", "counters"],
  ["reported", engine("counters", { values: {} }), "playing", "counters"], // between two reports: hosts keep the last
  ["reported", engine("counters", { values: { turnout: 60 } }), "playing", "counters, posted", { counters: { turnout: 60 } }],
  ["reported", engine("counters", { values: { turnout: 50, other: 1 } }), "playing", "counters, posted", { counters: { turnout: 50, other: 1 } }],
  ["reported", turn(1), "loading", "step by reader, state, send show", { index: 1, at: "start", counters: {} }],
  ["playing", engine("counters", { scene: "count", values: {} }), "playing", ""],
  ["playing", engine("gone", { error: "panic" }), "loading", "log panic in cover, playing, drawn, state", { live: false, drawn: false }],
  ["resting", engine("parked"), "poster", "drawn, state", { live: false, drawn: false }],
  ["crashed", engine("parked"), "poster", "state"],
  ["parked", engine("parked"), "poster", ""],
  ["static", engine("parked"), "static", ""],
  // Steps
  ["opened", goto("start", "count"), "poster", "step by start", { index: 2, at: "start" }],
  ["opened", goto("start", "elsewhere"), "poster", "step by start", { index: 0, at: "start" }],
  ["opened", goto("reader", "elsewhere"), "poster", ""],
  ["opened", goto("reader", "count"), "poster", "step by reader", { index: 2, at: "start" }],
  ["opened", goto("host", "count"), "poster", "step by host", { index: 2, at: "start" }],
  ["opened", goto("host", "cover"), "poster", ""],
  ["opened", goto("reader", "cover"), "poster", "step by reader, unchanged"],
  ["opened", turn(1), "poster", "step by reader", { index: 1 }],
  ["opened", turn(-1), "poster", ""],
  ["loading", turn(1), "loading", "step by reader", { index: 1, at: "rest" }],
  ["crashed", turn(1), "loading", "step by reader", { index: 1, at: "rest" }],
  ["static", turn(1), "static", "step by reader", { index: 1 }],
  ["resting", turn(1), "loading", "step by reader, state, send show", { index: 1, at: "start" }],
  ["leaving", turn(-1), "loading", "step by reader, send show", { index: 1, at: "rest" }],
  ["paused", turn(1), "loading", "step by reader, state, send show", { index: 1, held: false, at: "start" }],
  ["resting", goto("reader", "cover"), "loading", "step by reader, unchanged, state, send show", { at: "start" }],
  // Moments
  ["resting", seek(0.5), "resting", "send seek", { held: true }],
  ["playing", seek(0.5), "playing", "send seek", { held: true }],
  ["resting", seek(0.5, "count"), "loading", "step by host, state, send show", { index: 2, at: 0.5, held: true }],
  ["entering", seek(0.5), "loading", "step by host, unchanged, send show", { at: 0.5, held: true }],
  ["opened", seek(0.5), "poster", "step by host, unchanged", { at: 0.5 }],
  ["loading", seek(0.5), "loading", "step by host, unchanged", { at: "rest" }],
  ["playing", seek(0.5, "elsewhere"), "playing", ""],
  // Buttons
  ["playing", button("pause"), "paused", "send pause, state", { held: true }],
  ["entering", button("pause"), "paused", "send pause, state", { held: true }],
  ["loading", button("pause"), "loading", ""],
  ["resting", button("pause"), "resting", ""],
  ["paused", button("play"), "playing", "state, send play", { held: false }],
  ["sought", button("play"), "playing", "state, send play", { held: false }],
  ["playing", button("play"), "playing", ""],
  ["resting", button("play"), "resting", ""],
  ["failed", button("play", "host"), "failed", ""],
  ["resting", button("replay"), "playing", "state, send replay"],
  ["paused", button("replay"), "playing", "state, send replay", { held: false }],
  ["playing", button("replay"), "playing", "send replay"],
  ["leaving", button("replay"), "loading", ""],
  ["parked", button("replay"), "poster", ""],
  // Choices
  ["opened", choose("a"), "poster", "choices cover.box", { choices: { "cover.box": "a" } }],
  ["resting", choose("a"), "playing", "choices cover.box, state, send choose", { choices: { "cover.box": "a" } }],
  ["resting", choose("a", "cover.box", true), "playing", "choices cover.box quietly, state, send choose", { choices: { "cover.box": "a" } }],
  ["leaving", choose("a"), "playing", "choices cover.box, state, send choose", { choices: { "cover.box": "a" } }],
  ["entering", choose("a"), "loading", "choices cover.box, send choose", { choices: { "cover.box": "a" } }],
  ["paused", choose("a"), "paused", "choices cover.box, send choose", { choices: { "cover.box": "a" } }],
  // Preferences, and the feed
  ["opened", { type: "motion", reduced: true }, "poster", "", { reduced: true }],
  ["playing", { type: "motion", reduced: true }, "playing", "send motion", { reduced: true }],
  ["opened", { type: "reading", turnout: 47.8, final: false }, "poster", "", { reading: { type: "reading", turnout: 47.8, final: false } }],
  ["resting", { type: "reading", turnout: null, final: false }, "resting", "send reading", { reading: { type: "reading", turnout: null, final: false } }],
];

test("with the stage alone seeking goes through the phases of a scene", () => {
  const phases = { count: ["a", "b", "c"] };
  const alone = newSession({ scenes, load: "near", saveData: false, reduced: false, entry: "rest", invites, covers, phases, closes });
  const phase = (/** @type {number[]} */ ...progress) =>
    progress.reduce((s, p) => reduce(s, seek(p, "count")).session, alone).choices["count.phase"];
  assert.deepEqual([phase(0), phase(0.3), phase(0.5), phase(1), phase(1, 0)], ["a", "a", "b", "c", "a"]);
  const card = reduce({ ...alone, entry: "start" }, seek(1, "count")).session;
  assert.equal(card.choices["count.phase"], undefined, "in the card the reader does");
});

test("every transition: the state, the effects in order, and nothing else changes", () => {
  for (const [name, event, state, effects, changes = {}] of transitions) {
    const before = from[name];
    const copy = structuredClone(before);
    const made = reduce(before, event);
    const what = `${name}, ${JSON.stringify(event)}`;
    assert.equal(made.session.state, state, what);
    assert.equal(made.effects.map(inShort).join(", "), effects, what);
    assert.deepEqual(before, copy, `${what}: the session before is as it was`);
    const flags = { live: made.session.live, drawn: made.session.drawn, held: made.session.held, loaded: made.session.loaded, at: made.session.at };
    assert.deepEqual({ ...made.session, ...flags }, { ...before, ...flags, state, ...changes }, what);
  }
});

test("every kind of event has a transition in the table, and every state is left by one", () => {
  const kinds = new Set(transitions.map(([, event]) => event.type === "engine" ? `engine ${event.message.type}` : event.type));
  const drawn = events(random(1), 2000).map((event) => (event.type === "engine" ? `engine ${event.message.type}` : event.type));
  for (const kind of drawn) assert.ok(kinds.has(kind), kind);
  assert.deepEqual(new Set(transitions.map(([name]) => from[name].state)), new Set(Object.keys(legal)));
});

test("a sought moment is kept until it is drawn, then a new engine enters at rest", () => {
  const sought = after(from.resting, seek(0.25, "ballot"));
  assert.deepEqual(initialMessages(sought).at(-1), { type: "show", scene: "ballot", at: 0.25, playing: false, choices: {} });
  const drawn = after(sought, engine("drawn", { scene: "ballot" }));
  assert.equal(drawn.state, "loading", "it waits for the engine to say that it stands still");
  assert.deepEqual(initialMessages(drawn).at(-1), { type: "show", scene: "ballot", at: "rest", playing: false, choices: {} });
  assert.equal(after(drawn, engine("still", { scene: "ballot" })).state, "paused");
});

test("with less motion a scene is drawn at rest and never plays by being entered", () => {
  const drawn = after(from.still, ready, engine("drawn"));
  assert.deepEqual([drawn.state, drawn.drawn], ["loading", true]);
  assert.equal(after(drawn, engine("rest")).state, "resting");
});

test("a new engine is sent the motion, the reading and the scene with all choices, in this order", () => {
  const session = after(from.resting, choose("a"), choose("b", "count.level"), choose("", "cover.box"),
    { type: "reading", turnout: 12, final: true }, turn(1), ready);
  assert.deepEqual(initialMessages(session), [
    { type: "motion", reduced: false },
    { type: "reading", turnout: 12, final: true },
    { type: "show", scene: "ballot", at: "start", playing: true, choices: { "count.level": "b" } },
  ]);
  assert.deepEqual(initialMessages(from.entering).map(({ type }) => type), ["motion", "show"]);
});

/**
 * Random events, legal or not.
 * @param {import("../lib/random.js").Random} rng
 * @param {number} count
 * @returns {Event[]}
 */
function events({ float, pick }, count) {
  const bool = () => float() < 0.5;
  const by = () => pick(/** @type {Initiator[]} */ (["reader", "host", "start"]));
  const scene = () => pick([...scenes, ...scenes, "elsewhere"]);
  /** @type {(() => Event)[]} */
  const kinds = [
    () => start, () => ({ type: "unsupported" }), () => ({ type: "loaded" }), () => ready, () => ready,
    () => ({ type: "failed", error: "x" }), () => visible(bool()), () => goto(by(), scene()), () => turn(pick([-1, 1])), () => seek(float(), scene()),
    () => button(pick(["play", "pause", "replay"]), by()), () => button(pick(["play", "pause", "replay"]), by()),
    () => choose(pick(["", "a", "b"]), pick(["cover.box", "count.level"])),
    () => ({ type: "motion", reduced: bool() }), () => ({ type: "reading", turnout: bool() ? null : 100 * float(), final: bool() }),
    .../** @type {const} */ (["drawn", "drawn", "moving", "rest", "still"]).map((type) => () => engine(type, { scene: scene() })),
    () => engine("counters", { scene: scene(), values: { turnout: 1 } }), () => engine("gone", { error: "x" }), () => engine("parked"),
  ];
  return Array.from({ length: count }, () => pick(kinds)());
}

test("no sequence of events leads to an illegal state, and the effects keep the page true to it", () => {
  const rng = random(seed());
  const reached = new Set();
  for (let run = 0; run < 300; run++) {
    /** @type {Session} */
    let session = { ...opened, load: rng.pick(["near", "click", "eager"]), saveData: rng.float() < 0.2 };
    const page = { state: session.state, drawn: session.drawn, index: session.index, choices: session.choices }; // as the effects make it
    const past = /** @type {string[]} */ ([]);
    for (const event of events(rng, 120)) {
      past.push(JSON.stringify(event));
      const { session: s, effects } = reduce(session, event);
      const trace = `${past.slice(-8).join("\n")}\nmakes ${JSON.stringify(s)}`;
      for (const effect of effects) {
        if (effect.type === "state") page.state = s.state;
        if (effect.type === "drawn") page.drawn = s.drawn;
        if (effect.type === "step") page.index = s.index;
        if (effect.type === "choices") page.choices = s.choices;
        if (effect.type === "send") assert.ok(s.live, `a message without an engine: ${trace}`);
        if (effect.type === "load") assert.equal(s.state, "loading", trace);
      }
      assert.deepEqual(page, { state: s.state, drawn: s.drawn, index: s.index, choices: s.choices }, trace);
      const fits = legal[s.state].some((flags) => Object.entries(flags).every(([name, value]) => s[/** @type {"live"} */ (name)] === value));
      assert.ok(fits, trace);
      assert.ok(scenes[s.index] && (s.at === "start" || s.at === "rest" || (s.at >= 0 && s.at <= 1)), trace);
      if (session.state === "static") assert.equal(s.state, "static", `static is for good: ${trace}`);
      if (s.state === "playing" && session.state !== "playing") assert.ok(s.drawn, trace);
      reached.add(`${s.state} ${s.live} ${s.drawn} ${s.held}`);
      session = s;
    }
  }
  for (const state of Object.keys(legal)) assert.ok([...reached].some((r) => r.startsWith(state)), `${state} is reached`);
});

test("a scene that tells its outcome in phases: Next goes through them, then on", () => {
  const phases = { count: ["line", "screen"] };
  const still = { ...from.resting, phases, reduced: true };
  const shown = after(still, goto("reader", "count"), engine("drawn", { scene: "count" }), engine("rest", { scene: "count" }));
  const begun = after(shown, choose("9", "count.guess")); // it invites no longer, and Next still tells
  for (const start of [shown, begun]) {
    const line = after(start, turn(1)), screen = after(line, turn(1)), on = after(screen, turn(1));
    assert.deepEqual([line, screen].map((s) => [s.index, s.choices["count.phase"]]), [[2, "line"], [2, "screen"]]);
    assert.equal(on.index, 2, "it is the last step here");
    assert.equal(after(screen, turn(-1)).index, 1);
  }
  assert.equal(after(shown, { type: "tell" }).choices["count.phase"], "line");
  assert.equal(after(begun, { type: "tell" }).choices["count.phase"], undefined);
  assert.equal(after({ ...from.still, phases }, goto("reader", "count")).choices["count.phase"], undefined, "with less motion it is played all the same");
  const alone = after({ ...from.alone, phases }, goto("host", "count"));
  assert.equal(alone.choices["count.phase"], "line");
  const later = { ...alone, index: 0, choices: { "count.phase": "screen" } };
  assert.equal(after(later, goto("host", "count")).choices["count.phase"], "screen", "what came later stays");
});

test("the phases follow by themselves, until a press; Next goes to the last, with less motion to the next", () => {
  const phases = { count: ["line", "screen", "open"] };
  const shown = after({ ...from.resting, phases }, goto("reader", "count"), engine("drawn", { scene: "count" }), engine("rest", { scene: "count" }));
  const tell = /** @type {Event} */ ({ type: "tell" }), press = /** @type {Event} */ ({ type: "press" });
  const phase = (/** @type {Event[]} */ ...events) => after(shown, ...events).choices["count.phase"];
  for (const start of [tell, turn(1)]) {
    assert.deepEqual([phase(start), phase(start, tell), phase(start, tell, tell), phase(start, tell, tell, tell)], ["line", "screen", "open", "open"]);
    assert.equal(phase(start, turn(1)), "open");
    assert.equal(phase(start, press, tell), "line");
    assert.equal(phase(start, press, turn(1)), "screen", "whose next phase only Next tells");
    assert.equal(phase(start, press, turn(1), tell), "screen");
    assert.equal(after(shown, start, turn(-1)).index, 1);
    assert.equal(phase(start, turn(-1), goto("reader", "count"), tell), "line");
  }
  const still = { ...shown, reduced: true };
  assert.equal(after(still, tell, tell).choices["count.phase"], "line");
  assert.equal(after(still, turn(1), turn(1)).choices["count.phase"], "screen");
});
