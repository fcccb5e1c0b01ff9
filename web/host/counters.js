// Figures in the host's own text:
//
//   <span data-two-boxes-counter="turnout">12.5%</span>
//   <span data-two-boxes-counter="against" data-unit="north">—%</span>
//
// A figure belongs to the explainer nearest to it, or to the one in data-for="ID". Its text is always a
// reported one: the host's own, or the latest reading of that explainer's feed: of the unit that the figure
// names, or the explainer, or the feed's first. Before the first reading, and once it is withdrawn, it is
// the host's own, in which a dash replaces a nought. The host's text is kept
// in data-two-boxes-text, so that a copy of the page or of a part starts from it. While an explainer plays
// the scene that a figure belongs to, the figure has the attribute data-two-boxes-playing and a dotted
// underline, which moves nothing.

import { decimals, reportedShare } from "../lib/format.js";
import { FIGURES, option } from "./elements.js";
import { mayHydrate } from "./hydration.js";
import { ancestors, nearestFrames } from "./scroll.js";
import { note, queryAll, roots } from "./page.js";

/**
 * How a figure looks while its scene plays, room for any percentage in a live one, and that a place has
 * horizontal lines; any rule of the host's own comes first.
 */
const styles = `:where(:is(b, span, strong, em, two-boxes-counter)[data-two-boxes-text]) {
  display: inline-block; min-width: 6.5ch; text-align: end; white-space: nowrap; font-variant-numeric: tabular-nums }
:where([data-two-boxes-playing]) { text-decoration: underline dotted; text-underline-offset: .2em }
:where([data-two-boxes]) { writing-mode: horizontal-tb }`;

/** Where a figure's text has its number, or the dash in its place: of the first that matches. */
const slots = [
  /\p{Nd}[\p{Nd}.,٫]*(?=\s*[%٪％])/u, /\p{Nd}+([.,٫]\p{Nd}+)?/u, /[–—]/,
];
const nought = /^[0٠۰०０.,٫]+$/;
const marker = "data-two-boxes-text";

/** One marked element. */
class Figure {
  /** The text node with the number; null: the whole text is replaced. @type {Text | null} */ #node = null;
  /** The host's own nodes. @type {Node[]} */ #own = [];
  #before = "";
  #slot = "";
  #after = "";
  #host = ""; // the host's own text
  #text = ""; // as it stands in the page

  /** @param {HTMLElement} element */
  constructor(element) {
    this.element = element;
    const own = element.getAttribute(marker);
    if (own !== null) element.textContent = own; // a copy
    this.#take();
  }

  get name() {
    return (this.element.dataset.twoBoxesCounter ?? this.element.getAttribute("of")) || "";
  }

  /** Reads the host's own text. */
  #take() {
    const { element } = this;
    this.#own = [...element.childNodes];
    this.#host = this.#text = element.textContent ?? "";
    this.#node = null;
    this.#slot = "";
    const texts = /** @type {Text[]} */ ([]);
    const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) texts.push(/** @type {Text} */ (walker.currentNode));
    for (const slot of slots) {
      for (const node of texts) {
        const match = slot.exec(node.data);
        if (!match || this.#node || /^\s*[–—]\s*$/.test(this.#text)) continue;
        this.#node = node;
        [this.#slot] = match;
        this.#before = node.data.slice(0, match.index);
        this.#after = node.data.slice(match.index + match[0].length);
      }
    }
  }

  /** As the element's language writes a share in per cent, with the digits that are there. @param {number} value */
  #format(value) {
    const slot = this.#slot;
    const fraction = decimals(value);
    const share = reportedShare(value);
    let lang = "";
    for (let root = /** @type {any} */ (this.element); root && !lang; root = root.getRootNode().host) {
      lang = root.closest("[lang]")?.getAttribute("lang").replace(/_/g, "-") ?? "";
    }
    const percent = !this.#node && !/^\s*[%٪％]/.test(this.element.nextSibling?.textContent ?? "");
    const options = {
      roundingMode: "halfEven", // as the page and the stage
      minimumFractionDigits: fraction, maximumFractionDigits: fraction, style: percent ? "percent" : "decimal",
      numberingSystem: /\d/.test(slot) ? "latn" : undefined,
    };
    const write = (/** @type {string} */ locale) =>
      new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ (options)).format(percent ? share / 100 : share);
    try {
      return write(lang || (/,\d\d?$/.test(slot) ? "de" : "en")); // without a language, the text itself shows the separator
    } catch {
      return write("en");
    }
  }

  /** Puts a text in the number's place. @param {string} text */
  #put(text) {
    const { element } = this;
    if (this.#node) {
      const all = this.#before + text + this.#after;
      if (this.#node.data !== all) this.#node.data = all;
    } else if (text) {
      if (element.textContent !== text) element.replaceChildren(text);
    } else if (element.firstChild !== this.#own[0]) element.replaceChildren(...this.#own);
    this.#text = element.textContent ?? "";
  }

  /**
   * Shows a live figure, or the host's own text.
   * @param {boolean} live there is a feed
   * @param {unknown} value in per cent; anything else: nothing is reported
   */
  show(live, value) {
    if (this.element.textContent !== this.#text || (this.#node && !this.element.contains(this.#node))) this.#take(); // the host has rewritten it
    const own = this.#slot;
    if (!live) this.element.removeAttribute(marker);
    else if (this.element.getAttribute(marker) !== this.#host) this.element.setAttribute(marker, this.#host);
    if (live && typeof value === "number" && value >= 0 && value <= 100) this.#put(this.#format(value));
    else this.#put(live && nought.test(own) ? "—" : own);
  }
}

/** Whether a feed reports a figure. @param {string} name */
const isLive = (name) => /^(turnout|for|against)$/.test(name);

/**
 * The values that a parameter has in the addresses of frames, each once.
 * @param {HTMLIFrameElement[]} frames
 * @param {string} name
 * @returns {string[]} "" where it is not set
 */
const parameters = (frames, name) => [...new Set(frames.map(({ src }) => new URLSearchParams(src.split(/[?#]/)[1]).get(name) ?? ""))];

export class Counters {
  #frames;
  /** @type {Map<Element, Figure>} */ #figures = new Map();
  /** The units in the latest reading of each feed. @type {Map<string, any[]>} */ #readings = new Map();
  /** @type {CSSStyleSheet | undefined} */ #sheet;

  /** @param {Map<HTMLIFrameElement, import("./state.js").FrameState>} frames in the page */
  constructor(frames) {
    this.#frames = frames;
    if (!document.adoptedStyleSheets) return; // an old browser shows no underline
    this.#sheet = new CSSStyleSheet();
    this.#sheet.replaceSync(styles);
  }

  /** Finds the marked elements. */
  scan() {
    const sheet = this.#sheet;
    if (sheet) for (const root of roots()) if (!root.adoptedStyleSheets.includes(sheet)) root.adoptedStyleSheets = [...root.adoptedStyleSheets, sheet];
    if (document.readyState === "loading") return; // their text may not be there yet
    for (const element of this.#figures.keys()) if (!element.isConnected) this.#figures.delete(element);
    for (const element of queryAll(FIGURES)) {
      if (!this.#figures.has(element) && !mayHydrate(element)) this.#figures.set(element, new Figure(element));
    }
    this.show();
  }

  /** @param {HTMLIFrameElement} frame @param {any} reading of its feed */
  report(frame, reading) {
    // An older page of the explainer sends its own unit alone.
    this.#readings.set(parameters([frame], "feed")[0], [reading.units ?? reading].flat().filter(Boolean));
    this.show();
  }

  /** The frames that a figure belongs to: those around it, or in the place that it names. @param {HTMLElement} element */
  #framesOf(element) {
    const name = option(element, "for");
    const frames = [...this.#frames.keys()];
    if (!name) return nearestFrames(element, frames);
    const [place] = queryAll(`#${CSS.escape(name)}`);
    const named = frames.filter((frame) => frame === place || ancestors(frame).has(place));
    if (!named.length) note(element, `no explainer has the id "${name}"; use the id of its place`);
    return named;
  }

  /** Brings the figures in line with the frames. */
  show() {
    for (const figure of this.#figures.values()) {
      const { element, name } = figure;
      const frames = this.#framesOf(element);
      if (isLive(name)) {
        const feeds = parameters(frames, "feed");
        const [feed = ""] = feeds;
        const own = option(element, "unit");
        const ids = own ? [own] : parameters(frames, "unit");
        const [id = ""] = ids;
        const one = feeds.length < 2 && ids.length < 2;
        const units = this.#readings.get(feed);
        const unit = id ? units?.find((u) => u.id === id) : units?.[0];
        if (!one) note(element, 'several feeds or units beside it; name one place: data-for="ID"');
        else if (units && !unit) note(element, `the feed has no unit "${id}"; use one of ${units.map((u) => u.id).join(", ").slice(0, 200)}`);
        figure.show(one && feed !== "", unit?.[name]);
      } else if (!Object.hasOwn(BUILD_COUNTERS, name)) note(element, `there is no figure "${name}"; use one of ${Object.keys(BUILD_COUNTERS).join(", ")}`);
      element.toggleAttribute("data-two-boxes-playing", frames.some((frame) => {
        const { plays, scene } = /** @type {import("./state.js").FrameState} */ (this.#frames.get(frame));
        return plays && scene === BUILD_COUNTERS[name];
      }));
    }
  }
}
