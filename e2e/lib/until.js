// Waiting for a condition.
import assert from "node:assert/strict";

/**
 * Waits until a condition holds. It is checked every 50 ms, by the real clock.
 * @param {() => unknown} condition may return a promise
 * @param {string | (() => unknown)} what it is, for the message of a failure
 * @param {number} [seconds] after which it fails
 */
export async function until(condition, what, seconds = 60) {
  for (const end = Date.now() + seconds * 1000; !await condition();) {
    if (Date.now() > end) assert.fail(`after ${seconds} s, still not: ${typeof what === "string" ? what : await what()}`);
    await new Promise((later) => setTimeout(later, 50));
  }
}
