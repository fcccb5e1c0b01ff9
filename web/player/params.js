// The parameters in the embed's address. Unknown names are ignored; bad values fall back, and are problems.

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
 * @property {string} load      near, click or eager; click for readers who save data
 * @property {string} controls  full or none
 * @property {string} motion    auto, reduced or full
 * @property {boolean} debug    whether to show what goes on inside
 * @property {string} [paper]   "#rrggbb", as are ink and accent
 * @property {string} [ink]
 * @property {string} [accent]
 * @property {string} [feed]    address of a live feed, as written
 * @property {string} [unit]    one unit of that feed, by its id
 * @property {number} [radius]  of corners, 0 to 24 CSS px
 * @property {string[]} problems  values that fell back: "theme=blue: use one of auto, light, dark"
 */

/**
 * @param {string} search the query of the address
 * @param {{saveData: boolean, effectiveType: string}} [connection] the browser's, if it says
 * @returns {Params & {saveData: boolean}} saveData: the reader has little data to spend, so the engine waits for a tap
 */
export function parseParams(search, connection) {
  const saveData = !!connection && (connection.saveData || /2g$/.test(connection.effectiveType));
  const query = new URLSearchParams(search);
  /** @type {string[]} */
  const problems = [];
  /**
   * A parameter's value as it is used; undefined if it is missing, empty or bad.
   * @template T
   * @param {string} name @param {(text: string) => T | undefined} read @param {string} use  what to write instead
   */
  const value = (name, read, use) => {
    const text = query.get(name);
    const result = text ? read(text) : undefined;
    if (text && result === undefined) problems.push(`${name}=${text.slice(0, 99)}: use ${use}`);
    return result;
  };
  /** @param {keyof typeof values} name */
  const choice = (name) =>
    value(name, (text) => (values[name].includes(text) ? text : undefined), `one of ${values[name].join(", ")}`) ?? values[name][0];
  /** @param {string} name */
  const colour = (name) => value(name, hexadecimal, "rrggbb");
  return {
    layout: choice("layout"),
    theme: choice("theme"),
    load: saveData ? "click" : choice("load"),
    saveData,
    controls: choice("controls"),
    motion: choice("motion"),
    feed: query.get("feed") || undefined,
    unit: query.get("unit") || undefined,
    paper: colour("paper"),
    ink: colour("ink"),
    accent: colour("accent"),
    debug: query.has("debug"),
    radius: value("radius", (text) => (/^\d{1,2}(px)?$/.test(text) && parseInt(text) <= 24 ? parseInt(text) : undefined), "0 to 24"),
    problems,
  };
}

/**
 * A colour in hexadecimal, with or without its #, as "#rrggbb".
 * @param {string} text
 */
function hexadecimal(text) {
  const hex = /^#?([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1].toLowerCase();
  if (!hex) return undefined;
  return "#" + (hex.length === 6 ? hex : hex.replace(/./g, "$&$&"));
}
