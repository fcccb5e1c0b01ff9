// Downloads that tell how far they have come, are checked against their fingerprint, notice when
// nothing arrives any more, and try again.

import { request } from "./request.js";
import { sha256 } from "./sha256.js";

const TRIES = 3;
const STALL = 15_000; // ms without a byte

/**
 * A file to download: its address; its size and its SHA-256 once decoded, in bytes and as "sha256-…" in base64.
 * @typedef {{url: string, bytes: number, integrity: string, begun?: import("./request.js").Request}} File begun: its first request
 */

/** Nothing that trying again would mend. */
class Refused extends Error {}

/**
 * Compiles a WebAssembly module as it arrives, whatever type the server calls it.
 * @param {File} file
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 */
export const downloadModule = (file, onBytes, signal) =>
  download(file, onBytes, signal, async (body) => {
    const response = new Response(body, { headers: { "Content-Type": "application/wasm" } });
    if (WebAssembly.compileStreaming) return WebAssembly.compileStreaming(response);
    return WebAssembly.compile(await response.arrayBuffer());
  });

/**
 * @param {File} file
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 */
export const downloadBytes = (file, onBytes, signal) =>
  download(file, onBytes, signal, async (body) => new Uint8Array(await new Response(body).arrayBuffer()));

/**
 * @template T
 * @param {File} file
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 * @param {(body: ReadableStream<Uint8Array>) => Promise<T>} take
 */
async function download(file, onBytes, signal, take) {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(file, attempt === 1 ? file.begun ?? request(file.url) : request(file.url, "reload"), onBytes, signal, take);
    } catch (error) {
      if (attempt === TRIES || signal.aborted || error instanceof Refused || error instanceof WebAssembly.CompileError) throw error;
      await new Promise((resolve) => setTimeout(resolve, attempt * 500));
    }
  }
}

/**
 * @template T
 * @param {File} file
 * @param {import("./request.js").Request} request
 * @param {(received: number) => void} onBytes
 * @param {AbortSignal} signal
 * @param {(body: ReadableStream<Uint8Array>) => Promise<T>} take
 */
async function once({ url, bytes, integrity }, { response: coming, stop }, onBytes, signal, take) {
  const abort = () => stop.abort(signal.reason);
  signal.addEventListener("abort", abort);
  /** What was wrong with the body: a reader of the stream is not told. @type {Error | undefined} */
  let wrong;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  const wait = () => {
    clearTimeout(timer);
    timer = setTimeout(() => stop.abort(new Error(`${url}: nothing arrives`)), STALL);
  };
  try {
    if (signal.aborted) abort();
    wait();
    const response = await coming;
    if (!response.ok) throw new (response.status < 500 ? Refused : Error)(`${url}: status ${response.status}`);
    if (!response.body) throw new Error(`${url}: no body`);
    let received = 0;
    const counted = new TransformStream({
      transform(/** @type {Uint8Array} */ chunk, out) {
        wait();
        received += chunk.length;
        onBytes(received);
        out.enqueue(chunk);
      },
      flush() {
        clearTimeout(timer);
        if (received !== bytes) throw (wrong = new Error(`${url}: ${received} bytes instead of ${bytes}`));
      },
    });
    // Compiled while it is being checked, but not handed over before.
    const [body, copy] = response.body.pipeThrough(counted).tee();
    const taken = take(body);
    taken.catch(() => {}); // what a damaged file leads to says less than that it is damaged
    if (await fingerprint(copy) !== integrity) throw new Error(`${url}: does not match its fingerprint`);
    return await taken;
  } catch (error) {
    const why = wrong ?? (stop.signal.aborted ? stop.signal.reason : error);
    throw why instanceof TypeError ? new Error(`${url}: ${why.message}`, { cause: why }) : why;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", abort);
  }
}

/** @param {ReadableStream<Uint8Array>} body @returns {Promise<string>} as in a File */
async function fingerprint(body) {
  const data = await new Response(body).arrayBuffer();
  const sum = globalThis.crypto?.subtle ? new Uint8Array(await crypto.subtle.digest("SHA-256", data)) : sha256(new Uint8Array(data));
  return "sha256-" + btoa(String.fromCharCode(...sum));
}
