// Figures in the host's own text:
//
//   <span data-two-boxes-counter="turnout">12.5%</span>
//   <span data-two-boxes-counter="against" data-unit="north">—%</span>
//
// A figure belongs to the explainer nearest to it, or to the one in data-for="ID". Its text is always a
// reported one: the host's own, or the latest reading of that explainer's feed: of the unit that the figure
// names, or the explainer, or the feed's first. Before the first reading, and once it is withdrawn, it is
// the host's own, in which a dash replaces a nought. The host's text is kept in data-two-boxes-text, so that
// a copy of the page or of a part starts from it. While an explainer plays the scene that a figure belongs
// to, the figure has the attribute data-two-boxes-playing and a dotted underline, which moves nothing.

import { decimals, reportedShare } from "../lib/format.js";
import { FIGURES, option } from "./elements.js";
import { mayHydrate } from "./hydration.js";
import { around, missing, note, queryAll } from "./page.js";
import { nearestFrames } from "./scroll.js";
import { frames } from "./state.js";

/**
 * How a figure looks while its scene plays, room for any percentage in a live one, and that a place has
 * horizontal lines; any rule of the host's own comes first.
 */
export const styles = ":where(:is(b,span,strong,em,two-boxes-counter)[data-two-boxes-text])" +
  "{display:inline-block;min-width:6.5ch;text-align:end;white-space:nowrap;font-variant-numeric:tabular-nums}" +
  ":where([data-two-boxes-playing]){text-decoration:underline dotted;text-underline-offset:.2em}" +
  ":where([data-two-boxes]){writing-mode:horizontal-tb}";

/** Where a figure's text has its number, or the dash in its place: of the first that matches. */
const slots = [
  /\p{Nd}[\p{Nd}.,٫]*(?=\s*[%٪％])/u, /\p{Nd}+([.,٫]\p{Nd}+)?/u, /[–—]/,
];
const nought = /^[0٠۰०０.,٫]+$/;
const marker = "data-two-boxes-text";

/** The text nodes in a node. @param {any} node @returns {Text[]} */
const textsIn = (node) => (node.nodeType === 3 ? [node] : [...node.childNodes].flatMap(textsIn));

/**
 * Takes an element as a figure.
 * @param {HTMLElement} element
 */
function figure(element) {
  /** The text node with the number; without one the whole text is replaced. @type {Text | undefined} */ let node;
  /** The host's own nodes. @type {Node[]} */ let own;
  let data = ""; // the node's own text
  let pattern = slots[0]; // of the number in it
  let slot = ""; // the number
  let host = ""; // the host's own text
  let text = ""; // as it stands in the page

  const copied = element.getAttribute(marker);
  if (copied !== null) element.textContent = copied;
  take();

  /** Reads the host's own text. */
  function take() {
    own = [...element.childNodes];
    host = text = element.textContent ?? "";
    node = undefined;
    slot = "";
    if (/^\s*[–—]\s*$/.test(text)) return;
    for (const candidate of slots) {
      for (const one of textsIn(element)) {
        if (node || !candidate.test(one.data)) continue;
        node = one;
        ({ data } = one);
        pattern = candidate;
        slot = pattern.exec(data)?.[0] ?? "";
      }
    }
  }

  /** As the element's language writes a share in per cent, with the digits that are there. @param {number} value */
  function format(value) {
    const fraction = decimals(value);
    const share = reportedShare(value);
    const lang = [...around(element)].find((part) => part.lang)?.lang.replace(/_/g, "-");
    const percent = !node && !/^\s*[%٪％]/.test(element.nextSibling?.textContent ?? "");
    const write = (/** @type {string} */ locale) => new Intl.NumberFormat(locale, /** @type {Intl.NumberFormatOptions} */ ({
      roundingMode: "halfEven", // as the page and the stage
      minimumFractionDigits: fraction, maximumFractionDigits: fraction, style: percent ? "percent" : "decimal",
      numberingSystem: /\d/.test(slot) ? "latn" : undefined,
    })).format(percent ? share / 100 : share);
    try {
      return write(lang ?? (/,\d\d?$/.test(slot) ? "de" : "en")); // without a language, the text itself shows the separator
    } catch {
      return write("en");
    }
  }

  /**
   * Shows a live figure, or the host's own text.
   * @param {boolean} live there is a feed
   * @param {unknown} [value] that it reports, in per cent; anything else: nothing is reported
   */
  return (live, value) => {
    if (element.textContent !== text || (node && !element.contains(node))) take(); // the host has rewritten it
    if (!live) element.removeAttribute(marker);
    else if (element.getAttribute(marker) !== host) element.setAttribute(marker, host);
    const now = typeof value === "number" && value >= 0 && value <= 100 ? format(value) : live && nought.test(slot) ? "—" : slot;
    const all = data.replace(pattern, () => now);
    if (node) {
      if (node.data !== all) node.data = all;
    } else if (now) {
      if (text !== now) element.replaceChildren(now);
    } else if (element.firstChild !== own[0]) element.replaceChildren(...own);
    text = element.textContent ?? "";
  };
}

/** A parameter of a frame's address; "": there is none. @param {HTMLIFrameElement} frame @param {string} name */
const parameter = ({ src }, name) => new URLSearchParams(src.split(/[?#]/)[1]).get(name) ?? "";

/** The figures in the page, and what shows each. @type {Map<HTMLElement, ReturnType<typeof figure>>} */
const figures = new Map();

/** The units in the latest reading of each feed. @type {Map<string, any[]>} */
const readings = new Map();

/** Finds the marked elements. */
export function scanFigures() {
  if (document.readyState === "loading") return; // their text may not be there yet
  for (const element of figures.keys()) if (!element.isConnected) figures.delete(element);
  for (const element of queryAll(FIGURES)) if (!figures.has(element) && !mayHydrate(element)) figures.set(element, figure(element));
  showFigures();
}

/** @param {HTMLIFrameElement} frame @param {any} reading of its feed */
export function report(frame, reading) {
  // An older page of the explainer sends its own unit alone.
  readings.set(parameter(frame, "feed"), [reading.units ?? reading].flat().filter(Boolean));
}

/** The frames that a figure belongs to: those around it, or in the place that it names. @param {HTMLElement} element */
function framesOf(element) {
  const name = option(element, "for");
  if (!name) return nearestFrames(element, frames.keys());
  const [place] = queryAll(`#${CSS.escape(name)}`);
  const named = [...frames.keys()].filter((frame) => around(frame).has(place));
  if (!named.length) missing(element, "explainer", name, ["the ids of places"]);
  return named;
}

/** Brings the figures in line with the frames. */
export function showFigures() {
  for (const [element, show] of figures) {
    const name = element.dataset.twoBoxesCounter ?? element.getAttribute("of") ?? "";
    const near = framesOf(element);
    const scene = Object.keys(BUILD_COUNTERS).find((id) => BUILD_COUNTERS[id].includes(name));
    if (!scene) missing(element, "figure", name, Object.values(BUILD_COUNTERS).flat());
    if (scene === BUILD_LIVE_SCENE) {
      const own = option(element, "unit");
      const [feeds, ids] = ["feed", "unit"].map((key) => [...new Set(near.map((frame) => (key === "unit" && own) || parameter(frame, key)))]);
      const one = feeds.concat(ids).length < 3;
      const [id] = ids;
      const units = readings.get(feeds[0]);
      const unit = one && (id ? units?.find((u) => u.id === id) : units?.[0]);
      if (!one) note(element, 'several feeds or units; set data-for');
      else if (units && !unit) missing(element, "unit", id, units.map((u) => u.id));
      show(one && Boolean(feeds[0]), unit?.[name]);
    }
    element.toggleAttribute("data-two-boxes-playing", near.some((frame) => {
      const state = frames.get(frame);
      return state?.plays && state.scene === scene;
    }));
  }
}
