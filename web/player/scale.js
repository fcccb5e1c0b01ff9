// The sliders of the stage: the scale of the guess, like a logarithm, so that small numbers can be picked as
// easily as large ones, with a stop of its own for zero (the count scene draws the same scale); and the places
// of a slider that stand for reported figures.

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

const powers = [0, 1, 10, 100, 1000, 10000];

/**
 * The power of ten, or zero, before or after n: what PageUp and PageDown go to.
 * @param {number} n
 * @param {1 | -1} direction
 */
export function leap(n, direction) {
  if (direction > 0) return powers.find((p) => p > n) ?? 10000;
  return powers.findLast((p) => p < n) ?? 0;
}

/**
 * A place on a slider that stands for reported figures, in data-reports.
 * @typedef {object} Report
 * @property {number} at       the place, a value of the slider
 * @property {string} text     the figures in words
 * @property {number} [value]  what the scene's counter shows there
 */

/**
 * Where a slider comes to lie that was dragged to a value: on a report that is near.
 * @param {Report[]} reports
 * @param {number} snap  how near
 * @param {number} value
 */
export const snapped = (reports, snap, value) => reports.find(({ at }) => Math.abs(value - at) < snap)?.at ?? value;

/**
 * The report before or after a value: what an arrow key goes to. Before the first one lies the slider's start.
 * @param {Report[]} reports in order
 * @param {number} value
 * @param {1 | -1} direction
 */
export function nextReport(reports, value, direction) {
  if (direction > 0) return reports.find(({ at }) => at > value)?.at ?? value;
  return reports.findLast(({ at }) => at < value)?.at ?? 0;
}

/** A place on a slider that has a name, in data-places. @typedef {{at: number, name: string}} Place */

/**
 * The place nearest to a slider's value.
 * @template {Place} P
 * @param {P[]} places
 * @param {number} value
 */
export const placeNear = (places, value) => places.reduce((best, place) => (Math.abs(place.at - value) < Math.abs(best.at - value) ? place : best));

/** Its name. @param {Place[]} places @param {number} value */
export const placeAt = (places, value) => placeNear(places, value).name;
