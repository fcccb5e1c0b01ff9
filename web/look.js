// How the page looks: light or dark, and the colours a newsroom asks for. It runs before the first
// paint, so that a dark article never sees a white flash.

import { contrast } from "./contrast.js";
import { parseParams } from "./params.js";

const root = document.documentElement;
const system = matchMedia("(prefers-color-scheme: dark)");
const params = parseParams(location.search);
let theme = params.theme;

/** @type {Set<() => void>} */
const listeners = new Set();

/**
 * Calls listener whenever the look has changed.
 * @param {() => void} listener
 */
export const onLook = (listener) => listeners.add(listener);

/**
 * Changes the theme; anything but auto, light and dark is ignored.
 * @param {unknown} name
 */
export function setTheme(name) {
  if (name !== "auto" && name !== "light" && name !== "dark") return;
  theme = name;
  apply();
}

/** The look in the stage's terms. A colour is left out where the stage's own holds. */
export function look() {
  const custom = (/** @type {string} */ name) => root.style.getPropertyValue("--" + name) || undefined;
  return { dark: isDark(), paper: custom("paper"), ink: custom("ink"), accent: custom("accent") };
}

const isDark = () => (theme === "auto" ? system.matches : theme === "dark");

function apply() {
  root.dataset.theme = theme;
  colours();
  if (params.radius !== undefined) root.style.setProperty("--radius", params.radius + "px");
  posters();
  for (const listener of listeners) listener();
}

/** Takes the colours of the address, but none that could not be read. */
function colours() {
  for (const name of ["--paper", "--ink", "--accent"]) root.style.removeProperty(name);
  const own = (/** @type {string} */ name) => getComputedStyle(root).getPropertyValue(name).trim().toLowerCase();
  const paper = params.paper ?? own("--paper");
  const ink = params.ink ?? own("--ink");
  const readable = !(params.paper || params.ink) || contrast(paper, ink) >= 4.5;
  if (!readable) refuse("ink", ink, paper);
  root.toggleAttribute("data-own-colours", readable && !!(params.paper || params.ink));
  if (readable && params.paper) root.style.setProperty("--paper", params.paper);
  if (readable && params.ink) root.style.setProperty("--ink", params.ink);
  const ground = readable ? paper : own("--paper");
  if (!params.accent) return;
  if (contrast(params.accent, ground) < 4.5) refuse("accent", params.accent, ground);
  else root.style.setProperty("--accent", params.accent);
}

/** @param {string} name @param {string} colour @param {string} ground */
function refuse(name, colour, ground) {
  const ratio = contrast(colour, ground).toFixed(2);
  console.info(`two-boxes: ${name} ${colour} on ${ground} has a contrast of ${ratio}; at least 4.5 is needed, so the usual colours stay`);
}

/** Lets the posters follow the theme where it isn't the system's. */
function posters() {
  for (const source of document.querySelectorAll("source[data-theme]")) {
    const { theme: drawn, media } = /** @type {HTMLElement} */ (source).dataset;
    const shape = media ?? "all";
    source.setAttribute("media", theme === "auto" ? `(prefers-color-scheme: ${drawn}) and ${shape}` : theme === drawn ? shape : "not all");
  }
}

system.addEventListener("change", () => theme === "auto" && apply());
apply();
