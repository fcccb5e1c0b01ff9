/**
 * A request under way: what it is answered, and what ends it.
 * @typedef {{response: Promise<Response>, stop: AbortController}} Request
 */

/**
 * @param {string} url
 * @param {RequestCache} [cache]
 * @returns {Request}
 */
export function request(url, cache = "default") {
  const stop = new AbortController();
  const response = fetch(url, { signal: stop.signal, cache });
  response.catch(() => {}); // for whoever waits for it
  return { response, stop };
}
