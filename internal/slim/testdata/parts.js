// Runs a Go program in two parts: the rest is added once the first part waits for it. Without a rest, the
// program notes which functions it calls, and the names of those called before its first output are printed.
// With WHOLE set, the rest is added before the program runs.
// usage: parts.js wasm_exec.js FIRST [REST]
import fs from "node:fs";

globalThis.fs = fs;
const [support, first, rest] = process.argv.slice(2);
await import(support);

const load = (file, imports) => new WebAssembly.Instance(new WebAssembly.Module(fs.readFileSync(file)), imports);
const go = new Go();
go.env = process.env.GOGC ? { GOGC: process.env.GOGC } : {};
go.exit = process.exit;
if (!rest) go.importObject.gojs["runtime.wasmWrite"] = () => {
  const called = Object.entries(exports).filter(([name, { value }]) => name.startsWith("called ") && value);
  for (const [name] of called) console.log(name.slice("called ".length));
  process.exit();
};
const { exports, ...others } = load(first, go.importObject);
const instance = Object.setPrototypeOf({ exports, ...others }, WebAssembly.Instance.prototype);

let events = []; // that came while the program waited
const resume = go._resume;
go._resume = () => {
  if (exports.waits?.value) return void events.push(go._pendingEvent);
  resume.call(go);
};
let waited = 0;
/** Adds the rest where it is needed. */
function look() {
  if (!exports.waits?.value) return;
  waited++;
  setTimeout(() => {
    load(rest, { first: exports });
    exports.proceed();
    for (const event of events.splice(0)) {
      go._pendingEvent = event;
      go._resume();
    }
  }, 50);
}
process.on("exit", (code) => {
  if (code === 0 && !go.exited) { // a deadlock
    go._pendingEvent = { id: 0 };
    go._resume();
  }
  if (rest) fs.writeSync(1, `waited: ${waited}\n`);
});
if (process.env.WHOLE) load(rest, { first: exports });
void go.run(instance);
look();
