// Downloads what an engine needs: first what it starts with, and then the rest of the Go program.

import { downloadBytes, downloadModule } from "../fetch/download.js";
import { importScript } from "../fetch/import-script.js";

/**
 * What an engine needs, as files.
 * @typedef {object} Files
 * @property {import("../fetch/download.js").File} wasm the Go program, or its first part
 * @property {import("../fetch/download.js").File} [rest] what it needs later
 * @property {import("../fetch/download.js").File} pack the labels and facts of one language
 * @property {import("../fetch/import-script.js").Script} support Go's wasm_exec.js
 */

/** What it starts with, loaded. @typedef {{module: WebAssembly.Module, pack: Uint8Array}} Loaded */

/** The size of all, in bytes. @param {Files} files */
const sizeOf = ({ wasm, pack, rest }) => wasm.bytes + pack.bytes + (rest?.bytes ?? 0);

/**
 * Downloads all files but the rest at once. If one of them fails, the others are aborted.
 * @param {Files} files
 * @param {(loaded: number, total: number) => void} [onProgress] gets bytes, uncompressed
 * @param {AbortSignal} [signal] ends them
 * @returns {Promise<Loaded>}
 * @throws {Error} names the file and what is wrong
 */
export async function loadEngine(files, onProgress = () => {}, signal) {
  const { wasm, pack, support } = files;
  const total = sizeOf(files);
  const received = { wasm: 0, pack: 0 };
  const progress = (/** @type {"wasm" | "pack"} */ file) => (/** @type {number} */ bytes) => {
    received[file] = bytes;
    onProgress(Math.min(received.wasm + received.pack, total), total);
  };
  const abort = new AbortController();
  signal?.addEventListener("abort", () => abort.abort(signal.reason));
  try {
    const [module, bytes] = await Promise.all([
      downloadModule(wasm, progress("wasm"), abort.signal),
      downloadBytes(pack, progress("pack"), abort.signal),
      importScript(support),
    ]);
    return { module, pack: bytes };
  } catch (error) {
    abort.abort(error);
    throw error;
  }
}

/**
 * Downloads the rest.
 * @param {Files} files
 * @param {(loaded: number, total: number) => void} onProgress as for loadEngine, after which it goes on
 * @returns {Promise<WebAssembly.Module | undefined>} undefined if there is none
 * @throws {Error} names the file and what is wrong
 */
export async function loadRest(files, onProgress) {
  const { rest } = files;
  const total = sizeOf(files);
  return rest && downloadModule(rest, (bytes) => onProgress(Math.min(total - rest.bytes + bytes, total), total), new AbortController().signal);
}
