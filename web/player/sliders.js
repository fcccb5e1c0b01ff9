// Sliders: how a position and a value belong together, and what happens when the reader lets go.

import { number, percentage, tenThousand } from "../lib/format.js";
import * as scale from "./scale.js";

/** @typedef {import("../lib/format.js").Format} Format */

/**
 * How a slider's position and its value belong together, by data-scale. A position is the input's
 * own number, 0 to max.
 * @typedef {object} Scale
 * @property {(position: number, max: number) => number} value
 * @property {(value: number, max: number) => number} position
 * @property {(format: Format, value: number) => string} text    the value in words
 * @property {(format: Format, value: number) => string} spoken  what fills the slot of data-spoken
 * @property {((value: number, direction: 1 | -1) => number) | null} step  what an arrow key goes to; null: as the browser does
 * @property {(value: number, direction: 1 | -1) => number} [leap]  what PageUp and PageDown go to; none: as the browser does
 */

/** @param {Format} format @param {number} value */
const wholePercentage = (format, value) => percentage(format, value, 0);

/** @type {Scale} */
const plain = { value: (position) => position, position: (value) => value, text: number, spoken: number, step: null };

/** @type {Record<string, Scale>} */
export const scales = {
  /** Per cent, 0 to max. */
  percent: { value: (position) => position, position: (value) => value, text: percentage, spoken: percentage, step: null },
  /** Hours since the slider's start. */
  hours: plain,
  /** A number that the scene's own script knows how to drag. */
  plain,
  /** A whole per cent. */
  whole: { value: (position) => position, position: (value) => value, text: wholePercentage, spoken: wholePercentage, step: null },
  /** A place, by data-places, at each fifth; arrow keys go from one to the next. */
  fifth: {
    value: (position) => position,
    position: (value) => value,
    text: number,
    spoken: number,
    step: (value, direction) => Math.min(100, Math.max(20, 20 * (direction > 0 ? Math.floor(value / 20) + 1 : Math.ceil(value / 20) - 1))),
  },
  /** A number of ten thousand, on a logarithmic scale. */
  guess: {
    value: (position, max) => scale.at(position / max),
    position: (value, max) => scale.share(value) * max,
    text: tenThousand,
    spoken: number,
    step: scale.step,
    leap: scale.leap,
  },
};

/** A data attribute that the build always writes. @param {Element} element @param {string} name @returns {string} */
export const data = (element, name) => /** @type {any} */ (element).dataset[name];

/** @param {HTMLInputElement} input */
export const scaleOf = (input) => scales[data(input, "scale")];

/** The places of a slider that stand for reported figures. @param {HTMLInputElement} input @returns {scale.Report[] | null} */
export const reportsOf = (input) => input.dataset.reports ? JSON.parse(input.dataset.reports) : null;

/** @param {HTMLInputElement} input */
export const valueOf = (input) => scaleOf(input).value(input.valueAsNumber, Number(input.max));

/** The step that a control belongs to, "ballot.", from its name. @param {string} name */
export const stepOf = (name) => name.slice(0, name.indexOf(".") + 1);

/** Letting go of a slider, in ms: a press shorter than this is no drag; how long what it opened stays; and which pause of the keys counts. */
const SHORT_PRESS = 250;
const STAYS_OPEN = 4000;
const KEYS_PAUSE = 1200;

/**
 * Watches when the reader lets go of a slider: one that tells has its scene show the outcome then,
 * one that springs loses its choice. With keys, a pause or leaving the slider counts as letting go.
 * @param {HTMLInputElement} input
 * @param {object} controls
 * @param {(name: string) => boolean} controls.isChosen
 * @param {(name: string, value: string) => void} controls.choose an empty value clears the choice
 * @param {(input: HTMLInputElement, value: number) => void} controls.slide
 */
export function watchRelease(input, { isChosen, choose, slide }) {
  const springs = "springs" in input.dataset;
  if (!springs && !("tells" in input.dataset)) return;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let pressed = 0; // when, in ms
  const release = () => {
    clearTimeout(timer);
    const told = stepOf(input.name) + "told";
    if (!isChosen(input.name)) return;
    if (springs) choose(input.name, "");
    else if (!isChosen(told)) choose(told, "yes");
  };
  const releaseAfter = (/** @type {number} */ wait) => {
    clearTimeout(timer);
    timer = setTimeout(release, wait);
  };
  input.addEventListener("pointerdown", (event) => {
    clearTimeout(timer);
    pressed = event.timeStamp;
    if (springs) slide(input, valueOf(input));
  });
  for (const type of ["pointerup", "pointercancel"]) {
    input.addEventListener(type, (event) => {
      const short = springs && event.timeStamp - pressed < SHORT_PRESS;
      pressed = 0;
      releaseAfter(short ? STAYS_OPEN : 0);
    });
  }
  input.addEventListener("input", () => pressed || releaseAfter(springs ? STAYS_OPEN : KEYS_PAUSE));
  input.addEventListener("keydown", ({ key }) => {
    if (key === "Enter" && springs && !isChosen(input.name)) slide(input, valueOf(input));
    else if (key === "Enter" || (key === "Escape" && springs)) release();
    else if (scaleOf(input).step && /^(Arrow|Page)/.test(key)) releaseAfter(STAYS_OPEN);
  });
  input.addEventListener("blur", release);
}
