// A feed as it is being edited: what the form's fields read and write, and what is wrong with it. Members
// that the form has no field for stay as they were.

import { AHEAD, MAX_BYTES, MAX_POINTS, readFeed, replaces } from "../live/feed.js";

/** A feed of version 2, perhaps with faults. @typedef {Record<string, any> & {units: Record<string, any>[]}} Draft */

/** A first report, a rehearsal. @param {string} asOf @returns {Draft} */
export const newDraft = (asOf) => ({
  v: 2, election: "", asOf, status: "before", test: true, source: { name: "", url: "" }, units: [{ id: "all", name: "All districts" }],
});

/**
 * Opens a feed of either version; it may have faults, which the form shows.
 * @param {string} text
 * @returns {Draft}
 * @throws {Error} if it is none: says why
 */
export function openDraft(text) {
  const isObject = (/** @type {unknown} */ x) => typeof x === "object" && x !== null && !Array.isArray(x);
  let data;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, ""), (_, value) => (Math.abs(value) === Infinity ? String(value) : value)); // no file can have it
  } catch {
    throw new Error("not JSON");
  }
  if (isObject(data) && data.v === 1) {
    const { turnout, for: pro, against, final, ...rest } = data;
    return { ...rest, v: 2, status: final ? "final" : "open", units: [{ id: "all", name: "All districts", turnout, for: pro, against }] };
  }
  if (!isObject(data) || data.v !== 2 || !Array.isArray(data.units) || !data.units.length || !data.units.every(isObject)) {
    readFeed(text);
    throw new Error("units: none");
  }
  return data;
}

/** The value at a path, "source.name". @param {Record<string, any>} from @param {string} path */
export const get = (from, path) => path.split(".").reduce((value, name) => (Object(value) === value ? value[name] : undefined), /** @type {any} */ (from));

/**
 * Sets the value at a path, "range.0" in a list; undefined removes it, and what has nothing left. In a list the
 * others stay in their places.
 * @param {Record<string, any>} to @param {string} path @param {unknown} value
 */
export function set(to, path, value) {
  const [name, ...rest] = path.split(".");
  if (rest.length) {
    const inner = /^\d+$/.test(rest[0]) ? (Array.isArray(to[name]) ? [...to[name]] : []) : { ...Object(to[name]) };
    set(inner, rest.join("."), value);
    value = Array.isArray(to) || Object.values(inner).some((part) => (part ?? null) !== null) ? inner : undefined;
  }
  if (value === undefined) delete to[name];
  else to[name] = value;
}

/**
 * What is written in a field as a value. A number may have a decimal comma and a per cent sign; what is none stays
 * text, and the check says so.
 * @param {string} written @param {string} [kind] number, or text
 */
export function valueOf(written, kind) {
  const text = written.trim();
  if (kind !== "number" || !text) return text || undefined;
  const plain = text.replace(/\s*%$/, "").replace(",", ".");
  return /^-?\d{1,15}(\.\d+)?$/.test(plain) ? Number(plain) : text;
}

/** The file to publish; of hundreds of units without spaces. @param {Draft} draft */
export function fileOf(draft) {
  const text = JSON.stringify(draft, null, 2) + "\n";
  return isTooLarge(text) ? JSON.stringify(draft) + "\n" : text;
}

/** @param {string} text */
const isTooLarge = (text) => new TextEncoder().encode(text).length > MAX_BYTES;

/** @param {Record<string, any>} unit @param {unknown[]} reports */
const setReports = (unit, reports) => set(unit, "reports", reports.length ? reports : undefined);

/** A unit's reports without the published one. @param {Record<string, any>} unit @param {import("../live/feed.js").Reading} published */
const others = ({ reports }, published) => (reports ?? []).filter((/** @type {{asOf: string}} */ { asOf }) => Date.parse(asOf) !== published.time);

/**
 * Keeps the turnout of the published report among the reports of the evening, when a later one begins. As in
 * internal/feed/history.go, a unit that was withdrawn begins again, test data and results are kept apart, and all
 * lists together have at most MAX_POINTS: the first unit comes first, the others share the rest.
 * @param {Draft} draft @param {import("../live/feed.js").Reading} published
 */
export function keepReport(draft, published) {
  if (published.election !== draft.election || published.test !== (draft.test === true)) return;
  let room = MAX_POINTS;
  const kept = draft.units.filter((unit) => {
    const { turnout, withdrawn } = published.units.find(({ id }) => id === unit.id) ?? { turnout: null, withdrawn: false };
    const reports = withdrawn ? [] : others(unit, published);
    if (turnout !== null) reports.push({ asOf: published.asOf, turnout });
    setReports(unit, reports);
    room -= unit.previous?.reports?.length ?? 0;
    return reports.length;
  });
  let part = room; // of each unit
  for (const [i, unit] of kept.entries()) {
    const { reports } = unit;
    setReports(unit, part < 1 ? [] : [reports[0], ...reports.slice(Math.max(1, reports.length - part + 1))]);
    if (i === 0) part = Math.floor((room - Math.min(room, reports.length)) / (kept.length - 1));
  }
}

/** Leaves the published report out again: it is being corrected. @param {Draft} draft @param {import("../live/feed.js").Reading} published */
export function leaveReportOut(draft, published) {
  for (const unit of draft.units) setReports(unit, others(unit, published));
}

/**
 * What readers' pages would refuse, in their words; "" for nothing.
 * @param {Draft} draft
 * @param {number} now of this computer's clock, in ms
 * @param {import("../live/feed.js").Reading | undefined} published what open pages show
 */
export function problemOf(draft, now, published) {
  const text = fileOf(draft);
  let reading;
  try {
    reading = readFeed(text);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
  if (isTooLarge(text)) return `larger than ${MAX_BYTES / 1024} KiB`;
  if (reading.time > now + AHEAD) return "asOf: more than 5 minutes ahead of this computer's clock";
  if (published && !replaces(reading, published)) {
    return `${reading.sequence === null ? "asOf: earlier" : "sequence: lower, or asOf earlier,"} than in the file that was opened or made last`;
  }
  return "";
}

/**
 * The field that a problem is about, and its unit.
 * @param {string} problem
 * @returns {{path: string, unit: number | undefined}}
 */
export function placeOf(problem) {
  const [, at, named = ""] = /^(?:units\[(\d+)\]\.)?([\w.[\]]+):/.exec(problem) ?? [];
  const path = named.replace(/\[(\d+)\]/g, ".$1");
  return { path: at === undefined ? path : `unit.${path}`, unit: at === undefined ? undefined : Number(at) };
}

/**
 * The draft as the preview gets it: the chosen unit first, and always newer than the last one.
 * @param {Draft} draft @param {number} unit @param {number} sequence
 */
export const previewOf = (draft, unit, sequence) =>
  JSON.stringify({ ...draft, sequence, units: [draft.units[unit], ...draft.units.filter((_, i) => i !== unit)] });

/** A moment as a report's time, in this computer's zone. @param {Date} date */
export function timeOf(date) {
  const two = (/** @type {number} */ n) => String(Math.floor(Math.abs(n))).padStart(2, "0");
  const zone = -date.getTimezoneOffset();
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}:${two(date.getSeconds())}`
    + `${zone < 0 ? "-" : "+"}${two(zone / 60)}:${two(zone % 60)}`;
}
