// A live election: the feed's readings as text, and what the picture draws of them, in a page that is one
// scene (web/player/one-scene.js). What comes from a feed is put into the page as text, never as markup.
// Test data are shown under a band, and in no message.

import { Feed, feedAddress, readingOf } from "./feed.js";
import { evening, pictureOf } from "./hours.js";
import { fill } from "../lib/fill.js";
import { decimals, number, percentage, reportedShare, timeOfDay } from "../lib/format.js";

/** @typedef {import("./feed.js").Reading} Reading */
/** @typedef {import("./feed.js").Figures} Figures */
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
 * @param {{feedOrigins: string[], format: Format}} config  feedOrigins: allowed besides the page's own
 * @param {(reading: Reading, message: object, sentence: string, picture: Picture) => void} onReading
 *   message: for hosts; sentence: the turnout in words; picture: for the stage
 */
export function followFeed(asked, unit, main, config, onReading) {
  /** @type {Words} */
  const words = (key, slots = {}) => fill(BUILD_FEED_WORDS[key], slots);
  const report = new Report(main, words, config.format);
  let missing = false;
  follow(asked, config.feedOrigins, (all) => {
    const reading = readingOf(all, unit);
    if (unit !== undefined && unit !== reading.id && !missing) {
      console.warn(`two-boxes: unit=${unit.slice(0, 60)} is not in the feed; it has ${all.units.map(({ id }) => id).join(", ").slice(0, 200) || "no units"}`);
    }
    missing = unit !== undefined && unit !== reading.id;
    const listed = unit === undefined ? unitsBeside(all) : [];
    report.show(reading, listed);
    onReading(reading, messageFor(reading), report.sentence(reading), pictureOf(reading, config.format.time, listed.length));
  }, (age) => report.setAge(age), () => report.fail());
}

/** The units that stand beside each other in the picture: two to four. @param {Reading} reading */
export const unitsBeside = ({ units }) => (units.length > 1 && units.length <= MOST_BESIDE ? units : []);

const MOST_BESIDE = 4;

const shares = /** @type {const} */ (["turnout", "for", "against"]);

/**
 * Whether a reading corrects what was reported: another figure of the same time, or a turnout below that of the report
 * before. While districts are counted a turnout may fall without a correction.
 * @param {Reading} reading
 * @param {Reading | undefined} last  what the page showed until now
 */
export function isCorrection(reading, last) {
  const { turnout } = reading;
  const before = reading.reports.filter(({ time }) => time < reading.time).at(-1);
  if (turnout !== null && before && !reading.counted && turnout < before.turnout) return true;
  return isSameReport(reading, last) && shares.some((name) => reading[name] !== null && last[name] !== null && reading[name] !== last[name]);
}

/** @param {Reading} reading @param {Reading | undefined} last @returns {last is Reading} */
const isSameReport = (reading, last) => last?.asOf === reading.asOf && last.id === reading.id && last.test === reading.test;

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
 * @param {boolean} [corrected]
 */
export function reportText(reading, words, format, age, corrected) {
  const votes = /** @type {const} */ (["for", "against"]).filter((name) => reading[name] !== null);
  const old = !reading.final && !reading.withdrawn && age > reading.every;
  const { counted, range } = reading;
  const none = reading.withdrawn ? words("withdrawn") : words("none");
  const at = { date: date(format, reading.asOf), time: time(format, reading.asOf) };
  const when = words(reading.final ? "final" : old ? "old" : "asof", at);
  return {
    /** The turnout alone. */
    turnout: share(format, reading.turnout),
    /** The turnout in a sentence. */
    figure: reading.turnout === null ? none : words("turnout", { turnout: share(format, reading.turnout) }),
    /** Which of the votes for and against were reported. */
    voted: votes,
    /** One sentence each for these. */
    votes: votes.map((name) => words(name, { [name]: share(format, reading[name]) })),
    /** What else the source says. */
    details: [
      ...(range ? [words("range", { low: share(format, range[0]), high: share(format, range[1]) })] : []),
      ...(counted ? [words("counted", { done: number(format, counted.done), total: number(format, counted.total) })] : []),
    ],
    /** Over figures that are no results; "" for results. */
    test: reading.test ? words("test") : "",
    /** How old the reading is, and whether it was corrected. */
    when: corrected ? words("corrected", { when }) : when,
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
  #legend = document.createElement("div");
  /** @type {Reading | undefined} */ #reading;
  /** @type {Figures[]} */ #listed = [];
  #corrected = false;
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
    this.#legend.className = "legend";
    this.#band.hidden = true;
    new ResizeObserver(() => this.#fit()).observe(this.#box);
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
    this.#picture.show(why, []);
  }

  /** A part of the step. @param {string} selector */
  #part(selector) {
    return /** @type {HTMLElement} */ (this.#step.querySelector(selector));
  }

  /**
   * Shows a new reading. Until the server's clock says more, it is as old as it has been here: the reader's
   * clock may be wrong.
   * @param {Reading} reading
   * @param {Figures[]} listed  the units that stand beside each other
   */
  show(reading, listed) {
    this.#corrected = !reading.withdrawn && (isCorrection(reading, this.#reading) || (this.#corrected && isSameReport(reading, this.#reading)));
    this.#reading = reading;
    this.#listed = listed;
    this.setAge(0);
  }

  /** Shows how old the reading is. @param {number} age in ms */
  setAge(age) {
    const reading = this.#reading;
    if (!reading) return;
    clearTimeout(this.#timer);
    const text = reportText(reading, this.#words, this.#format, age, this.#corrected);
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
    const more = [...(reading.note ? [isolated(reading.note)] : []), ...text.details].flatMap((part) => [" ", part]);
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
    this.#picture.show(sentence, [
      ...(reading.turnout === null ? [paragraph("", text.figure)] : [paragraph("share", text.turnout), paragraph("", text.figure), bar(reading.turnout)]),
      ...text.votes.flatMap((vote, i) => [paragraph("", vote), bar(Number(reading[text.voted[i]]))]),
      ...this.#units(), paragraph("when", text.when),
    ]);
    this.#part(".rest").textContent = sentence;
    this.#part(".brief").replaceChildren(...[title, ...unit].flatMap((part) => [isolated(part), ". "]), sentence, " ", text.when);
    const beside = [...(this.#listed.length ? [] : unit), ...(this.#corrected ? [text.when] : [])];
    this.#legend.replaceChildren(
      ...(beside.length ? [paragraph("beside", ...beside.flatMap((part, i) => (i ? [" · ", isolated(part)] : [isolated(part)])))] : []),
      ...this.#units(), ...(reading.previous ? [paragraph("previous", isolated(reading.previous.name))] : []),
    );
    this.#fit();
    this.#more.replaceChildren(
      ...(text.test ? [paragraph("test", text.test)] : []), ...(reading.note ? [paragraph("note", isolated(reading.note))] : []), ...this.#tables(reading),
    );
  }

  /** Gives what else is known as many lines as there is room for, and at least one. */
  #fit() {
    for (let lines = 12; lines > 0; lines--) {
      this.#box.style.setProperty("--lines", String(lines));
      if (this.#box.scrollHeight <= this.#box.clientHeight + 3) return; // below the letters of the last line
    }
  }

  /** The units that stand beside each other, as a list. */
  #units() {
    if (!this.#listed.length) return [];
    const list = document.createElement("ul");
    list.className = "units";
    for (const { name, turnout } of this.#listed) {
      const item = document.createElement("li"), figure = document.createElement("b");
      figure.textContent = turnout === null ? "–" : share(this.#format, turnout);
      item.append(isolated(name), figure, bar(turnout ?? 0));
      list.append(item);
    }
    return [list];
  }

  /** The step's notes, which the dialog may have now. */
  get #more() {
    return /** @type {HTMLElement} */ (this.#main.querySelector(".more"));
  }

  get #step() {
    return /** @type {HTMLElement} */ (this.#box.closest("[data-step]"));
  }

  /** The turnout in words, with those of a rehearsal before it, and after it those of a correction. @param {Reading} reading */
  sentence(reading) {
    const { test, figure, when } = reportText(reading, this.#words, this.#format, 0, this.#corrected);
    return [test, figure, this.#corrected ? when : ""].filter(Boolean).join(" ");
  }

  /** What the feed says in one line is the page's title too. It is as high as a step's name, in one line or two small ones. @param {string} headline */
  #setHeading(headline) {
    const text = isolated(headline);
    text.className = headline.replace(/[\u1100-\uffff]/g, "xx").length > 28 ? "headline long" : "headline"; // wide letters count twice
    this.#part("h2").replaceChildren(text);
    document.title = headline;
  }

  /** The units, the evening's reports and the last election's, as tables: what the picture draws. @param {Reading} reading */
  #tables(reading) {
    const { previous, final } = reading;
    const row = (/** @type {import("./feed.js").Point} */ report) => [`${date(this.#format, report.asOf)}, ${time(this.#format, report.asOf)}`, report.turnout];
    const now = evening(reading).map(row);
    if (final && now.length) now[now.length - 1][0] = this.#words("final", { date: date(this.#format, reading.asOf) });
    const then = previous ? previous.reports.map(row) : [];
    if (previous && previous.turnout !== null) then.push([this.#words("last"), previous.turnout]);
    const units = reading.units.length > 1 ? reading.units.map((unit) => [unit.name, ...shares.map((name) => unit[name])]) : [];
    return [
      this.#table(reading.election, units, ["", ...shares.map((name) => this.#words(`col.${name}`))]),
      this.#table(this.#words("reports"), now), this.#table(previous?.name ?? "", then),
    ].flat();
  }

  /**
   * @param {string} caption
   * @param {(string | number | null)[][]} rows what or when, and shares
   * @param {string[]} [heads] of the columns
   * @returns {HTMLElement[]} none without rows
   */
  #table(caption, rows, heads) {
    if (!rows.length) return [];
    const table = document.createElement("table");
    table.createCaption().append(isolated(caption));
    if (heads) table.createTHead().insertRow().append(...heads.map((text) => cell(text, "col")));
    const body = table.createTBody();
    for (const [what, ...figures] of rows) {
      const row = body.insertRow();
      row.append(cell(String(what), "row"));
      for (const figure of figures) row.insertCell().textContent = figure === null ? "–" : share(this.#format, Number(figure));
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

/** The picture while no engine draws one: the figures over bars. */
class Tally {
  element = document.createElement("div");

  constructor() {
    this.element.className = "picture tally";
    this.element.setAttribute("role", "img");
  }

  /** @param {string} label the picture's description @param {Element[]} parts */
  show(label, parts) {
    this.element.replaceChildren(...parts);
    this.element.setAttribute("aria-label", label);
  }
}

/** A share as a bar. @param {number} share a percentage, 0 to 100 */
function bar(share) {
  const whole = svg("svg", { class: "share-bar", viewBox: "0 0 100 1", preserveAspectRatio: "none", "aria-hidden": "true" });
  const line = { d: "M0 .5H100", "stroke-width": 1, stroke: "currentcolor" };
  whole.append(svg("path", { ...line, opacity: 0.2 }), svg("path", { ...line, d: `M0 .5H${share}` }));
  return whole;
}

/** @param {string} name @param {Record<string, string | number>} attributes */
function svg(name, attributes) {
  const element = document.createElementNS("http://www.w3.org/2000/svg", name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

/** The head of a row or column. @param {string} text @param {string} scope */
function cell(text, scope) {
  const head = document.createElement("th");
  head.scope = scope;
  head.append(isolated(text));
  return head;
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
