// Running test files with node:test, with a line for each test.
import { relative } from "node:path";
import { run } from "node:test";
import { inspect } from "node:util";
import { root } from "../lib/story.js";
import { print } from "./output.js";

/** What the files of a part may take together, in ms: one that has left a server open would never end. */
const TIMEOUT = 10 * 60_000;

/** @param {string} text */
const indent = (text) => text.replace(/^(?=.)/gm, "    ");

/**
 * Runs test files, each in a process of its own, and prints each test with its time.
 * @param {string[]} files
 * @param {number} [concurrency] how many files at a time
 * @returns {Promise<import("./parts.js").Result>}
 */
export async function nodeTests(files, concurrency = 1) {
  /** @type {import("./parts.js").Result} */
  const result = { passed: 0, skipped: 0, failures: [] };
  /** Names of the suites around the current test, by nesting. @type {string[]} */
  const suites = [];
  /** Diagnostics of the current test. @type {string[]} */
  let notes = [];
  for await (const { type, data } of /** @type {AsyncIterable<{type: string, data: any}>} */ (run({ files, concurrency, timeout: TIMEOUT }))) {
    if (type === "test:start") {
      suites.length = data.nesting;
      suites.push(data.name);
    } else if (type === "test:stdout" || type === "test:stderr") print(indent(data.message));
    else if (type === "test:diagnostic" && data.nesting > 0) notes.push(data.message);
    if (type !== "test:pass" && type !== "test:fail") continue;
    const error = data.details.error;
    if (data.details.type === "suite" && (type === "test:pass" || error.failureType === "subtestsFailed")) continue;
    if (error?.failureType === "subtestsFailed") continue;
    const name = [...suites.slice(0, data.nesting), data.name].join(" › ");
    const skipped = data.skip !== undefined;
    const sign = type === "test:fail" ? "FAILED" : skipped ? "skip  " : "ok    ";
    print(`  ${sign} ${name} (${skipped ? data.skip || "skipped" : `${(data.details.duration_ms / 1000).toFixed(1)} s`})\n`);
    if (type === "test:fail") {
      const where = data.file ? `${relative(root, data.file)}${data.line ? `:${data.line}` : ""}: ` : "";
      result.failures.push(`${where}${name}\n${indent(inspect(error.cause ?? error))}${notes.map((note) => `\n    # ${note}`).join("")}`);
    } else if (skipped) result.skipped++;
    else result.passed++;
    notes = [];
  }
  return result;
}
