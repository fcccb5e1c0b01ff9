// A live feed: one small JSON file that a newsroom replaces as reports come in. Its format is in
// docs/contract.md. cmd/feed checks the same rules before a file is published; both are tested with
// the examples in internal/feed/testdata.

import { join } from "./leader.js";

/** @typedef {{asOf: string, time: number}} Moment  as written, RFC 3339 in capitals; the same in ms since 1970 */
/** @typedef {Moment & {turnout: number}} Point  one reported turnout */

/**
 * @typedef {object} Figures  of one unit of the election; null for what is not reported, or was withdrawn
 * @property {string} id                "" in version 1, as name and level
 * @property {string} name
 * @property {string} level
 * @property {number | null} turnout    percentages, 0 to 100
 * @property {number | null} for
 * @property {number | null} against
 * @property {{done: number, total: number} | null} counted
 * @property {number[] | null} range    the source's estimate of turnout, from and to
 * @property {boolean} withdrawn
 * @property {Point[]} reports          of this evening
 * @property {{name: string, turnout: number | null, reports: Point[]} | null} previous  the last election
 */

/**
 * @typedef {object} Head  what a reading says besides figures
 * @property {string} election
 * @property {number | null} sequence
 * @property {string} status            before, open, counting or final
 * @property {boolean} final
 * @property {boolean} test             a rehearsal: its figures are no results
 * @property {string} headline          "" for none, as note
 * @property {string} note
 * @property {number} every             ms between reports
 * @property {{name: string, url: string}} source
 * @property {Figures[]} units          at least one
 */

/** One state of a feed, with the figures of one unit. @typedef {Head & Moment & Figures} Reading */

/** The largest size of a feed, in bytes. */
export const MAX_BYTES = 64 * 1024;

/** A reading may be this many ms ahead of the server's clock. */
export const AHEAD = 5 * 60_000;

/** How much more than 100 the votes for and against may be together, each rounded to a tenth. */
const ROUNDING = 0.1 + 1e-9;

/** A reading is old when its asOf is more than this many ms ago, if the feed does not say otherwise. */
export const OLD_AFTER = 10 * 60_000;

const MAX_UNITS = 500;
/** How many reports a feed may list, in all lists together. */
export const MAX_POINTS = 200;

const members1 = ["v", "election", "asOf", "turnout", "for", "against", "final", "source"];
const members2 = ["v", "election", "asOf", "status", "source", "units"]; // that must be there
const statuses = ["before", "open", "counting", "final"];
const timePattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))$/;
const urlPattern = /^https:\/\/[^\s\p{Cc}/?#@:\\<>"^`{|}]+(:\d{1,5})?([/?#][^\s\p{Cc}\\<>"^`{|}]*)?$/u;

/**
 * Parses a feed of either version. The reading has the figures of the first unit.
 * @param {string} text
 * @returns {Reading}
 * @throws {Error} names the first problem: "turnout: not a number from 0 to 100, or null"
 */
export function readFeed(text) {
  let data;
  try {
    data = JSON.parse(text.replace(/^\ufeff/, "")); // as Windows writes it
  } catch {
    throw new Error("not JSON");
  }
  const { v } = object(data, ["v"], "", true);
  const second = v === 2;
  if (!second && v !== 1) throw new Error("v: not 1 or 2");
  const feed = object(data, second ? members2 : members1, "", second);
  const at = time(feed.asOf, "asOf");
  const withdrawn = second && flag(feed.withdrawn ?? false, "withdrawn");
  const status = second ? feed.status : flag(feed.final, "final") ? "final" : "open";
  if (typeof status !== "string" || !statuses.includes(status)) throw new Error(`status: not ${statuses.join(", ")}`);
  const head = {
    election: line(feed.election, "election"),
    ...at,
    sequence: second ? whole(feed.sequence, "sequence") : null,
    status,
    final: status === "final",
    test: second && flag(feed.test ?? false, "test"),
    headline: second ? optionalLine(feed.headline, "headline", 120) : "",
    note: second ? optionalLine(feed.note, "note", 280) : "",
    every: second ? minutes(feed.every) : OLD_AFTER,
    source: source(feed.source, second),
    units: second ? units(feed.units, at.time, withdrawn) : [figures(feed, "")],
  };
  return { ...head, ...head.units[0] };
}

/**
 * A reading with the figures of one unit; of one that the feed does not have, nothing is reported.
 * @param {Reading} reading @param {string} [id] the first by default
 * @returns {Reading}
 */
export const readingOf = (reading, id) =>
  (id === undefined ? reading : { ...reading, ...(reading.units.find((unit) => unit.id === id) ?? nothing) });

/** Whether a page that shows last takes a reading. @param {Reading} reading @param {Reading} last */
export const replaces = (reading, last) => (reading.sequence !== null && last.sequence !== null
  ? reading.sequence >= last.sequence : reading.time >= last.time);

/** @param {unknown} value @param {number} asOf of the report, in ms @param {boolean} withdrawn all of them */
function units(value, asOf, withdrawn) {
  const all = list(value, "units", MAX_UNITS);
  if (!all.length) throw new Error("units: none");
  let points = 0;
  const read = all.map((data, i) => {
    const path = `units[${i}]`;
    const unit = object(data, ["id", "name"], path, true);
    const at = (/** @type {string} */ name) => `${path}.${name}`;
    /** @type {Figures} */
    const made = {
      ...figures(unit, path + "."),
      id: line(unit.id, at("id"), 60),
      name: line(unit.name, at("name"), 120),
      level: optionalLine(unit.level, at("level"), 120),
      withdrawn: flag(unit.withdrawn ?? false, at("withdrawn")),
      reports: pointsOf(unit.reports, at("reports"), asOf),
      previous: previous(unit.previous, at("previous")),
    };
    count(made, whole(unit.voted, at("voted")), whole(unit.registered, at("registered")), path);
    made.counted = counted(unit.counted, at("counted"));
    made.range = range(unit.range, share(unit.turnout, at("turnout")), at("range"));
    points += made.reports.length + (made.previous?.reports.length ?? 0);
    if (points > MAX_POINTS) throw new Error(`${at("reports")}: with those before more than ${MAX_POINTS}`);
    return withdrawn || made.withdrawn ? { ...nothing, id: made.id, name: made.name, level: made.level, withdrawn: true } : made;
  });
  const twice = read.findIndex((u, i) => read.findIndex((other) => other.id === u.id) < i);
  if (twice >= 0) throw new Error(`units[${twice}].id: another unit has the id ${read[twice].id}`);
  return read;
}

/** A unit of which nothing is reported. @type {Figures} */
const nothing = {
  id: "", name: "", level: "", turnout: null, for: null, against: null, counted: null, range: null, withdrawn: false, reports: [], previous: null,
};

/** The shares that both versions have. @param {Record<string, unknown>} data @param {string} path @returns {Figures} */
function figures(data, path) {
  const made = { ...nothing };
  for (const name of /** @type {const} */ (["turnout", "for", "against"])) made[name] = share(data[name], path + name);
  if ((made.for ?? 0) + (made.against ?? 0) > 100 + ROUNDING) throw new Error(`${path}against: more than 100 together with for`);
  return made;
}

/**
 * Computes the turnout from counts where it is missing; where it is there, it must agree with them as far as
 * its decimals say, and be 0 or 100 only where it is exactly that.
 * @param {Figures} unit @param {number | null} voted @param {number | null} registered @param {string} path
 */
function count(unit, voted, registered, path) {
  if (voted === null || registered === null) return;
  if (voted > registered) throw new Error(`${path}.voted: more than registered`);
  if (registered === 0) return;
  const exact = (100 * voted) / registered;
  const { turnout } = unit;
  if (turnout === null) {
    const rounded = Math.round((10000 * voted) / registered) / 100;
    unit.turnout = voted > 0 && voted < registered ? Math.min(99.99, Math.max(0.01, rounded)) : rounded;
    return;
  }
  const isWhole = (/** @type {number} */ x) => Math.abs(x - Math.round(x)) < 1e-9;
  const tolerance = isWhole(turnout) ? 1 : isWhole(10 * turnout) ? 0.1 : 0.01;
  const agrees = turnout === 0 || turnout === 100 ? exact === turnout : Math.abs(turnout - exact) < tolerance + 1e-9;
  if (!agrees) throw new Error(`${path}.turnout: not ${voted} of ${registered}`);
}

/** @param {unknown} value @param {string} name */
function counted(value, name) {
  if (isMissing(value)) return null;
  const data = object(value, ["done", "total"], name, true);
  const [done, total] = [whole(data.done, `${name}.done`), whole(data.total, `${name}.total`)];
  if (!total) throw new Error(`${name}.total: not above 0`);
  if (done === null || done > total) throw new Error(`${name}.done: not from 0 to total`);
  return { done, total };
}

/** @param {unknown} value @param {number | null} turnout @param {string} name */
function range(value, turnout, name) {
  if (isMissing(value)) return null;
  const ends = list(value, name, 2);
  const [low, high] = ends.map((end) => share(end, name));
  if (ends.length < 2 || low === null || high === null || low > (turnout ?? low) || (turnout ?? high) > high || low > high) {
    throw new Error(`${name}: not two percentages, the lower first, with the turnout between them`);
  }
  return [low, high];
}

/** @param {unknown} value @param {string} name @param {number} [last] in ms; none may be later */
function pointsOf(value, name, last = Infinity) {
  if (isMissing(value)) return [];
  return list(value, name, MAX_POINTS).map((data, i) => {
    const at = `${name}[${i}]`;
    const point = object(data, ["asOf", "turnout"], at, true);
    const turnout = share(point.turnout, `${at}.turnout`);
    const moment = time(point.asOf, `${at}.asOf`);
    if (turnout === null) throw new Error(`${at}.turnout: not a number from 0 to 100`);
    if (moment.time > last) throw new Error(`${at}.asOf: later than the report itself`);
    return { ...moment, turnout };
  }).sort((a, b) => a.time - b.time);
}

/** @param {unknown} value @param {string} name */
function previous(value, name) {
  if (isMissing(value)) return null;
  const data = object(value, ["name"], name, true);
  return { name: line(data.name, `${name}.name`, 120), turnout: share(data.turnout, `${name}.turnout`), reports: pointsOf(data.reports, `${name}.reports`) };
}

/** In version 2 what is null is as good as missing. @param {unknown} value */
const isMissing = (value) => value === undefined || value === null;

/** @param {unknown} value @param {string} name @param {number} most */
function list(value, name, most) {
  if (!Array.isArray(value)) throw new Error(`${name}: not a list`);
  if (value.length > most) throw new Error(`${name}: more than ${most}`);
  return /** @type {unknown[]} */ (value);
}

/** A whole number from 0 on. @param {unknown} value @param {string} name */
function whole(value, name) {
  if (isMissing(value)) return null;
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0) throw new Error(`${name}: not a whole number from 0 on`);
  return value + 0; // -0 becomes 0
}

/** @param {unknown} value @returns {number} ms */
function minutes(value) {
  if (isMissing(value)) return OLD_AFTER;
  if (typeof value !== "number" || !(value >= 1 && value <= 1440)) throw new Error("every: not from 1 to 1440 minutes");
  return value * 60_000;
}

/** @param {unknown} value @param {string} name @param {number} most characters */
const optionalLine = (value, name, most) => (isMissing(value) || value === "" ? "" : line(value, name, most));

/**
 * An object with these fields, and with no others unless it is open.
 * @param {unknown} data @param {string[]} names @param {string} path of the object, "" for the feed
 * @param {boolean} [open] other fields are ignored
 * @returns {Record<string, unknown>}
 */
function object(data, names, path, open) {
  const at = (/** @type {string} */ name) => (path ? `${path}.${name}` : name);
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw new Error(`${path || "the feed"}: not an object`);
  for (const name of names) if (!Object.hasOwn(data, name)) throw new Error(`${at(name)}: missing`);
  const unknown = open ? undefined : Object.keys(data).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${at(JSON.stringify(unknown.slice(0, 40)))}: unknown field`);
  return /** @type {Record<string, unknown>} */ (data);
}

/** One line of text, with something to see in it. @param {unknown} value @param {string} name @param {number} [most] characters */
function line(value, name, most = Infinity) {
  if (typeof value !== "string" || !/[^\s\p{Cf}]/u.test(value) || /\p{Cc}/u.test(value)) throw new Error(`${name}: not a line of text`);
  if ([...value].length > most) throw new Error(`${name}: more than ${most} characters`);
  return value;
}

/** @param {unknown} value @param {string} name */
function share(value, name) {
  if (isMissing(value)) return null;
  if (typeof value !== "number" || !(value >= 0 && value <= 100)) throw new Error(`${name}: not a number from 0 to 100, or null`);
  return value + 0; // -0 becomes 0
}

/** @param {unknown} value @param {string} name */
function flag(value, name) {
  if (typeof value !== "boolean") throw new Error(`${name}: not true or false`);
  return value;
}

/** @param {unknown} value @param {string} name */
function time(value, name) {
  const asOf = typeof value === "string" ? value.toUpperCase() : "";
  const [, y, mo, d, h, mi, s, fraction = "", , zh = "0", zm = "0"] = timePattern.exec(asOf) ?? [];
  const [year, month, day] = [y, mo, d].map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (!y || day < 1 || day > days || +h > 23 || +mi > 59 || +s > 59 || +zh > 23 || +zm > 59) {
    throw new Error(`${name}: not a time with a time zone, like 2027-07-18T12:00:00+09:00`);
  }
  return { asOf, time: Date.parse(asOf.replace(fraction, fraction.slice(0, 4))) };
}

/** @param {unknown} value @param {boolean} open other fields are ignored */
function source(value, open) {
  const { name, url } = object(value, ["name", "url"], "source", open);
  if (typeof url !== "string" || !urlPattern.test(url) || !parseURL(url)) throw new Error("source.url: not an https URL");
  return { name: line(name, "source.name"), url };
}

/** A URL, or null for what is none. @param {string} text @param {string} [base] */
function parseURL(text, base) { // URL.canParse is newer than the browsers that are supported
  try {
    return new URL(text, base);
  } catch {
    return null;
  }
}

/**
 * The URL of a feed.
 * @param {string} asked  the parameter's value
 * @param {string} page   the embed page's URL
 * @param {string[]} origins  allowed origins besides the page's own
 * @throws {Error} if it is not a URL, or its origin is not allowed
 */
export function feedAddress(asked, page, origins) {
  const url = parseURL(asked, page);
  if (!url) throw new Error(`feed=${asked.slice(0, 200)} is not a URL; include https://`);
  if (url.origin !== new URL(page).origin && !origins.includes(url.origin)) {
    throw new Error(`feeds from ${url.origin} are not allowed here; list the origin in web/deploy.json`);
  }
  return url.href;
}

const POLL_INTERVAL = 15_000; // ms; it doubles with each failure
const JITTER = 0.2; // share of the interval that is random, so that a million readers do not poll at once
const MAX_INTERVAL = 300_000; // ms
const RESPONSE_TIMEOUT = 10_000; // ms
const AFTER_FINAL = 6 * 60 * 60_000 / MAX_INTERVAL; // requests; a final report may have been an error

/**
 * @typedef {object} World  what a feed uses of its environment
 * @property {(url: string, options: RequestInit) => Promise<Response>} fetch
 * @property {() => number} random  0 to 1
 * @property {(run: () => void, ms: number) => unknown} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {(text: string) => void} warn  one line for the console
 * @property {import("./leader.js").Join} [join]  those who follow the same feed; by default nobody else does
 */

/** @typedef {import("./leader.js").Answer} Answer */

/** Polls a feed while it is watched, or gets what another one is answered, and passes new readings on. */
export class Feed {
  #url;
  #onReading;
  #onAge;
  #onFail;
  #world;
  #requestsLeft = AFTER_FINAL;
  #failures = 0;
  #lastProblem = "";
  /** @type {(() => void) | undefined} while it is watched */
  #leave;
  /** @type {((answer: Answer) => void) | undefined} while this one leads */
  #publish;
  /** @type {unknown} */
  #timer;
  /** @type {AbortController | undefined} */
  #request;
  /** The last valid reading. @type {Reading | undefined} */
  reading;

  /**
   * @param {string} url
   * @param {(reading: Reading) => void} onReading called for every new reading
   * @param {World} [world]
   * @param {(age: number) => void} [onAge] called with each answer that has the server's time: how old the reading is by it, in ms
   * @param {() => void} [onFail] called for every request that brought no valid reading
   */
  constructor(url, onReading, world = browser, onAge = () => {}, onFail = () => {}) {
    this.#url = url;
    this.#onReading = onReading;
    this.#onAge = onAge;
    this.#onFail = onFail;
    this.#world = world;
  }

  /** Starts or stops following. It polls at once when it starts, unless another one does. @param {boolean} watched */
  watch(watched) {
    if (watched === Boolean(this.#leave)) return;
    this.#stop();
    this.#leave?.();
    this.#leave = this.#publish = undefined;
    if (!watched) return;
    this.#leave = (this.#world.join ?? alone)(this.#url, (publish) => {
      this.#publish = publish;
      this.#start();
    }, (answer) => this.#take(answer));
  }

  /** Polls at once if it is watched, as when the network is back: earlier failures say nothing of it. */
  retry() {
    this.#stop();
    this.#failures = 0;
    if (this.#publish) this.#start();
  }

  #start() {
    if (this.#requestsLeft > 0) void this.#poll();
  }

  #stop() {
    this.#world.clearTimer(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
  }

  async #poll() {
    const request = (this.#request = new AbortController());
    const timeout = this.#world.setTimer(() => request.abort(), RESPONSE_TIMEOUT);
    /** @type {Answer} */
    let answer;
    try {
      answer = await this.#get(request.signal);
    } catch (error) {
      const problem = request.signal.aborted ? `no response in time (${RESPONSE_TIMEOUT / 1000} s)` : error instanceof Error ? error.message : String(error);
      answer = { problem, served: NaN };
    } finally {
      this.#world.clearTimer(timeout);
    }
    if (this.#request !== request) return; // no longer watched
    this.#publish?.(answer);
    this.#take(answer);
    if (this.#requestsLeft <= 0) return;
    const jitter = 1 + JITTER * (2 * this.#world.random() - 1);
    const interval = this.reading?.final ? MAX_INTERVAL : POLL_INTERVAL * 2 ** Math.min(this.#failures, 9) * jitter;
    this.#timer = this.#world.setTimer(() => this.#poll(), Math.min(MAX_INTERVAL, interval));
  }

  /** Reads what came of a request, its own or another one's. @param {Answer} answer */
  #take({ text, served, problem = "" }) {
    try {
      if (text !== undefined) problem = this.#accept(readFeed(text), served);
      this.#failures = text === undefined ? this.#failures + 1 : 0;
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error);
      this.#failures++;
    }
    if (problem && problem !== this.#lastProblem) {
      this.#world.warn(`two-boxes: feed ignored: ${problem}; ${this.reading ? "the last valid reading stays" : "there is no reading yet"}`);
    }
    this.#lastProblem = problem;
    if (problem) this.#onFail();
    this.#requestsLeft = this.reading?.final ? this.#requestsLeft - 1 : AFTER_FINAL;
  }

  /**
   * Passes a reading on, if it is new.
   * @param {Reading} reading
   * @param {number} served the server's time in ms since 1970, NaN where it isn't known
   * @returns {string} why it was rejected, "" if it was not
   */
  #accept(reading, served) {
    const last = this.reading;
    if (reading.time > served + AHEAD) return "asOf: more than 5 minutes ahead of the server's clock";
    if (last && !replaces(reading, last)) {
      return reading.sequence === null ? "asOf: earlier than the last reading's" : "sequence: lower, or asOf earlier, than the last reading's";
    }
    if (JSON.stringify(reading) !== JSON.stringify(last)) {
      this.reading = reading;
      this.#onReading(reading);
    }
    if (!Number.isNaN(served)) this.#onAge(Math.max(0, served - reading.time));
    return "";
  }

  /**
   * The response's text, revalidated by its ETag, and the server's time, which a cache's answer has too.
   * At most MAX_BYTES are read.
   * @param {AbortSignal} signal
   */
  async #get(signal) {
    const response = await this.#world.fetch(this.#url, { signal, cache: "no-cache", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const reader = response.body.getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    const served = Date.parse(response.headers.get("Date") ?? "") + (Number(response.headers.get("Age")) || 0) * 1000;
    let text = "";
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > MAX_BYTES) {
        void reader.cancel().catch(() => {});
        throw new Error(`larger than ${MAX_BYTES / 1024} KiB`);
      }
      try {
        text += decoder.decode(value, { stream: true });
      } catch {
        throw new Error("not UTF-8");
      }
    }
    try {
      return { text: text + decoder.decode(), served };
    } catch {
      throw new Error("not UTF-8");
    }
  }
}

/** @type {import("./leader.js").Join} */
const alone = (_, onLead) => {
  onLead(() => {});
  return () => {};
};

/** @type {World} */
const browser = {
  join,
  fetch: (url, options) => fetch(url, options),
  random: Math.random,
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer),
  warn: (text) => console.warn(text),
};
