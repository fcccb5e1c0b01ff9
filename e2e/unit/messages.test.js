import assert from "node:assert/strict";
import { test } from "node:test";
import { command } from "../../web/frame/messages.js";

const scenes = ["cover", "turnout"];
const mark = { explainer: "two-boxes", v: 1 };

test("well-formed messages are understood", () => {
  for (const [message, want] of [
    [{ type: "play" }, { type: "play" }],
    [{ type: "pause", extra: 1 }, { type: "pause" }],
    [{ type: "goto", scene: "turnout" }, { type: "goto", scene: "turnout" }],
    [{ type: "seek", scene: "cover", progress: 0.5 }, { type: "seek", scene: "cover", progress: 0.5 }],
    [{ type: "seek", scene: "cover", progress: 7 }, { type: "seek", scene: "cover", progress: 1 }],
    [{ type: "theme", theme: "dark" }, { type: "theme", theme: "dark" }],
  ]) assert.deepEqual(command({ ...mark, ...message }, scenes), want);
});

test("anything else is ignored", () => {
  for (const data of [
    undefined, null, 1, "play", [], {}, { type: "play" }, { ...mark }, { ...mark, v: 2, type: "play" }, { ...mark, v: "1", type: "play" },
    { ...mark, explainer: "other", type: "play" }, { ...mark, type: "goto" }, { ...mark, type: "goto", scene: "nowhere" },
    { ...mark, type: "goto", scene: ["cover"] }, { ...mark, type: "goto", scene: "__proto__" }, { ...mark, type: "seek", scene: "cover" },
    { ...mark, type: "seek", scene: "cover", progress: NaN }, { ...mark, type: "seek", scene: "cover", progress: "1" },
    { ...mark, type: "theme", theme: 1 }, { ...mark, type: "toString" },
  ]) assert.equal(command(data, scenes), null, JSON.stringify(data));
});
