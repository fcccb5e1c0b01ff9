// Figures in the host's own text:
//
//   <span data-two-boxes-counter="turnout">12.5%</span>
//
// Their text is always a reported one: the host's own, or the latest reading of a live feed. While an
// explainer plays the scene that a figure belongs to, the figure has the attribute
// data-two-boxes-playing and a dotted underline, which moves nothing.

import { decimals, number } from "../lib/format.js";

/** @typedef {{decimal: string, group: string}} Separators  of a language */

/** How a figure looks while its scene plays; any rule of the host's own comes first. */
const playing = ":where([data-two-boxes-playing]) { text-decoration: underline dotted; text-underline-offset: .2em }";

/** The number in a figure's text, or the dash in its place until something is reported. */
const numeral = /\d(?:[\d.,'’٫٬\u00a0\u202f ]*\d)?/;
const dash = /[–—]/;

/** One marked element. */
class Figure {
  /** @param {HTMLElement} element @param {Record<string, {format: Separators}>} languages */
  constructor(element, languages) {
    this.element = element;
    this.name = element.dataset.twoBoxesCounter ?? "";
    this.scene = BUILD_COUNTERS[this.name];
    const own = element.textContent ?? "";
    const { 0: slot = "", index = 0 } = numeral.exec(own) ?? dash.exec(own) ?? {};
    this.around = slot ? [own.slice(0, index), own.slice(index + slot.length)] : null; // null: no figure to replace
    const lang = element.closest("[lang]")?.getAttribute("lang") ?? "";
    // Of a language that the explainer doesn't speak, the text itself shows the separator.
    const decimal = /\D(?=\d\d?$)/.exec(slot)?.[0] ?? ".";
    this.format = (languages[lang] ?? languages[lang.split("-")[0]])?.format ?? { decimal, group: "" };
  }

  /** @param {number} value */
  #text(value) {
    return (this.around ?? [""]).join(number(this.format, value, decimals(value)));
  }

  /** Shows a live figure, in per cent, in place of the host's own. @param {number} value */
  report(value) {
    const text = this.#text(value);
    if (this.around && this.element.textContent !== text) this.element.textContent = text;
  }

  /** Keeps room for any percentage: a live figure changes its length. */
  reserve() {
    const { element, element: { style } } = this;
    if (!this.around || style.minWidth || !getComputedStyle(element).display.startsWith("inline")) return;
    const own = [...element.childNodes];
    Object.assign(style, { display: "inline-block", whiteSpace: "nowrap", fontVariantNumeric: "lining-nums tabular-nums" });
    element.textContent = this.#text(88.88);
    const { width, fontSize } = getComputedStyle(element);
    style.minWidth = `${parseFloat(width) / parseFloat(fontSize)}em`; // hidden, it has no width yet
    element.replaceChildren(...own);
  }

  /** @param {boolean} on whether its scene plays */
  mark(on) {
    this.element.toggleAttribute("data-two-boxes-playing", on);
  }
}

export class Counters {
  /** @type {Map<Element, Figure>} */ #figures = new Map();
  /**
   * What the frames said: the scene, whether it plays, whether the turnout is a live feed's.
   * @type {Map<HTMLIFrameElement, {scene: string, plays: boolean, live: boolean}>}
   */
  #explainers = new Map();
  /** The latest live turnout, in per cent. @type {number | undefined} */ #turnout;

  /** @param {Record<string, {format: Separators}>} languages */
  constructor(languages) {
    this.languages = languages;
    if (!document.adoptedStyleSheets) return; // an old browser shows no underline
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(playing);
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
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
    this.#show();
  }

  /** @param {HTMLIFrameElement} frame @param {any} data one of the explainer's messages */
  hear(frame, data) {
    const explainer = this.#explainers.get(frame) ?? { scene: "", plays: false, live: false };
    this.#explainers.set(frame, explainer);
    switch (data.type) {
      case "state":
        explainer.plays = data.state === "playing";
        break;
      case "scene":
        explainer.scene = data.scene;
        break;
      case "reading":
        if (typeof data.turnout !== "number" || !(data.turnout >= 0 && data.turnout <= 100)) return;
        explainer.live = true;
        this.#turnout = data.turnout;
        break;
      default:
        return;
    }
    this.#show();
  }

  /** Lets go of a frame that has left the page. @param {HTMLIFrameElement} frame */
  forget(frame) {
    this.#explainers.delete(frame);
    this.#show();
  }

  #show() {
    const explainers = [...this.#explainers.values()];
    const live = explainers.some((e) => e.live);
    for (const figure of this.#figures.values()) {
      const turnout = figure.name === "turnout";
      if (turnout && this.#turnout !== undefined) figure.report(this.#turnout);
      // Where there is a live turnout, that of an explainer without one is another election's.
      figure.mark(explainers.some((e) => e.plays && e.scene === figure.scene && (e.live || !live || !turnout)));
    }
  }
}
