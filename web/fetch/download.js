// Downloads with progress: checked for length and fingerprint, stopped when they stall, and retried.

const MAX_TRIES = 3;
const STALL_TIMEOUT = 15_000; // ms without data
const RETRY_DELAY = 500; // ms, times the number of failed tries

/**
 * A file to download.
 * @typedef {object} File
 * @property {string} url
 * @property {number} bytes the size, uncompressed
 * @property {string} integrity SHA-256 of the uncompressed file: "sha256-" and base64
 * @property {Request} [begun] a request that is already under way, for the first try
 */

/**
 * A request under way. Aborting stop ends it.
 * @typedef {{response: Promise<Response>, stop: AbortController}} Request
 */

/** A failure that retrying cannot fix. */
class PermanentError extends Error {}

/**
 * Starts a request.
 * @param {string} url
 * @param {RequestCache} [cache]
 * @returns {Request}
 */
export function request(url, cache) {
  const stop = new AbortController();
  const response = fetch(url, { signal: stop.signal, cache });
  response.catch(() => {}); // avoids an unhandled rejection; the caller still sees the error
  return { response, stop };
}

/**
 * Downloads a WebAssembly module and compiles it while it arrives, whatever its content type.
 * @param {File} file
 * @param {(received: number) => void} onBytes gets the number of bytes so far
 * @param {AbortSignal} signal
 * @param {(ms: number) => Promise<void>} [wait] before a retry; tests pass their own
 * @throws {Error} names the file and what is wrong
 */
export const downloadModule = (file, onBytes, signal, wait = sleep) =>
  download(file, onBytes, signal, wait, async (body) => {
    const response = new Response(body, { headers: { "Content-Type": "application/wasm" } });
    if (WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
  });

/**
 * Downloads a file as bytes.
 * @param {File} file
 * @param {(received: number) => void} onBytes gets the number of bytes so far
 * @param {AbortSignal} signal
 * @param {(ms: number) => Promise<void>} [wait] before a retry; tests pass their own
 * @throws {Error} names the file and what is wrong
 */
export const downloadBytes = (file, onBytes, signal, wait = sleep) =>
  download(file, onBytes, signal, wait, async (body) => new Uint8Array(await new Response(body).arrayBuffer()));

/** @param {number} ms @returns {Promise<void>} */
const sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * @template T
 * @param {File} file
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 * @param {(ms: number) => Promise<void>} wait before a retry
 * @param {(body: ReadableStream<Uint8Array>) => Promise<T>} read
 */
async function download(file, onBytes, signal, wait, read) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await tryOnce(file, attempt === 1 ? file.begun ?? request(file.url) : request(file.url, "reload"), onBytes, signal, read);
    } catch (error) {
      if (attempt === MAX_TRIES || signal.aborted || error instanceof PermanentError || error instanceof WebAssembly.CompileError) throw error;
      await wait(attempt * RETRY_DELAY);
    }
  }
}

/**
 * @template T
 * @param {File} file
 * @param {Request} request
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 * @param {(body: ReadableStream<Uint8Array>) => Promise<T>} read
 */
async function tryOnce({ url, bytes, integrity }, { response: pending, stop }, onBytes, signal, read) {
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener("abort", abort);
  /** The body's length was wrong: readers of the stream do not get this error. @type {Error | undefined} */
  let wrongLength;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const restartTimer = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(new Error(`${url}: stalled: no data for ${STALL_TIMEOUT / 1000} s`)), STALL_TIMEOUT);
  };
  try {
    if (signal.aborted) abort();
    restartTimer();
    const response = await pending;
    if (!response.ok) throw new (response.status < 500 ? PermanentError : Error)(`${url}: status ${response.status}`);
    if (!response.body) throw new Error(`${url}: no body`);
    let received = 0;
    const counted = new TransformStream({
      transform(/** @type {Uint8Array} */ chunk, out) {
        restartTimer();
        received += chunk.length;
        onBytes(received);
        out.enqueue(chunk);
      },
      flush() {
        clearTimeout(timer);
        if (received !== bytes) throw (wrongLength = new Error(`${url}: ${received} bytes instead of ${bytes}`));
      },
    });
    // Read while it is being checked, but only returned afterwards.
    const [body, copy] = response.body.pipeThrough(counted).tee();
    const result = read(body);
    result.catch(() => {}); // that the file is damaged says more than what a damaged file leads to
    if (!await matches(copy, integrity)) throw new Error(`${url}: does not match its fingerprint`);
    return await result;
  } catch (error) {
    const why = wrongLength ?? (stop.signal.aborted ? stop.signal.reason : error);
    throw why instanceof TypeError ? new Error(`${url}: ${why.message}`, { cause: why }) : why;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/**
 * Whether a body has this fingerprint. It is not checked where crypto.subtle is missing, on plain
 * http: an attacker who could change the file there could change this script as well.
 * @param {ReadableStream<Uint8Array>} body
 * @param {string} integrity as in a File
 */
async function matches(body, integrity) {
  const data = await new Response(body).arrayBuffer();
  if (!globalThis.crypto?.subtle) return true;
  const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", data));
  return integrity === "sha256-" + btoa(String.fromCharCode(...sum));
}
