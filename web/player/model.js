// The model of the scene "make the number": ten thousand imagined votes, of whom some disagree in private,
// and of those some show it where it can be seen. The reader sets the two unknowns; what the report would
// read follows. Pure functions only; count.js puts them on the page.

/** The votes that are imagined. */
export const ALL = 10000;

/** @typedef {"disagree" | "shown"} Unknown  how many disagree; how many of every ALL of them show it */
/** @typedef {"province" | "county"} Level */
/** @typedef {"" | "line" | "screen" | "unverified"} Phase  empty: until the reader has found three countries, or goes on */
/** @typedef {{disagree: number, shown: number}} Country */

/**
 * @typedef {object} Model
 * @property {Readonly<Record<Level, number>>} targets  what was reported, of ALL
 * @property {number | null} disagree  null: not set
 * @property {number | null} shown
 * @property {Level} level
 * @property {Phase} phase
 * @property {boolean} moved  the reader has moved a slider since the phase began
 * @property {Readonly<Record<Level, readonly Country[]>>} finds  that read the target, three at most
 * @property {"" | "found" | "alike" | "same"} news  what letting go has led to, until the next move
 * @property {number} misses  how often in a row the reader has let go on one side of the target; below 0: under it
 * @property {boolean} late   the reader has tried for some time without a find
 */

/** @typedef {{type: "set", name: Unknown, value: number}} Set */
/** The reader lets go of what was set. @typedef {{type: "release"}} Release */
/** @typedef {{type: "phase", phase: Phase}} GoTo */
/** @typedef {{type: "level", level: Level}} Switch */
/** Time has passed without a find. @typedef {{type: "late"}} Late */
/** @typedef {{type: "replay"}} Replay */
/** @typedef {Set | Release | GoTo | Switch | Late | Replay} ModelEvent */

/**
 * What the report would read: how many of ALL, to the nearest whole, half upwards.
 * @param {number} disagree
 * @param {number} shown
 */
export const product = (disagree, shown) => Math.floor((disagree * shown + ALL / 2) / ALL);

/** The values that dragging gives: two digits. */
const twoDigits = [
  ...Array.from({ length: 100 }, (_, i) => i), ...Array.from({ length: 90 }, (_, i) => 100 + 10 * i), ...Array.from({ length: 91 }, (_, i) => 1000 + 100 * i),
];

/**
 * The value of one unknown that reads the target with a value of the other; undefined if there is none.
 * @param {number} target
 * @param {number} other
 */
export function fit(target, other) {
  const exact = (ALL * target) / other;
  const far = (/** @type {number} */ value) => Math.abs(Math.log(value / exact));
  return twoDigits.filter((value) => product(value, other) === target)
    .reduce((/** @type {number | undefined} */ best, value) => (best === undefined || far(value) < far(best) ? value : best), undefined);
}

// The scale of both sliders and of the map: zero has a stop of its own, then it is like a logarithm.
// scenes/props/unknowns.go has the same one.

const one = 0.08; // the share of the track at which 1 lies
const zeroUntil = 0.04;

/** Where a value lies on the track, 0 to 1. @param {number} value */
export const shareOf = (value) => (value < 1 ? 0 : one + ((1 - one) * Math.log10(value)) / 4);

/** The value of two digits at a share of the track. @param {number} share 0 to 1 */
export function valueAt(share) {
  if (share < zeroUntil) return 0;
  const exact = 10 ** ((4 * (share - one)) / (1 - one));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
  return Math.min(ALL, Math.max(1, Math.round(exact / unit) * unit));
}

/** How near the thumb must come to the fit to take it, in CSS px. */
const NOTCH = 9;

/**
 * The value that dragging to a share of a track gives.
 * @param {Model} model
 * @param {Unknown} name
 * @param {number} share 0 to 1
 * @param {number} width of the track, in CSS px
 */
export function dragged(model, name, share, width) {
  const near = stop(model, name);
  return near !== undefined && Math.abs(share - shareOf(near)) * width <= NOTCH ? near : valueAt(share);
}

/** How near to the line of countries that read the target a pointer on the map must come to be on it, in CSS px. */
const NEAR_LINE = 13;

/**
 * What a pointer on the map sets: both unknowns; where only one is free, that one.
 * @param {Model} model
 * @param {number} x  how many disagree, as a share of the map's side, 0 to 1
 * @param {number} y  how many of those show it, likewise, upwards
 * @param {number} side of the map, in CSS px
 * @returns {Set[]}
 */
export function pointed({ targets, level, phase }, x, y, side) {
  /** @type {(name: Unknown, value: number) => Set} */
  const set = (name, value) => ({ type: "set", name, value });
  const target = targets[level];
  const off = x + y - 1 - shareOf(target); // the line goes from (1, target's share) to (target's share, 1)
  const onLine = Math.max(target, valueAt(Math.min(1, Math.max(0, x - off / 2))));
  const share = (Math.abs(off) / Math.SQRT2) * side <= NEAR_LINE ? fit(target, onLine) : undefined;
  if (phase === "screen") return [set("disagree", valueAt(x))];
  if (phase === "line") return [set("disagree", onLine)];
  return phase === "" && share !== undefined ? [set("disagree", onLine), set("shown", share)] : [set("disagree", valueAt(x)), set("shown", valueAt(y))];
}

/** The value of an unknown that would make a find, if there is one. @param {Model} model @param {Unknown} name */
function stop(model, name) {
  const other = name === "disagree" ? model.shown : model.disagree;
  return model.phase === "" && other !== null ? fit(model.targets[model.level], other) : undefined;
}

const ladder = [0, 1, 2, 3, 5, 10, 20, 30, 50, 100, 200, 300, 500, 1000, 2000, 3000, 5000, 7000, 9000, ALL];

/**
 * The value that an arrow key or a button goes to: the next of a short ladder, and never over a find.
 * @param {Model} model
 * @param {Unknown} name
 * @param {1 | -1} direction
 */
export function stepped(model, name, direction) {
  const value = model[name];
  if (value === null) return direction > 0 ? 1 : ALL;
  const next = direction > 0 ? ladder.find((v) => v > value) ?? ALL : ladder.findLast((v) => v < value) ?? 0;
  const near = stop(model, name);
  return near !== undefined && (near - value) * direction > 0 && (next - near) * direction > 0 ? near : next;
}

/**
 * The value that a key goes to; undefined: it does nothing.
 * @param {Model} model
 * @param {Unknown} name
 * @param {string} key as of a KeyboardEvent, Left and Right as in a language written from left to right
 */
export function keyed(model, name, key) {
  const value = model[name] ?? 0;
  switch (key) {
    case "ArrowRight": case "ArrowUp": return stepped(model, name, 1);
    case "ArrowLeft": case "ArrowDown": return stepped(model, name, -1);
    case "Home": return 0;
    case "End": return ALL;
    case "PageUp": return Math.min(ALL, Math.max(1, value * 10));
    case "PageDown": return Math.floor(value / 10);
  }
}

/**
 * A share of ALL as so many in 10, 100, 1,000 or 10,000, the smallest that makes it whole.
 * @param {number} value
 */
export function fraction(value) {
  const of = [10, 100, 1000, ALL].find((n) => (value * n) % ALL === 0) ?? ALL;
  return { count: (value * of) / ALL, of };
}

/** How many times as many as in every other find must disagree in the next, or as many times fewer. */
const UNLIKE = 3;

/** Which find a country is too much like: its index, or -1. @param {readonly Country[]} finds @param {number} disagree */
export const alike = (finds, disagree) =>
  finds.findIndex((f) => Math.max(f.disagree, disagree) < UNLIKE * Math.min(f.disagree, disagree));

/**
 * Which third country to ask for after two: one that is not too much like either.
 * @param {readonly Country[]} finds
 * @returns {"most" | "nobody" | "between"}
 */
export function wanted(finds) {
  const all = finds.map((f) => f.disagree);
  if (Math.max(...all) <= 1600) return "most";
  return Math.min(...all) >= 60 ? "nobody" : "between";
}

/** @param {Readonly<Record<Level, number>>} targets @returns {Model} */
export const newModel = (targets) => ({
  targets, disagree: null, shown: null, level: "province", phase: "", moved: false, finds: { province: [], county: [] }, news: "", misses: 0, late: false,
});

/** What the report would read; null: not known. @param {Model} model */
export function reads({ disagree, shown, phase, level, targets }) {
  if (phase === "line" || phase === "unverified") return targets[level];
  if (disagree === null) return null;
  if (phase === "screen" || disagree === 0) return disagree;
  return shown === null ? null : product(disagree, shown);
}

/** The countries that the reader has found at the level that is shown. @param {Model} model */
export const findsOf = (model) => model.finds[model.level];

/**
 * The model with its unknowns on the line of countries that read the target, near to a value of one.
 * @param {Model} model
 * @param {Unknown} name
 * @param {number} value
 * @returns {Model}
 */
function tied(model, name, value) {
  const target = model.targets[model.level];
  let near = Math.max(target, value);
  if (fit(target, near) === undefined) { // few whole numbers have none, and none of two digits
    near = twoDigits.filter((v) => v >= target).reduce((best, v) => (Math.abs(v - near) < Math.abs(best - near) ? v : best));
  }
  const other = /** @type {number} */ (fit(target, near));
  return { ...model, ...(name === "disagree" ? { disagree: near, shown: other } : { disagree: other, shown: near }) };
}

/**
 * One transition.
 * @param {Model} model is not changed
 * @param {ModelEvent} event
 * @returns {Model}
 */
export function step(model, event) {
  const target = model.targets[model.level];
  switch (event.type) {
    case "set": {
      const next = { ...model, moved: true, news: /** @type {const} */ ("") };
      const value = Math.min(ALL, Math.max(0, Math.round(event.value)));
      return model.phase === "line" ? tied(next, event.name, value) : { ...next, [event.name]: value };
    }
    case "release":
      return model.phase === "" ? released(model) : model;
    case "phase": {
      if (event.phase === model.phase) return model;
      const next = { ...model, phase: event.phase, moved: false, news: /** @type {const} */ ("") };
      if (event.phase === "screen") return { ...next, disagree: target };
      if (event.phase !== "line" || model.disagree === null) return next;
      return { ...tied(next, "disagree", model.disagree), moved: model.phase !== "" };
    }
    case "level": {
      const next = { ...model, level: event.level, news: /** @type {const} */ (""), misses: 0 };
      if (model.phase === "screen") return { ...next, disagree: next.targets[event.level], moved: false };
      return model.phase === "line" && model.disagree !== null ? tied(next, "disagree", model.disagree) : next;
    }
    case "late":
      return { ...model, late: true };
    case "replay":
      return newModel(model.targets);
  }
}

/** The reader has let go: is it a find? @param {Model} model @returns {Model} */
function released(model) {
  const { disagree, shown, level } = model;
  const target = model.targets[level], read = reads(model), finds = findsOf(model);
  if (disagree === null || shown === null || read === null) return model;
  if (read !== target) {
    if (disagree < target || shown === 0) return model; // said in words of its own
    const side = Math.sign(read - target);
    return { ...model, misses: Math.sign(model.misses) === side ? model.misses + side : side };
  }
  if (finds.some((f) => f.disagree === disagree && f.shown === shown)) return model.news ? model : { ...model, news: "same", misses: 0 };
  if (alike(finds, disagree) >= 0) return { ...model, news: "alike", misses: 0 };
  const next = { ...model, news: /** @type {const} */ ("found"), misses: 0, late: false, finds: { ...model.finds, [level]: [...finds, { disagree, shown }] } };
  return finds.length === 2 ? { ...next, phase: "line", moved: false } : next;
}

/** How often in a row the reader lets go on one side of the target before the words help. */
const HELP = 3;

/**
 * Which outcome is said, by its key in the words; empty: the invitation.
 * @param {Model} model
 */
export function says(model) {
  const { disagree, shown, phase, moved, news, misses, late } = model;
  const target = model.targets[model.level], finds = findsOf(model), read = reads(model);
  if (phase === "unverified") return "unverified";
  if (phase === "screen") return moved ? "follows" : "screen";
  if (phase === "line") return moved ? "line" : finds.length < 3 ? "examples" : "third";
  if (disagree === null) return shown === null ? "" : "shown";
  if (disagree === 0) return "nobody";
  if (shown === null || read === null) return "disagree";
  if (shown === 0) return "none";
  if (news === "alike") return "alike";
  if (news === "found") return finds.length === 1 ? "first" : `third.${wanted(finds)}`;
  if (read === target) return "hit";
  if (disagree < target) return "below";
  const help = late || Math.abs(misses) >= HELP ? ".help" : "";
  return (read > target ? "many" : "few") + help;
}
