// Buttons by which something runs in the picture while they are held down; a short press, a click of a screen
// reader, or a key starts and stops it as well. The choice is how many seconds it has run, with a "+" while it
// does: see Choice.Held in internal/stage.

import { data, stepOf } from "./sliders.js";

/** A press that is shorter starts or stops it, in ms. */
const SHORT_PRESS = 250;

/**
 * Something that runs: how far it has come, in seconds.
 * @param {number[]} marks in order
 * @param {number} end
 * @param {number} ran
 */
export const nextMark = (marks, end, ran) => marks.find((mark) => mark > ran) ?? end;

/**
 * @param {HTMLButtonElement} button
 * @param {object} controls
 * @param {(name: string) => string} controls.valueFor
 * @param {(name: string, value: string) => void} controls.choose
 * @param {(text: string) => void} controls.announce
 * @returns {() => void} stops it
 */
export function makeHoldable(button, { valueFor, choose, announce }) {
  const name = data(button, "hold");
  const told = stepOf(name) + "told";
  const end = Number(data(button, "end"));
  const marks = data(button, "marks").split(" ").map(Number);
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer; // while it runs
  let began = 0; // when it would have begun without a break, in ms
  let pressed = 0; // when, in ms
  let isPressed = false; // by a pointer, whose click is to come

  const seconds = () => Math.min(end, (performance.now() - began) / 1000);
  const watch = (/** @type {number} */ from) => {
    const next = nextMark(marks, end, from);
    timer = setTimeout(() => {
      if (next === end) return stop(end);
      announce(data(button, "mark"));
      watch(next);
    }, next * 1000 - (performance.now() - began));
  };
  const start = () => {
    const ran = parseFloat(valueFor(name)) || 0;
    began = performance.now() - ran * 1000;
    button.ariaPressed = "true";
    watch(ran);
    choose(name, `${ran}+`);
  };
  const stop = (ran = seconds()) => {
    if (timer === undefined) return;
    clearTimeout(timer);
    timer = undefined;
    button.ariaPressed = "false";
    choose(name, ran.toFixed(2));
    if (ran >= marks[0] && !valueFor(told)) choose(told, "yes");
  };

  button.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    isPressed = true;
    if (timer !== undefined) return stop();
    pressed = event.timeStamp;
    button.setPointerCapture(event.pointerId);
    start();
  });
  button.addEventListener("pointerup", (event) => { if (event.timeStamp - pressed >= SHORT_PRESS) stop(); });
  button.addEventListener("pointercancel", () => {
    isPressed = false;
    stop();
  });
  button.addEventListener("click", () => {
    if (isPressed) isPressed = false;
    else if (timer === undefined) start();
    else stop();
  });
  button.addEventListener("contextmenu", (event) => event.preventDefault()); // a long touch
  document.addEventListener("visibilitychange", () => stop());
  return () => stop();
}
