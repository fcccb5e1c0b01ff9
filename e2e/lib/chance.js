// Chance that can be had again.

/**
 * A source of chance (mulberry32). It stands alone, so that its text can be put into a page.
 * @param {number} seed the same seed gives the same sequence
 */
export function chance(seed) {
  let state = seed >>> 0;
  /** From 0 to less than 1. */
  const share = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  /** A whole number from 0 to less than n. @param {number} n */
  const below = (n) => Math.floor(share() * n);
  /** One of a list. @template T @param {readonly T[]} list @returns {T} */
  const one = (list) => list[below(list.length)];
  return { share, below, one };
}

/** @typedef {ReturnType<typeof chance>} Chance */

/** The seed asked for by TWOBOXES_SEED, or another each time. It is printed, for a failure to be had again. */
export function seed() {
  const seed = Number(process.env.TWOBOXES_SEED ?? Date.now() % 2 ** 31);
  console.log(`seed ${seed}: TWOBOXES_SEED=${seed} repeats it`);
  return seed;
}
