// Starts a Go program and writes its memory to a file when it first calls JavaScript, and has its rest, if there is one.
// usage: memory.js FIRST OUT [REST]
import fs from "node:fs";

const [wasm, out, rest] = process.argv.slice(2);
const stop = new Error("stop");
const imports = new Proxy({}, { get: () => () => { throw stop; } });
const load = (file, imports) => new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), imports);
const { exports } = load(wasm, { gojs: imports });
try {
  exports.run(0, 0);
} catch (error) {
  if (error !== stop) throw error;
}
if (rest) load(rest, { first: exports });
fs.writeFileSync(out, new Uint8Array(exports.mem.buffer));
