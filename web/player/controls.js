// The controls of the stage: real buttons, radio buttons and sliders, which the page lays over the
// picture. They report the reader's choices, and show those that session.js keeps.

import { number, percentage, tenThousand } from "../lib/format.js";
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

/** @type {Record<string, Scale>} */
export const scales = {
  /** Per cent, 0 to max. */
  percent: { value: (position) => position, position: (value) => value, text: percentage, spoken: percentage, step: null },
  /** Hours since the slider's start. */
  hours: { value: (position) => position, position: (value) => value, text: number, spoken: number, step: null },
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

/** The places of a slider that stand for reported figures. @param {HTMLInputElement} input @returns {scale.Report[] | null} */
const reportsOf = (input) => input.dataset.reports ? JSON.parse(input.dataset.reports) : null;

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

/** How far a pointer moves before it drags what it could also press, in CSS px. */
const dragDistance = 6;

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
    const reports = reportsOf(input);
    const own = () => data(input, "spoken").replace(/\{=.*?\}/, scaleOf(input).spoken(format, valueOf(input)));
    const report = reports?.find(({ at }) => at === valueOf(input));
    input.setAttribute("aria-valuetext", reports ? report?.text ?? data(input, "between") : own());
  }

  /** @param {HTMLInputElement} input @param {number} value */
  function slide(input, value) {
    setSlider(input, value);
    onChoice(input.name, String(value));
  }

  /** Lets the arrow keys go from round number to round number, or from report to report. @param {HTMLInputElement} input */
  function watchKeys(input) {
    const reports = reportsOf(input);
    const step = reports ? scale.nextReport.bind(null, reports) : scaleOf(input).step;
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

  /** Where on its stage a pointer is. @param {Element} control @param {PointerEvent} event */
  function pointOnStage(control, event) {
    const stage = /** @type {HTMLElement} */ (control.closest(".spots"));
    const units = getComputedStyle(stage).getPropertyValue("--units").trim().split(" ").map(Number);
    return stagePoint(event, stage.getBoundingClientRect(), units, isMirrored(stage));
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
      onChoice(name, pointOnStage(token, event));
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
   * Lets a radio button's part of the picture be dragged to the place where that chooses it. A short
   * press still presses it.
   * @param {HTMLLabelElement} label
   * @param {Element} place
   */
  function makeDroppable(label, place) {
    const input = /** @type {HTMLInputElement} */ (label.control);
    const name = `${input.name}.carried`;
    /** Where it was pressed. @type {PointerEvent | null} */
    let from = null;
    let isDragged = false;
    label.addEventListener("pointerdown", (event) => {
      isDragged = false;
      if (event.button !== 0 || !event.isPrimary) return;
      from = event;
      label.setPointerCapture(event.pointerId);
    });
    label.addEventListener("pointermove", (event) => {
      if (!from) return;
      isDragged ||= Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > dragDistance;
      if (isDragged) onChoice(name, `${input.value} ${pointOnStage(label, event)}`);
    });
    const release = (/** @type {PointerEvent} */ event) => {
      if (!from) return;
      from = null;
      if (!isDragged) return;
      onChoice(name, "");
      const { left, right, top, bottom } = place.getBoundingClientRect();
      const isInside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
      if (event.type !== "pointerup" || !isInside || valueFor(input.name) === input.value) return;
      input.checked = true;
      onChoice(input.name, input.value);
    };
    label.addEventListener("pointerup", release);
    label.addEventListener("pointercancel", release);
    label.addEventListener("click", (event) => { if (isDragged && event.detail > 0) event.preventDefault(); }, true); // 0: by keys
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
  for (const input of inputs("[type=range]")) watchKeys(input);
  for (const token of main.querySelectorAll("[data-drag]")) makeDraggable(/** @type {HTMLElement} */ (token));
  for (const place of main.querySelectorAll("[data-drop]")) {
    for (const label of /** @type {Element} */ (place.parentElement).querySelectorAll("label")) makeDroppable(label, place);
  }
  main.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") onChoice(target.name, target.value);
  });
  main.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
    const reports = reportsOf(target);
    slide(target, reports ? scale.snapped(reports, Number(data(target, "snap")), valueOf(target)) : valueOf(target));
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
        const report = reportsOf(input)?.find(({ value }) => value !== undefined && value === values[data(input, "counter")]);
        if (report && !(input.name in choices)) setSlider(input, report.at);
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
