// Runs the parts of `./build.sh check` and `./build.sh test`, those that can share the machine two at a time; each runs
// even if an earlier one failed. Prints failures last, whole, then a table of the parts and their times.
//
//   node e2e/run/main.js check
//   node e2e/run/main.js test [--all] [PART…]
import { print, printedWhole } from "./output.js";
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

/** What runs, or has run. @type {Map<Part, Promise<Result>>} */
const runs = new Map();

/** What has ended, in order. @type {Map<Part, Result & {time: string}>} */
const results = new Map();

/** In `test --all`, where one race in a browser would cost the whole run, browser tests that fail are run once more. */
const retries = process.argv.includes("--all");
if (retries) process.env.TWOBOXES_TEST_ALL = "1"; // in every language: see e2e/lib/story.js

/** Parts that passed only then, with what failed before. @type {Map<Part, string[]>} */
const flaky = new Map();

/** Runs a part once, after those that it needs. @param {Part} part @returns {Promise<Result>} */
function run(part) {
  const known = runs.get(part);
  if (known) return known;
  const result = part.shares ? printedWhole(() => runNow(part)) : runNow(part);
  runs.set(part, result);
  return result;
}

/** @param {Part} part @returns {Promise<Result>} */
async function runNow(part) {
  const start = performance.now();
  for (const needed of part.needs?.() ?? []) {
    const { failures } = await run(needed);
    if (failures.length > 0) return record(part, { passed: 0, skipped: 0, failures: [`not run: ${needed.name} failed`] }, start);
  }
  print(`\n== ${part.name}: ${part.title}\n`);
  const begun = performance.now();
  let result = await attempt(part);
  if (retries && part.retry && result.failures.length > 0) {
    print(`\n== ${part.name}: failed, once more\n`);
    flaky.set(part, result.failures);
    result = await attempt(part);
    if (result.failures.length > 0) flaky.delete(part);
  }
  return record(part, result, begun);
}

/** @param {Part} part @returns {Promise<Result>} */
const attempt = (part) => part.run().catch((error) => ({ passed: 0, skipped: 0, failures: [String(error.stack ?? error)] }));

/** @param {Part} part @param {Result} result @param {number} start */
function record(part, result, start) {
  results.set(part, { ...result, time: since(start) });
  return result;
}

/** Runs parts in order: those that share the machine two at a time, every other by itself. @param {Part[]} selected */
async function runAll(selected) {
  /** @type {Set<Promise<unknown>>} */
  const sharing = new Set();
  for (const part of selected) {
    if (!part.shares) {
      await Promise.all(sharing);
      await run(part);
      continue;
    }
    while (sharing.size >= 2) await Promise.race(sharing);
    /** @type {Promise<unknown>} */
    const ended = run(part).then(() => sharing.delete(ended));
    sharing.add(ended);
  }
  await Promise.all(sharing);
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
  await runAll(selected);
  process.exitCode = summarize() ? 0 : 1;
} catch (error) {
  console.error(/** @type {Error} */ (error).message);
  process.exitCode = 2;
} finally {
  await stopShared();
}
