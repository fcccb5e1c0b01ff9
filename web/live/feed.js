// A live feed: one small JSON file that a newsroom replaces as reports come in. What a feed may say
// is in docs/contract.md; cmd/feed checks the same rules before a file is published, and
// internal/feed/testdata holds both to the same examples.

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

/** The largest feed, in bytes. */
export const LARGEST = 64 * 1024;

/** After so many ms without a new report a reading counts as old. */
export const OLD = 10 * 60_000;

const names = ["v", "election", "asOf", "turnout", "for", "against", "final", "source"];
const moment = /^(\d{4})-(\d\d)-(\d\d)T(\d\d):(\d\d):(\d\d)(\.\d+)?(Z|[+-](\d\d):(\d\d))$/;
const address = /^https:\/\/[^\s\p{Cc}/?#@:\\<>"^`{|}]+(:\d{1,5})?([/?#][^\s\p{Cc}\\<>"^`{|}]*)?$/u;

/**
 * Reads a feed. It throws an error that says what is wrong unless every part is as agreed.
 * @param {string} text
 * @returns {Reading}
 */
export function readFeed(text) {
  let data;
  try {
    data = JSON.parse(text);
  } catch {
    throw new Error("not JSON");
  }
  const feed = members(data, names, "the feed");
  if (feed.v !== 1) throw new Error("v is not 1");
  const reading = {
    election: line(feed.election, "election"),
    ...time(feed.asOf),
    turnout: share(feed.turnout, "turnout"),
    for: share(feed.for, "for"),
    against: share(feed.against, "against"),
    final: flag(feed.final),
    source: source(feed.source),
  };
  if ((reading.for ?? 0) + (reading.against ?? 0) > 100 + 1e-9) throw new Error("for and against are more than 100 together");
  return reading;
}

/**
 * An object with these members and no others.
 * @param {unknown} data @param {string[]} wanted @param {string} what
 * @returns {Record<string, unknown>}
 */
function members(data, wanted, what) {
  if (typeof data !== "object" || data === null || Array.isArray(data)) throw new Error(`${what} is not an object`);
  for (const name of wanted) if (!Object.hasOwn(data, name)) throw new Error(`${what} has no ${name}`);
  const unknown = Object.keys(data).find((name) => !wanted.includes(name));
  if (unknown !== undefined) throw new Error(`${what} has an unknown field: ${JSON.stringify(unknown.slice(0, 40))}`);
  return /** @type {Record<string, unknown>} */ (data);
}

/** One line of text. @param {unknown} value @param {string} name */
function line(value, name) {
  if (typeof value !== "string" || !value.trim() || /\p{Cc}/u.test(value)) throw new Error(`${name} is not a line of text`);
  return value;
}

/** @param {unknown} value @param {string} name */
function share(value, name) {
  if (value === null) return null;
  if (typeof value !== "number" || !(value >= 0 && value <= 100)) throw new Error(`${name} is neither null nor a number from 0 to 100`);
  return value + 0; // no minus before a zero
}

/** @param {unknown} value */
function flag(value) {
  if (typeof value !== "boolean") throw new Error("final is neither true nor false");
  return value;
}

/** @param {unknown} value */
function time(value) {
  const asOf = typeof value === "string" ? value.toUpperCase() : "";
  const [, y, mo, d, h, mi, s, fraction = "", , zh = "0", zm = "0"] = moment.exec(asOf) ?? [];
  const [year, month, day] = [y, mo, d].map(Number);
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const days = [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
  if (!y || day < 1 || day > days || +h > 23 || +mi > 59 || +s > 59 || +zh > 23 || +zm > 59) {
    throw new Error("asOf is not a time as in 2027-07-18T12:00:00+09:00");
  }
  return { asOf, time: Date.parse(asOf.replace(fraction, fraction.slice(0, 4))) };
}

/** @param {unknown} value */
function source(value) {
  const { name, url } = members(value, ["name", "url"], "source");
  if (typeof url !== "string" || !address.test(url) || !URL.canParse(url)) throw new Error("source.url is not an https URL");
  return { name: line(name, "source.name"), url };
}

/**
 * The address of a feed, or an error that says why it is not taken.
 * @param {string} asked  the parameter's value
 * @param {string} page   the embed page's address
 * @param {string[]} origins  that feeds may come from besides the page's own
 */
export function feedAddress(asked, page, origins) {
  if (!URL.canParse(asked, page)) throw new Error(`feed ${asked.slice(0, 200)} is not a URL`);
  const url = new URL(asked, page);
  if (url.origin !== new URL(page).origin && !origins.includes(url.origin)) {
    throw new Error(`feeds from ${url.origin} are not allowed here; the deployer lists origins in web/deploy.json`);
  }
  return url.href;
}

const EVERY = 15_000; // ms between two requests, and
const SPREAD = 0.2; // so much more or less, so that a million readers don't come at once
const SLOWEST = 300_000; // the longest pause after failures
const PATIENCE = 10_000; // for one answer

/**
 * @typedef {object} World  what a feed needs from around it
 * @property {(url: string, options: RequestInit) => Promise<Response>} fetch
 * @property {() => number} random  0 to 1
 * @property {(run: () => void, ms: number) => unknown} setTimer
 * @property {(timer: any) => void} clearTimer
 * @property {(text: string) => void} warn  one line for the console
 */

/** Asks for a feed again and again while it is watched, and passes its readings on. */
export class Feed {
  #url;
  #onReading;
  #world;
  #watched = false;
  #failures = 0;
  #warned = "";
  /** @type {unknown} */
  #timer;
  /** @type {AbortController | undefined} */
  #asking;
  /** The last good reading. @type {Reading | undefined} */
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

  /** Says whether anybody can see what it tells. It asks at once when somebody can again. @param {boolean} watched */
  watch(watched) {
    if (watched === this.#watched) return;
    this.#watched = watched;
    this.#world.clearTimer(this.#timer);
    this.#asking?.abort();
    this.#asking = undefined;
    if (watched && !this.reading?.final) void this.#ask();
  }

  async #ask() {
    const asking = (this.#asking = new AbortController());
    const patience = this.#world.setTimer(() => asking.abort(), PATIENCE);
    let wrong = "";
    try {
      const reading = readFeed(await this.#get(asking.signal));
      if (this.#asking !== asking) return; // nobody waits for it any more
      wrong = this.#take(reading);
      this.#failures = 0;
    } catch (error) {
      if (this.#asking !== asking) return;
      wrong = asking.signal.aborted ? "no answer in time" : error instanceof Error ? error.message : String(error);
      this.#failures++;
    } finally {
      this.#world.clearTimer(patience);
    }
    if (wrong && wrong !== this.#warned) this.#world.warn(`two-boxes: the feed's answer is not used: ${wrong}; ${this.reading ? "the last good reading stays" : "there is no reading yet"}`);
    this.#warned = wrong;
    if (this.reading?.final) return;
    const spread = 1 + SPREAD * (2 * this.#world.random() - 1);
    this.#timer = this.#world.setTimer(() => this.#ask(), Math.min(SLOWEST, EVERY * 2 ** Math.min(this.#failures, 9) * spread));
  }

  /** Passes a reading on, if it is one. @param {Reading} reading @returns {string} why it was not taken */
  #take(reading) {
    const last = this.reading;
    if (last && reading.time < last.time) return "it is older than the last reading";
    if (JSON.stringify(reading) === JSON.stringify(last)) return "";
    this.reading = reading;
    this.#onReading(reading);
    return "";
  }

  /** The answer's text. It is revalidated by its ETag, and never more than LARGEST is read. @param {AbortSignal} signal */
  async #get(signal) {
    const answer = await this.#world.fetch(this.#url, { signal, cache: "no-cache", credentials: "omit", redirect: "error", referrerPolicy: "no-referrer" });
    if (!answer.ok || !answer.body) throw new Error(`the server answers ${answer.status}`);
    const reader = answer.body.getReader();
    const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
    let text = "";
    for (let size = 0; ; ) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.length;
      if (size > LARGEST) {
        void reader.cancel().catch(() => {});
        throw new Error(`it is larger than ${LARGEST / 1024} KiB`);
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
