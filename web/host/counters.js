// Figures in the host's own text that count in step with the explainer:
//
//   <span data-two-boxes-counter="turnout">99.63%</span>
//
// The text stays where it is, for the space it takes and for who has the page read out; while the
// explainer counts, a copy of it runs on top, out of the layout and unheard.

import { number } from "../lib/format.js";

/** @typedef {{decimal: string, group: string}} Separators  of a language */

/** The number in a figure's text. */
const numerals = /\d(?:[\d.,'’٫٬\u00a0\u202f ]*\d)?/;

/** As many decimals as a value has, but at most so many. @param {number} value @param {number} most */
const decimals = (value, most) => Math.min(most, (String(value).split(".")[1] ?? "").length);

/** One marked element. */
class Figure {
  decimals = 0;
  still = document.createElement("span"); // the element's own text
  #box = document.createElement("span");
  #running = document.createElement("span");
  #copy = this.#running.appendChild(document.createTextNode(""));

  /** @param {HTMLElement} element @param {Record<string, {format: Separators}>} languages */
  constructor(element, languages) {
    this.name = element.dataset.twoBoxesCounter;
    const own = element.textContent ?? "";
    const { 0: numeral = "", index = 0 } = numerals.exec(own) ?? {};
    this.around = numeral ? [own.slice(0, index), own.slice(index + numeral.length)] : null; // null: nothing to count
    const lang = element.closest("[lang]")?.getAttribute("lang") ?? "";
    // Of a language that the explainer doesn't speak, the text itself shows the separator.
    const decimal = /\D(?=\d\d?$)/.exec(numeral)?.[0] ?? ".";
    this.format = (languages[lang] ?? languages[lang.split("-")[0]])?.format ?? { decimal, group: "" };
    this.decimals = numeral.split(this.format.decimal)[1]?.length ?? 0;
    if (!this.around) return;
    this.#box.style.cssText = "display:inline-block;position:relative;white-space:nowrap;font-variant-numeric:lining-nums tabular-nums";
    this.#running.style.cssText = "position:absolute;inset-block-start:0;inset-inline-start:0;user-select:none";
    this.#running.setAttribute("aria-hidden", "true");
    this.#running.hidden = true;
    this.still.append(...element.childNodes);
    this.#box.append(this.still, this.#running);
    element.append(this.#box);
  }

  /** @param {number} value @param {number} places */
  #text(value, places) {
    return (this.around ?? [""]).join(number(this.format, value, places));
  }

  /** Shows a value on its way; one that was reported with fewer decimals keeps them. @param {number} value */
  count(value) {
    if (!this.around) return;
    this.#copy.data = this.#text(value, value ? decimals(value, this.decimals) || this.decimals : this.decimals);
    this.still.style.opacity = "0";
    this.#running.hidden = false;
  }

  /** Shows the figure that is to be read. */
  rest() {
    this.still.style.opacity = "";
    this.#running.hidden = true;
  }

  /** Keeps room for any percentage: a live figure changes its length. */
  reserve() {
    if (!this.around || this.#box.style.minWidth) return;
    this.decimals = 2;
    const own = [...this.still.childNodes];
    this.still.textContent = this.#text(88.88, 2);
    this.#box.style.minWidth = this.#box.offsetWidth / parseFloat(getComputedStyle(this.#box).fontSize) + "em";
    this.still.replaceChildren(...own);
  }

  /** Takes a live figure in place of its own. @param {number} value */
  settle(value) {
    const text = this.#text(value, decimals(value, 2));
    if (this.around && this.still.textContent !== text) this.still.textContent = text;
  }
}

export class Counters {
  /** @type {Map<Element, Figure>} */ #figures = new Map();
  /** The frame that counts. @type {HTMLIFrameElement | undefined} */ #counting;
  /** @type {Map<HTMLIFrameElement, string>} */ #states = new Map();
  /** Live turnouts. @type {Map<HTMLIFrameElement, number>} */ #live = new Map();
  #still = matchMedia("(prefers-reduced-motion: reduce)");

  /** @param {Record<string, {format: Separators}>} languages */
  constructor(languages) {
    this.languages = languages;
  }

  /** Finds the marked elements. @param {Iterable<HTMLIFrameElement>} frames */
  scan(frames) {
    if (document.readyState === "loading") return; // their text may not be there yet
    for (const element of this.#figures.keys()) if (!element.isConnected) this.#figures.delete(element);
    const live = [...frames].some((frame) => /[?&]feed=/.test(frame.src));
    for (const element of document.querySelectorAll("[data-two-boxes-counter]")) {
      let figure = this.#figures.get(element);
      if (!figure) this.#figures.set(element, (figure = new Figure(/** @type {HTMLElement} */ (element), this.languages)));
      if (live && figure.name === "turnout") figure.reserve();
    }
  }

  /** @param {HTMLIFrameElement} frame @param {any} data one of the explainer's messages */
  hear(frame, data) {
    switch (data.type) {
      case "state":
        this.#states.set(frame, data.state);
        if (frame === this.#counting && data.state !== "playing" && data.state !== "paused") this.#rest();
        break;
      case "scene":
        if (frame === this.#counting) this.#rest();
        break;
      case "counters":
        this.#count(frame, data.values);
        break;
      case "reading":
        if (typeof data.turnout !== "number" || !(data.turnout >= 0 && data.turnout <= 100)) break;
        this.#live.set(frame, data.turnout);
        // Where the explainer counts up to it, the figure follows; otherwise it is there at once.
        setTimeout(() => frame !== this.#counting && this.#rest(), 300);
    }
  }

  /** Lets go of a frame that has left the page. @param {HTMLIFrameElement} frame */
  forget(frame) {
    this.#states.delete(frame);
    this.#live.delete(frame);
    if (frame === this.#counting) this.#rest();
  }

  /** @param {HTMLIFrameElement} frame @param {unknown} values */
  #count(frame, values) {
    const moving = this.#states.get(frame) === "playing" || this.#states.get(frame) === "paused";
    if (!moving || this.#still.matches || typeof values !== "object" || !values) return;
    for (const [name, value] of Object.entries(values)) {
      if (typeof value !== "number" || !(value >= 0 && value <= 100)) continue;
      if (name === "turnout" && this.#live.size && !this.#live.has(frame)) continue; // another election's
      this.#counting = frame;
      for (const figure of this.#figures.values()) if (figure.name === name) figure.count(value);
    }
  }

  #rest() {
    this.#counting = undefined;
    const turnout = [...this.#live.values()].at(-1);
    for (const figure of this.#figures.values()) {
      if (figure.name === "turnout" && turnout !== undefined) figure.settle(turnout);
      figure.rest();
    }
  }
}
