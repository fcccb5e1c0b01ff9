// The analytics recipe of docs/embedding.md, run as it stands there.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { runInNewContext } from "node:vm";
import { root } from "../lib/story.js";

const [, section] = readFileSync(`${root}docs/embedding.md`, "utf8").split("### Counting in your own analytics\n");
const recipe = section.split("\n###")[0].split("\n").filter((line) => line.startsWith("    ")).map((line) => line.slice(4)).join("\n");
const [ga4, plausible] = recipe.split("\n").filter((line) => line.includes("const count ="));

/** What is counted of these messages. @param {string} code @param {{origin?: string, data: unknown}[]} messages */
function counts(code, messages) {
  /** @type {unknown[][]} */
  const calls = [];
  /** @type {((event: {origin: string, data: unknown}) => void)[]} */
  const listeners = [];
  runInNewContext(code, {
    addEventListener: (/** @type {string} */ type, /** @type {any} */ listener) => { if (type === "message") listeners.push(listener); },
    gtag: (/** @type {unknown[]} */ ...all) => calls.push(["gtag", ...all]),
    plausible: (/** @type {unknown[]} */ ...all) => calls.push(["plausible", ...all]),
  });
  assert.equal(listeners.length, 1);
  for (const { origin = "https://your-cdn.example", data } of messages) listeners[0]({ origin, data });
  return JSON.parse(JSON.stringify(calls)); // of this realm
}

const message = (/** @type {object} */ fields) => ({ data: { explainer: "two-boxes", v: 1, ...fields } });
const reader = (/** @type {string} */ scene) => message({ type: "scene", scene, index: 1, of: 7, by: "reader" });

test("it counts a start once, and each scene that the reader went to once", () => {
  const messages = [
    message({ type: "ready", lang: "en", scenes: [] }), message({ type: "scene", scene: "cover", by: "start" }), message({ type: "state", state: "loading" }),
    message({ type: "state", state: "playing" }), message({ type: "state", state: "resting" }), message({ type: "state", state: "playing" }),
    reader("history"), reader("history"), message({ type: "scene", scene: "ballot", by: "host" }), reader("count"), message({ type: "height", height: 700 }),
  ];
  assert.deepEqual(counts(recipe, messages), [
    ["gtag", "event", "two_boxes_start", {}],
    ["gtag", "event", "two_boxes_scene", { scene: "history" }],
    ["gtag", "event", "two_boxes_scene", { scene: "count" }],
  ]);
});

test("with Plausible's line in place of the first", () => {
  assert.ok(plausible.startsWith("// "));
  const code = recipe.replace(ga4, "").replace(plausible, plausible.slice(3));
  assert.deepEqual(counts(code, [message({ type: "state", state: "playing" }), reader("history")]), [
    ["plausible", "two_boxes_start", { props: {} }],
    ["plausible", "two_boxes_scene", { props: { scene: "history" } }],
  ]);
});

test("it leaves out what others send", () => {
  const { data } = reader("history");
  const others = [{ origin: "https://other.example", data }, { data: null }, { data: "two-boxes" }, { data: { type: "scene", by: "reader", scene: "x" } }];
  assert.deepEqual(counts(recipe, others), []);
});
