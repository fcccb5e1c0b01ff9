// The controls of the stage: real buttons, radio buttons and sliders, which the page lays over the
// picture. They report the reader's choices, and show those that session.js keeps.

import { decimals, number, percentage, tenThousand } from "../lib/format.js";
import * as scale from "./scale.js";

/** @typedef {import("../lib/format.js").Format} Format */
/** @typedef {Readonly<Record<string, string>>} Choices  values by control name, "ballot.box": "for" */

/**
 * How a slider's position and its value belong together, by data-scale. A position is the input's
 * own number, 0 to max.
 * @typedef {object} Scale
 * @property {(position: number, max: number) => number} value
 * @property {(value: number, max: number) => number} position
 * @property {(format: Format, value: number) => string} text    the value in words
 * @property {(format: Format, value: number) => string} spoken  what fills the slot of data-spoken
 * @property {((value: number, direction: 1 | -1) => number) | null} step  what an arrow key goes to; null: as the browser does
 */

/** @param {Format} format @param {number} value */
const wholePercentage = (format, value) => percentage(format, value, 0);

/** @type {Record<string, Scale>} */
export const scales = {
  /** Per cent, 0 to max. */
  percent: { value: (position) => position, position: (value) => value, text: percentage, spoken: percentage, step: null },
  /** A whole per cent. */
  whole: { value: (position) => position, position: (value) => value, text: wholePercentage, spoken: wholePercentage, step: null },
  /** A place, by data-places; arrow keys go from quarter to quarter. */
  quarter: {
    value: (position) => position,
    position: (value) => value,
    text: number,
    spoken: number,
    step: (value, direction) => Math.min(100, Math.max(0, 25 * (direction > 0 ? Math.floor(value / 25) + 1 : Math.ceil(value / 25) - 1))),
  },
  /** A number of ten thousand, on a logarithmic scale. */
  guess: {
    value: (position, max) => scale.at(position / max),
    position: (value, max) => scale.share(value) * max,
    text: tenThousand,
    spoken: number,
    step: scale.step,
  },
};

/** A data attribute that the build always writes. @param {Element} element @param {string} name @returns {string} */
const data = (element, name) => /** @type {any} */ (element).dataset[name];

/** @param {HTMLInputElement} input */
const scaleOf = (input) => scales[data(input, "scale")];

/** @param {HTMLInputElement} input */
const valueOf = (input) => scaleOf(input).value(input.valueAsNumber, Number(input.max));

/** Letting go of a slider, in ms: a press shorter than this is no drag; how long what it opened stays; and which pause of the keys counts. */
const SHORT_PRESS = 250;
const STAYS_OPEN = 4000;
const KEYS_PAUSE = 1200;

/** The step that a control belongs to, "ballot.", from its name. @param {string} name */
const stepOf = (name) => name.slice(0, name.indexOf(".") + 1);

/**
 * Whether the reader has made a choice in a step.
 * @param {Choices} choices
 * @param {string} step "ballot."
 */
export const hasChoice = (choices, step) => Object.keys(choices).some((name) => name.startsWith(step));

/**
 * Reads an outcome's conditions as the page carries them, "ballot.room=two ballot.box=for".
 * @param {string} text
 * @returns {[name: string, value: string][]}
 */
export const conditions = (text) =>
  [...text.matchAll(/(\S+)=(\S*)/g)].map(([, name, value]) => [name, value]);

/**
 * Which outcome the choices lead to: the first whose conditions all hold. A default counts once
 * the reader has made a choice in its step.
 * @param {[name: string, value: string][][]} outcomes their conditions; one without any never fits
 * @param {Choices} choices
 * @param {Choices} defaults
 * @returns {number} its index, or -1
 */
export const outcomeFor = (outcomes, choices, defaults) =>
  outcomes.findIndex((all) => all.length > 0 && all.every(([name, value]) =>
    value === (choices[name] ?? (hasChoice(choices, stepOf(name)) ? defaults[name] ?? "" : ""))));

/**
 * Where on the stage a pointer is, in the stage's units.
 * @param {{clientX: number, clientY: number}} pointer
 * @param {{left: number, top: number, width: number, height: number}} box of the stage, in CSS px
 * @param {number[]} units the stage's width and height
 * @param {boolean} mirrored the stage is drawn right to left
 * @returns {string} "x y", whole units, as a choice's value
 */
export function stagePoint({ clientX, clientY }, box, [width, height], mirrored) {
  const x = ((clientX - box.left) / box.width) * width;
  const y = ((clientY - box.top) / box.height) * height;
  return `${Math.round(mirrored ? width - x : x)} ${Math.round(y)}`;
}

/** @param {Element} element */
const isMirrored = (element) => getComputedStyle(element).direction === "rtl";

/** @typedef {ReturnType<typeof createControls>} Controls */

/**
 * @param {HTMLElement} main the explainer
 * @param {Format} format
 * @param {(name: string, value: string) => void} onChoice called for every choice the reader makes; an empty value clears it
 */
export function createControls(main, format, onChoice) {
  /** The choices that are shown. @type {Choices} */
  let choices = {};
  /** The values before the reader chooses. @type {Record<string, string>} */
  const defaults = {};

  /** @param {string} selector @returns {NodeListOf<HTMLInputElement>} */
  const inputs = (selector) => main.querySelectorAll(`input${selector}`);

  /** The value that holds now. @param {string} name of the control */
  const valueFor = (name) => choices[name] ?? defaults[name] ?? "";

  /** The slider of a name, if that is one. @param {string} name @returns {HTMLInputElement | undefined} */
  const slider = (name) => inputs(`[type=range][name="${name}"]`)[0];

  /**
   * The outcome a step shows now, without links; the reader's own numbers stay marked.
   * @param {Element} step
   * @returns {DocumentFragment | null}
   */
  function outcome(step) {
    const shown = /** @type {Element | undefined} */ (step.querySelector("[data-shown]")?.cloneNode(true));
    if (!shown) return null;
    for (const link of shown.querySelectorAll("a")) link.replaceWith(link.textContent ?? "");
    for (const own of shown.querySelectorAll('.own:has([data-choice][value=""])')) own.remove(); // about a choice not made
    for (const own of shown.querySelectorAll("[data-choice]")) own.removeAttribute("data-choice"); // a copy stays as it is
    const fragment = new DocumentFragment();
    fragment.append(...shown.childNodes);
    return fragment;
  }

  /** Moves a slider without choosing. @param {HTMLInputElement} input @param {number} value */
  function setSlider(input, value) {
    if (valueOf(input) !== value) input.valueAsNumber = scaleOf(input).position(value, Number(input.max));
    describeSlider(input);
  }

  /**
   * Writes the text of a slider's value for screen readers: the reader's own number or, on a slider
   * with reports, the reported figure, and between two of them that there is none.
   * @param {HTMLInputElement} input
   */
  function describeSlider(input) {
    const { reports, snap, between = "", places, unset } = input.dataset;
    if (unset && !(input.name in choices)) return input.setAttribute("aria-valuetext", unset);
    if (places) return input.setAttribute("aria-valuetext", scale.placeAt(JSON.parse(places), valueOf(input)));
    const own = () => scaleOf(input).spoken(format, valueOf(input));
    const report = reports && scale.reportAt(JSON.parse(reports), Number(snap), valueOf(input), valueFor);
    const figure = !reports ? own() : report ? percentage(format, report.value, decimals(report.value)) : null;
    input.setAttribute("aria-valuetext", figure === null ? between : data(input, "spoken").replace(/\{=.*?\}/, figure));
  }

  /** @param {HTMLInputElement} input @param {number} value */
  function slide(input, value) {
    setSlider(input, value);
    onChoice(input.name, String(value));
  }

  /** Lets the arrow keys go from round number to round number. @param {HTMLInputElement} input */
  function watchKeys(input) {
    const { step } = scaleOf(input);
    setSlider(input, valueOf(input));
    if (!step) return;
    input.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
      if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
      const mirrored = /Left|Right/.test(event.key) && isMirrored(input) ? -1 : 1;
      event.preventDefault();
      slide(input, step(valueOf(input), direction * mirrored > 0 ? 1 : -1));
    });
  }

  /**
   * Watches when the reader lets go of a slider: one that tells has its scene show the outcome then,
   * one that springs loses its choice. With keys, a pause or leaving the slider counts as letting go.
   * @param {HTMLInputElement} input
   */
  function watchRelease(input) {
    const springs = "springs" in input.dataset;
    if (!springs && !("tells" in input.dataset)) return;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    let timer;
    let pressed = 0; // when, in ms
    const release = () => {
      clearTimeout(timer);
      const told = stepOf(input.name) + "told";
      if (!(input.name in choices)) return;
      if (springs) onChoice(input.name, "");
      else if (!(told in choices)) onChoice(told, "yes");
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
      if (key === "Enter" && springs && !(input.name in choices)) slide(input, valueOf(input));
      else if (key === "Enter" || (key === "Escape" && springs)) release();
      else if (scaleOf(input).step && key.startsWith("Arrow")) releaseAfter(STAYS_OPEN);
    });
    input.addEventListener("blur", release);
  }

  /**
   * Lets something be dragged across the stage. Where it is dropped, the control under it is
   * pressed: dragging does nothing that a button doesn't do.
   * @param {HTMLElement} token
   */
  function makeDraggable(token) {
    const name = data(token, "control");
    const stage = /** @type {HTMLElement} */ (token.closest(".spots"));
    token.addEventListener("pointerdown", (event) => {
      if (event.button === 0) token.setPointerCapture(event.pointerId);
    });
    token.addEventListener("pointermove", (event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      const units = getComputedStyle(stage).getPropertyValue("--units").trim().split(" ").map(Number);
      onChoice(name, stagePoint(event, stage.getBoundingClientRect(), units, isMirrored(stage)));
    });
    const drop = (/** @type {PointerEvent} */ event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      token.releasePointerCapture(event.pointerId);
      if (!choices[name]) return;
      onChoice(name, "");
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const target = under.find((e) => e !== token && stage.contains(e) && e.matches("label, button"));
      if (event.type === "pointerup" && target instanceof HTMLElement) target.click();
    };
    token.addEventListener("pointerup", drop);
    token.addEventListener("pointercancel", drop);
  }

  /**
   * Describes the picture as the choices made it: their values, and the outcome. Until the reader
   * chooses, the step's own description fits.
   * @param {Element} now
   */
  function describe(now) {
    const step = /** @type {HTMLElement} */ (now.closest("[data-step]"));
    /** @type {(string | Node)[][]} */
    const lines = [];
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-control]"))) {
      const holds = input.type === "radio" ? valueFor(input.name) === input.value : input.name in choices;
      if (!holds) continue;
      const legend = /** @type {Element} */ (input.closest(".group, .slider")).querySelector(".legend")?.textContent;
      const value = input.getAttribute("aria-valuetext") ?? input.closest("label")?.textContent?.trim() ?? "";
      lines.push([`${legend}: `, input.dataset.model ? ownNumber(input.dataset.model, valueFor(input.name), value) : value]);
    }
    const result = outcome(step);
    if (result) lines.push([result]);
    const chosen = hasChoice(choices, step.dataset.step + ".");
    now.replaceChildren(...(chosen ? lines : []).map((line) => {
      const p = document.createElement("p");
      p.append(...line);
      return p;
    }));
  }

  for (const input of inputs("[type=radio][checked]")) defaults[input.name] = input.value;
  for (const input of inputs("[type=range]")) {
    watchKeys(input);
    watchRelease(input);
  }
  for (const token of main.querySelectorAll("[data-drag]")) makeDraggable(/** @type {HTMLElement} */ (token));
  main.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") onChoice(target.name, target.value);
  });
  main.addEventListener("input", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "range") slide(target, valueOf(target));
  });
  main.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button[data-control]");
    if (!(button instanceof HTMLButtonElement)) return;
    const name = data(button, "control");
    onChoice(name, valueFor(name) === button.value ? "" : button.value); // a single button toggles its choice
  });

  return {
    slider,
    outcome,

    /** Shows the choices, and the outcome that they lead to. @param {Choices} next */
    show(next) {
      choices = next;
      for (const button of main.querySelectorAll("button[data-control]")) {
        const { value } = /** @type {HTMLButtonElement} */ (button);
        button.setAttribute("aria-pressed", String(valueFor(data(button, "control")) === value));
      }
      for (const step of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-invites]"))) {
        step.toggleAttribute("data-told", `${step.dataset.step}.told` in choices);
      }
      for (const input of inputs("[type=range]")) describeSlider(input);
      for (const own of /** @type {NodeListOf<HTMLDataElement>} */ (main.querySelectorAll("data[data-choice]"))) {
        const name = data(own, "choice");
        const input = slider(name);
        if (!input) continue;
        own.value = valueFor(name);
        own.textContent = own.value === "" ? "…" : scaleOf(input).text(format, Number(own.value));
      }
      for (const results of main.querySelectorAll(".results")) {
        const outcomes = [...results.querySelectorAll("[data-when]")];
        const fit = outcomeFor(outcomes.map((o) => conditions(data(o, "when"))), choices, defaults);
        outcomes.forEach((o, i) => o.toggleAttribute("data-shown", i === fit));
        results.toggleAttribute("data-empty", fit < 0);
      }
      for (const now of main.querySelectorAll(".now")) describe(now);
    },

    /**
     * Moves a step's sliders to the reported figures that its scene shows, until the reader has used them.
     * @param {Element} step
     * @param {Record<string, number>} values by the counter's name
     */
    follow(step, values) {
      for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-counter]"))) {
        const value = values[data(input, "counter")];
        if (value !== undefined && !(input.name in choices)) setSlider(input, value);
      }
    },
  };
}

/**
 * A number of the reader's own, marked as such.
 * @param {string} name @param {string} value @param {string} text
 */
function ownNumber(name, value, text) {
  const own = document.createElement("data");
  own.dataset.model = name;
  own.value = value;
  own.textContent = text;
  return own;
}
