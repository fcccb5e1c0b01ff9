// Which of the form's parameters the player would use, by its own rules: a pure function.

import { parseParams } from "../player/params.js";
import { readableColours } from "../player/appearance.js";
import { feedAddress } from "../live/feed.js";

const colours = /** @type {const} */ (["paper", "ink", "accent"]);

/**
 * @typedef {object} Site
 * @property {string} page  address of the embed page
 * @property {string[]} feedOrigins  that live feeds may come from, besides its own
 * @property {Record<string, {paper: string, ink: string}>} themes  each theme's own colours, "#rrggbb"
 */

/**
 * Checks parameters.
 * @param {Record<string, string>} given  by name, as typed; empty ones are not given
 * @param {Site} site
 * @returns {{used: Record<string, string>, refused: string[], notes: string[]}}  used: without what the player
 *   would not use in any theme. A feed over https whose origin is not allowed stays, as the deployer may allow it. refused: names
 *   of all that it would not use; notes: why, a sentence each
 */
export function check(given, site) {
  const used = Object.fromEntries(Object.entries(given).filter(([, value]) => value));
  const params = parseParams(`?${new URLSearchParams(used)}`);
  /** @type {Set<string>} */
  const refused = new Set();
  /** @type {string[]} */
  const notes = [];
  for (const problem of params.problems) {
    refused.add(problem.slice(0, problem.indexOf("=")));
    notes.push(`${problem}.`);
  }

  const themes = params.theme === "auto" ? Object.keys(site.themes) : [params.theme];
  const results = themes.map((theme) => readableColours(params, site.themes[theme]));
  for (const refusal of new Set(results.flatMap(({ refusals }) => refusals))) {
    const where = themes.filter((_, i) => results[i].refusals.includes(refusal));
    notes.push(`${refusal}; not used${where.length < themes.length ? ` in the ${where} theme` : ""}.`);
  }
  for (const name of colours) if (params[name] && !results.some(({ colours }) => colours[name])) refused.add(name);
  for (const name of refused) delete used[name];

  try {
    if (used.feed) feedAddress(used.feed, site.page, site.feedOrigins);
  } catch (error) {
    refused.add("feed");
    if (!/^https:\/\/[^/]/.test(used.feed)) delete used.feed;
    notes.push(`${/** @type {Error} */ (error).message}.`);
  }
  return { used, refused: [...refused], notes };
}
