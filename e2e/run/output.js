// Where the output of a part goes: to the terminal as it comes, or, for parts that run side by side, into a text of
// its own that is printed when the part has ended.
import { AsyncLocalStorage } from "node:async_hooks";

/** @type {AsyncLocalStorage<string[]>} */
const kept = new AsyncLocalStorage();

/** @param {string} text */
export function print(text) {
  const texts = kept.getStore();
  if (texts) texts.push(text);
  else process.stdout.write(text);
}

/**
 * Runs something and prints its output, whole, when it has ended.
 * @template T
 * @param {() => Promise<T>} run
 * @returns {Promise<T>}
 */
export async function printedWhole(run) {
  /** @type {string[]} */
  const texts = [];
  try {
    return await kept.run(texts, run);
  } finally {
    process.stdout.write(texts.join(""));
  }
}
