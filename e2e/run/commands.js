// Running the commands behind a part, with their output shown as it comes and kept for the summary.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { root } from "../lib/story.js";
import { print } from "./output.js";

/** @typedef {import("./parts.js").Result} Result */

/**
 * @param {string} command @param {string[]} args
 * @param {{env?: Record<string, string>, onLine?: (line: string) => void}} [options] onLine: takes the lines of stdout instead of showing them
 * @returns {Promise<{code: number, output: string}>}
 */
async function spawned(command, args, { env = {}, onLine } = {}) {
  const child = spawn(command, args, { cwd: root, env: { ...process.env, ...env }, stdio: ["ignore", "pipe", "pipe"] });
  let output = "";
  const keep = (/** @type {Buffer} */ chunk) => { output += chunk; print(String(chunk)); };
  child.stderr.on("data", keep);
  if (onLine) createInterface(child.stdout).on("line", onLine);
  else child.stdout.on("data", keep);
  const [code] = await once(child, "close");
  return { code: code ?? 1, output };
}

/**
 * Runs commands one after another, all of them even if one fails. Each counts as one check.
 * @param {...string[]} commands a command and its arguments; NAME=VALUE before it sets environment variables
 * @returns {Promise<Result>}
 */
export async function commands(...commands) {
  /** @type {Result} */
  const result = { passed: 0, skipped: 0, failures: [] };
  for (const words of commands) {
    const at = words.findIndex((word) => !/^[A-Z_]+=/.test(word));
    const env = Object.fromEntries(words.slice(0, at).map((word) => word.split("=")));
    const { code, output } = await spawned(words[at], words.slice(at + 1), { env });
    if (code === 0) result.passed++;
    else result.failures.push(`${words.join(" ")} (exit ${code})\n${output}`);
  }
  return result;
}

/** What Go's fuzzer says when its time ends at a bad moment, though it found no input that fails. @param {string} output */
const isDeadlineAlone = (output) => /^\s+context deadline exceeded$/m.test(output) && !output.includes("Failing input written");

/**
 * Runs fuzz targets; one that ended at its deadline, without an input that fails, is run once more.
 * @param {string[][]} targets commands
 * @returns {Promise<Result>}
 */
export async function fuzz(targets) {
  /** @type {Result} */
  const result = { passed: 0, skipped: 0, failures: [] };
  for (const target of targets) {
    let run = await commands(target);
    if (isDeadlineAlone(run.failures.join())) run = await commands(target);
    result.passed += run.passed;
    result.failures.push(...run.failures);
  }
  return result;
}

/**
 * Runs `go test` and shows a line for each package.
 * @param {string[]} args @param {Record<string, string>} [env]
 * @returns {Promise<Result>}
 */
export async function goTest(args, env) {
  /** @type {Result} */
  const result = { passed: 0, skipped: 0, failures: [] };
  /** The output of each test, package or build. @type {Map<string, string>} */
  const outputs = new Map();
  const { code, output } = await spawned("go", ["test", "-json", ...args], { env, onLine: (line) => {
    /** @type {{Action: string, Package?: string, ImportPath?: string, Test?: string, Output?: string, Elapsed?: number}} */
    const event = JSON.parse(line);
    const { Action: action, Test: test } = event;
    const name = event.Package ?? event.ImportPath ?? "";
    const key = test ? `${name} ${test}` : name;
    if (event.Output) outputs.set(key, (outputs.get(key) ?? "") + event.Output);
    if (test && action === "pass") result.passed++;
    if (test && action === "skip") result.skipped++;
    if (action === "fail") {
      const text = outputs.get(key) ?? "";
      // A package fails with its tests, which say why; by itself it does not build, or panics.
      const own = test || ![...result.failures].some((failure) => failure.startsWith(`${name} `));
      if (own) result.failures.push(`${key}\n${test ? text : [...outputs].filter(([k]) => k.startsWith(name)).map(([, t]) => t).join("")}`);
    }
    if (!test && ["pass", "fail"].includes(action)) print(`${action === "pass" ? "ok  " : "FAIL"}  ${name} ${(event.Elapsed ?? 0).toFixed(1)} s\n`);
  } });
  if (code !== 0 && result.failures.length === 0) result.failures.push(`go test ${args.join(" ")} (exit ${code})\n${output}`);
  return result;
}
