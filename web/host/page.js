// The host's page as the script sees it: the document with all open shadow roots in it, and lines in the
// console about its elements.

/** @type {Set<Document | ShadowRoot>} */
const found = new Set();

/** The document and the open shadow roots in it, as of the last findRoots(). */
export const roots = () => [...found];

/** Looks for open shadow roots. @param {(root: ShadowRoot) => void} onNew called for each that is new */
export function findRoots(onNew) {
  found.add(document);
  for (const root of found) { // also those that are added meanwhile
    if (root !== document && !root.isConnected) found.delete(root);
    else for (const { shadowRoot } of root.querySelectorAll("*")) {
      if (!shadowRoot || found.has(shadowRoot)) continue;
      found.add(shadowRoot);
      onNew(shadowRoot);
    }
  }
}

/** All elements that match a selector, in shadow roots too. @param {string} selector */
export const queryAll = (selector) => roots().flatMap((root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))]);

/** What an element stands in, also across the border of a shadow root. @param {any} element @returns {HTMLElement | null} */
export const parentOf = (element) => element.parentElement ?? element.getRootNode?.().host ?? null;

/** What was last said about each element. @type {WeakMap<Element, string>} */
const noted = new WeakMap();

/** Writes a line with an element's opening tag, a problem and its fix to the console, once. @param {Element} element @param {string} problem */
export function note(element, problem) {
  if (noted.get(element) === problem) return;
  noted.set(element, problem);
  console.info(`two-boxes: ${/** @type {Element} */ (element.cloneNode()).outerHTML.replace(/<\/.*/, "")}: ${problem}`);
}

/** Sends a message to an explainer. @param {HTMLIFrameElement} frame @param {object} message */
export const send = (frame, message) => frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
