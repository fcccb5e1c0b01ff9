// The code that an editor pastes into a story.

/**
 * @typedef {object} Settings
 * @property {string} origin  where the site stands, without a slash at the end
 * @property {string} lang
 * @property {string} title   of the frame
 * @property {number} height  of the frame before it says its own, in CSS px
 * @property {string} [scene] the first; empty for the story's first
 * @property {Record<string, string>} [parameters] of the embed page; empty ones are left out
 */

/** @param {string} text for an attribute or between tags */
export const escaped = (text) => text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);

/** @param {Settings} settings */
const given = ({ parameters = {} }) => Object.entries(parameters).filter(([, value]) => value);

/** The address of the explainer as set. @param {Settings} settings */
export function address(settings) {
  const query = new URLSearchParams(given(settings)).toString();
  const hash = settings.scene ? "#" + encodeURIComponent(settings.scene) : "";
  return `${settings.origin}/embed/${encodeURIComponent(settings.lang)}/${query && "?" + query}${hash}`;
}

/**
 * How to write it, by where it goes.
 * @type {Record<string, (settings: Settings) => string>}
 */
export const paste = {
  frame: (s) => `<iframe src="${escaped(address(s))}" title="${escaped(s.title)}" loading="lazy" width="100%" height="${s.height}" style="border:0"></iframe>`,

  // The frame in the place keeps it readable where the script does not run, and at its height until it does.
  script: (s) => {
    const data = [["lang", s.lang], ["scene", s.scene ?? ""], ...given(s)].filter(([, value]) => value);
    const place = `<div data-two-boxes${data.map(([name, value]) => ` data-${name}="${escaped(value)}"`).join("")}>`;
    return `${place}\n  ${paste.frame(s)}\n</div>\n<script src="${escaped(s.origin)}/embed.js" async></script>`;
  },

  wordpress: (s) => `<!-- wp:html -->\n${paste.frame(s)}\n<!-- /wp:html -->`,
};
