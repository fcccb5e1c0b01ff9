// Runs the parts of `./build.sh check` and `./build.sh test`, one after another, but for those that run beside
// others; each runs even if an earlier one failed. Prints failures last, whole, then a table of the parts and their times.
//
//   node e2e/run/main.js check
//   node e2e/run/main.js test [--all] [PART…]
import { parts } from "./parts.js";
import { stopShared } from "./shared.js";

/** @typedef {import("./parts.js").Part} Part */
/** @typedef {import("./parts.js").Result} Result */

/** Seconds since a time of performance.now(). @param {number} start */
const since = (start) => `${((performance.now() - start) / 1000).toFixed(1)} s`.padStart(8);

/**
 * The parts that a command line selects.
 * @param {string[]} args
 * @throws {Error} if there is no such part
 */
function select([command, ...args]) {
  if (command === "check" && args.length === 0) return parts.filter(({ level }) => level === "check");
  if (command !== "test") throw new Error(`no command ${command}`);
  const all = args.includes("--all");
  const names = args.filter((arg) => arg !== "--all");
  const known = new Set(parts.map(({ name }) => name));
  for (const name of names) if (!known.has(name)) throw new Error(`no part ${name}; there are ${[...known].join(", ")}`);
  if (names.length > 0) return parts.filter(({ name }) => names.includes(name));
  return parts.filter(({ level }) => all || level !== "all");
}

/** @type {Map<Part, Result & {time: string}>} */
const results = new Map();

/** In `test --all`, where one race in a browser would cost the whole run, browser tests that fail are run once more. */
const retries = process.argv.includes("--all");

/** Parts that passed only then, with what failed before. @type {Map<Part, string[]>} */
const flaky = new Map();

/** Runs a part after those that it needs. @param {Part} part @returns {Promise<Result>} */
async function run(part) {
  const before = results.get(part);
  if (before) return before;
  for (const needed of part.needs?.() ?? []) {
    const { failures } = await run(needed);
    if (failures.length > 0) return record(part, { passed: 0, skipped: 0, failures: [`not run: ${needed.name} failed`] }, since(performance.now()));
  }
  console.log(`\n== ${part.name}: ${part.title}`);
  const start = performance.now();
  if (part.beside) {
    console.log("runs beside what follows; its output is printed at the end");
    let output = "";
    const ended = attempt(part, (text) => { output += text; }).then((result) => ({ result, time: since(start) }));
    unfinished.push(async () => {
      const { result, time } = await ended;
      console.log(`\n== ${part.name}: ${part.title}\n${output}`);
      await finish(part, result, time, start);
    });
    return { passed: 0, skipped: 0, failures: [] };
  }
  const result = await attempt(part);
  return finish(part, result, since(start), start);
}

/** What is left to do for parts that run beside others, at the end. @type {(() => Promise<unknown>)[]} */
const unfinished = [];

/**
 * Records what came of a part, after another attempt where that is allowed.
 * @param {Part} part @param {Result} result @param {string} time that it took @param {number} start
 */
async function finish(part, result, time, start) {
  if (retries && part.retry && result.failures.length > 0) {
    console.log(`\n== ${part.name}: failed, once more`);
    flaky.set(part, result.failures);
    result = await attempt(part);
    if (result.failures.length > 0) flaky.delete(part);
    time = since(start);
  }
  return record(part, result, time);
}

/** @param {Part} part @param {(text: string) => void} [print] @returns {Promise<Result>} */
const attempt = (part, print) => part.run(print).catch((error) => ({ passed: 0, skipped: 0, failures: [String(error.stack ?? error)] }));

/** @param {Part} part @param {Result} result @param {string} time that it took */
function record(part, result, time) {
  results.set(part, { ...result, time });
  return result;
}

/** @param {string} title @param {[Part, string[]][]} list parts with their failures */
function printFailures(title, list) {
  if (list.length > 0) console.log(`\n== ${title}`);
  for (const [part, failures] of list) for (const failure of failures) console.log(`\n${part.title}\n${failure.trimEnd()}`);
}

/** @returns {boolean} whether everything passed */
function summarize() {
  const failed = [...results].filter(([, { failures }]) => failures.length > 0);
  printFailures("flaky: failed, and passed when run again", [...flaky]);
  printFailures("failures", failed.map(([part, { failures }]) => [part, failures]));
  console.log("\n== parts");
  const total = { passed: 0, failed: 0, skipped: 0 };
  for (const [part, { time, passed, skipped, failures }] of results) {
    console.log(`${time}  ${failures.length > 0 ? "FAILED" : flaky.has(part) ? "flaky " : "ok    "}  ${part.name.padEnd(16)} ${part.title}`);
    total.passed += passed;
    total.skipped += skipped;
    total.failed += failures.length;
  }
  console.log(`${since(start)}  ${total.passed} passed, ${total.failed} failed${total.skipped ? `, ${total.skipped} skipped` : ""}`);
  return failed.length === 0;
}

const start = performance.now();
try {
  const selected = select(process.argv.slice(2));
  for (const part of selected) await run(part);
  for (const rest of unfinished) await rest();
  process.exitCode = summarize() ? 0 : 1;
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 2;
} finally {
  await stopShared();
}
