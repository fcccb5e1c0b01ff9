// The controls of the stage: real buttons, radio buttons and sliders, which the page lays over the
// picture. They report the reader's choices, and show those that session.js keeps.

import { isMirrored, makeDraggable, makeDroppable } from "./dragging.js";
import { makeHoldable } from "./holding.js";
import * as scale from "./scale.js";
import { data, reportsOf, scaleOf, stepOf, valueOf, watchRelease } from "./sliders.js";

/** @typedef {import("../lib/format.js").Format} Format */
/** @typedef {Readonly<Record<string, string>>} Choices  values by control name, "ballot.box": "for" */

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

/** @typedef {ReturnType<typeof createControls>} Controls */

/**
 * @param {HTMLElement} main the explainer
 * @param {Format} format
 * @param {(name: string, value: string, quiet?: boolean) => void} onChoice called for every choice the reader makes; an empty value clears it;
 *   quiet: what then holds again is not announced
 * @param {(text: string) => void} announce
 */
export function createControls(main, format, onChoice, announce) {
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
   * The outcome a step shows now, or the closing words over it, without links; the reader's own numbers stay marked.
   * @param {Element} step
   * @returns {DocumentFragment | null}
   */
  function outcome(step) {
    const shown = /** @type {Element | undefined} */ (step.querySelector(step.matches("[data-closing]") ? ".closing" : "[data-shown]")?.cloneNode(true));
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
    const { between, places, unset } = input.dataset;
    if (unset && !(input.name in choices)) return input.setAttribute("aria-valuetext", unset);
    if (input.dataset.phrases) return; // the scene's own script does
    if (places) return input.setAttribute("aria-valuetext", scale.placeAt(JSON.parse(places), valueOf(input)));
    const reports = reportsOf(input);
    const own = () => data(input, "spoken").replace(/\{=.*?\}/, scaleOf(input).spoken(format, valueOf(input)));
    const report = reports?.find(({ at }) => at === valueOf(input));
    input.setAttribute("aria-valuetext", reports ? report?.text ?? between ?? "" : own());
  }

  /** @param {HTMLInputElement} input @param {number} value */
  function slide(input, value) {
    setSlider(input, value);
    onChoice(input.name, String(value));
  }

  /** Lets the arrow keys go from round number to round number, or from report to report, and PageUp and PageDown further. @param {HTMLInputElement} input */
  function watchKeys(input) {
    const reports = reportsOf(input);
    const step = reports ? scale.nextReport.bind(null, reports) : scaleOf(input).step;
    setSlider(input, valueOf(input));
    input.addEventListener("keyup", ({ key }) => { // one that goes no further from where an unset slider stands sets it there
      if (input.dataset.unset && !(input.name in choices) && /^(Arrow|Page|Home|End)/.test(key)) slide(input, valueOf(input));
    });
    if (!step) return;
    input.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowRight: 1, PageUp: 1, ArrowDown: -1, ArrowLeft: -1, PageDown: -1 }[event.key];
      const go = event.key.startsWith("Page") ? scaleOf(input).leap : step;
      if (!direction || !go || event.altKey || event.ctrlKey || event.metaKey) return;
      const mirrored = /Left|Right/.test(event.key) && isMirrored(input) ? -1 : 1;
      event.preventDefault();
      slide(input, go(valueOf(input), direction * mirrored > 0 ? 1 : -1));
    });
  }

  /**
   * Describes the picture as the choices made it, by their values: what they lead to is read below it. Until
   * the reader chooses, the step's own description fits.
   * @param {Element} now
   */
  function describe(now) {
    const step = /** @type {HTMLElement} */ (now.closest("[data-step]"));
    /** @type {(string | Node)[][]} */
    const lines = [];
    let isChosen = false;
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-control]"))) {
      const holds = input.type === "radio" ? valueFor(input.name) === input.value : input.name in choices;
      if (!holds) continue;
      isChosen ||= input.name in choices;
      const legend = /** @type {Element} */ (input.closest(".group, .slider")).querySelector(".legend")?.textContent;
      const value = input.getAttribute("aria-valuetext") ?? input.getAttribute("aria-label") ?? "";
      lines.push([`${legend}: `, input.dataset.model ? ownNumber(input.dataset.model, valueFor(input.name), value) : value, "."]);
    }
    now.replaceChildren(...(isChosen ? lines : []).map((line) => {
      const p = document.createElement("p");
      p.append(...line);
      return p;
    }));
  }

  /** Clears the choices that depend on a control: see stage.Control. @param {string} name */
  function clearWithin(name) {
    for (const element of main.querySelectorAll(`[data-within="${name}"]`)) {
      const inner = data(element, "control");
      clearWithin(inner);
      if (inner in choices) onChoice(inner, "", true);
    }
  }

  /**
   * Chooses a radio button. One within another control is kept as well, and who has tried all of them has
   * found the outcome.
   * @param {HTMLInputElement} input
   */
  function choose({ name, value }) {
    clearWithin(name);
    onChoice(name, value);
    const outer = main.querySelector(`.group[data-control="${name}"]`)?.getAttribute("data-within");
    if (!outer) return;
    const values = (/** @type {string} */ group) => Array.from(inputs(`[name="${group}"]`), (input) => input.value);
    onChoice(`${name}.${valueFor(outer)}.${value}`, "yes");
    if (values(outer).every((o) => values(name).every((v) => `${name}.${o}.${v}` in choices))) onChoice(`${stepOf(name)}told`, "yes");
  }

  for (const input of inputs("[type=radio][checked]")) defaults[input.name] = input.value;
  for (const input of inputs("[type=range]")) {
    watchKeys(input);
    watchRelease(input, { isChosen: (name) => name in choices, choose: onChoice, slide });
  }
  for (const token of main.querySelectorAll("[data-drag]")) {
    makeDraggable(/** @type {HTMLElement} */ (token), (value) => onChoice(data(token, "control"), value));
  }
  const holds = [...main.querySelectorAll("[data-hold]")].map((button) =>
    makeHoldable(/** @type {HTMLButtonElement} */ (button), { valueFor, choose: onChoice, announce }));
  for (const place of main.querySelectorAll("[data-drop]")) {
    for (const label of /** @type {Element} */ (place.parentElement).querySelectorAll("label")) {
      const input = /** @type {HTMLInputElement} */ (label.control);
      makeDroppable(label, place, (at) => onChoice(`${input.name}.carried`, at && `${input.value} ${at}`), () => {
        if (valueFor(input.name) === input.value) return;
        choose(input);
      });
    }
  }
  main.addEventListener("change", ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === "radio") choose(target);
  });
  main.addEventListener("input", ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.type !== "range") return;
    const reports = reportsOf(target);
    slide(target, reports ? scale.snapped(reports, Number(data(target, "snap")), valueOf(target)) : valueOf(target));
  });
  main.addEventListener("keydown", ({ key, target }) => {
    if (target instanceof Element && target.closest("dialog")) return; // there Escape closes the dialog alone
    if (key === "Escape") /** @type {HTMLElement | null} */ (main.querySelector("[data-current] [data-opens][aria-pressed=true]"))?.click();
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

    /** Stops what runs while it is held. */
    letGo() {
      for (const stop of holds) stop();
    },

    /** Shows the choices, and the outcome that they lead to. @param {Choices} next */
    show(next) {
      choices = next;
      for (const button of main.querySelectorAll("button[data-control]")) {
        const { value } = /** @type {HTMLButtonElement} */ (button);
        button.setAttribute("aria-pressed", String(valueFor(data(button, "control")) === value));
      }
      for (const input of inputs("[type=radio]")) input.checked = valueFor(input.name) === input.value;
      for (const step of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-invites]"))) {
        for (const state of ["told", "closing"]) step.toggleAttribute(`data-${state}`, `${step.dataset.step}.${state}` in choices);
      }
      for (const spot of /** @type {NodeListOf<HTMLElement>} */ (main.querySelectorAll("[data-after], [data-until]"))) {
        const { after, until } = spot.dataset;
        const gone = (after && !(after in choices)) || (until ?? "").split(" ").some((name) => name in choices);
        if (gone && spot === document.activeElement) /** @type {HTMLElement} */ (main.querySelector("[data-action=next]")).focus({ preventScroll: true });
        spot.hidden = !!gone;
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

    /** Puts all controls back to what they were before the reader chose. */
    reset() {
      for (const input of inputs("[data-control]")) {
        input.value = input.defaultValue;
        input.checked = input.defaultChecked;
      }
      this.show({});
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
