// The explainer's addresses: where the site is, and what the attributes of a place ask for.

import { option } from "./elements.js";
import { note } from "./page.js";

/** The parameters of an explainer's address that are attributes of a place, too. */
const parameters = ["layout", "theme", "load", "feed", "unit", "controls", "motion", "paper", "ink", "accent", "radius", "debug"];

/** The options of a place. */
export const options = [...parameters, "lang", "scene", "pin"];

/** The explainer's language for a tag like "ko-KR" or "ar_EG", or "" where there is none. @param {string} tag */
const language = (tag) => [tag, tag.split(/[-_]/)[0]].map((t) => t.toLowerCase()).find((t) => Object.hasOwn(BUILD_LANGUAGES, t)) ?? "";

/** The language itself, or the default one for unknown languages. @param {string} tag */
export const known = (tag) => language(tag) || BUILD_DEFAULT_LANGUAGE;

/** Where the site is that this script is from. */
export function siteAddress() {
  if (BUILD_PACKAGED) return new URL(BUILD_ORIGIN); // its file may be anywhere
  // A module does not know its own element, but the stack of an error has its file.
  const script = document.currentScript instanceof HTMLScriptElement && document.currentScript.src;
  const file = script || /https?:\/\/[^\s()]*\.js[^\s()]*/.exec(new Error().stack ?? "")?.[0] || "";
  // A copy in a file of another name belongs to the deployed site.
  return new URL(/^(.*\/)(embed(\.v1)?|assets\/embed\.[\da-f]{12})\.js([?#:]|$)/.exec(file)?.[1] ?? BUILD_ORIGIN);
}

/**
 * The explainer's address for a place. Values that cannot be used are left out, with a line in the console.
 * @param {HTMLElement} place
 * @param {URL} site
 * @param {string} from the address of the host's own frame, which the attributes change; "": there is none
 * @param {boolean} pinned whether the place is pinned now
 */
export function addressFor(place, site, from, pinned) {
  const tag = option(place, "lang") ?? "";
  const lang = known(tag);
  if (tag && !language(tag)) note(place, `there is no such language, so it is shown in "${lang}"; use one of ${Object.keys(BUILD_LANGUAGES).join(", ")}`);
  const address = new URL(from || `embed/${lang}/`, site);
  if (tag) address.pathname = address.pathname.replace(/\/embed\/(\w+\/)?$/, `/embed/${lang}/`);
  const pinnable = option(place, "pin") !== null;
  for (const name of parameters) {
    const value = option(place, name);
    if (!value || (name === "layout" && pinnable)) continue;
    try {
      address.searchParams.set(name, name === "feed" ? new URL(value, location.href).href : value);
    } catch {
      note(place, "feed is not a URL; include https://");
    }
  }
  if (pinned) address.searchParams.set("layout", "stage");
  else if (pinnable) address.searchParams.delete("layout");
  const scene = option(place, "scene");
  if (scene) address.hash = scene;
  return address.href;
}
