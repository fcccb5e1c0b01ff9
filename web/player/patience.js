// Tells the outcome of a scene that invites to somebody who does nothing.

/** How long a scene invites before it tells its outcome by itself, in ms. Any input starts the time again. */
const PATIENCE = 8000;

/** What counts as input. */
const inputs = ["pointerdown", "pointermove", "keydown", "input", "wheel", "touchmove"];

/**
 * @param {() => boolean} isWaiting whether the scene invites, is seen and at rest
 * @param {() => void} tell
 * @returns {() => void} to be called whenever the answer of isWaiting may have changed
 */
export function createPatience(isWaiting, tell) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const restart = () => {
    clearTimeout(timer);
    timer = isWaiting() ? setTimeout(tell, PATIENCE) : undefined;
  };
  for (const type of inputs) addEventListener(type, () => timer !== undefined && restart(), { passive: true, capture: true });
  document.addEventListener("visibilitychange", restart);
  return () => {
    if (isWaiting() !== (timer !== undefined)) restart();
  };
}
