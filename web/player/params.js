// The parameters in the embed's address. Unknown names are ignored, bad values fall back.

/** The values of parameters that have a few. The first is the default. */
export const values = {
  layout: ["card", "stage"],
  theme: ["auto", "light", "dark"],
  load: ["near", "click", "eager"],
  controls: ["full", "none"],
  motion: ["auto", "reduced", "full"],
};

/**
 * @typedef {object} Params
 * @property {string} layout    card; or stage, the picture with its controls and one line
 * @property {string} theme     auto, light or dark
 * @property {string} load      near, click or eager
 * @property {string} controls  full or none
 * @property {string} motion    auto, reduced or full
 * @property {boolean} debug    whether to show what goes on inside
 * @property {string} [paper]   "#rrggbb", as are ink and accent
 * @property {string} [ink]
 * @property {string} [accent]
 * @property {string} [feed]    address of a live feed, as written
 * @property {number} [radius]  of corners, 0 to 24 CSS px
 */

/**
 * @param {string} search the query of the address
 * @returns {Params}
 */
export function parseParams(search) {
  const query = new URLSearchParams(search);
  /** @param {keyof typeof values} name */
  const choice = (name) => {
    const value = query.get(name) ?? "";
    return values[name].includes(value) ? value : values[name][0];
  };
  const radius = query.get("radius") ?? "";
  return {
    layout: choice("layout"),
    theme: choice("theme"),
    load: choice("load"),
    controls: choice("controls"),
    motion: choice("motion"),
    feed: query.get("feed") || undefined,
    paper: colour(query.get("paper")),
    ink: colour(query.get("ink")),
    accent: colour(query.get("accent")),
    debug: query.has("debug"),
    radius: /^\d{1,2}(px)?$/.test(radius) && parseInt(radius) <= 24 ? parseInt(radius) : undefined,
  };
}

/**
 * A colour in hexadecimal, with or without its #, as "#rrggbb".
 * @param {string | null} text
 */
function colour(text) {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text ?? "")?.[1].toLowerCase();
  if (!hex) return undefined;
  return "#" + (hex.length === 6 ? hex : hex.replace(/./g, "$&$&"));
}
