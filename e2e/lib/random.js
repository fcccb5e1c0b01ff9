// A seeded random number generator, so that a failing run can be repeated.

/**
 * Mulberry32. It needs nothing from its module, so that its source text can be put into a page.
 * @param {number} seed the same seed gives the same sequence
 */
export function random(seed) {
  let state = seed >>> 0;
  /** From 0 to less than 1. */
  const float = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  /** An integer from 0 to less than n. @param {number} n */
  const int = (n) => Math.floor(float() * n);
  /** An item of a list. @template T @param {readonly T[]} list @returns {T} */
  const pick = (list) => list[int(list.length)];
  return { float, int, pick };
}

/** @typedef {ReturnType<typeof random>} Random */

/** The seed in TWOBOXES_SEED, or a different one each time. It is printed, to repeat a failing run. */
export function seed() {
  const seed = Number(process.env.TWOBOXES_SEED ?? Date.now() % 2 ** 31);
  console.log(`seed ${seed}: repeat this run with TWOBOXES_SEED=${seed}`);
  return seed;
}
