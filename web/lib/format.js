// Numbers as the language writes them: the same table and the same rules as internal/story/format.go,
// so that the stage, this page and the host's article never disagree.

/**
 * @typedef {object} Format  one language's number format, from its words file
 * @property {string} decimal  between whole and fraction
 * @property {string} group    between thousands
 * @property {string} percent  pattern with {n}
 * @property {string} per10k   pattern with {n}
 */

/**
 * A number with grouped thousands and so many decimals.
 * @param {Pick<Format, "decimal" | "group">} format
 * @param {number} value
 * @param {number} [decimals] 0 to 6
 */
export function number(format, value, decimals = 0) {
  const [whole, fraction] = fixed(Math.abs(value), decimals).split(".");
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, format.group);
  return (value < 0 ? "-" : "") + grouped + (fraction ? format.decimal + fraction : "");
}

/**
 * A percentage, 0 to 100.
 * @param {Format} format
 * @param {number} value
 * @param {number} [decimals]
 */
export const percentage = (format, value, decimals = 2) =>
  format.percent.replace("{n}", number(format, value, decimals));

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
