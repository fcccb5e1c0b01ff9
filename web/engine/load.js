// Downloads what an engine needs.

import { downloadBytes, downloadModule } from "../fetch/download.js";
import { importScript } from "../fetch/import-script.js";

/**
 * What an engine needs, as files.
 * @typedef {object} Files
 * @property {import("../fetch/download.js").File} wasm the Go program
 * @property {import("../fetch/download.js").File} pack the labels and facts of one language
 * @property {import("../fetch/import-script.js").Script} support Go's wasm_exec.js
 */

/** The same, loaded. @typedef {{module: WebAssembly.Module, pack: Uint8Array}} Loaded */

/**
 * Downloads all files at once. If one of them fails, the others are aborted.
 * @param {Files} files
 * @param {(loaded: number, total: number) => void} onProgress gets bytes, uncompressed
 * @returns {Promise<Loaded>}
 * @throws {Error} names the file and what is wrong
 */
export async function loadEngine({ wasm, pack, support }, onProgress) {
  const total = wasm.bytes + pack.bytes;
  const received = { wasm: 0, pack: 0 };
  const progress = (/** @type {"wasm" | "pack"} */ file) => (/** @type {number} */ bytes) => {
    received[file] = bytes;
    onProgress(Math.min(received.wasm + received.pack, total), total);
  };
  const abort = new AbortController();
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
