// A live feed: one small JSON file that a newsroom replaces as reports come in. Its format is in
// docs/contract.md. cmd/feed checks the same rules before a file is published; both are tested with
// the examples in internal/feed/testdata.

/**
 * @typedef {object} Reading
 * @property {string} election
 * @property {string} asOf              as written, RFC 3339 in capitals
 * @property {number} time              the same in ms since 1970
 * @property {number | null} turnout    percentages, 0 to 100
 * @property {number | null} for
 * @property {number | null} against
 * @property {boolean} final
 * @property {{name: string, url: string}} source
 */

/** The largest size of a feed, in bytes. */
export const MAX_BYTES = 64 * 1024;

/** A reading may be this many ms ahead of the server's clock. */
const AHEAD = 5 * 60_000;

/** How much more than 100 the votes for and against may be together, each rounded to a tenth. */
const ROUNDING = 0.1 + 1e-9;

/** A reading is old when its asOf is more than this many ms ago. */
export const OLD_AFTER = 10 * 60_000;

const fields = ["v", "election", "asOf", "turnout", "for", "against", "final", "source"];
const timePattern = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))$/;
const urlPattern = /^https:\/\/[^\s\p{Cc}/?#@:\\<>"^`{|}]+(:\d{1,5})?([/?#][^\s\p{Cc}\\<>"^`{|}]*)?$/u;

/**
 * Parses a feed.
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
  const feed = object(data, fields, "");
  if (feed.v !== 1) throw new Error("v: not 1");
  const reading = {
    election: line(feed.election, "election"),
    ...time(feed.asOf),
    turnout: share(feed.turnout, "turnout"),
    for: share(feed.for, "for"),
    against: share(feed.against, "against"),
    final: flag(feed.final),
    source: source(feed.source),
  };
  if ((reading.for ?? 0) + (reading.against ?? 0) > 100 + ROUNDING) throw new Error("against: more than 100 together with for");
  return reading;
}

/**
 * An object with these fields and no others.
 * @param {unknown} data @param {string[]} names @param {string} path of the object, "" for the feed
 * @returns {Record<string, unknown>}
 */
function object(data, names, path) {
  const at = (/** @type {string} */ name) => (path ? `${path}.${name}` : name);
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw new Error(`${path || "the feed"}: not an object`);
  for (const name of names) if (!Object.hasOwn(data, name)) throw new Error(`${at(name)}: missing`);
  const unknown = Object.keys(data).find((name) => !names.includes(name));
  if (unknown !== undefined) throw new Error(`${at(JSON.stringify(unknown.slice(0, 40)))}: unknown field`);
  return /** @type {Record<string, unknown>} */ (data);
}

/** One line of text. @param {unknown} value @param {string} name */
function line(value, name) {
  if (typeof value !== "string" || !value.trim() || /\p{Cc}/u.test(value)) throw new Error(`${name}: not a line of text`);
  return value;
}

/** @param {unknown} value @param {string} name */
function share(value, name) {
  if (value === null) return null;
  if (typeof value !== "number" || !(value >= 0 && value <= 100)) throw new Error(`${name}: not a number from 0 to 100, or null`);
  return value + 0; // -0 becomes 0
}

/** @param {unknown} value */
function flag(value) {
  if (typeof value !== "boolean") throw new Error("final: not true or false");
  return value;
}

/** @param {unknown} value */
function time(value) {
  const asOf = typeof value === "string" ? value.toUpperCase() : "";
  const [, y, mo, d, h, mi, s, fraction = "", , zh = "0", zm = "0"] = timePattern.exec(asOf) ?? [];
  const [year, month, day] = [y, mo, d].map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (!y || day < 1 || day > days || +h > 23 || +mi > 59 || +s > 59 || +zh > 23 || +zm > 59) {
    throw new Error("asOf: not a time with a time zone, like 2027-07-18T12:00:00+09:00");
  }
  return { asOf, time: Date.parse(asOf.replace(fraction, fraction.slice(0, 4))) };
}

/** @param {unknown} value */
function source(value) {
  const { name, url } = object(value, ["name", "url"], "source");
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
 */

/** Polls a feed while it is watched, and passes new readings on. */
export class Feed {
  #url;
  #onReading;
  #onAge;
  #world;
  #requestsLeft = AFTER_FINAL;
  #watched = false;
  #failures = 0;
  #lastProblem = "";
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
   */
  constructor(url, onReading, world = browser, onAge = () => {}) {
    this.#url = url;
    this.#onReading = onReading;
    this.#onAge = onAge;
    this.#world = world;
  }

  /** Starts or stops polling. It polls at once when it starts. @param {boolean} watched */
  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#world.clearTimer(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
    if (watched && this.#requestsLeft > 0) void this.#poll();
  }

  /** Polls at once if it is watched, as when the network is back. */
  retry() {
    if (!this.#watched) return;
    this.watch(false);
    this.watch(true);
  }

  async #poll() {
    const request = (this.#request = new AbortController());
    const timeout = this.#world.setTimer(() => request.abort(), RESPONSE_TIMEOUT);
    let problem = "";
    try {
      const { text, served } = await this.#get(request.signal);
      const reading = readFeed(text);
      if (this.#request !== request) return; // no longer watched
      problem = this.#accept(reading, served);
      this.#failures = 0;
    } catch (error) {
      if (this.#request !== request) return;
      problem = request.signal.aborted ? `no response in time (${RESPONSE_TIMEOUT / 1000} s)` : error instanceof Error ? error.message : String(error);
      this.#failures++;
    } finally {
      this.#world.clearTimer(timeout);
    }
    if (problem && problem !== this.#lastProblem) {
      this.#world.warn(`two-boxes: feed ignored: ${problem}; ${this.reading ? "the last valid reading stays" : "there is no reading yet"}`);
    }
    this.#lastProblem = problem;
    this.#requestsLeft = this.reading?.final ? this.#requestsLeft - 1 : AFTER_FINAL;
    if (this.#requestsLeft <= 0) return;
    const jitter = 1 + JITTER * (2 * this.#world.random() - 1);
    const interval = this.reading?.final ? MAX_INTERVAL : POLL_INTERVAL * 2 ** Math.min(this.#failures, 9) * jitter;
    this.#timer = this.#world.setTimer(() => this.#poll(), Math.min(MAX_INTERVAL, interval));
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
    if (last && reading.time < last.time) return "asOf: earlier than the last reading's";
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

/** @type {World} */
const browser = {
  fetch: (url, options) => fetch(url, options),
  random: Math.random,
  setTimer: (run, ms) => setTimeout(run, ms),
  clearTimer: (timer) => clearTimeout(timer),
  warn: (text) => console.warn(text),
};
