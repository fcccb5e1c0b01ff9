// How a scene's outcome is told: by choices that Next makes before it goes on.

/** @typedef {import("./session.js").Session} Session */

/** The name of the choice by which the scene tells its outcome: see stage.Scene. @param {Session} session */
export const told = ({ scenes, index, phases }) => `${scenes[index]}.${phases[scenes[index]] ? "phase" : "told"}`;

/** The next value of that choice; none: all is told. @param {Session} session @returns {string | undefined} */
export function telling(session) {
  const values = session.phases[session.scenes[session.index]] ?? ["yes"];
  return values[values.indexOf(session.choices[told(session)]) + 1];
}

/** The name of the choice "yes" by which the page shows the story's closing words. @param {Session} session */
export const closing = ({ scenes, index }) => `${scenes[index]}.closing`;

/**
 * The choice that Next makes instead of going on, as a name and a value, if any.
 * @param {Session} session @returns {[string, string] | undefined}
 */
export function nextChoice(session) {
  const { live, phases, closes, scenes, index, choices } = session;
  const value = isInviting(session) || (live && phases[scenes[index]]) ? telling(session) : undefined;
  if (value) return [told(session), value];
  const words = closing(session);
  return scenes[index] === closes && !(words in choices) ? [words, "yes"] : undefined;
}

/** How long a scene invites before it tells its outcome by itself, and how long each phase of that rests, in ms. */
const INVITES = 8000;
const RESTS = 1800;

/** After how long at rest the scene tells its outcome or the next phase of it by itself, in ms; 0: never. @param {Session} session */
export const patience = (session) => (session.touring ? RESTS : isInviting(session) && !covers(session).length ? INVITES : 0);

/**
 * The choices made in the scene whose outcomes show in place of its own, by control. Next takes them back
 * when it tells; who waits is left to them.
 * @param {Session} session
 */
export const covers = ({ scenes, index, covers, choices }) => (covers[scenes[index]] ?? []).filter((name) => name in choices);

/**
 * Whether the scene invites the reader to find something out, and neither that nor its telling has happened.
 * @param {Session} session
 */
export const isInviting = (session) => {
  const { scenes, index, invites, choices, live } = session;
  const names = invites[scenes[index]];
  return live && !!names && ![told(session), ...names].some((name) => name in choices);
};
