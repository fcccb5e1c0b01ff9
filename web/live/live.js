// A live election: the feed's readings as text, and what the picture draws of them, in a page that is one
// scene (web/player/one-scene.js). What comes from a feed is put into the page as text, never as markup.
// Test data are shown under a band, and in no message.

import { Feed, feedAddress, readingOf } from "./feed.js";
import { evening, pictureOf } from "./hours.js";
import { fill } from "../lib/fill.js";
import { decimals, number, percentage, reportedShare, timeOfDay } from "../lib/format.js";

/** @typedef {import("./feed.js").Reading} Reading */
/** @typedef {(key: string, slots?: Record<string, string | number>) => string} Words  the page's words */
/** @typedef {import("../lib/format.js").Format & import("../lib/format.js").ClockFormat & {date: string, months: string[]}} Format */
/** @typedef {import("../engine/protocol.js").Reading} Picture */

/**
 * Polls a feed while the page is visible. A URL that is not allowed is reported in the console.
 * @param {string} asked  the feed parameter
 * @param {string[]} origins  allowed origins besides the page's own
 * @param {(reading: Reading) => void} onReading called for each new reading
 * @param {(age: number) => void} onAge called whenever the server's clock says how old it is, in ms
 * @param {() => void} onFail called when the feed cannot be had
 */
function follow(asked, origins, onReading, onAge, onFail) {
  let address;
  try {
    address = feedAddress(asked, location.href, origins);
  } catch (error) {
    onFail();
    return console.warn(`two-boxes: ${error instanceof Error ? error.message : error}`);
  }
  const feed = new Feed(address, onReading, undefined, onAge, onFail);
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
 * @param {(reading: Reading, message: object, sentence: string, picture: Picture) => void} onReading
 *   message: for hosts; sentence: the turnout in words; picture: for the stage
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
    onReading(reading, messageFor(reading), report.sentence(reading), pictureOf(reading, config.format.time));
  }, (age) => report.setAge(age), () => report.fail());
}

/** What hosts get of a reading: no figure of a rehearsal, as they show no band. @param {Reading} reading */
export function messageFor({ election, asOf, final, test, id, units, ...reading }) {
  const shares = (/** @type {Pick<Reading, "turnout" | "for" | "against">} */ of) =>
    (test ? { turnout: null, for: null, against: null } : { turnout: of.turnout, for: of.for, against: of.against });
  return { election, asOf, ...shares(reading), final, test, unit: id, units: units.map((unit) => ({ id: unit.id, ...shares(unit) })) };
}

/** A share as on the stage. @param {Format} format @param {number | null} value */
const share = (format, value) => percentage(format, reportedShare(value ?? 0), decimals(value ?? 0));

/**
 * A reading in words.
 * @param {Reading} reading
 * @param {Words} words
 * @param {Format} format
 * @param {number} age  in ms
 */
export function reportText(reading, words, format, age) {
  const votes = /** @type {const} */ (["for", "against"]).filter((name) => reading[name] !== null);
  const old = !reading.final && !reading.withdrawn && age > reading.every;
  const { counted, range } = reading;
  const none = reading.withdrawn ? words("withdrawn") : words("none");
  const at = { date: date(format, reading.asOf), time: time(format, reading.asOf) };
  return {
    /** The turnout alone. */
    turnout: share(format, reading.turnout),
    /** The turnout in a sentence. */
    figure: reading.turnout === null ? none : words("turnout", { turnout: share(format, reading.turnout) }),
    /** One sentence each for the votes for and against, if they were reported. */
    votes: votes.map((name) => words(name, { [name]: share(format, reading[name]) })),
    /** What else the source says. */
    details: [
      ...(range ? [words("range", { low: share(format, range[0]), high: share(format, range[1]) })] : []),
      ...(counted ? [words("counted", { done: number(format, counted.done), total: number(format, counted.total) })] : []),
    ],
    /** Over figures that are no results; "" for results. */
    test: reading.test ? words("test") : "",
    /** How old the reading is. */
    when: words(reading.final ? "final" : old ? "old" : "asof", at),
    old,
  };
}

/** The page's text: the report in the caption's place, its source and the votes in those of the story's own. */
export class Report {
  #main;
  #box;
  #votes = document.createElement("div");
  #words;
  #format;
  #picture = new Tally();
  #band = paragraph("rehearsal");
  #legend = paragraph("legend");
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
    this.#votes.className = "votes";
    this.#part(".outcome").append(this.#votes);
    this.#part(".picture").replaceWith(this.#picture.element);
    this.#part(".view").append(this.#band, this.#legend);
    this.#band.hidden = this.#legend.hidden = true;
    if (document.adoptedStyleSheets) document.adoptedStyleSheets = [...document.adoptedStyleSheets, styles()]; // an old browser shows the words
    this.#showNone(words("waiting"));
  }

  /** Says that the feed cannot be had, unless it has been before: a reading says how old it is. */
  fail() {
    if (!this.#reading) this.#showNone(this.#words("unreachable"));
  }

  /** Says why there is no reading. @param {string} why */
  #showNone(why) {
    this.#box.replaceChildren(paragraph("figure", why));
    this.#part(".brief").textContent = this.#part(".rest").textContent = why;
    this.#picture.show(null, "", why);
  }

  /** A part of the step. @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#step.querySelector(selector));
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
    if (!reading.final && !reading.withdrawn && !text.old) this.#timer = setTimeout(() => this.setAge(reading.every + 1), reading.every - age + 1);
    this.#band.textContent = text.test;
    this.#band.hidden = !text.test;
    this.#main.toggleAttribute("data-rehearsal", reading.test);
    const test = document.createElement("b");
    test.className = "test";
    test.textContent = text.test;
    const title = reading.headline || reading.election;
    const unit = reading.units.length > 1 && reading.name ? [reading.name] : [];
    // The unit first, as a narrow line is cut; without a headline the election is the heading.
    const election = [...unit, ...(reading.headline ? [reading.election] : [])];
    const more = [...text.details, ...(reading.note ? [isolated(reading.note)] : [])].flatMap((part) => [" ", part]);
    this.#box.replaceChildren(
      paragraph("election", ...(text.test ? [test, " "] : []), ...election.flatMap((part, i) => (i ? [": ", isolated(part)] : [isolated(part)]))),
      paragraph(text.old ? "when old" : "when", text.when),
      paragraph("figure", text.figure),
      ...(more.length ? [paragraph("details", ...more)] : []),
    );
    this.#setHeading(title);
    this.#votes.replaceChildren(...text.votes.map((vote) => paragraph("vote", vote)));
    const origin = document.createElement("span");
    origin.className = "origin";
    origin.append(...this.#origin(reading.source));
    this.#part(".by").replaceChildren(origin);
    const sentence = this.sentence(reading);
    this.#picture.show(reading.turnout, text.turnout, sentence);
    this.#part(".rest").textContent = sentence;
    this.#part(".brief").replaceChildren(...[title, ...unit].flatMap((part) => [isolated(part), ". "]), sentence, " ", text.when);
    this.#legend.hidden = !reading.previous;
    this.#legend.replaceChildren(isolated(reading.previous?.name ?? ""));
    this.#more.replaceChildren(
      ...(text.test ? [paragraph("test", text.test)] : []), ...(reading.note ? [paragraph("note", isolated(reading.note))] : []), ...this.#tables(reading),
    );
  }

  /** The step's notes, which the dialog may have now. */
  get #more() {
    return /** @type {HTMLElement} */ (this.#main.querySelector(".more"));
  }

  get #step() {
    return /** @type {HTMLElement} */ (this.#box.closest("[data-step]"));
  }

  /** The turnout in words, with those of a rehearsal before it. @param {Reading} reading */
  sentence(reading) {
    const { test, figure } = reportText(reading, this.#words, this.#format, 0);
    return test ? `${test} ${figure}` : figure;
  }

  /** What the feed says in one line is the page's title too. It is as high as a step's name, in one line or two small ones. @param {string} headline */
  #setHeading(headline) {
    const text = isolated(headline);
    text.className = headline.replace(/[\u1100-\uffff]/g, "xx").length > 28 ? "headline long" : "headline"; // wide letters count twice
    this.#part("h2").replaceChildren(text);
    document.title = headline;
  }

  /** The evening's reports and the last election's, as tables: what the picture draws. @param {Reading} reading */
  #tables(reading) {
    const { previous, final } = reading;
    const row = (/** @type {import("./feed.js").Point} */ report) => [`${date(this.#format, report.asOf)}, ${time(this.#format, report.asOf)}`, report.turnout];
    const now = evening(reading).map(row);
    if (final && now.length) now[now.length - 1][0] = this.#words("final", { date: date(this.#format, reading.asOf) });
    const then = previous ? previous.reports.map(row) : [];
    if (previous && previous.turnout !== null) then.push([this.#words("last"), previous.turnout]);
    return [this.#table(this.#words("reports"), now), this.#table(previous?.name ?? "", then)].flat();
  }

  /** @param {string} caption @param {(string | number)[][]} rows when, and the turnout @returns {HTMLElement[]} none without rows */
  #table(caption, rows) {
    if (!rows.length) return [];
    const table = document.createElement("table");
    table.createCaption().append(isolated(caption));
    for (const [when, turnout] of rows) {
      const row = table.insertRow();
      const head = document.createElement("th");
      head.scope = "row";
      head.textContent = String(when);
      row.append(head);
      row.insertCell().textContent = share(this.#format, Number(turnout));
    }
    return [table];
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
}

/** What only a feed of version 2 needs: the band over a rehearsal, headlines of two lines. */
function styles() {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(`
.rehearsal { position: absolute; inset: 0; z-index: 4; margin: 0; border: 6px solid #ffd400; pointer-events: none;
  background: linear-gradient(#ffd400 1.7em, transparent 0); color: #000; font: 700 .8125rem/1.6 var(--sans); text-align: center; white-space: nowrap }
.rehearsal[hidden] { display: none }
[data-rehearsal] .votes, .report .test, .more .test { background: #ffd400; color: #000 }
.report .details { width: 100% }
.legend { display: none; position: absolute; inset: auto 2% 1%; z-index: 2; overflow: hidden; color: var(--muted); font-size: .75rem; line-height: 1.25;
  text-overflow: ellipsis; white-space: nowrap }
main[data-drawn]:not([data-text]) .legend:not([hidden]) { display: block }
.legend::before { content: ""; display: inline-block; width: 1.6em; margin-inline-end: .5em; border-top: 2px solid; vertical-align: .25em }
.headline { display: block; overflow: hidden; text-overflow: ellipsis; white-space: nowrap }
.headline.long { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; line-clamp: 2;
  font-size: .64em; line-height: 1.15; white-space: normal }
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
