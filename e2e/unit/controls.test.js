import assert from "node:assert/strict";
import { test } from "node:test";
import { conditions, hasChoice, outcomeFor } from "../../web/player/controls.js";
import { stagePoint } from "../../web/player/dragging.js";
import { nextReport, snapped } from "../../web/player/scale.js";
import { scales } from "../../web/player/sliders.js";

test("conditions are read as the page carries them", () => {
  assert.deepEqual(conditions("ballot.box=for ballot.room=two"), [["ballot.box", "for"], ["ballot.room", "two"]]);
  assert.deepEqual(conditions(""), []);
});

test("the first outcome whose conditions all hold is shown; a default counts once its step was used", () => {
  const outcomes = ["a.area=one", "", "a.area=two a.pick=b", "a.area=two a.pick=c", "b.level=x b.guess="].map(conditions);
  const defaults = { "a.area": "two", "b.level": "x" };
  for (const [choices, want] of /** @type {[Record<string, string>, number][]} */ ([
    [{}, -1], [{ "a.area": "one" }, 0], [{ "a.area": "two" }, -1],
    [{ "a.area": "one", "a.pick": "b" }, 0], [{ "a.area": "two", "a.pick": "c" }, 3],
    [{ "a.pick": "b" }, 2], [{ "c.pick": "b" }, -1], [{ "b.other": "1" }, 4], [{ "b.guess": "7" }, -1],
  ])) assert.equal(outcomeFor(outcomes, choices, defaults), want, JSON.stringify(choices));
});

test("a choice belongs to the step that its name begins with", () => {
  assert.equal(hasChoice({ "ballot.box": "for" }, "ballot."), true);
  assert.equal(hasChoice({ "ballot.box": "for" }, "ball."), false);
  assert.equal(hasChoice({}, "ballot."), false);
});

test("a slider's value comes back from its position, and steps stay on the scale", () => {
  for (const [name, { value, position, step }] of Object.entries(scales)) {
    for (const at of [0, 100, 333, 500, 999, 1000]) {
      const v = value(at, 1000);
      assert.equal(value(position(v, 1000), 1000), v, `${name}: ${v}`);
    }
    if (!step) continue;
    for (let v = step(value(0, 1000), -1), next; (next = step(v, 1)) !== v; v = next) assert.equal(step(next, -1), v, `${name}: down from ${next}`);
  }
});

test("a slider that is dragged near a report lies on it, and arrow keys go from one to the next", () => {
  const reports = [{ at: 3, text: "noon" }, { at: 9, text: "six" }];
  for (const [value, want] of [[3, 3], [3.2, 3], [2.75, 2.75], [2.8, 3], [6, 6], [9.1, 9], [0, 0]]) {
    assert.equal(snapped(reports, 0.25, value), want, String(value));
  }
  for (const [value, before, after] of [[0, 0, 3], [1, 0, 3], [3, 0, 9], [4, 3, 9], [9, 3, 9], [10, 9, 10]]) {
    assert.deepEqual([nextReport(reports, value, -1), nextReport(reports, value, 1)], [before, after], String(value));
  }
});

test("values are written as the language writes them", () => {
  const format = { decimal: ".", group: ",", percent: "{n}%", per10k: "{n} of 10,000" };
  assert.deepEqual([scales.hours.value(9, 12), scales.hours.position(9, 12)], [9, 9]);
  assert.deepEqual([scales.percent.text(format, 12.5), scales.percent.spoken(format, 12.5)], ["12.50%", "12.50%"]);
  assert.deepEqual([scales.guess.text(format, 1200), scales.guess.spoken(format, 1200)], ["1,200 of 10,000", "1,200"]);
});

test("a pointer is placed in the stage's units, from the side where reading begins", () => {
  const box = { left: 100, top: 50, width: 480, height: 300 };
  for (const [clientX, clientY, mirrored, want] of /** @type {[number, number, boolean, string][]} */ ([
    [100, 50, false, "0 0"], [580, 350, false, "960 600"], [340, 200, false, "480 300"], [220, 50, true, "720 0"], [90, 50, false, "-20 0"],
  ])) assert.equal(stagePoint({ clientX, clientY }, box, [960, 600], mirrored), want);
});
