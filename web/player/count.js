// The scene "make the number" on the page: its two sliders, its buttons and what is said. The model is in
// model.js; what comes out of it are choices, from which the scene draws. The page loads this script with
// the scene.

import { ALL, alike, dragged, findsOf, fit, fraction, keyed, newModel, pointed, reads, says, step as next } from "./model.js";
import { createPlain, isPlain } from "./count-plain.js";
import { isMirrored } from "./dragging.js";
import { number } from "../lib/format.js";

/** @typedef {import("./model.js").Unknown} Unknown */
/** @typedef {import("./model.js").Level} Level */
/** @typedef {import("./model.js").Phase} Phase */
/** @typedef {import("./model.js").ModelEvent} ModelEvent */

/** The share of a slider before its track, where its thumb stands until it is used; as in scenes/count/plan.go. */
const LEAD = 0.1;

/** How far beyond the map's square it can be dragged, as a share of its side; as in scenes/count/plan.go. */
const AROUND = 0.12;

/** How long after a key or a button the reader has let go, in ms. */
const PAUSE = 500;

/** After how long without a find the words help, and a button, in ms. */
const LATE = 12000;
const VERY_LATE = 24000;

/**
 * Starts the scene's part of the page.
 * @param {HTMLElement} step
 * @param {import("../lib/format.js").Format} format
 * @param {() => Readonly<Record<string, string>>} choices  the session's
 * @param {(name: string, value: string) => void} choose    an empty value clears the choice
 * @param {() => void} announce                             has the outcome read out
 * @returns {(name: string) => void} to be called when the choice of a name has changed
 */
export function start(step, format, choices, choose, announce) {
  const reported = (/** @type {Level} */ level) => Number(/** @type {HTMLDataElement} */ (step.querySelector(`[data-fact="per10k.${level}.against"]`)).value);
  let model = newModel({ province: reported("province"), county: reported("county") });

  /** @param {Unknown} name @returns {HTMLInputElement} */
  const input = (name) => /** @type {HTMLInputElement} */ (step.querySelector(`input[name="count.${name}"]`));
  const sliders = { disagree: input("disagree"), shown: input("shown") };
  const names = /** @type {Unknown[]} */ (Object.keys(sliders));
  /** @type {Record<string, string>} */
  const disagreeWords = JSON.parse(sliders.disagree.dataset.phrases ?? "");
  /** @type {Record<string, string>} */
  const shownWords = JSON.parse(sliders.shown.dataset.phrases ?? "");
  const map = document.createElement("div"); // for a pointer only: the sliders do the same
  map.className = "spot token";
  map.dataset.area = "count.map";
  map.ariaHidden = "true";
  step.querySelector(".spots")?.prepend(map);
  const pushes = /** @type {NodeListOf<HTMLButtonElement>} */ (step.querySelectorAll("button[data-push]"));
  const found = document.createElement("div");
  step.querySelector(".described")?.append(found);
  const isPinned = document.documentElement.dataset.layout === "stage";
  const showPlain = createPlain(step, sliders, LEAD);

  const count = (/** @type {number} */ value) => number(format, value);

  /** How many disagree, in words. @param {number} value */
  const disagrees = (value) => (disagreeWords[value] ?? disagreeWords[""]).replace("#", count(value));

  /** How many of them show it, in words. @param {number} value */
  function shows(value) {
    const part = fraction(value);
    return (shownWords[value] ?? shownWords[""]).replace("#", count(part.count)).replace("@", count(part.of));
  }

  /** An unknown in words: while it is not set, what it is. @param {Unknown} name */
  function inWords(name) {
    const value = model[name];
    if (value === null) return sliders[name].parentElement?.querySelector(".legend")?.textContent ?? "";
    return name === "disagree" ? disagrees(value) : shows(value);
  }

  let isOffered = false; // the button that finds a share
  /** The number of finds since which the reader tries for the next; -1: does not try. */
  let trying = -1;
  /** @type {ReturnType<typeof setTimeout>[]} */
  let timers = [];

  /** Starts the time after which the reader is helped, when another find is tried for. */
  function watchTime() {
    const now = model.phase === "" && model.disagree !== null && model.shown !== null ? findsOf(model).length : -1;
    if (now === trying) return;
    trying = now;
    isOffered = false;
    timers.forEach(clearTimeout);
    timers = now < 0 ? [] : [setTimeout(() => act({ type: "late" }), LATE), setTimeout(() => { isOffered = true; publish(); }, VERY_LATE)];
  }

  /** A share that makes a find. */
  const share = () => (model.disagree === null ? undefined : fit(model.targets[model.level], model.disagree));

  /** What the model says as choices, by name. @returns {Record<string, string>} */
  const results = () => ({
    disagree: model.disagree === null ? "" : String(model.disagree),
    shown: model.shown === null ? "" : String(model.shown),
    cast: model.disagree === null || model.shown === null ? "" : "yes",
    phase: model.phase,
    moved: model.moved && model.phase !== "" ? "yes" : "",
    finds: findsOf(model).map((f) => `${f.disagree}:${f.shown}`).join(" "),
    offered: isOffered && share() !== undefined ? "yes" : "",
    says: says(model),
  });

  /** Shows the model on the page, and has the scene draw it. */
  function publish() {
    watchTime();
    describe();
    for (const [name, value] of Object.entries(results())) {
      if ((choices()[`count.${name}`] ?? "") !== value) choose(`count.${name}`, value);
    }
    showPlain(model, inWords, reads(model), count, step.querySelector(".outcome [data-shown]"), found.children);
  }

  /** @param {...ModelEvent} events */
  function act(...events) {
    model = events.reduce(next, model);
    publish();
  }

  let said = "";
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;

  /** The reader has let go: a find counts, and what came out is read out once. */
  function rest() {
    clearTimeout(timer);
    act({ type: "release" });
    const outcome = step.querySelector("[data-shown]")?.textContent ?? "";
    if (outcome !== said && outcome) announce();
    said = outcome;
  }

  function restSoon() {
    clearTimeout(timer);
    timer = setTimeout(rest, PAUSE);
  }

  /** Writes what the page says of the model: the numbers in the outcomes, the sliders' values, the finds; shows what can be used. */
  function describe() {
    const { disagree, shown, level, phase } = model;
    const target = model.targets[level], read = reads(model), finds = findsOf(model);
    /** @type {Record<string, [model: string, value: number | null, text: (value: number) => string]>} */
    const slots = {
      d: ["disagree", disagree, disagrees],
      s: ["shown", shown, shows],
      n: ["reported", read, count],
      found: ["found", disagree === null ? null : alike(finds, disagree) + 1, count],
      a: ["disagree", target, count],
      b: ["disagree", Math.round(Math.sqrt(ALL * target) / 10) * 10, count],
    };
    for (const slot of /** @type {NodeListOf<HTMLDataElement>} */ (step.querySelectorAll(".outcome data[data-choice]"))) {
      const [name, value, write] = slots[/** @type {string} */ (slot.dataset.choice).slice("count.".length)];
      slot.dataset.model = name;
      slot.value = value === null ? "" : String(value);
      const text = value === null ? "…" : write(value);
      slot.textContent = slot.previousSibling ? text : text.slice(0, 1).toLocaleUpperCase() + text.slice(1);
    }
    for (const name of names) {
      const value = model[name], slider = sliders[name];
      slider.value = String(value ?? 0);
      if (value === null) continue;
      const own = name === "disagree" ? (slider.dataset.spoken ?? "").replace(/\{=.*?\}/, count(value)) : shows(value);
      const result = read === null || phase === "unverified" ? []
        : [disagreeWords.would.replace("#", count(read)), read === target ? disagreeWords.hit : disagreeWords.target.replace("#", count(target))];
      slider.setAttribute("aria-valuetext", [own, result.join(", ")].filter(Boolean).join("; "));
    }
    const lines = finds.map((f, i) =>
      `${disagreeWords.country.replace("#", count(i + 1))}: ${disagrees(f.disagree)}, ${shows(f.shown)}, ${disagreeWords.would.replace("#", count(target))}`);
    found.replaceChildren(...(lines.length ? [disagreeWords.found, ...lines] : []).map((line, i) => {
      const p = document.createElement("p"), own = document.createElement("data");
      own.dataset.model = "found"; // all of it is invented
      own.value = String(i);
      own.textContent = line;
      p.append(own);
      return p;
    }));

    map.hidden = phase === "" && (disagree === null || shown === null); // it is not drawn yet
    const isShownHidden = (phase !== "" && !isPlain()) || isPinned; // the poster has both
    if (isShownHidden && document.activeElement?.matches('[data-push="count.shown.to"], [name="count.shown"]')) {
      sliders.disagree.focus({ preventScroll: true });
    }
    /** @type {HTMLElement} */ (sliders.shown.parentElement).hidden = isShownHidden;
    for (const button of pushes) {
      const isWord = button.value !== "less" && button.value !== "more";
      switch (button.dataset.push) {
        case "count.disagree.to":
          button.hidden = isWord && isPinned;
          break;
        case "count.shown.to":
          button.hidden = isShownHidden;
          break;
        default: {
          const isHere = { screen: phase !== "", unverified: phase === "screen", fit: results().offered !== "" };
          button.hidden = isPinned || !isHere[/** @type {keyof typeof isHere} */ (button.value)];
          if (button.value === "screen") button.ariaPressed = String(phase === "screen");
          if (button.value === "unverified" && button.hidden && document.activeElement === button) {
            /** @type {HTMLElement} */ (step.querySelector('[data-push="count.act"][value="screen"]')).focus({ preventScroll: true });
          }
        }
      }
    }
    for (const group of step.querySelectorAll(".group:has([data-push])")) group.toggleAttribute("hidden", !group.querySelector("button:not([hidden])"));
  }

  /** @param {HTMLButtonElement} button */
  function push({ value, dataset }) {
    if (dataset.push === "count.act") {
      if (value === "fit") {
        const found = share();
        if (found !== undefined) act({ type: "set", name: "shown", value: found });
        sliders.shown.focus({ preventScroll: true });
      } else {
        act({ type: "phase", phase: value === model.phase ? "line" : /** @type {Phase} */ (value) });
      }
    } else {
      const name = dataset.push === "count.disagree.to" ? "disagree" : "shown";
      const key = { less: "ArrowLeft", more: "ArrowRight" }[value];
      act({ type: "set", name, value: key ? keyed(model, name, key) ?? 0 : Number(value) });
    }
    restSoon();
  }

  const bounded = (/** @type {number} */ share) => Math.min(1, Math.max(0, share));

  /**
   * Has an element follow a pointer; letting go of it is a rest.
   * @param {HTMLElement} element
   * @param {(event: PointerEvent) => void} move
   */
  function follow(element, move) {
    element.addEventListener("pointerdown", (event) => {
      if (event.button !== 0 || !event.isPrimary) return;
      clearTimeout(timer);
      element.setPointerCapture(event.pointerId);
      move(event);
    });
    element.addEventListener("pointermove", (event) => element.hasPointerCapture(event.pointerId) && move(event));
    element.addEventListener("lostpointercapture", rest);
  }

  follow(map, ({ clientX, clientY }) => {
    const { left, right, bottom, width } = map.getBoundingClientRect();
    const side = width / (1 + 2 * AROUND);
    const [x, y] = [isMirrored(map) ? right - clientX : clientX - left, bottom - clientY].map((at) => bounded(at / side - AROUND));
    act(...pointed(model, x, y, side));
  });
  for (const name of names) {
    const slider = sliders[name], label = /** @type {HTMLElement} */ (slider.parentElement);
    // The scene draws track and thumb; a pointer takes them, not the browser's own.
    slider.style.pointerEvents = "none";
    slider.style.setProperty("--ink", "transparent"); // the ring is round the label
    label.style.touchAction = "pan-y";
    label.style.clipPath = "inset(0)"; // what it takes ends where the words begin
    label.style.outlineOffset = "-3px"; // within that
    follow(label, ({ clientX }) => {
      const { left, right, width } = label.getBoundingClientRect();
      const at = ((isMirrored(label) ? right - clientX : clientX - left) / width - LEAD) / (1 - LEAD);
      if (at < 0 && model[name] === null) return; // beside the scale
      act({ type: "set", name, value: dragged(model, name, bounded(at), width * (1 - LEAD)) });
    });
    slider.addEventListener("keydown", (event) => {
      if (event.altKey || event.ctrlKey || event.metaKey) return;
      const key = isMirrored(slider) ? { ArrowLeft: "ArrowRight", ArrowRight: "ArrowLeft" }[event.key] ?? event.key : event.key;
      const value = keyed(model, name, key);
      if (value === undefined) return;
      event.preventDefault();
      act({ type: "set", name, value });
      restSoon();
    });
  }
  for (const button of pushes) {
    if (Number(button.value) >= 0) button.style.overflow = "clip"; // a word: likewise
  }
  step.addEventListener("click", ({ target }) => {
    const button = target instanceof Element && target.closest("button[data-push]");
    if (button instanceof HTMLButtonElement) push(button);
  });
  document.addEventListener("click", ({ target }) => {
    if (!(target instanceof Element)) return;
    const isReplayed = "current" in step.dataset && target.closest('[data-action="replay"]');
    if (isReplayed || target.closest('[data-action="again"]')) act({ type: "replay" }); // again: the whole story
  });

  /** Takes over a choice that was made elsewhere: Next, the level, a value that assistive technology set. @param {string} name */
  function changed(name) {
    const value = choices()[name] ?? "";
    switch (name) {
      case "count.disagree":
      case "count.shown": {
        const unknown = name === "count.shown" ? "shown" : "disagree";
        if (value === "" || Number(value) === model[unknown]) return;
        act({ type: "set", name: unknown, value: Number(value) });
        break;
      }
      case "count.level":
        if (!value || value === model.level) return;
        act({ type: "level", level: /** @type {Level} */ (value) });
        break;
      case "count.phase":
        if (value === model.phase) return;
        act({ type: "phase", phase: /** @type {Phase} */ (value) });
        break;
      default:
        return;
    }
    restSoon();
  }
  new MutationObserver(describe).observe(/** @type {Node} */ (step.closest("main")), { attributeFilter: ["data-state"] });
  for (const name of ["level", "disagree", "shown", "phase"]) changed(`count.${name}`);
  publish();
  return changed;
}
