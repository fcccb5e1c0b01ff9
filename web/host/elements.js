// The explainer and its figures as elements of a page:
//
//   <two-boxes lang="en" scene="turnout"></two-boxes>
//   <two-boxes-counter of="turnout">—%</two-boxes-counter>
//
// Each is a place, or a figure, whose options are its attributes. The frame of a <two-boxes> is in its
// shadow root, so that what a framework has rendered, or will hydrate, is not changed. A frame inside the
// tag is the fallback without scripts; it is used while it shows what the attributes ask for.

import { send } from "./page.js";
import { frames } from "./state.js";

/** The parameters of an explainer's address that are attributes of a place, too. */
export const parameters = ["layout", "theme", "load", "feed", "unit", "controls", "motion", "paper", "ink", "accent", "radius", "debug"];

/** The options of a place. */
export const options = [...parameters, "lang", "scene", "pin"];

/** Every place. */
export const PLACES = "[data-two-boxes], two-boxes";

/** Every figure. */
export const FIGURES = "[data-two-boxes-counter], two-boxes-counter";

/**
 * An option of a place or figure: scene of a <two-boxes>, data-scene of another element.
 * @param {Element} element
 * @param {string} name
 * @returns {string | null} null: not set
 */
export const option = (element, name) => element.getAttribute(/^two-boxes/.test(element.localName) ? name : `data-${name}`);

/** What holds the frame in the shadow root of a <two-boxes>; null: the element is none. @param {Element} place */
export const boxOf = (place) => (place.matches("two-boxes") && /** @type {HTMLElement | undefined} */ (place.shadowRoot?.lastElementChild)) || null;

/**
 * Keeps one of the explainer's messages for the properties of a <two-boxes>, and dispatches it as an event.
 * @param {any} place
 * @param {any} detail
 */
export function dispatch(place, detail) {
  if (!place.heard || !/^(scene|state|reading)$/.test(detail.type)) return;
  place.heard[detail.type] = detail;
  place.dispatchEvent(new CustomEvent(detail.type, { detail }));
}

/** Defines <two-boxes>. */
export function defineElement() {
  customElements.get("two-boxes") || customElements.define("two-boxes", class extends HTMLElement {
    /** The latest messages, by type. @type {Record<string, any>} */ heard = {};
    constructor() {
      super();
      // The fallback's own styles count for less: the box around it alone is sized.
      this.attachShadow({ mode: "open" }).innerHTML =
        "<style>:host(:not([hidden])){display:block}::slotted(*){display:none!important}::slotted(iframe){display:block!important;" +
        "width:100vw!important;max-width:100%!important;height:100%!important;margin:0!important;border:0!important}</style><div></div>";
    }
    get scene() {
      return this.heard.scene?.scene ?? (this.getAttribute("scene") || "");
    }
    set scene(id) {
      if (this.getAttribute("scene") !== id) this.setAttribute("scene", id);
      else for (const [frame, { place }] of frames) if (place === this) send(frame, { type: "goto", scene: id });
    }
    get state() {
      return this.heard.state?.state ?? "poster";
    }
    get reading() {
      return this.heard.reading ?? null;
    }
  });
}
