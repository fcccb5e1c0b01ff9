// Runs before the page has a body: in a browser that has what the scripts and styles need it marks the page
// as scripted and leaves the appearance for the player. An older one (docs/browsers.md) shows all steps in
// stills. That is found out by syntax, which such a browser does not get past, and by what it says of its styles.
import { startAppearance } from "./appearance.js";

void class {
  static {
    // The page names this script twice: see embed.html.tmpl.
    if (!("scripted" in document.documentElement.dataset) && CSS.supports("(grid-template-rows: subgrid) and selector(:has(a))")) {
      document.documentElement.dataset.scripted = "";
      delete document.documentElement.dataset.noLive; // of hide-story.js
      /** @type {any} */ (globalThis).twoBoxesAppearance = startAppearance();
    }
  }
};
