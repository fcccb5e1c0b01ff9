// What surrounds the stage: buttons, status line, progress, the text that screen readers announce,
// and the whole story as text.

import { fill } from "../lib/fill.js";

/** @typedef {import("./session.js").State} State */

/**
 * Bytes as megabytes, with one decimal.
 * @param {number} bytes
 * @param {string} decimal the language's separator
 */
export const megabytes = (bytes, decimal) => (bytes / 1e6).toFixed(1).replace(".", decimal);

/** How long an announcement stays, in ms: it would be read once more at the end of the page. */
const STAYS = 10000;

/** Where the focus goes when a state hides the focused button: to the first of these that is shown. */
const successors = ["pause", "play", "replay", "next", "again"];

/** @param {Element} element */
const isShown = (element) => element.getClientRects().length > 0 && getComputedStyle(element).visibility === "visible"; // Safari 16 has no checkVisibility

/** @typedef {ReturnType<typeof createChrome>} Chrome */

/**
 * @param {HTMLElement} main the explainer
 * @param {{words: Record<string, string>, format: {decimal: string}, weight: number}} config  weight: of the engine's download, in bytes
 */
export function createChrome(main, config) {
  const size = (/** @type {number} */ bytes) => megabytes(bytes, config.format.decimal);

  /** @param {string} selector */
  const element = (selector) => /** @type {HTMLElement} */ (main.querySelector(selector));

  /** The button or select of an action. @param {string} name */
  const action = (name) => element(`[data-action="${name}"]`);

  /** Disables a button without taking the focus from it. @param {string} name of its action @param {boolean} disabled */
  const disable = (name, disabled) => action(name).setAttribute("aria-disabled", String(disabled));

  /**
   * One of the page's words.
   * @param {string} key
   * @param {Record<string, string | number>} [slots]
   */
  const words = (key, slots = {}) => fill(config.words[key], slots);

  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let clearing;

  /** Has screen readers read a text out once; while the dialog is open, it shows the text. @param {string | Node} text */
  function announce(text) {
    const announcer = element(main.querySelector("dialog[open]") ? ".copied" : "#announcer");
    const before = announcer.textContent;
    announcer.replaceChildren(text);
    if (announcer.textContent === before) announcer.append("\u00a0"); // the same text again would be no change
    clearTimeout(clearing);
    clearing = setTimeout(() => element("#announcer").replaceChildren(), STAYS);
  }

  /** Moves the focus from a button that has disappeared to another. */
  function keepFocus() {
    const focused = document.activeElement;
    if (focused instanceof HTMLElement && focused.dataset.action && !isShown(focused)) {
      successors.map(action).find(isShown)?.focus({ preventScroll: true });
    }
  }

  return {
    action,
    words,
    announce,
    keepFocus,

    /** @param {State} state @param {boolean} live an engine runs */
    showState(state, live) {
      main.dataset.state = state;
      disable("pause", state !== "playing" && state !== "loading");
      disable("replay", !live || state === "loading");
      keepFocus();
      if (state === "static" || state === "failed") announce(/** @type {Text} */ (element(`.status .${state}`).firstChild).data.trim());
    },

    /**
     * Says which of the steps is shown.
     * @param {number} index from 0
     * @param {number} of how many
     * @returns {string} as the page says it
     */
    showPlace(index, of) {
      const place = words("step", { step: index + 1, steps: of });
      element(".place").textContent = place;
      disable("back", index === 0);
      return place;
    },

    /** Shows the progress in place of the download's size. @param {number} share of the engine's download, 0 to 1 */
    showProgress(share) {
      action("play").querySelector("small")?.remove();
      /** @type {HTMLProgressElement} */ (element("progress")).value = share;
      const received = element(".received"), text = words("progress", { loaded: size(config.weight * share), total: size(config.weight) });
      if (received.textContent !== text) received.textContent = text; // which lays out the page
    },

    /** Shows on the play button what it downloads. */
    showDownloadSize() {
      const small = document.createElement("small");
      small.textContent = words("play.size", { size: size(config.weight) });
      action("play").append(" ", small);
    },

    /**
     * Switches between the pictures and the whole story as a plain document.
     * @returns {boolean} whether it is text now
     */
    toggleText() {
      const text = main.toggleAttribute("data-text");
      const button = action("text");
      button.setAttribute("aria-pressed", String(text));
      /** @type {HTMLElement} */ (button.querySelector("span")).textContent = words(text ? "pictures" : "text");
      main.querySelector("#sources")?.toggleAttribute("open", text); // a page with a feed has none
      return text;
    },
  };
}
