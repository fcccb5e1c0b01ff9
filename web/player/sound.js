// The reported figures as sound, for readers who ask for it. The page loads this script when the switch
// in the dialog is pressed. What is heard is in words on the page as well.

import { ALL } from "./model.js";
import { placeNear } from "./scale.js";

/** @typedef {import("./session.js").Session} Session */
/** @typedef {Pick<Session, "scenes" | "index" | "state" | "choices" | "reading">} Heard  what of the session is heard */
/**
 * A sine tone that swells and fades: when it begins and how long it is, in seconds; its gain, 0 to 1.
 * @typedef {{at: number, hz: number, seconds: number, gain: number}} Note
 */

/**
 * What is to be heard: of all votes those reported against, the reported shares under the loupe in
 * percent, or that a report has come.
 * @typedef {{kind: "count", against: number, of: number} | {kind: "loupe", shares: number[]} | {kind: "report"}} Sound
 */

/** How long the whole count takes, in seconds. */
const COUNT = 3.6;

/** How many octaves the loupe's tone falls for each percentage point below 100: enlarged, as in the picture. */
const OCTAVES = 5;

/**
 * The notes of a sound. The count has one for each vote, so the ratio is the reported one; one vote
 * against lies in the middle of each equal part of the votes.
 * @param {Sound} sound
 * @returns {Note[]} in order
 */
export function schedule(sound) {
  switch (sound.kind) {
    case "count": {
      const { of, against } = sound;
      const red = new Set(Array.from({ length: against }, (_, i) => Math.floor(((i + 0.5) * of) / against)));
      return Array.from({ length: of }, (_, i) => {
        const late = (i * 0.618034) % 1; // uneven, as even ticks would make a tone
        const at = ((i + late) / of) * COUNT;
        return red.has(i) ? { at, hz: 330, seconds: 0.12, gain: 0.4 } : { at, hz: 3000, seconds: 0.001, gain: 0.04 };
      });
    }
    case "loupe":
      return sound.shares.map((share, i) => ({ at: i * 0.4, hz: 880 * 2 ** ((share - 100) * OCTAVES), seconds: 0.35, gain: 0.3 }));
    case "report":
      return [{ at: 0, hz: 523, seconds: 1.2, gain: 0.2 }];
  }
}

/**
 * What is to be heard of a change of the session, if anything. No figure of a rehearsal is.
 * @param {Heard} before
 * @param {Heard} now
 * @param {ParentNode} step  the one that is shown
 * @returns {Sound | undefined}
 */
export function heard(before, now, step) {
  const { reading, choices } = now;
  const isReport = reading && !reading.test && (reading.turnout ?? reading.for ?? reading.against ?? null) !== null;
  if (isReport && reading !== before.reading) return { kind: "report" };
  const isNew = (/** @type {string} */ name) => !!choices[name] && choices[name] !== before.choices[name];
  switch (now.scenes[now.index]) {
    case "count": {
      const isTold = isNew("count.phase") && !before.choices["count.phase"];
      const isFound = isNew("count.finds") && choices["count.finds"].length > (before.choices["count.finds"] ?? "").length;
      if (!isTold && !isFound) return;
      const fact = step.querySelector(`[data-fact="per10k.${choices["count.level"] ?? "province"}.against"]`);
      return { kind: "count", against: Number(/** @type {HTMLDataElement} */ (fact).value), of: ALL };
    }
    case "history": {
      if (!isNew("history.loupe") || !choices["history.told"]) return;
      const input = /** @type {HTMLInputElement} */ (step.querySelector('input[name="history.loupe"]'));
      /** @type {(import("./scale.js").Place & {shares: number[]})[]} */
      const places = JSON.parse(input.dataset.places ?? "");
      const at = (/** @type {Heard} */ of) => of.choices["history.loupe"] && placeNear(places, Number(of.choices["history.loupe"]));
      const place = at(now);
      return place && place !== at(before) ? { kind: "loupe", shares: place.shares } : undefined;
    }
  }
}

/**
 * The notes as one wave.
 * @param {Note[]} notes  at least one
 * @param {number} rate   in samples per second
 */
export function wave(notes, rate) {
  const samples = new Float32Array(Math.ceil(Math.max(...notes.map(({ at, seconds }) => at + seconds)) * rate));
  for (const { at, hz, seconds, gain } of notes) {
    const start = Math.round(at * rate), length = Math.floor(seconds * rate);
    for (let i = 0; i < length && start + i < samples.length; i++) {
      samples[start + i] += gain * Math.sin((Math.PI * i) / length) ** 2 * Math.sin((2 * Math.PI * hz * i) / rate);
    }
  }
  return samples;
}

/**
 * Sound that is off. It is silent while the page is hidden or out of view, and while the story is paused.
 * @param {HTMLElement} main  the explainer
 * @param {Heard} session
 */
export function createSound(main, session) {
  /** Of the time that sound is on. @type {AudioContext | undefined} */
  let context;
  /** @type {AudioBufferSourceNode | undefined} */
  let source;
  let isVisible = true;

  function stop() {
    source?.stop();
    source = undefined;
    void context?.suspend();
  }

  /** @param {AudioContext} context @param {Note[]} notes */
  function play(context, notes) {
    source?.stop();
    const samples = wave(notes, context.sampleRate);
    const buffer = context.createBuffer(1, samples.length, context.sampleRate);
    buffer.copyToChannel(samples, 0);
    source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(context.destination);
    source.start();
    void context.resume();
  }

  new IntersectionObserver((entries) => {
    isVisible = entries[entries.length - 1].isIntersecting;
    if (!isVisible) stop();
  }).observe(main);
  document.addEventListener("visibilitychange", () => document.hidden && stop());

  return {
    /** Switches sound on or off, at the reader's press. @returns {boolean} whether it is on now */
    toggle() {
      if (!context) context = new AudioContext();
      else {
        stop();
        void context.close();
        context = undefined;
      }
      return !!context;
    },

    /** Takes over the session after an event. @param {Heard} now @param {ParentNode} step the one that is shown */
    follow(now, step) {
      const sound = heard(session, now, step);
      const isLeft = now.index !== session.index;
      session = now;
      if (now.state === "paused" || isLeft) stop();
      if (context && sound && now.state !== "paused" && isVisible && !document.hidden) play(context, schedule(sound));
    },
  };
}
