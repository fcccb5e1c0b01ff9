// What a line's runs come to, as a row of the table.

/** @typedef {import("./lines.js").Line} Line */
/** What the runs of a line gave; with `beside`, one after another in pairs. @typedef {{ours: number[], beside?: number[]}} Measured */

/** @param {number[]} values */
export const median = (values) => [...values].sort((a, b) => a - b)[values.length >> 1];

/** @param {number[]} values */
const spread = (values) => ({ median: median(values), least: Math.min(...values), most: Math.max(...values) });

const digits = { KB: 1, ms: 2, MiB: 1, "%": 2, "": 4 };

/**
 * The median of what is compared, and of ratios, is that of all runs; least and most of a ratio are those of a pair.
 * @param {Line} line @param {Measured} measured
 */
export function row(line, { ours, beside }) {
  const text = (/** @type {number} */ n) => n.toFixed(n > 200 ? 0 : digits[line.unit]);
  const all = spread(ours);
  const pairs = beside && spread(ours.map((value, i) => value / beside[i]));
  const ratio = beside && (median(ours) / median(beside)).toFixed(2);
  // What is judged is what is printed.
  const judged = Number(line.ratio ? ratio : text(all.median));
  const limits = line.limits ?? [];
  const met = limits.filter((limit) => judged <= limit);
  return {
    measured: line.name, unit: line.unit, median: text(all.median), "least–most": `${text(all.least)}–${text(all.most)}`,
    beside: beside ? `${line.beside} ${text(median(beside))}` : "",
    ratio: pairs ? `×${ratio} (${pairs.least.toFixed(2)}–${pairs.most.toFixed(2)})` : "",
    goal: limits.map((limit) => `≤ ${line.ratio ? "×" : ""}${limit}`).join(", then "),
    result: limits.length === 0 ? "" : met.length === limits.length ? "met" : met.length ? `met ${met[0]}` : "missed",
  };
}

/** Prints rows under their names, without the index of console.table. @param {Record<string, string>[]} rows */
export function print(rows) {
  const names = Object.keys(rows[0]);
  const widths = names.map((name) => Math.max(name.length, ...rows.map((row) => row[name].length)));
  const line = (/** @type {string[]} */ cells) => console.log(cells.map((cell, i) => cell.padEnd(widths[i])).join("  ").trimEnd());
  line(names);
  line(widths.map((width) => "-".repeat(width)));
  for (const row of rows) line(names.map((name) => row[name]));
}
