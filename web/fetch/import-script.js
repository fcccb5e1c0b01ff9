// Scripts that are only wanted later, run once the browser has checked them.

/** A script: its address from the page, and its fingerprint. @typedef {{url: string, integrity: string}} Script */

/**
 * Imports a script. import() takes no fingerprint, but a preload does, and import() takes what was
 * preloaded. A damaged script is fetched once more, past the browser's cache.
 * @param {Script} script
 * @returns {Promise<any>} its exports
 */
export async function importScript({ url, integrity }) {
  const href = new URL(url, document.baseURI).href;
  if (document.createElement("link").relList.supports("modulepreload")) {
    await preload(href, integrity).catch(async () => {
      await fetch(href, { cache: "reload" }).catch(() => {}); // the next line says more
      await preload(href, integrity);
    });
  }
  return import(href);
}

/** @param {string} href @param {string} integrity */
const preload = (href, integrity) => new Promise((resolve, reject) => {
  const link = document.createElement("link");
  link.rel = "modulepreload";
  link.integrity = integrity;
  link.href = href;
  link.onload = resolve;
  link.onerror = () => reject(new Error(`${href}: does not arrive, or does not match its fingerprint`));
  document.head.append(link);
});
