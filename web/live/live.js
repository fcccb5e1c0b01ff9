// A live election in the turnout step: the feed's readings as text, in place of the story's own
// election, which isn't shown where there is a feed, also before its first reading. What comes from a
// feed is put into the page as text, never as markup. Test data are shown under a band, and in no message.

import { Feed, feedAddress, readingOf } from "./feed.js";
import { fill } from "../lib/fill.js";
import { decimals, number, percentage, reportedShare, timeOfDay } from "../lib/format.js";

/** @typedef {import("./feed.js").Reading} Reading */
/** @typedef {(key: string, slots?: Record<string, string | number>) => string} Words  the page's words */
/** @typedef {import("../lib/format.js").Format & import("../lib/format.js").ClockFormat & {date: string, months: string[]}} Format */

/**
 * Polls a feed while the page is visible. A URL that is not allowed is reported in the console.
 * @param {string} asked  the feed parameter
 * @param {string[]} origins  allowed origins besides the page's own
 * @param {(reading: Reading) => void} onReading called for each new reading
 * @param {(age: number) => void} onAge called whenever the server's clock says how old it is, in ms
 */
function follow(asked, origins, onReading, onAge) {
  let address;
  try {
    address = feedAddress(asked, location.href, origins);
  } catch (error) {
    return console.warn(`two-boxes: ${error instanceof Error ? error.message : error}`);
  }
  const feed = new Feed(address, onReading, undefined, onAge);
  const watch = () => feed.watch(!document.hidden);
  document.addEventListener("visibilitychange", watch);
  addEventListener("online", () => feed.retry());
  watch();
}

/**
 * Follows a feed: shows each new reading in the live step, then passes it on.
 * @param {string} asked  the feed parameter
 * @param {string | undefined} unit  of the feed, by its id; the first by default
 * @param {HTMLElement} main  the explainer
 * @param {{lang: string, feedOrigins: string[], format: Format}} config  feedOrigins: allowed besides the page's own
 * @param {(reading: Reading, message: object, sentence: string) => void} onReading  message: for hosts; sentence: the turnout in words
 */
export function followFeed(asked, unit, main, config, onReading) {
  /** @type {Words} */
  const words = (key, slots = {}) => fill(BUILD_FEED_WORDS[config.lang][key], slots);
  const report = new Report(main, words, config.format);
  let missing = false;
  follow(asked, config.feedOrigins, (all) => {
    const reading = readingOf(all, unit);
    if (unit !== undefined && unit !== reading.id && !missing) {
      console.warn(`two-boxes: unit=${unit.slice(0, 60)} is not in the feed; it has ${all.units.map(({ id }) => id).join(", ").slice(0, 200) || "no units"}`);
    }
    missing = unit !== undefined && unit !== reading.id;
    report.show(reading);
    onReading(reading, messageFor(reading), report.sentence(reading));
  }, (age) => report.setAge(age));
}

/** What hosts get of a reading: no figure of a rehearsal, as they show no band. @param {Reading} reading */
export function messageFor({ election, asOf, final, test, id, units, ...reading }) {
  const shares = (/** @type {Pick<Reading, "turnout" | "for" | "against">} */ of) =>
    (test ? { turnout: null, for: null, against: null } : { turnout: of.turnout, for: of.for, against: of.against });
  return { election, asOf, ...shares(reading), final, test, unit: id, units: units.map((unit) => ({ id: unit.id, ...shares(unit) })) };
}

/**
 * A reading in words.
 * @param {Reading} reading
 * @param {Words} words
 * @param {Format} format
 * @param {number} age  in ms
 */
export function reportText(reading, words, format, age) {
  /** As on the stage. @param {number | null} value */
  const share = (value) => percentage(format, reportedShare(value ?? 0), decimals(value ?? 0));
  const votes = /** @type {const} */ (["for", "against"]).filter((name) => reading[name] !== null);
  const old = !reading.final && age > reading.every;
  const { counted, range } = reading;
  const none = reading.withdrawn ? words("withdrawn") : words("none");
  const at = { date: date(format, reading.asOf), time: time(format, reading.asOf) };
  return {
    /** The turnout alone. */
    turnout: share(reading.turnout),
    /** The turnout in a sentence. */
    figure: reading.turnout === null ? none : words("turnout", { turnout: share(reading.turnout) }),
    /** One sentence each for the votes for and against, if they were reported. */
    votes: votes.map((name) => words(name, { [name]: share(reading[name]) })),
    /** What else the source says. */
    details: [
      ...(range ? [words("range", { low: share(range[0]), high: share(range[1]) })] : []),
      ...(counted ? [words("counted", { done: number(format, counted.done), total: number(format, counted.total) })] : []),
    ],
    /** Over figures that are no results; "" for results. */
    test: reading.test ? words("test") : "",
    /** How old the reading is. */
    when: words(reading.final ? "final" : old ? "old" : "asof", at),
    old,
  };
}

/** The step's text, in the page: the report in the caption's place, its source and the votes in those of the story's own. */
export class Report {
  #main;
  #box;
  #votes = document.createElement("div");
  #words;
  #format;
  #picture = new Tally();
  #band = paragraph("rehearsal");
  /** @type {Reading | undefined} */ #reading;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  #timer;

  /**
   * @param {HTMLElement} main the explainer
   * @param {Words} words
   * @param {Format} format
   */
  constructor(main, words, format) {
    this.#main = main;
    this.#box = /** @type {HTMLElement} */ (main.querySelector(".report"));
    this.#words = words;
    this.#format = format;
    const none = words("waiting");
    this.#box.replaceChildren(paragraph("figure", none));
    this.#replace();
    this.#step.querySelector(".by")?.replaceChildren();
    this.#picture.show(null, "", none);
    /** @type {HTMLElement} */ (this.#step.querySelector(".rest")).textContent = none;
  }

  /**
   * Shows a new reading. Until the server's clock says more, it is as old as it has been here: the reader's
   * clock may be wrong.
   * @param {Reading} reading
   */
  show(reading) {
    this.#reading = reading;
    this.setAge(0);
  }

  /** Shows how old the reading is. @param {number} age in ms */
  setAge(age) {
    const reading = this.#reading;
    if (!reading) return;
    clearTimeout(this.#timer);
    const text = reportText(reading, this.#words, this.#format, age);
    if (!reading.final && !text.old) this.#timer = setTimeout(() => this.setAge(reading.every + 1), reading.every - age + 1);
    this.#band.textContent = text.test;
    this.#band.hidden = !text.test;
    this.#main.toggleAttribute("data-rehearsal", reading.test);
    const test = document.createElement("b");
    test.className = "test";
    test.textContent = text.test;
    const unit = reading.units.length > 1 && reading.name ? [": ", isolated(reading.name)] : [];
    const more = [...text.details, ...(reading.note ? [isolated(reading.note)] : [])].flatMap((part) => [" ", part]);
    this.#box.replaceChildren(
      paragraph("election", ...(text.test ? [test, " "] : []), isolated(reading.election), ...unit),
      paragraph(text.old ? "when old" : "when", text.when),
      paragraph("figure", text.figure),
      ...(more.length ? [paragraph("details", ...more)] : []),
    );
    this.#setHeading(reading.headline);
    this.#votes.replaceChildren(...text.votes.map((vote) => paragraph("vote", vote)));
    this.#replace();
    const origin = document.createElement("span");
    origin.className = "origin";
    origin.append(...this.#origin(reading.source));
    this.#step.querySelector(".by")?.replaceChildren(origin);
    const sentence = this.sentence(reading);
    this.#picture.show(reading.turnout, text.turnout, sentence);
    /** @type {HTMLElement} */ (this.#step.querySelector(".rest")).textContent = sentence;
  }

  get #step() {
    return /** @type {HTMLElement} */ (this.#box.closest("[data-step]"));
  }

  /** The turnout in words, with those of a rehearsal before it. @param {Reading} reading */
  sentence(reading) {
    const { test, figure } = reportText(reading, this.#words, this.#format, 0);
    return test ? `${test} ${figure}` : figure;
  }

  /** A headline is as high as the name, in one line or two small ones. @param {string} headline the feed's own, or "" for the scene's name */
  #setHeading(headline) {
    const name = this.#main.querySelector('[data-goto="turnout"]')?.textContent?.trim() ?? "";
    const text = isolated(headline);
    text.className = headline.replace(/[\u1100-\uffff]/g, "xx").length > 28 ? "headline long" : "headline"; // wide letters count twice
    this.#main.querySelector("#heading-turnout")?.replaceChildren(headline ? text : name);
  }

  /** @param {{name: string, url: string}} source @returns {(string | Node)[]} */
  #origin({ name, url }) {
    const link = document.createElement("a");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener nofollow";
    link.append(isolated(name));
    const [before, after] = this.#words("source").split("{=source}");
    return [before, link, after];
  }

  /** Puts the report in place of the story's own election, once. */
  #replace() {
    if (this.#main.dataset.feed !== undefined) return;
    this.#main.dataset.feed = "";
    this.#box.hidden = false;
    this.#votes.className = "votes";
    this.#step.querySelector(".outcome")?.append(this.#votes);
    this.#main.querySelector(`[data-live-step] > .more, .info-step[data-of="${this.#step.dataset.step}"] > .more`)?.remove();
    this.#step.querySelector(".picture")?.replaceWith(this.#picture.element);
    this.#step.querySelector(".view")?.append(this.#band);
    if (document.adoptedStyleSheets) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles()]; // an old browser shows the words
    this.#setHeading("");
    const contents = this.#main.querySelector('.contents [data-jump="turnout"]');
    if (contents) contents.textContent = this.#main.querySelector("#heading-turnout")?.textContent ?? "";
  }
}

/** What only a feed of version 2 needs: the band over a rehearsal, headlines of two lines. */
function styles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
.rehearsal { position: absolute; inset: 0; z-index: 4; margin: 0; border: 6px solid #ffd400; pointer-events: none;
  background: linear-gradient(#ffd400 1.7em, transparent 0); color: #000; font: 700 .8125rem/1.6 var(--sans); text-align: center; white-space: nowrap }
.rehearsal[hidden] { display: none }
[data-rehearsal] .votes, .report .test { background: #ffd400; color: #000 }
.report .details { width: 100% }
.headline { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.headline.long { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2;
  font-size: .59em; line-height: 1; white-space: normal }
main:not([data-text]) h2:has(> .long) { height: 1lh }
[data-text] .headline { display: block; font-size: inherit; line-height: inherit; white-space: normal }`);
  return sheet;
}

/** The picture while no engine draws one: the figure over a bar. */
class Tally {
  element = svg("svg", { class: "picture", viewBox: "0 0 100 54", role: "img" });
  #text = svg("text", { x: 50, y: 27, "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: "currentcolor" });
  #bar = svg("path", { "stroke-width": 3, stroke: "currentcolor" });

  constructor() {
    const whole = svg("path", { "stroke-width": 3, stroke: "currentcolor", opacity: 0.2, d: "M10 38H90" });
    this.element.append(whole, this.#bar, this.#text);
  }

  /**
   * @param {number | null} share a percentage, 0 to 100
   * @param {string} figure the share as text
   * @param {string} label the picture's description
   */
  show(share, figure, label) {
    const mirrored = getComputedStyle(this.element).direction === "rtl";
    const length = 0.8 * (share ?? 0);
    this.#bar.setAttribute("d", mirrored ? `M90 38h${-length}` : `M10 38h${length}`);
    this.#text.textContent = share === null ? "" : figure;
    this.element.setAttribute("aria-label", label);
  }
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** @param {string} kind @param {...(string | Node)} content */
function paragraph(kind, ...content) {
  const p = document.createElement("p");
  p.className = kind;
  p.append(...content);
  return p;
}

/** Text with its own direction, isolated from the page's. @param {string} text */
function isolated(text) {
  const bdi = document.createElement("bdi");
  bdi.textContent = text;
  return bdi;
}

/** The date in the time zone of the report. @param {Format} format @param {string} asOf */
function date(format, asOf) {
  const [year, month, day] = asOf.slice(0, 10).split("-").map(Number);
  return format.date.replace("{d}", String(day)).replace("{month}", format.months[month - 1]).replace("{y}", String(year));
}

/** The time of day in the time zone of the report, which it names. @param {Format} format @param {string} asOf */
function time(format, asOf) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(asOf) ?? ["", "", "00", "00"];
  const offset = Number(hours) || Number(minutes) ? sign + Number(hours) + (minutes === "00" ? "" : ":" + minutes) : "";
  return `${timeOfDay(format, asOf.slice(11, 16))} UTC${offset}`;
}
