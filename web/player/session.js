// The explainer's session: the step shown, the reader's choices, and what the engine is doing. One
// pure function takes the session and an event, and returns the next session with the effects to
// perform; player.js dispatches the events and performs the effects.

import { closing, covers, isInviting, nextChoice, telling, told } from "./telling.js";

/** The state of the page, see docs/embedding.md: data-state. @typedef {"poster" | "loading" | "playing" | "paused" | "resting" | "static" | "failed"} State */
/** @typedef {"reader" | "host" | "start"} Initiator  start: the page itself, when it opens */
/** @typedef {"start" | "rest" | number} Position  where a scene is entered; a number is a share of its length, 0 to 1 */
/** @typedef {import("../engine/protocol.js").ToStage} ToStage */
/** @typedef {import("../engine/protocol.js").FromEngine} FromEngine */

/**
 * @typedef {object} Session
 * @property {readonly string[]} scenes  the steps' ids, in order
 * @property {string} load               when the engine starts: see params.js
 * @property {boolean} saveData          the reader has little data to spend: the host cannot start the engine
 * @property {boolean} reduced           less motion is wanted
 * @property {State} state
 * @property {number} index              of the step that is shown, from 0
 * @property {Position} at               where the engine will enter it
 * @property {Readonly<Record<string, string>>} choices  the reader's, by control
 * @property {boolean} held              the reader or the host wants it to stand still
 * @property {boolean} visible           some of the stage is on screen
 * @property {boolean} seen              most of it is: see SEEN in player.js
 * @property {boolean} waiting           the scene stands at its start until the stage is seen
 * @property {Readonly<Record<string, readonly string[]>>} invites  the controls that a scene invites to use, by scene
 * @property {Readonly<Record<string, readonly string[]>>} covers  the controls whose outcomes show in place of the scene's own, by scene
 * @property {Readonly<Record<string, readonly string[]>>} phases   in which a scene tells its outcome, where there are several
 * @property {boolean} touring           the scene goes through these phases by itself, until a press
 * @property {string} [closes]           the scene over which Next brings the story's closing words, once its outcome was told
 * @property {Position} entry            where a step is entered, unless something else is asked for
 * @property {boolean} loaded            the engine is downloaded
 * @property {boolean} live              an engine runs and accepts messages
 * @property {boolean} drawn             the page shows the engine's picture, not the poster
 * @property {import("../engine/protocol.js").Reading | null} reading    the live feed's latest, as sent to the engine
 * @property {Readonly<Record<string, number>>} counters  the reported values that hosts were sent last in this scene, by counter
 */

/** @typedef {import("./session-events.js").Event} Event */
/** @typedef {import("./session-events.js").Effect} Effect */

/**
 * A session as the page opens.
 * @param {Pick<Session, "scenes" | "load" | "saveData" | "reduced" | "entry" | "invites" | "covers" | "phases" | "closes">} settings
 * @returns {Session}
 */
export const newSession = (settings) => ({
  ...settings,
  state: "poster", index: 0, at: settings.entry, choices: {}, held: false, touring: false, visible: false, seen: false, waiting: false,
  loaded: false, live: false, drawn: false, reading: null, counters: {},
});

/**
 * What a new engine needs to show what the page shows, besides its appearance.
 * @param {Session} session
 * @returns {ToStage[]}
 */
export const initialMessages = (session) =>
  [{ type: "motion", reduced: session.reduced }, ...(session.reading ? [session.reading] : []), showMessage(session)];

/** Where an error happened, for logs: the scene and the state. @param {Session} session */
export const placeOf = ({ scenes, index, state }) => `${scenes[index]}, ${state}`;

/** @param {Session} session @returns {import("../engine/protocol.js").Show} */
const showMessage = ({ scenes, index, at, held, waiting, choices }) => ({ type: "show", scene: scenes[index], at, playing: !held && !waiting, choices });

/**
 * One transition. It never throws; an event that makes no sense in a state changes nothing.
 * @param {Session} session is not changed
 * @param {Event} event
 * @returns {{session: Session, effects: Effect[]}} the effects in the order to perform them
 */
export function reduce(session, event) {
  const s = { ...session };
  /** @type {Effect[]} */
  const effects = [];
  const canStart = s.state === "poster" || s.state === "failed";

  const setState = (/** @type {State} */ state) => {
    if (s.state === state) return;
    s.state = state;
    effects.push({ type: "state" });
  };
  const setDrawn = (/** @type {boolean} */ drawn) => {
    if (s.drawn === drawn) return;
    s.drawn = drawn;
    effects.push({ type: "drawn" });
  };
  const log = (/** @type {unknown} */ error) => effects.push({ type: "log", error, where: placeOf(s) });
  const send = (/** @type {ToStage} */ message) => s.live && effects.push({ type: "send", message });
  const start = (insist = false) => {
    if (!canStart) return;
    effects.push({ type: "load", insist, restart: s.loaded });
    setState("loading");
  };
  /** The engine is about to enter the current scene. */
  const enter = () => {
    s.held = typeof s.at === "number";
    s.waiting = s.at === "start" && !s.seen && s.load !== "eager" && !s.reduced;
    setState("loading");
  };
  const show = (/** @type {number} */ index, /** @type {Initiator} */ by, /** @type {Position} */ at = index >= s.index ? s.entry : "rest") => {
    if (!s.scenes[index]) return;
    const changed = index !== s.index || by === "start";
    s.index = index;
    s.counters = {};
    s.touring = false;
    effects.push({ type: "step", by, changed });
    const { phases } = s, value = phases[s.scenes[index]]?.[0] ?? "yes";
    // What is told in phases can be played with less motion too, and without the engine.
    if (s.invites[s.scenes[index]] && (s.entry === "rest" || ((s.reduced || s.state === "static") && !phases[s.scenes[index]]))) {
      s.choices = { ...s.choices, [told(s)]: s.choices[told(s)] ?? value };
      effects.push({ type: "choices", name: told(s), quiet: true });
    }
    // A reader who moves on while the engine loads has read the step by then: it starts at rest.
    s.at = s.state === "loading" && !s.live ? "rest" : at;
    if (!s.live) return;
    enter();
    send(showMessage(s));
  };
  /** Time passes in the scene, or will once it is drawn. */
  const run = () => {
    if (s.waiting) send({ type: "play" });
    s.held = s.waiting = false;
    setState(s.drawn ? "playing" : "loading");
  };
  const choose = (/** @type {string} */ name, /** @type {string} */ value, quiet = false) => {
    const choices = { ...s.choices, [name]: value };
    if (value === "") delete choices[name];
    s.choices = choices;
    effects.push({ type: "choices", name, quiet });
    if (s.live && !s.held) run(); // the engine reports rest again once it has shown the choice
    send({ type: "choose", name, value });
  };
  const takeBack = (/** @type {string[]} */ names) => {
    for (const name of names) {
      const { [name]: _, ...others } = s.choices;
      s.choices = others;
      send({ type: "choose", name, value: "" });
    }
  };
  /** Has the scene tell its outcome, or the next phase of it: the others follow by themselves where motion is wanted. */
  const tell = (/** @type {[name: string, value: string]} */ choice) => {
    const phases = s.phases[s.scenes[s.index]];
    s.touring = !s.reduced && s.live && !!phases && choice[0] === told(s) && (s.touring || choice[1] === phases[0]) && choice[1] !== phases.at(-1);
    choose(...choice);
  };
  const stop = (/** @type {State} */ state) => {
    s.live = s.waiting = false;
    setDrawn(false); // the poster shows
    setState(state);
  };

  switch (event.type) {
    case "start":
      start();
      break;
    case "unsupported":
      if (!s.loaded) setState("static");
      break;
    case "loaded":
      if (s.state === "loading") s.loaded = true;
      break;
    case "ready":
      if (!s.loaded) break;
      s.live = true;
      // A reader who has scrolled past it sees the picture as it ends.
      if (s.at === "start" && !s.visible && s.load !== "eager") s.at = "rest";
      enter();
      break;
    case "engine":
      receive(event.message);
      break;
    case "failed":
      log(event.error);
      if (s.state === "static") break;
      s.at = "rest";
      stop("failed");
      break;

    case "visibility":
      s.visible = event.visible;
      s.seen = event.seen;
      if (s.waiting && s.seen) run();
      if (s.load !== "near" || s.state !== "poster" || s.loaded) break;
      if (s.visible) start();
      else effects.push({ type: "prefetch" });
      break;

    case "goto": {
      const index = s.scenes.indexOf(event.scene);
      if (event.by === "start") show(Math.max(0, index), "start");
      else if (event.by === "reader" || index !== s.index) show(index, event.by);
      break;
    }
    case "turn": {
      const next = event.by > 0 && nextChoice(s);
      if (next && s.touring) tell([told(s), /** @type {string} */ (s.phases[s.scenes[s.index]].at(-1))]); // to its end
      else if (next) {
        if (next[0] === told(s)) takeBack(covers(s));
        tell(next);
      }
      else if (event.by < 0 && closing(s) in s.choices) choose(closing(s), "");
      else show(s.index + event.by, "reader");
      break;
    }
    case "again":
      s.choices = {};
      effects.push({ type: "forget" });
      show(0, "reader", s.entry);
      break;
    case "tell":
      if (isInviting(s) || s.touring) tell([told(s), /** @type {string} */ (telling(s))]);
      break;
    case "press":
      s.touring = false;
      break;
    case "seek": {
      if (event.scene !== s.scenes[s.index] || !s.live || s.state === "loading") {
        show(s.scenes.indexOf(event.scene), event.by, event.progress);
      } else {
        s.held = true;
        s.waiting = false;
        send({ type: "seek", progress: event.progress });
      }
      const phases = s.phases[event.scene];
      if (!phases || s.entry !== "rest") break; // the reader goes through them; with the stage alone nobody can
      const value = phases[Math.min(phases.length - 1, Math.floor(event.progress * phases.length))];
      if (s.choices[told(s)] !== value) choose(told(s), value);
      break;
    }
    case "play":
      if (event.by === "reader" || (s.state === "poster" && !s.saveData)) start(true);
      if (s.waiting) run();
      if (s.state !== "paused") break;
      run();
      send({ type: "play" });
      break;
    case "pause":
      if (!s.live || (s.state !== "playing" && s.state !== "loading")) break;
      s.held = true;
      s.waiting = false;
      send({ type: "pause" });
      setState("paused");
      break;
    case "replay":
      if (!s.live || s.state === "loading") break;
      s.touring = false;
      run();
      send({ type: "replay" });
      break;

    case "choose":
      choose(event.name, event.value, event.quiet);
      break;
    case "motion":
      s.reduced = event.reduced;
      if (s.reduced) s.waiting = s.touring = false;
      send({ type: "motion", reduced: s.reduced });
      break;
    case "reading":
      s.reading = event;
      send(event);
      break;
  }
  return { session: s, effects };

  /** @param {FromEngine} message */
  function receive(message) {
    if (message.type === "gone" || message.type === "parked") {
      if (message.type === "gone") log(message.error);
      if (s.loaded) stop(message.type === "gone" ? "loading" : "poster");
      return;
    }
    if (!s.live || message.scene !== s.scenes[s.index]) return; // from an engine or a step that was left
    switch (message.type) {
      case "drawn":
        setDrawn(true);
        if (s.at === "start" && !s.reduced && !s.held) setState(s.waiting ? "resting" : "playing");
        s.at = "rest"; // where a new engine would enter
        break;
      case "moving":
        if (s.drawn && !s.waiting) setState("playing");
        break;
      case "rest":
        if (!s.drawn) break;
        s.held = false;
        setState("resting");
        break;
      case "still":
        if (s.drawn) setState(s.waiting ? "resting" : "paused");
        break;
      case "counters": {
        const { values } = message;
        const names = Object.keys(values); // none between two reports: hosts keep the last
        const changed = names.length > 0 && (names.length !== Object.keys(s.counters).length || names.some((name) => values[name] !== s.counters[name]));
        if (changed) s.counters = values;
        effects.push({ type: "counters", values, changed });
      }
    }
  }
}
