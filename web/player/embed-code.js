// The code of this explainer, for a reader's own page.

/**
 * The code of a frame with this page as it is: its parameters, without what an embed script added, at a scene.
 * @param {string} scene
 * @param {object} params those that the page knows, by name
 * @param {number} height in CSS px
 */
export function embedCode(scene, params, height) {
  const address = new URL(location.href);
  for (const name of [...address.searchParams.keys()]) if (!(name in params)) address.searchParams.delete(name);
  address.hash = scene;
  return Object.assign(document.createElement("iframe"), { // frameBorder: a style would be longer
    src: address.href, title: document.title, loading: "lazy", width: "100%", height, frameBorder: 0,
  }).outerHTML;
}
