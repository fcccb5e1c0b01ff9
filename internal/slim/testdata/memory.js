// Starts a Go program and writes its memory to a file when it first calls JavaScript.
import fs from "node:fs";

const [wasm, out] = process.argv.slice(2);
const stop = new Error("stop");
const imports = new Proxy({}, { get: () => () => { throw stop; } });
const { exports } = new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(wasm)), { gojs: imports });
try {
  exports.run(0, 0);
} catch (error) {
  if (error !== stop) throw error;
}
fs.writeFileSync(out, new Uint8Array(exports.mem.buffer));
