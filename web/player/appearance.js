// How the page looks: light or dark, and the colours that a newsroom asks for. It runs before the
// page has a body (early.js), so that a dark article never sees a white flash.

import { keepLiveScene } from "./one-scene.js";
import { parseParams, values } from "./params.js";

/** The least contrast of text on its ground: WCAG 2, level AA. */
const MIN_CONTRAST = 4.5;

/**
 * The contrast of two colours as WCAG 2 computes it, 1 to 21.
 * @param {string} a "#rrggbb"
 * @param {string} b
 */
export function contrast(a, b) {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x);
  return (light + 0.05) / (dark + 0.05);
}

/** @param {string} colour "#rrggbb" */
function luminance(colour) {
  const [r, g, b] = [1, 3, 5].map((i) => {
    const c = parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

const names = /** @type {const} */ (["paper", "ink", "accent"]);

/** "#rrggbb" each. @typedef {{[Name in typeof names[number]]?: string}} Colours */

/**
 * Which of the colours asked for can be read.
 * @param {Colours} asked
 * @param {{paper: string, ink: string}} usual the theme's own
 * @returns {{colours: Colours, refusals: string[]}} refusals: a reason for each refused
 */
export function readableColours(asked, usual) {
  const paper = asked.paper ?? usual.paper;
  const ink = asked.ink ?? usual.ink;
  const readable = !(asked.paper || asked.ink) || contrast(paper, ink) >= MIN_CONTRAST;
  const ground = readable ? paper : usual.paper;
  const accent = !!asked.accent && contrast(asked.accent, ground) >= MIN_CONTRAST;
  return {
    colours: { ...(readable && { paper: asked.paper, ink: asked.ink }), ...(accent && { accent: asked.accent }) },
    refusals: [
      ...(readable ? [] : [refusal("ink", ink, paper)]),
      ...(asked.accent && !accent ? [refusal("accent", asked.accent, ground)] : []),
    ],
  };
}

/** @param {string} name @param {string} colour @param {string} ground */
function refusal(name, colour, ground) {
  const ratio = contrast(colour, ground).toFixed(2);
  return `${name} ${colour} on ${ground} has a contrast of ${ratio}; at least ${MIN_CONTRAST} is needed`;
}

/** @typedef {ReturnType<typeof startAppearance>} Appearance */

/** Applies the theme and colours of the page's address, and follows the system's theme. */
export function startAppearance() {
  const root = document.documentElement;
  const system = matchMedia("(prefers-color-scheme: dark)");
  const params = parseParams(location.search, /** @type {any} */ (navigator).connection);
  for (const problem of params.problems) console.info("two-boxes: " + problem);
  let { theme } = params;
  /** Those of the address that can be read. @type {Colours} */
  let colours = {};

  function apply() {
    root.dataset.theme = theme;
    updatePosters(); // those that the page has yet
    if (params.paper || params.ink || params.accent) applyColours(); // computes styles: only if needed
    appearance.onChange();
  }

  function applyColours() {
    for (const name of names) root.style.removeProperty("--" + name);
    const usual = (/** @type {string} */ name) => getComputedStyle(root).getPropertyValue(name).trim().toLowerCase();
    const checked = readableColours(params, { paper: usual("--paper"), ink: usual("--ink") });
    ({ colours } = checked);
    root.toggleAttribute("data-own-colours", !!(colours.paper || colours.ink));
    for (const name of names) root.style.setProperty("--" + name, colours[name] ?? "");
    for (const line of checked.refusals) console.info("two-boxes: " + line);
  }

  const appearance = {
    params,
    /** Changes the theme; anything but auto, light and dark is ignored. @param {string} name */
    setTheme(name) {
      if (!values.theme.includes(name)) return;
      theme = name;
      apply();
    },
    /**
     * Composes a narrow page with the higher picture or without. @param {boolean} on there is room for it
     */
    setTall(on) {
      root.toggleAttribute("data-tall", on && innerWidth >= BUILD_TALL.from && params.layout !== "stage");
      updatePosters();
    },
    /** The appearance in the stage's terms: a colour that is missing is the stage's own. */
    current: () => ({ dark: theme === "auto" ? system.matches : theme === "dark", ...colours }),
    /** Called after every change; the player puts its own here. */
    onChange: () => {},
  };
  const framed = window.parent !== window;
  root.toggleAttribute("data-framed", framed);
  root.dataset.layout = params.layout;
  const useStyles = (/** @type {string} */ link) => document.querySelector(link)?.setAttribute("rel", "stylesheet");
  if (params.layout === "stage") useStyles("link[data-layout]");
  if (params.feed) useStyles("link[data-feed]");
  root.toggleAttribute("data-awaits-feed", !!params.feed);
  const complete = () => { // the page is parsed, and the player has not run
    if (params.layout === "stage") showPinned();
    if (params.feed) keepLiveScene();
    updatePosters();
  };
  if (document.readyState === "loading") document.addEventListener("readystatechange", complete, { once: true });
  else complete(); // the page's own script failed to load, and the player's came later
  /** By the window's height or, until the host reports what can be seen, by the frame's. */
  const compose = () => appearance.setTall(innerHeight - parseFloat(getComputedStyle(root).getPropertyValue("--beside")) >= BUILD_TALL.height);
  compose();
  let width = innerWidth;
  addEventListener("resize", () => { // not while a phone's address bar comes and goes
    if (framed || innerWidth === width) return;
    width = innerWidth;
    compose();
  });
  if (params.radius !== undefined) root.style.setProperty("--radius", params.radius + "px");
  system.addEventListener("change", () => theme === "auto" && apply());
  apply();
  return appearance;
}

/**
 * Puts the pinned composition in place of those by width: its posters, and the places of its controls.
 * A pinned poster's address is the narrow one's, but for the shape.
 */
function showPinned() {
  for (const source of document.querySelectorAll("source")) {
    if (source.srcset.includes("-narrow-")) {
      source.srcset = source.srcset.replace("-narrow-", "-pinned-");
      source.media = "dark" in source.dataset ? DARK : "all";
    } else source.remove();
  }
  for (const template of document.querySelectorAll("template")) template.parentElement?.replaceChildren(template.content);
}

const DARK = "(prefers-color-scheme: dark)";

/**
 * Lets the narrow posters have the stage's height: their addresses differ in the shape alone. Lets the dark
 * ones, which come before the light ones, follow the theme where it isn't the system's.
 */
function updatePosters() {
  const { theme, tall } = document.documentElement.dataset;
  for (const source of document.querySelectorAll("source")) {
    source.srcset = source.srcset.replace(/-(narrow|tall)-/, tall === undefined ? "-narrow-" : "-tall-");
    if (!("dark" in source.dataset)) continue;
    const asked = (source.dataset.dark ||= source.media);
    source.media = theme === "auto" ? asked : theme === "dark" ? asked.replace(DARK, "all") : "not all";
  }
}
