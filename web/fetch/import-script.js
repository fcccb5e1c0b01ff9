// Imports scripts after the browser has checked their fingerprint.

/** A script: its URL, relative to the page, and its fingerprint, "sha256-…". @typedef {{url: string, integrity: string}} Script */

/**
 * Imports a script. import() accepts no fingerprint, but a preload does, and import() uses what was
 * preloaded. If that fails, the script is fetched once more, bypassing the browser's cache.
 * @param {Script} script
 * @returns {Promise<any>} its exports
 * @throws {Error} if it cannot be loaded, or does not match its fingerprint
 */
export async function importScript({ url, integrity }) {
  const href = new URL(url, document.baseURI).href;
  if (document.createElement("link").relList.supports("modulepreload")) {
    await preload(href, integrity).catch(async () => {
      await fetch(href, { cache: "reload" }).catch(() => {}); // the next line reports the error
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
  link.onerror = () => reject(new Error(`${href}: cannot be loaded, or does not match its fingerprint`));
  document.head.append(link);
});
