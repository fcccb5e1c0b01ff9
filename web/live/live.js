// A live election in the turnout step: the feed's readings as text, in place of what the step tells
// of the story's own election. Everything a feed says is put into the page as text, never as markup.

import { Feed, feedAddress, OLD } from "./feed.js";
import { percentage } from "../lib/format.js";

/** @typedef {import("./feed.js").Reading} Reading */
/** @typedef {(key: string, slots?: Record<string, string | number>) => string} Words  the page's words */
/** @typedef {import("../lib/format.js").Format & {date: string, time: string, months: string[]}} Format */

/**
 * Follows a feed while the page can be seen.
 * @param {string} asked  the feed parameter
 * @param {string[]} origins  that feeds may come from besides the page's own
 * @param {(reading: Reading) => void} onReading
 */
export function follow(asked, origins, onReading) {
  let address;
  try {
    address = feedAddress(asked, location.href, origins);
  } catch (error) {
    return console.warn(`two-boxes: ${error instanceof Error ? error.message : error}`);
  }
  const feed = new Feed(address, onReading);
  const watch = () => feed.watch(!document.hidden);
  document.addEventListener("visibilitychange", watch);
  watch();
}

/** The step's text. */
export class Report {
  #main;
  #box;
  #words;
  #format;
  #picture = new Tally();
  #timer = 0;

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
  }

  /** @param {Reading} reading */
  show(reading) {
    clearTimeout(this.#timer);
    const left = reading.time + OLD - Date.now();
    const old = !reading.final && left < 0;
    if (!reading.final && !old) this.#timer = setTimeout(() => this.show(reading), Math.min(left + 1, 2 ** 31 - 1));

    const at = { date: date(this.#format, reading.asOf), time: time(this.#format, reading.asOf) };
    const when = reading.final ? "feed.final" : old ? "feed.old" : "feed.asof";
    const shares = /** @type {const} */ (["for", "against"]).filter((name) => reading[name] !== null);
    this.#box.replaceChildren(
      paragraph("election", isolated(reading.election)),
      paragraph("figure", this.figure(reading)),
      ...shares.map((name) => paragraph("vote", this.#words("feed." + name, { [name]: this.#share(reading[name]) }))),
      paragraph(old ? "when old" : "when", this.#words(when, at)),
      paragraph("origin", ...this.#origin(reading.source)),
    );
    this.#replace();
    this.#picture.show(reading.turnout, this.#share(reading.turnout), this.figure(reading));
    /** @type {HTMLElement} */ (this.#step.querySelector(".rest")).textContent = this.figure(reading);
  }

  get #step() {
    return /** @type {HTMLElement} */ (this.#box.closest("[data-step]"));
  }

  /** The turnout in a sentence. @param {Reading} reading */
  figure(reading) {
    if (reading.turnout === null) return this.#words("feed.none");
    return this.#words("feed.turnout", { turnout: this.#share(reading.turnout) });
  }

  /** With as many decimals as it has, at most two, as on the stage. @param {number | null} n */
  #share(n) {
    const value = n ?? 0;
    const decimals = Math.min(2, (String(value).split(".")[1] ?? "").length);
    return percentage(this.#format, value, decimals);
  }

  /** @param {{name: string, url: string}} source @returns {(string | Node)[]} */
  #origin({ name, url }) {
    const link = document.createElement("a");
    link.href = url;
    link.target = "_blank";
    link.rel = "noopener nofollow";
    link.append(isolated(name));
    const [before, after] = this.#words("feed.source").split("{=source}");
    return [before, link, after];
  }

  /** Puts the report where the step told of the story's own election. */
  #replace() {
    if (this.#main.dataset.feed !== undefined) return;
    this.#main.dataset.feed = "";
    this.#box.hidden = false;
    this.#step.querySelector(".picture")?.replaceWith(this.#picture.element);
    const name = this.#main.querySelector('[data-goto="turnout"]')?.textContent?.trim() ?? "";
    for (const heading of this.#main.querySelectorAll('#heading-turnout, .contents [data-jump="turnout"]')) heading.textContent = name;
  }
}

/** The picture while no engine draws one: the share in figures, over a bar of a hundred. */
class Tally {
  element = svg("svg", { class: "picture", viewBox: "0 0 100 54", role: "img" });
  #text = svg("text", { x: 50, y: 27, "text-anchor": "middle", "font-size": 15, "font-weight": 700, fill: "currentcolor" });
  #bar = svg("path", { "stroke-width": 3, stroke: "currentcolor" });

  constructor() {
    const whole = svg("path", { "stroke-width": 3, stroke: "currentcolor", opacity: 0.2, d: "M10 38H90" });
    this.element.append(whole, this.#bar, this.#text);
  }

  /**
   * @param {number | null} share in per cent
   * @param {string} shown
   * @param {string} said in a sentence
   */
  show(share, shown, said) {
    const mirrored = getComputedStyle(this.element).direction === "rtl";
    const length = 0.8 * (share ?? 0);
    this.#bar.setAttribute("d", mirrored ? `M90 38h${-length}` : `M10 38h${length}`);
    this.#text.textContent = share === null ? "" : shown;
    this.element.setAttribute("aria-label", said);
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

/** Foreign text that keeps its direction to itself. @param {string} text */
function isolated(text) {
  const bdi = document.createElement("bdi");
  bdi.textContent = text;
  return bdi;
}

/** The day as it was where the report was made. @param {Format} format @param {string} asOf */
function date(format, asOf) {
  const [year, month, day] = asOf.slice(0, 10).split("-").map(Number);
  return format.date.replace("{d}", String(day)).replace("{month}", format.months[month - 1]).replace("{y}", String(year));
}

/** The time of day there, with its zone. @param {Format} format @param {string} asOf */
function time(format, asOf) {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(asOf) ?? ["", "", "00", "00"];
  const offset = Number(hours) || Number(minutes) ? sign + Number(hours) + (minutes === "00" ? "" : ":" + minutes) : "";
  return `${format.time.replace("{h}", asOf.slice(11, 13)).replace("{m}", asOf.slice(14, 16))} UTC${offset}`;
}
