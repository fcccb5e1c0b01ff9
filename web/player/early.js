// Runs before the page has a body: in a browser that has what the scripts and styles need it marks the page
// as scripted, leaves the appearance for the player, and asks for the engine. An older one (docs/browsers.md)
// shows all steps in stills. That is found out by syntax, which such a browser does not get past, and by what it
// says of its styles.
import { request } from "../fetch/download.js";
import { startAppearance } from "./appearance.js";

/** What this script leaves for the player. @typedef {ReturnType<typeof start>} Early */

function start() {
  const appearance = startAppearance();
  // The engine is asked for where it will be loaded without a press. Whether a frame of another origin is in
  // view is not known yet; without a width there is nothing to draw. The second run has no current script.
  const { load } = appearance.params;
  const url = document.currentScript?.dataset.engine;
  const wanted = url && (load === "eager" || (load === "near" && window.parent === window)) && innerWidth && !document.hidden;
  return { appearance, download: wanted && globalThis.WebAssembly ? request(url) : undefined };
}

void class {
  static {
    // The page names this script twice: see embed.html.tmpl.
    if (!("scripted" in document.documentElement.dataset) && CSS.supports("(grid-template-rows: subgrid) and selector(:has(a))")) {
      document.documentElement.dataset.scripted = "";
      delete document.documentElement.dataset.noLive; // of hide-story.js
      /** @type {any} */ (globalThis).twoBoxesEarly = start();
    }
  }
};
