// The host's page as the script sees it: the document with all open shadow roots in it, and lines in the
// console about its elements.

/** The document and the open shadow roots in it, as of the last findRoots(). @type {Set<Document | ShadowRoot>} */
const roots = new Set();

/** Looks for open shadow roots. @param {(root: Document | ShadowRoot) => void} onNew called for each that is new, and for the document */
export function findRoots(onNew) {
  /** @param {Document | ShadowRoot | null} root */
  const add = (root) => {
    if (!root || roots.has(root)) return;
    roots.add(root);
    onNew(root);
  };
  add(document);
  for (const root of roots) { // also those that are added meanwhile
    if (!root.isConnected) roots.delete(root);
    else for (const { shadowRoot } of root.querySelectorAll("*")) add(shadowRoot);
  }
}

/** All elements that match a selector, in shadow roots too. @param {string} selector */
export const queryAll = (selector) => [...roots].flatMap((root) => [.../** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll(selector))]);

/** What an element stands in, also across the border of a shadow root. @param {any} element @returns {HTMLElement | null} */
const parentOf = (element) => element.parentElement ?? element.getRootNode?.().host;

/** An element and what it stands in, from the inside out. @param {object} element @returns {Set<any>} */
export function around(element) {
  const parts = new Set();
  for (let part = /** @type {any} */ (element); part; part = parentOf(part)) parts.add(part);
  return parts;
}

/** Where an element is in the window. @param {Element} element */
export const rectOf = (element) => element.getBoundingClientRect();

/** What was last said about each element. @type {WeakMap<Element, string>} */
const noted = new WeakMap();

/** Writes a line with an element's opening tag, a problem and its fix to the console, once. @param {Element} element @param {string} problem */
export function note(element, problem) {
  if (noted.get(element) === problem) return;
  noted.set(element, problem);
  console.info(`two-boxes: ${/** @type {Element} */ (element.cloneNode()).outerHTML.replace(/<\/.*/, "")}: ${problem}`);
}

/** Notes that an element names what there is not. @param {Element} element @param {string} kind @param {string} name @param {string[]} all of the kind */
export const missing = (element, kind, name, all) => note(element, `no ${kind} "${name}"; use one of ${all.join(", ").slice(0, 200)}`);

/** Sends a message to an explainer. @param {HTMLIFrameElement} frame @param {object} message */
export const send = (frame, message) => frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
