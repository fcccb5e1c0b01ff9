// The code that an editor pastes into a story: pure functions of the form's settings.

/**
 * @typedef {object} Settings
 * @property {string} origin  of the site, "https://…", without a slash at the end
 * @property {string} lang    "en"
 * @property {string} title   of the frame, for screen readers
 * @property {number} height  of the frame until the page reports its own, in CSS px
 * @property {{url: string, integrity: string}} [script] the host script by its fingerprint: its path in the site, "/assets/…", and its hash
 * @property {string} [scene] the first one shown, by its id; empty: the story's first
 * @property {Record<string, string>} [parameters] of the embed page, see docs/embedding.md; empty ones are left out
 */

/** @param {string} text for an attribute or between tags */
const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** The same between tags of JSX. @param {string} text */
const escapedInJSX = (text) => escaped(text).replace(/[{}]/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {Settings} settings */
const parametersOf = ({ parameters = {} }) => Object.entries(parameters).filter(([, value]) => value);

/** The address of the explainer with its settings. @param {Settings} settings @returns {string} a URL */
export function address(settings) {
  const query = new URLSearchParams(parametersOf(settings)).toString();
  const hash = settings.scene ? "#" + encodeURIComponent(settings.scene) : "";
  return `${settings.origin}/embed/${encodeURIComponent(settings.lang)}/${query && "?" + query}${hash}`;
}

/** The settings as attributes of a place. @param {Settings} settings @param {string} prefix of their names */
const attributes = (settings, prefix) => [["lang", settings.lang], ["scene", settings.scene ?? ""], ...parametersOf(settings)]
  .filter(([, value]) => value).map(([name, value]) => ` ${prefix}${name}="${escaped(value)}"`).join("");

/**
 * The code for each kind of page: a plain frame, the host script (at an address of its own, with its
 * integrity), an element, a component for React, a WordPress block.
 * @type {Record<string, (settings: Settings) => string>}
 */
export const paste = {
  frame: (s) => `<iframe src="${escaped(address(s))}" title="${escaped(s.title)}" loading="lazy" width="100%" height="${s.height}" style="border:0"></iframe>`,

  // The frame inside is shown until the script runs, or where it cannot.
  script: (s) => `<div data-two-boxes${attributes(s, "data-")}>\n  ${paste.frame(s)}\n</div>\n<script src="${escaped(s.origin)}/embed.js" async></script>`,

  fixed: (s) => paste.script(s).replace('/embed.js" async', () => `${s.script?.url}" integrity="${s.script?.integrity}" crossorigin async`),

  element: (s) => `<two-boxes${attributes(s, "")}>\n  ${paste.frame(s)}\n</two-boxes>\n<script src="${escaped(s.origin)}/embed.js" async></script>`,

  react: (s) => `"use client";
import "two-boxes";

export const Explainer = () =>
  <two-boxes${attributes(s, "")}>
    <iframe src="${escaped(address(s))}" title="${escaped(s.title)}" loading="lazy" width="100%" height={${s.height}} style={{ border: 0 }} />
  </two-boxes>;`,

  wordpress: (s) => `<!-- wp:html -->\n${paste.frame(s)}\n<!-- /wp:html -->`,
};

/** @param {string} name @param {string} text */
const span = (name, text) => `<span data-two-boxes-counter="${escaped(name)}">${escaped(text)}</span>`;
/** @param {string} name @param {string} text */
const counter = (name, text) => `<two-boxes-counter of="${escaped(name)}">${escapedInJSX(text)}</two-boxes-counter>`;

/**
 * The code of a figure in the host's own sentences, for each kind of page that has the host script: its name,
 * and the text that stands until a live feed reports.
 * @type {Record<string, (name: string, text: string) => string>}
 */
export const pasteFigure = { script: span, fixed: span, element: counter, react: counter };
