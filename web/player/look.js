// How the page looks: light or dark, and the colours a newsroom asks for.

import { parseParams } from "./params.js";
import { applyTheme } from "./theme.js";

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
  for (const refusal of applyTheme(theme, params)) console.info("two-boxes: " + refusal);
  for (const listener of listeners) listener();
}

system.addEventListener("change", () => theme === "auto" && apply());
apply();
