// The story's languages, scenes, words, facts and outcomes, read from its files.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

/** The compiled command cmd/twoboxes; build.sh builds it. */
export const buildTool = process.env.TWOBOXES_BUILD ?? `${root}.cache/bin/twoboxes`;

/** @typedef {{id: string, length: number}} Scene  length in seconds */

/** The scenes in their order. @returns {Scene[]} */
export const story = () => JSON.parse(execFileSync(buildTool, ["scenes"], { cwd: root, encoding: "utf8" }));

/**
 * The stage's shapes by width, narrowest first, and the width from which it grows no more, in CSS pixels.
 * @returns {{maxWidth: number, shapes: {name: string, from: number, most: number, width: number, height: number}[]}}
 */
export const stageShapes = () => JSON.parse(execFileSync(buildTool, ["shapes"], { cwd: root, encoding: "utf8" }));

/** Every language, by its code. */
export const languages = () =>
  readdirSync(`${root}assets/words`).filter((file) => file.endsWith(".json")).map((file) => file.slice(0, -5)).sort();

/** Two that stand for all: the original, and right to left. */
export const standIns = ["ar", "en"];

/** Whether this is `test --all`. */
export const everything = !!process.env.TWOBOXES_TEST_ALL;

/** The languages in which tests of how words fit are run: all of them in `test --all`, in daily work those that stand for all. */
export const testedLanguages = () => (everything ? languages() : standIns);

/** A language's words. @param {string} lang */
export const words = (lang) => JSON.parse(readFileSync(`${root}assets/words/${lang}.json`, "utf8"));

/** A text with its slots filled: {=step} by slots.step. @param {string} text @param {Record<string, string | number>} slots */
export const fill = (text, slots) => text.replace(/\{=([\w.]+)\}/g, (_, name) => String(slots[name]));

/** A fact's value. @param {string} id */
export const fact = (id) =>
  JSON.parse(readFileSync(`${root}assets/facts.json`, "utf8")).facts.find((/** @type {{id: string}} */ f) => f.id === id).value;

/** The choices that lead to each outcome of a scene. @param {string} scene @returns {Record<string, string>[]} */
export const outcomes = (scene) =>
  (words("en").steps[scene].outcomes ?? []).map((/** @type {{when: Record<string, string>}} */ outcome) => outcome.when);
