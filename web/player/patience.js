// Tells the outcome of a scene that invites to somebody who does nothing, phase by phase.

/** What counts as input: it starts the time again. */
const inputs = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"];

/**
 * @param {() => number} patience for how long the scene invites or rests from now on, in ms; 0: it does neither, or is not seen
 * @param {() => void} tell
 * @returns {() => void} to be called whenever the answer of patience may have changed
 */
export function createPatience(patience, tell) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let wait = 0;
  const restart = () => {
    clearTimeout(timer);
    wait = patience();
    timer = wait ? setTimeout(tell, wait) : undefined;
  };
  for (const type of inputs) addEventListener(type, () => timer !== undefined && restart(), { passive: true, capture: true });
  document.addEventListener("visibilitychange", restart);
  return () => {
    if (patience() !== wait) restart();
  };
}
