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
    data = JSON.parse(text);
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
  if ((reading.for ?? 0) + (reading.against ?? 0) > 100 + 1e-9) throw new Error("against: more than 100 together with for");
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
  if (typeof url !== "string" || !urlPattern.test(url) || !URL.canParse(url)) throw new Error("source.url: not an https URL");
  return { name: line(name, "source.name"), url };
}

/**
 * The URL of a feed.
 * @param {string} asked  the parameter's value
 * @param {string} page   the embed page's URL
 * @param {string[]} origins  allowed origins besides the page's own
 * @throws {Error} if it is not a URL, or its origin is not allowed
 */
export function feedAddress(asked, page, origins) {
  if (!URL.canParse(asked, page)) throw new Error(`feed=${asked.slice(0, 200)} is not a URL; include https://`);
  const url = new URL(asked, page);
  if (url.origin !== new URL(page).origin && !origins.includes(url.origin)) {
    throw new Error(`feeds from ${url.origin} are not allowed here; list the origin in web/deploy.json`);
  }
  return url.href;
}

const POLL_INTERVAL = 15_000; // ms; it doubles with each failure
const JITTER = 0.2; // share of the interval that is random, so that a million readers do not poll at once
const MAX_INTERVAL = 300_000; // ms
const RESPONSE_TIMEOUT = 10_000; // ms

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
  #world;
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
   */
  constructor(url, onReading, world = browser) {
    this.#url = url;
    this.#onReading = onReading;
    this.#world = world;
  }

  /** Starts or stops polling. It polls at once when it starts. @param {boolean} watched */
  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#world.clearTimer(this.#timer);
    this.#request?.abort();
    this.#request = undefined;
    if (watched && !this.reading?.final) void this.#poll();
  }

  async #poll() {
    const request = (this.#request = new AbortController());
    const timeout = this.#world.setTimer(() => request.abort(), RESPONSE_TIMEOUT);
    let problem = "";
    try {
      const reading = readFeed(await this.#get(request.signal));
      if (this.#request !== request) return; // no longer watched
      problem = this.#accept(reading);
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
    if (this.reading?.final) return;
    const jitter = 1 + JITTER * (2 * this.#world.random() - 1);
    this.#timer = this.#world.setTimer(() => this.#poll(), Math.min(MAX_INTERVAL, POLL_INTERVAL * 2 ** Math.min(this.#failures, 9) * jitter));
  }

  /** Passes a reading on, if it is new. @param {Reading} reading @returns {string} why it was rejected, "" if it was not */
  #accept(reading) {
    const last = this.reading;
    if (last && reading.time < last.time) return "asOf: earlier than the last reading's";
    if (JSON.stringify(reading) === JSON.stringify(last)) return "";
    this.reading = reading;
    this.#onReading(reading);
    return "";
  }

  /** The response's text, revalidated by its ETag. At most MAX_BYTES are read. @param {AbortSignal} signal */
  async #get(signal) {
    const response = await this.#world.fetch(this.#url, { signal, cache: "no-cache", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
    if (!response.ok || !response.body) throw new Error(`status ${response.status}`);
    const reader = response.body.getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
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
      return text + decoder.decode();
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
