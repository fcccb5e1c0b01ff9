// Numbers as the language writes them: the same table and the same rules as internal/story/format.go,
// so that the stage, this page and the host's article never disagree.

/**
 * @typedef {object} Format  one language's number format, from its words file
 * @property {string} decimal  between whole and fraction
 * @property {string} group    between thousands
 * @property {string} [myriad]  after ten thousands, in place of group
 * @property {string} percent  pattern with {n}
 * @property {string} per10k   pattern with {n}
 */

/** @typedef {{time: string, hour: string}} ClockFormat  patterns with {h} and {m}; hour may be empty */

/**
 * A number with so many decimals, grouped by thousands or, where the language counts in them, by myriads.
 * @param {Pick<Format, "decimal" | "group" | "myriad">} format
 * @param {number} value
 * @param {number} [decimals] 0 to 6
 */
export function number(format, value, decimals = 0) {
  const [whole, fraction] = fixed(Math.abs(value), decimals).split(".");
  const grouped = format.myriad ? myriads(whole, format.myriad, !fraction) : whole.replace(/\B(?=(\d{3})+$)/g, format.group);
  return (value < 0 ? "-" : "") + grouped + (fraction ? format.decimal + fraction : "");
}

/**
 * A myriad without a rest stands alone, "1만", unless a fraction follows.
 * @param {string} whole digits
 * @param {string} myriad
 * @param {boolean} alone
 */
function myriads(whole, myriad, alone) {
  if (whole.length <= 4) return whole;
  const rest = whole.slice(-4).replace(alone ? /^0+/ : /^0+(?=\d)/, "");
  return whole.slice(0, -4) + myriad + rest;
}

/**
 * A time of day; a whole hour by its own pattern if there is one.
 * @param {ClockFormat} format
 * @param {string} clock "10:00"
 */
export function timeOfDay(format, clock) {
  const [h, m] = clock.split(":");
  if (format.hour && m === "00") return format.hour.replace("{h}", String(Number(h)));
  return format.time.replace("{h}", h).replace("{m}", m);
}

/**
 * A percentage, 0 to 100.
 * @param {Format} format
 * @param {number} value
 * @param {number} [decimals]
 */
export const percentage = (format, value, decimals = 2) =>
  format.percent.replace("{n}", number(format, value, decimals));

/** The decimals that a reported figure is written with: its own, at most two. @param {number} value */
export const decimals = (value) => (value > 0 && value < 0.01 ? 2 : Math.min(2, (String(value).split(".")[1] ?? "").length));

/** A reported share as it is written: nothing but 100 is shown as 100, and nothing but 0 as 0. @param {number} value in per cent */
export const reportedShare = (value) => (value > 0 && value < 100 ? Math.min(99.99, Math.max(0.01, value)) : value);

/**
 * A share of ten thousand.
 * @param {Format} format
 * @param {number} value
 */
export const tenThousand = (format, value) => format.per10k.replace("{n}", number(format, value));

/**
 * toFixed, but a tie goes to the even neighbour as in Go. A double is a tie at so many decimals
 * exactly when it is an odd multiple of 2^-(decimals+1).
 * @param {number} value not negative
 * @param {number} decimals
 */
function fixed(value, decimals) {
  const tie = Math.abs((value * 2 ** (decimals + 1)) % 2) === 1;
  const below = Math.floor(value * 10 ** decimals);
  return tie && below % 2 === 0 ? (below / 10 ** decimals).toFixed(decimals) : value.toFixed(decimals);
}
