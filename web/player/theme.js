// Puts a theme on the page, and the colours that a newsroom asks for.

import { contrast } from "./contrast.js";

const root = document.documentElement;

/**
 * @param {string} theme auto, light or dark
 * @param {import("./params.js").Params} params
 * @returns {string[]} why colours were refused: none is taken that could not be read
 */
export function applyTheme(theme, params) {
  root.dataset.theme = theme;
  if (params.radius !== undefined) root.style.setProperty("--radius", params.radius + "px");
  setPosters(theme);
  return setColours(params);
}

/** @param {import("./params.js").Params} params */
function setColours(params) {
  for (const name of ["--paper", "--ink", "--accent"]) root.style.removeProperty(name);
  if (!params.paper && !params.ink && !params.accent) return []; // asks for no style before the page needs one
  const own = (/** @type {string} */ name) => getComputedStyle(root).getPropertyValue(name).trim().toLowerCase();
  const paper = params.paper ?? own("--paper");
  const ink = params.ink ?? own("--ink");
  const refused = [];
  const readable = !(params.paper || params.ink) || contrast(paper, ink) >= 4.5;
  if (!readable) refused.push(refusal("ink", ink, paper));
  root.toggleAttribute("data-own-colours", readable && !!(params.paper || params.ink));
  if (readable && params.paper) root.style.setProperty("--paper", params.paper);
  if (readable && params.ink) root.style.setProperty("--ink", params.ink);
  const ground = readable ? paper : own("--paper");
  if (params.accent) {
    if (contrast(params.accent, ground) < 4.5) refused.push(refusal("accent", params.accent, ground));
    else root.style.setProperty("--accent", params.accent);
  }
  return refused;
}

/** @param {string} name @param {string} colour @param {string} ground */
function refusal(name, colour, ground) {
  const ratio = contrast(colour, ground).toFixed(2);
  return `${name} ${colour} on ${ground} has a contrast of ${ratio}; at least 4.5 is needed, so the usual colours stay`;
}

/** Lets the posters follow the theme where it isn't the system's. @param {string} theme */
function setPosters(theme) {
  for (const source of document.querySelectorAll("source[data-theme]")) {
    const { theme: drawn, media } = /** @type {HTMLElement} */ (source).dataset;
    const shape = media ?? "all";
    source.setAttribute("media", theme === "auto" ? `(prefers-color-scheme: ${drawn}) and ${shape}` : theme === drawn ? shape : "not all");
  }
}
