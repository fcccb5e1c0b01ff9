// docs/browsers.md: the browsers, and what newer features the scripts, styles and pages use all the same.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { newer, newest, pageFeatures, scriptFeatures, styleFeatures, supported } from "../lib/browser-features.js";
import { root } from "../lib/story.js";

/** The table of a section, without its head. @param {string} heading */
const table = (heading) => {
  const section = readFileSync(`${root}docs/browsers.md`, "utf8").split(`## ${heading}\n`)[1]?.split("\n## ")[0] ?? "";
  const rows = section.split("\n").filter((line) => line.startsWith("| ")).slice(1);
  return rows.map((line) => line.slice(2).split(" | ").map((cell) => cell.replace(/^`|`$/g, "")));
};
const scripts = scriptFeatures();

test("the oldest browsers were current two and a half years before the day of the list, Safari 16.4 up, and the docs name them", () => {
  const { asOf, browsers } = supported();
  const day = new Date(asOf);
  day.setUTCMonth(day.getUTCMonth() - 30);
  for (const name of ["chrome", "edge", "firefox_android"]) {
    assert.equal(browsers[name.replace("_android", "")], newest(name, day.toISOString().slice(0, 10)), name);
  }
  assert.deepEqual([browsers.safari, browsers.safari_ios], ["16.4", "16.4"]);
  const { chrome, edge, firefox, safari, safari_ios: ios } = browsers;
  assert.deepEqual(table("Supported").map(([, version]) => version.split(" ")[0]), [chrome, edge, firefox, safari, ios]);
});

test("whatever a supported browser lacks is in the docs, with what happens there, and nothing else is", () => {
  const rows = table("Newer than some of them").map(([key, since]) => ({ key, since }));
  const late = [scripts.used, styleFeatures(), pageFeatures()].flatMap((used) => [...newer(used)]);
  const covers = (/** @type {string} */ row, /** @type {string} */ key) => key === row || key.startsWith(`${row}.`);
  for (const [key, { since, files }] of late) assert.ok(rows.some((row) => covers(row.key, key)), `${key}, since ${since}, is used in ${files.join(", ")}`);
  for (const { key, since } of rows) {
    const covered = late.filter(([used]) => covers(key, used));
    assert.ok(covered.length, `${key} is not used any more, or all have it`);
    assert.ok(covered.some(([, late]) => late.since === since), `${key}: since ${covered[0][1].since}`);
  }
});

test("it sees what is used", () => {
  for (const key of ["api.ResizeObserver", "api.fetch", "api.HTMLDialogElement.showModal", "webassembly.api.compileStreaming_static",
    "javascript.builtins.Array.findLast", "api.CSS.supports_static"]) assert.ok(scripts.used.has(key), key);
  for (const key of ["css.properties.container", "css.selectors.has", "css.types.color.color-mix", "css.at-rules.container"]) {
    assert.ok(styleFeatures().has(key), key);
  }
  assert.ok(pageFeatures().has("html.elements.dialog"));
});

test("a feature that is too new is found", () => {
  const used = new Map([["api.URL.canParse_static", new Set(["a.js"])], ["css.properties.field-sizing", new Set(["a.css"])]]);
  assert.deepEqual([...newer(used).keys()], [...used.keys()]);
  assert.equal(newer(used).get("api.URL.canParse_static")?.since, "Safari 17, iOS 17");
});

test("only plain data of objects is unknown to the compatibility data", () => {
  const plain = /^(PropertyDescriptor|GlobalEventHandlers|NodeFilter|RegExpExecArray|IteratorYieldResult|ReadableStreamReadValueResult)\.|^Instance\.exports$/;
  const roots = /^globalThis\.(WebAssembly|NodeFilter)$|\.prototype$|^IntersectionObserverEntry\.isIntersecting$/;
  assert.deepEqual([...scripts.unknown].filter((name) => !plain.test(name) && !roots.test(name)), []);
});
