// The controls that belong to the picture: real buttons, radio buttons and sliders, which the page
// lays over the stage. Here the reader's choices are kept, and their outcomes told.

import { number, percentage, tenThousand } from "../lib/format.js";
import { conditions, outcomeFor } from "./outcomes.js";
import * as scale from "./scale.js";

/** How a slider's position, its number and its words belong together, by data-scale. */
const scales = {
  /** A share of registered voters, in per cent. */
  percent: {
    number: (/** @type {HTMLInputElement} */ input) => input.valueAsNumber,
    text: percentage,
    slot: percentage,
    place: (/** @type {HTMLInputElement} */ input, /** @type {number} */ n) => (input.valueAsNumber = n),
    step: null,
  },
  /** A number of ten thousand, on the scale of the guess. */
  guess: {
    number: (/** @type {HTMLInputElement} */ input) => scale.at(input.valueAsNumber / Number(input.max)),
    text: tenThousand,
    slot: number,
    place: (/** @type {HTMLInputElement} */ input, /** @type {number} */ n) => (input.valueAsNumber = scale.share(n) * Number(input.max)),
    step: scale.step,
  },
};

/** @param {HTMLInputElement} input */
const scaleOf = (input) => scales[input.dataset.scale === "guess" ? "guess" : "percent"];

export class Controls {
  /**
   * @param {HTMLElement} main the explainer
   * @param {import("../lib/format.js").Format} format
   * @param {(name: string, value: string) => void} onChoice called for every choice the reader makes
   */
  constructor(main, format, onChoice) {
    this.main = main;
    this.format = format;
    this.onChoice = onChoice;
    /** What the reader chose, by control name. @type {Record<string, string>} */
    this.choices = {};
    /** What holds until then. @type {Record<string, string>} */
    this.defaults = {};
    for (const input of this.all("input[type=radio][checked]")) this.defaults[input.name] = input.value;
    main.addEventListener("change", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "radio") this.choose(target.name, target.value);
    });
    main.addEventListener("input", ({ target }) => {
      if (target instanceof HTMLInputElement && target.type === "range") this.slide(target, scaleOf(target).number(target));
    });
    main.addEventListener("click", ({ target }) => {
      const button = target instanceof Element && target.closest("button[data-control]");
      if (button instanceof HTMLButtonElement) this.press(button);
    });
    for (const input of this.all("input[type=range]")) this.steps(input);
    for (const token of main.querySelectorAll("[data-drag]")) this.carry(/** @type {HTMLElement} */ (token));
  }

  /** @param {string} selector @returns {NodeListOf<HTMLInputElement>} */
  all(selector) {
    return this.main.querySelectorAll(selector);
  }

  /** @param {string} name */
  value(name) {
    return this.choices[name] ?? this.defaults[name] ?? "";
  }

  /**
   * Keeps a choice; an empty value clears it.
   * @param {string} name
   * @param {string} value
   */
  choose(name, value) {
    if (value === "") delete this.choices[name];
    else this.choices[name] = value;
    this.show();
    this.onChoice(name, value);
  }

  /** A button of its own is chosen by one press, and let go by the next. @param {HTMLButtonElement} button */
  press(button) {
    const name = button.dataset.control ?? "";
    this.choose(name, this.value(name) === button.value ? "" : button.value);
  }

  /** @param {HTMLInputElement} input @param {number} n */
  slide(input, n) {
    this.place(input, n);
    this.choose(input.name, String(n));
  }

  /** Puts a slider at a number without choosing it. @param {HTMLInputElement} input @param {number} n */
  place(input, n) {
    const s = scaleOf(input);
    if (s.number(input) !== n) s.place(input, n);
    input.setAttribute("aria-valuetext", (input.dataset.spoken ?? "").replace(/\{=.*?\}/, s.slot(this.format, n)));
  }

  /** Lets the arrow keys go from round number to round number. @param {HTMLInputElement} input */
  steps(input) {
    const { step, number } = scaleOf(input);
    this.place(input, number(input));
    if (!step) return;
    input.addEventListener("keydown", (event) => {
      const direction = { ArrowUp: 1, ArrowRight: 1, ArrowDown: -1, ArrowLeft: -1 }[event.key];
      if (!direction || event.altKey || event.ctrlKey || event.metaKey) return;
      const mirrored = event.key.length > 8 && getComputedStyle(input).direction === "rtl" ? -1 : 1;
      event.preventDefault();
      this.slide(input, step(number(input), direction * mirrored > 0 ? 1 : -1));
    });
  }

  /**
   * Lets something be carried across the stage. Where it is dropped, the control that lies there is
   * pressed: carrying does nothing that a button doesn't do.
   * @param {HTMLElement} token
   */
  carry(token) {
    const name = token.dataset.control ?? "";
    const stage = /** @type {HTMLElement} */ (token.closest(".spots"));
    token.addEventListener("pointerdown", (event) => {
      if (event.button === 0) token.setPointerCapture(event.pointerId);
    });
    token.addEventListener("pointermove", (event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      const box = stage.getBoundingClientRect();
      const [width, height] = (getComputedStyle(stage).getPropertyValue("--units") || "1 1").trim().split(" ").map(Number);
      const x = ((event.clientX - box.left) / box.width) * width;
      const mirrored = getComputedStyle(stage).direction === "rtl";
      const y = ((event.clientY - box.top) / box.height) * height;
      this.choose(name, `${Math.round(mirrored ? width - x : x)} ${Math.round(y)}`);
    });
    const drop = (/** @type {PointerEvent} */ event) => {
      if (!token.hasPointerCapture(event.pointerId)) return;
      token.releasePointerCapture(event.pointerId);
      if (!this.choices[name]) return;
      this.choose(name, "");
      const under = document.elementsFromPoint(event.clientX, event.clientY);
      const target = under.find((e) => e !== token && stage.contains(e) && e.matches("label, button"));
      if (event.type === "pointerup" && target instanceof HTMLElement) target.click();
    };
    token.addEventListener("pointerup", drop);
    token.addEventListener("pointercancel", drop);
  }

  /** Shows every choice where the page tells it, and the outcome it leads to. */
  show() {
    for (const button of this.main.querySelectorAll("button[data-control]")) {
      const { dataset, value } = /** @type {HTMLButtonElement} */ (button);
      button.setAttribute("aria-pressed", String(this.value(dataset.control ?? "") === value));
    }
    for (const output of this.main.querySelectorAll("output[data-choice]")) {
      const name = /** @type {HTMLElement} */ (output).dataset.choice ?? "";
      const input = this.main.querySelector(`input[type=range][name="${name}"]`);
      const value = this.value(name);
      if (input instanceof HTMLInputElement) {
        output.textContent = value === "" ? "…" : scaleOf(input).text(this.format, Number(value));
      }
    }
    for (const results of this.main.querySelectorAll(".results")) {
      const outcomes = [...results.querySelectorAll("[data-when]")];
      const fit = outcomeFor(
        outcomes.map((o) => conditions(/** @type {HTMLElement} */ (o).dataset.when ?? "")),
        (name) => (name in this.choices || Object.keys(this.choices).some((n) => n.startsWith(stepOf(name))) ? this.value(name) : ""),
      );
      outcomes.forEach((o, i) => o.toggleAttribute("data-shown", i === fit));
      results.toggleAttribute("data-empty", fit < 0);
    }
    for (const now of this.main.querySelectorAll(".now")) this.describe(now);
  }

  /**
   * Says in words what the picture shows now: what holds, and what it leads to. Until the reader
   * chooses, the picture is as its description tells.
   * @param {Element} now
   */
  describe(now) {
    const step = /** @type {HTMLElement} */ (now.closest("[data-step]"));
    const lines = [];
    for (const input of /** @type {NodeListOf<HTMLInputElement>} */ (step.querySelectorAll("input[data-control]"))) {
      const holds = input.type === "radio" ? this.value(input.name) === input.value : input.name in this.choices;
      if (!holds) continue;
      const legend = input.closest(".group, .slider")?.querySelector(".legend")?.textContent;
      lines.push(`${legend}: ${input.getAttribute("aria-valuetext") ?? input.closest("label")?.textContent?.trim()}`);
    }
    const chosen = Object.keys(this.choices).some((name) => name.startsWith(step.dataset.step + "."));
    now.replaceChildren(...(chosen ? [...lines, this.outcome(step)] : []).filter(Boolean).map((line) => {
      const p = document.createElement("p");
      p.textContent = line;
      return p;
    }));
  }

  /** Whether a control is a slider. @param {string} name */
  slides(name) {
    return !!this.main.querySelector(`input[type=range][name="${name}"]`);
  }

  /** The outcome a step shows now, in words without its source marks; empty for none. @param {Element} step */
  outcome(step) {
    const shown = /** @type {Element | undefined} */ (step.querySelector("[data-shown]")?.cloneNode(true));
    for (const mark of shown?.querySelectorAll(".cite") ?? []) mark.remove();
    return shown?.textContent?.trim() ?? "";
  }
}

/** The step that a control belongs to, "ballot.", from its name. @param {string} name */
const stepOf = (name) => name.slice(0, name.indexOf(".") + 1);
