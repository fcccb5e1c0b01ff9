// The explainer's addresses: where the site is, and what the attributes of a place ask for.

import { option, parameters } from "./elements.js";
import { missing, note } from "./page.js";

const languages = Object.keys(BUILD_TITLES);

/** The explainer's language for a tag like "ko-KR" or "ar_EG". @param {string} tag */
const language = (tag) => languages.find((lang) => lang === tag.toLowerCase().split(/[-_]/)[0]);

/** The language itself, or the default one for unknown languages. @param {string} tag */
export const known = (tag) => language(tag) ?? BUILD_DEFAULT_LANGUAGE;

/**
 * Where the site is that this script is from. The stack of an error has our file before all others; a copy in a
 * file of another name, or the npm package's, belongs to the deployed site.
 */
const site = (!BUILD_PACKAGED && /^[^/]*?(https?:[^\s()]*\/)(embed(\.v1)?|assets\/embed\.[\da-f]{12})\.js[?#:]/.exec(Error().stack ?? "")?.[1]) || BUILD_ORIGIN;

/**
 * The explainer's address for a place. Values that cannot be used are left out, with a line in the console.
 * @param {HTMLElement} place
 * @param {string} from the address of the host's own frame, which the attributes change; "": there is none
 * @param {boolean} pinned whether the place is pinned now
 */
export function addressFor(place, from, pinned) {
  const tag = option(place, "lang") ?? "";
  if (tag && !language(tag)) missing(place, "language", tag, languages);
  const address = new URL(from || "embed/", site);
  if (tag || !from) address.pathname = address.pathname.replace(/\/embed\/(\w+\/)?$/, `/embed/${known(tag)}/`);
  const pinnable = option(place, "pin") !== null;
  for (const name of parameters) {
    const value = option(place, name);
    if (!value || (name === "layout" && pinnable)) continue;
    try {
      address.searchParams.set(name, name === "feed" ? new URL(value, location.href).href : value);
    } catch {
      note(place, "feed is no URL; use https://");
    }
  }
  if (pinned) address.searchParams.set("layout", "stage");
  else if (pinnable) address.searchParams.delete("layout");
  const scene = option(place, "scene");
  if (scene) address.hash = scene;
  return address.href;
}
