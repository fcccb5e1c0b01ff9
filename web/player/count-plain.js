// What the scene "make the number" shows where the engine cannot draw it: over the poster, what the report
// would read, both sliders as they are set, and in place of the votes what came of it in words.

import { shareOf } from "./model.js";

/** @typedef {import("./model.js").Unknown} Unknown */

/** The sliders' own are hidden where the scene is drawn; the share before their track is LEAD in count.js. */
const styles = `
.plain { position: absolute; display: none; }
main:is([data-state="static"], [data-state="failed"]) [data-step="count"][data-current] {
  & .spots { visibility: visible; }
  & :is(.token, [data-push="count.act"], [data-control="count.level"]) { display: none; } /* the poster does not follow them */
  & .slider { user-select: none; background: var(--paper); box-shadow: 0 3px var(--paper), 0 -2px var(--paper); }
  & .slider { clip-path: none !important; outline-offset: 0 !important; }
  & .plain:not(:empty), & .slider i { display: block; }
  & .plain.read:not(:empty) { display: grid; place-content: center; }
}
.plain.read { border: 2px dashed var(--leaf-ink); border-radius: 3px; background: var(--gold); color: var(--leaf-ink); font-size: 1.25rem; line-height: 1; }
.plain.read data { text-decoration: none; }
.plain.words { overflow: auto; padding: 3px 8px; border: 2px solid var(--gold); background: var(--paper); font-size: .8125rem; line-height: 1.3; }
main[data-state="static"] [data-step="count"][data-current] .plain.words:not(:has(> :not(.copy))) { display: none; }
[data-state="static"] .plain .copy { display: none; } /* it stands below the picture */
.plain.value { inset: 0 0 auto; overflow: hidden; font: 600 .75rem/1.1 var(--sans); white-space: nowrap; }
.slider i.track { inset-inline: 10% 0; inset-block-end: 5px; height: 2px; background: var(--ink); }
.slider i.thumb { inset-block-end: 0; width: 12px; height: 12px; margin-inline-start: -6px; border: 2px solid; border-radius: 50%; background: var(--gold); }
`;

/** Whether the poster stands for the picture. */
export const isPlain = () => /** @type {HTMLElement} */ (document.querySelector("main")).matches('[data-state="static"], [data-state="failed"]');

/** A number of the model, marked as one. @param {string} name @param {number} value @param {string} text */
function invented(name, value, text) {
  const own = document.createElement("data");
  own.dataset.model = name;
  own.value = String(value);
  own.textContent = text;
  return own;
}

/**
 * Adds it to the page, hidden while the engine draws the scene.
 * @param {HTMLElement} step
 * @param {Readonly<Record<Unknown, HTMLInputElement>>} sliders
 * @param {number} lead the share of a slider before its track
 */
export function createPlain(step, sliders, lead) {
  if (!document.adoptedStyleSheets) return () => {}; // an old browser: the poster alone
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];

  /** @param {Element} parent @param {string} kind @param {string} [tag] @returns {HTMLElement} */
  const add = (parent, kind, tag = "div") => {
    const element = document.createElement(tag);
    element.className = `plain ${kind}`;
    parent.append(element);
    return element;
  };
  const spots = /** @type {HTMLElement} */ (step.querySelector(".spots"));
  const plate = add(spots, "read"), words = add(spots, "words");
  plate.dataset.area = "count.read";
  words.dataset.area = "count.words";
  const shown = Object.entries(sliders).map(([name, slider]) => {
    const label = /** @type {HTMLElement} */ (slider.parentElement);
    const parts = { name: /** @type {Unknown} */ (name), value: add(label, "value", "b"), track: add(label, "track", "i"), thumb: add(label, "thumb", "i") };
    parts.value.ariaHidden = "true"; // the slider says it
    return parts;
  });

  /**
   * Shows the model.
   * @param {Readonly<Record<Unknown, number | null>>} unknowns
   * @param {(name: Unknown) => string} say  an unknown in words
   * @param {number | null} read  what the report would read; null: not known
   * @param {(value: number) => string} count  a number as it is written
   * @param {Element | null} outcome  what came of it, as it stands below the picture
   * @param {Iterable<Element>} found  the countries found
   */
  return (unknowns, say, read, count, outcome, found) => {
    for (const { name, value, thumb } of shown) {
      const at = unknowns[name];
      value.replaceChildren(at === null ? say(name) : invented(name, at, say(name)));
      thumb.style.insetInlineStart = `${100 * (at === null ? lead / 2 : lead + (1 - lead) * shareOf(at))}%`;
    }
    plate.replaceChildren(...(read === null ? [] : [invented("reported", read, count(read))]));
    const lines = outcome ? [outcome, ...found].map((line) => /** @type {Element} */ (line.cloneNode(true))) : [];
    for (const name of ["data-shown", "data-when"]) lines[0]?.removeAttribute(name); // a copy stays as it is
    for (const slot of lines[0]?.querySelectorAll("[data-choice]") ?? []) slot.removeAttribute("data-choice");
    lines[0]?.classList.add("copy");
    words.replaceChildren(...lines);
  };
}
