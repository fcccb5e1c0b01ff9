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

/**
 * A place on a slider that stands for a reported figure, in data-reports.
 * @typedef {object} Report
 * @property {number} at      the place, a value of the slider
 * @property {number} value   the figure, in per cent
 * @property {string} control it holds while this control
 * @property {string} choice  has this value
 */

/**
 * The report that a slider's value lies on, if any. The scene has the same rule (targetOf in
 * scenes/turnout).
 * @param {Report[]} reports
 * @param {number} snap  the distance from a report within which a value lies on it
 * @param {number} value
 * @param {(control: string) => string} chosen  a control's value
 */
export const reportAt = (reports, snap, value, chosen) =>
  reports.find(({ at, control, choice }) => chosen(control) === choice && value > at - snap && value < at + snap);

/** @type {Record<string, Scale>} */
export const scales = {
  /** Per cent, 0 to max. */
  percent: { value: (position) => position, position: (value) => value, text: percentage, spoken: percentage, step: null },
  /** A number of ten thousand, on a logarithmic scale. */
  guess: {
    value: (position, max) => scale.at(position / max),
    position: (value, max) => scale.share(value) * max,
    text: tenThousand,
    spoken: number,
    step: scale.step,
  },
};

/** @param {HTMLInputElement} input */
const scaleOf = (input) => scales[input.dataset.scale ?? ""] ?? scales.percent;

/** @param {HTMLInputElement} input */
const valueOf = (input) => scaleOf(input).value(input.valueAsNumber, Number(input.max));

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
  text.split(" ").filter(Boolean).map((pair) => {
    const [name, value = ""] = pair.split("=");
    return [name, value];
  });

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

export class Controls {
  #main;
  #format;
  #onChoice;
  /** The choices that are shown. @type {Choices} */
  #choices = {};
  /** The values before the reader chooses. @type {Record<string, string>} */
  #defaults = {};

  /**
   * @param {HTMLElement} main the explainer
   * @param {Format} format
   * @param {(name: string, value: string) => void} onChoice called for every choice the reader makes; an empty value clears it
   */
  constructor(main, format, onChoice) {
    this.#main = main;
    this.#format = format;
    this.#onChoice = onChoice;
    for (const input of this.#all("input[type=radio][checked]")) this.#defaults[input.name] = input.value;
    main.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "radio") this.#onChoice(target.name, target.value);
    });
    main.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "range") this.#slide(target, valueOf(target));
    });
    main.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button[data-control]");
      if (button instanceof HTMLButtonElement) this.#press(button);
    });
    for (const input of this.#all("input[type=range]")) this.#watchKeys(input);
    for (const token of main.querySelectorAll("[data-drag]")) this.#makeDraggable(/** @type {HTMLElement} */ (token));
  }

  /** @param {string} selector @returns {NodeListOf<HTMLInputElement>} */
  #all(selector) {
    return this.#main.querySelectorAll(selector);
  }

  /** @param {string} name */
  #value(name) {
    return this.#choices[name] ?? this.#defaults[name] ?? "";
  }

  /** A single button toggles its choice. @param {HTMLButtonElement} button */
  #press(button) {
    const name = button.dataset.control ?? "";
    this.#onChoice(name, this.#value(name) === button.value ? "" : button.value);
  }

  /** @param {HTMLInputElement} input @param {number} value */
  #slide(input, value) {
    this.#setSlider(input, value);
    this.#onChoice(input.name, String(value));
  }

  /** Moves a slider without choosing. @param {HTMLInputElement} input @param {number} value */
  #setSlider(input, value) {
    if (valueOf(input) !== value) input.valueAsNumber = scaleOf(input).position(value, Number(input.max));
    this.#speak(input);
  }

  /**
   * Says where a slider stands: the reader's own number or, on a slider with reports, the reported
   * figure, and between two of them that there is none.
   * @param {HTMLInputElement} input
   */
  #speak(input) {
    const { spoken = "", reports, snap, between = "" } = input.dataset;
    const say = (/** @type {string} */ figure) => input.setAttribute("aria-valuetext", spoken.replace(/\{=.*?\}/, figure));
    if (!reports) return say(scaleOf(input).spoken(this.#format, valueOf(input)));
    const report = reportAt(JSON.parse(reports), Number(snap), valueOf(input), (name) => this.#value(name));
    if (report) say(percentage(this.#format, report.value, decimals(report.value)));
    else input.setAttribute("aria-valuetext", between);
  }

  /**
   * Moves a step's sliders to the reported figures that its scene shows, until the reader has used them.
   * @param {Element} step
   * @param {Record<string, number>} values by the counter's name
   */
  follow(step, values) {
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-counter]"))) {
      const value = values[input.dataset.counter ?? ""];
      if (value !== undefined && !(input.name in this.#choices)) this.#setSlider(input, value);
    }
  }

  /** Lets the arrow keys go from round number to round number. @param {HTMLInputElement} input */
  #watchKeys(input) {
    const { step } = scaleOf(input);
    this.#setSlider(input, valueOf(input));
    if (!step) return;
    input.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
      if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
      const mirrored = /Left|Right/.test(event.key) && isMirrored(input) ? -1 : 1;
      event.preventDefault();
      this.#slide(input, step(valueOf(input), direction * mirrored > 0 ? 1 : -1));
    });
  }

  /**
   * Lets something be dragged across the stage. Where it is dropped, the control under it is
   * pressed: dragging does nothing that a button doesn't do.
   * @param {HTMLElement} token
   */
  #makeDraggable(token) {
    const name = token.dataset.control ?? "";
    const stage = /** @type {HTMLElement} */ (token.closest(".spots"));
    token.addEventListener("pointerdown", (event) => {
      if (event.button === 0) token.setPointerCapture(event.pointerId);
    });
    token.addEventListener("pointermove", (event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      const units = getComputedStyle(stage).getPropertyValue("--units").trim().split(" ").map(Number);
      this.#onChoice(name, stagePoint(event, stage.getBoundingClientRect(), units, isMirrored(stage)));
    });
    const drop = (/** @type {PointerEvent} */ event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      token.releasePointerCapture(event.pointerId);
      if (!this.#choices[name]) return;
      this.#onChoice(name, "");
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const target = under.find((e) => e !== token && stage.contains(e) && e.matches("label, button"));
      if (event.type === "pointerup" && target instanceof HTMLElement) target.click();
    };
    token.addEventListener("pointerup", drop);
    token.addEventListener("pointercancel", drop);
  }

  /** Shows the choices, and the outcome that they lead to. @param {Choices} choices */
  show(choices) {
    this.#choices = choices;
    for (const button of this.#main.querySelectorAll("button[data-control]")) {
      const { dataset, value } = /** @type {HTMLButtonElement} */ (button);
      button.setAttribute("aria-pressed", String(this.#value(dataset.control ?? "") === value));
    }
    for (const input of this.#all("input[type=range]")) this.#speak(input);
    for (const own of /** @type {NodeListOf<HTMLDataElement>} */ (this.#main.querySelectorAll("data[data-choice]"))) {
      const name = own.dataset.choice ?? "";
      const input = this.slider(name);
      if (!input) continue;
      own.value = this.#value(name);
      own.textContent = own.value === "" ? "…" : scaleOf(input).text(this.#format, Number(own.value));
    }
    for (const results of this.#main.querySelectorAll(".results")) {
      const outcomes = [...results.querySelectorAll("[data-when]")];
      const fit = outcomeFor(outcomes.map((o) => conditions(/** @type {HTMLElement} */ (o).dataset.when ?? "")), choices, this.#defaults);
      outcomes.forEach((o, i) => o.toggleAttribute("data-shown", i === fit));
      results.toggleAttribute("data-empty", fit < 0);
    }
    for (const now of this.#main.querySelectorAll(".now")) this.#describe(now);
  }

  /**
   * Describes the picture as the choices made it: their values, and the outcome. Until the reader
   * chooses, the step's own description fits.
   * @param {Element} now
   */
  #describe(now) {
    const step = /** @type {HTMLElement} */ (now.closest("[data-step]"));
    /** @type {(string | Node)[][]} */
    const lines = [];
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-control]"))) {
      const holds = input.type === "radio" ? this.#value(input.name) === input.value : input.name in this.#choices;
      if (!holds) continue;
      const legend = input.closest(".group, .slider")?.querySelector(".legend")?.textContent;
      const value = input.getAttribute("aria-valuetext") ?? input.closest("label")?.textContent?.trim() ?? "";
      lines.push([`${legend}: `, input.dataset.model ? ownNumber(input.dataset.model, this.#value(input.name), value) : value]);
    }
    const outcome = this.outcome(step);
    if (outcome) lines.push([outcome]);
    const chosen = hasChoice(this.#choices, step.dataset.step + ".");
    now.replaceChildren(...(chosen ? lines : []).map((line) => {
      const p = document.createElement("p");
      p.append(...line);
      return p;
    }));
  }

  /** The slider of a name, if that is one. @param {string} name @returns {HTMLInputElement | null} */
  slider(name) {
    return this.#main.querySelector(`input[type=range][name="${name}"]`);
  }

  /**
   * The outcome a step shows now, without links and source marks; the reader's own numbers stay marked.
   * @param {Element} step
   * @returns {DocumentFragment | null}
   */
  outcome(step) {
    const shown = /** @type {Element | undefined} */ (step.querySelector("[data-shown]")?.cloneNode(true));
    if (!shown) return null;
    for (const mark of shown.querySelectorAll(".cite")) mark.remove();
    for (const link of shown.querySelectorAll("a")) link.replaceWith(link.textContent ?? "");
    const outcome = new DocumentFragment();
    outcome.append(...shown.childNodes);
    return outcome;
  }
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

/** @param {Element} element */
const isMirrored = (element) => getComputedStyle(element).direction === "rtl";
