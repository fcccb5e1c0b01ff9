// The scale of the guess: like a logarithm, so that small numbers can be picked as easily as large
// ones, with a stop of its own for zero. The count scene draws the same scale.

const zeroUntil = 0.06; // shares of the track below this mean zero
const one = 0.1; // the share at which 1 lies; 10,000 lies at the end
const decades = 4;

/**
 * The number at a share of the track, to two significant digits.
 * @param {number} share 0 to 1
 * @returns {number} 0 to 10,000
 */
export function at(share) {
  if (share < zeroUntil) return 0;
  const exact = 10 ** ((decades * (share - one)) / (1 - one));
  const unit = 10 ** Math.max(0, Math.floor(Math.log10(exact)) - 1);
  return Math.min(10000, Math.max(1, Math.round(exact / unit) * unit));
}

/**
 * Where a number lies on the track, 0 to 1.
 * @param {number} n 0 to 10,000
 */
export const share = (n) => (n < 1 ? 0 : one + ((1 - one) * Math.log10(n)) / decades);

const stops = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]
  .concat([1, 10, 100].flatMap((unit) => [10, 12, 15, 20, 25, 30, 40, 50, 60, 70, 80, 90].map((n) => n * unit)), 10000);

/**
 * The round number before or after n: what an arrow key steps to.
 * @param {number} n
 * @param {1 | -1} direction
 */
export function step(n, direction) {
  if (direction > 0) return stops.find((s) => s > n) ?? 10000;
  return stops.findLast((s) => s < n) ?? 0;
}
