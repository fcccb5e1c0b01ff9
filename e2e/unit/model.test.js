import assert from "node:assert/strict";
import { test } from "node:test";
import {
  ALL, alike, dragged, findsOf, fit, fraction, keyed, newModel, pointed, product, reads, says, shareOf, step, stepped, valueAt, wanted,
} from "../../web/player/model.js";

/** @typedef {import("../../web/player/model.js").Model} Model */
/** @typedef {import("../../web/player/model.js").ModelEvent} ModelEvent */

const fresh = newModel({ province: 9, county: 13 });

/** @param {number | null} disagree @param {number | null} shown @param {Partial<Model>} [more] @returns {Model} */
const model = (disagree, shown, more = {}) => ({ ...fresh, disagree, shown, ...more });

/** @param {Model} from @param {...ModelEvent} events */
const after = (from, ...events) => events.reduce(step, from);

/** @param {number} disagree @param {number} shown @returns {ModelEvent[]} */
const country = (disagree, shown) => [{ type: "set", name: "disagree", value: disagree }, { type: "set", name: "shown", value: shown }, { type: "release" }];

const twoDigits = [...new Set(Array.from({ length: 10001 }, (_, i) => valueAt(i / 10000)))];

test("what the report would read", () => {
  for (const [disagree, shown, want] of /** @type {[number | null, number | null, number | null][]} */ ([
    [null, null, null], [null, 4500, null], [3000, null, null], [0, null, 0], [0, 10000, 0], [1, 10000, 1], [8, 10000, 8], [9, 10000, 9],
    [9, 9445, 9], [9, 9444, 8], [10, 9000, 9], [13, 6900, 9], [13, 10000, 13], [17, 5000, 9], [95, 1000, 10], [20, 4500, 9], [300, 283, 8],
    [300, 284, 9], [300, 300, 9], [300, 316, 9], [300, 317, 10], [1000, 90, 9], [1000, 130, 13], [3000, 43, 13], [3700, 24, 9], [8000, 11, 9],
    [9000, 10, 9], [9500, 9, 9], [9500, 10, 10], [10000, 9, 9], [10000, 0, 0], [10000, 10000, 10000],
  ])) {
    assert.equal(reads(model(disagree, shown)), want, `${disagree}, ${shown}`);
  }
  assert.equal(reads(model(null, null, { phase: "line" })), 9, "on the line");
  for (const disagree of [0, 9, 1400]) assert.equal(reads(model(disagree, 15, { phase: "screen" })), disagree, "with the screen");
  assert.equal(reads(model(300, 2000, { phase: "unverified" })), 9, "not verified");
  assert.equal(reads(model(300, 2000, { phase: "unverified", level: "county" })), 13, "not verified");
});

test("the value that reads the target", () => {
  for (const [other, nine, thirteen] of /** @type {[number, number?, number?][]} */ ([
    [0], [8], [9, 10000], [13, 6900, 10000], [20, 4500, 6500], [104, 870, undefined], [300, 300, 430], [1000, 90, 130], [1128, 80, undefined],
    [3000, 30, 43], [8000, 11, 16], [9000, 10, 14], [10000, 9, 13],
  ])) {
    assert.equal(fit(9, other), nine, `9 with ${other}`);
    assert.equal(fit(13, other), thirteen, `13 with ${other}`);
  }
});

test("every value of two digits has a fit, and all but 41 others", () => {
  for (const target of [9, 13]) {
    for (const n of twoDigits) {
      if (n >= target) assert.equal(product(n, /** @type {number} */ (fit(target, n))), target, `${n} for ${target}`);
    }
  }
  const without = (/** @type {number} */ target) => Array.from({ length: ALL - target + 1 }, (_, i) => target + i).filter((n) => fit(target, n) === undefined);
  assert.equal(without(9).length, 0);
  assert.equal(without(13).length, 41);
});

test("the scale is that of the map", () => {
  for (const [n, share] of [[0, 0], [1, 0.08], [10, 0.31], [100, 0.54], [300, 0.65], [1000, 0.77], [3000, 0.88], [10000, 1]]) {
    assert.ok(Math.abs(shareOf(n) - share) < 1e-3, `${n} lies at ${shareOf(n)}`);
  }
  assert.deepEqual([0, 0.039, 0.04, 0.08, 0.31, 1].map(valueAt), [0, 0, 1, 1, 10, 10000]);
  for (const n of twoDigits) assert.equal(valueAt(shareOf(n)), n);
});

test("dragging takes the fit when the thumb is near it, on both sliders, while a find is possible", () => {
  const width = 252, near = shareOf(300) + 9 / width - 1e-6, far = shareOf(300) + 9.5 / width;
  assert.equal(dragged(model(300, null), "shown", near, width), 300);
  assert.equal(dragged(model(null, 300), "disagree", near, width), 300);
  assert.notEqual(dragged(model(300, null), "shown", far, width), 300);
  assert.notEqual(dragged(model(null, null), "shown", near, width), 300);
  assert.notEqual(dragged(model(300, null, { phase: "line" }), "shown", near, width), 300);
});

test("keys and buttons go by a ladder and never over a find", () => {
  assert.equal(stepped(fresh, "shown", 1), 1);
  assert.equal(stepped(fresh, "disagree", -1), 10000);
  assert.equal(stepped(model(2000, 50), "shown", -1), 45);
  assert.equal(stepped(model(2000, 45), "shown", -1), 30);
  assert.equal(stepped(model(2000, 30), "shown", 1), 45);
  assert.equal(stepped(model(10000, null), "disagree", 1), 10000);
  assert.equal(stepped(model(0, null), "disagree", -1), 0);
  for (const target of [9, 13]) {
    const level = target === 9 ? "province" : "county";
    for (let d = target; d <= ALL; d++) {
      if (fit(target, d) === undefined) continue;
      const presses = /** @type {const} */ ([1, -1]).map((direction) => {
        let at = model(d, null, { level }), count = 0;
        for (; reads(at) !== target && count < 99; count++) at = step(at, { type: "set", name: "shown", value: stepped(at, "shown", direction) });
        return count;
      });
      assert.ok(Math.max(...presses) < 99, `${d}: a way goes over ${target}`);
      assert.ok(Math.min(...presses) <= 18, `${d}: ${presses} presses to ${target}`);
    }
  }
  assert.deepEqual(["Home", "End", "PageUp", "PageDown", "Tab"].map((key) => keyed(model(300, null), "disagree", key)), [0, 10000, 3000, 30, undefined]);
  assert.equal(keyed(model(0, null), "disagree", "PageUp"), 1);
  assert.equal(keyed(model(9000, null), "disagree", "PageUp"), 10000);
});

test("no two words make a find, and three pairs are one press from one", () => {
  const disagree = [0, 20, 1000, 8000], shown = [0, 10, 100, 5000];
  for (const target of [9, 13]) {
    for (const d of disagree) for (const s of shown) assert.notEqual(product(d, s), target, `${d}, ${s}`);
    for (const [d, s] of [[20, 5000], [1000, 100], [8000, 10]]) {
      const at = model(d, s, { level: target === 9 ? "province" : "county" });
      assert.ok(([1, -1]).some((way) => product(d, stepped(at, "shown", /** @type {1 | -1} */ (way))) === target), `${d}, ${s} for ${target}`);
    }
  }
});

test("shares in words have the smallest denominator", () => {
  for (const [value, count, of] of [
    [4500, 45, 100], [9445, 9445, 10000], [9000, 9, 10], [283, 283, 10000], [300, 3, 100], [90, 9, 1000], [10, 1, 1000], [9, 9, 10000],
  ]) {
    assert.deepEqual(fraction(value), { count, of });
  }
});

test("a find is unlike the others: three times as many, or a third", () => {
  const finds = [{ disagree: 300, shown: 300 }];
  for (const [d, want] of [[100, -1], [101, 0], [300, 0], [899, 0], [900, -1]]) assert.equal(alike(finds, d), want, `${d}`);
});

test("the third country that is asked for is accepted", () => {
  for (const target of [9, 13]) {
    const all = twoDigits.filter((n) => n >= target);
    const room = { most: all.filter((n) => n >= 4800), nobody: all.filter((n) => n <= 20), between: all.filter((n) => n > 20 && n < 4800) };
    for (const a of all) {
      for (const b of all) {
        const finds = [{ disagree: a, shown: 0 }, { disagree: b, shown: 0 }];
        if (alike(finds.slice(0, 1), b) >= 0) continue;
        assert.ok(room[wanted(finds)].some((d) => alike(finds, d) < 0), `${a} and ${b}, then ${wanted(finds)}`);
      }
    }
  }
});

test("the phases, from act to act", () => {
  const one = after(fresh, { type: "set", name: "disagree", value: 3000 });
  assert.equal(says(one), "disagree");
  assert.equal(says(after(fresh, { type: "set", name: "shown", value: 100 })), "shown");
  const passing = after(one, { type: "set", name: "shown", value: 30 });
  assert.deepEqual([says(passing), findsOf(passing).length], ["hit", 0], "passing over it is no find");
  const first = after(passing, { type: "release" });
  assert.deepEqual([says(first), first.phase, findsOf(first).length], ["first", "", 1]);
  assert.equal(says(after(first, { type: "set", name: "shown", value: 0 }, ...country(3000, 30))), "hit", "the same again");
  assert.equal(says(after(first, ...country(1100, 82))), "alike");
  const second = after(first, ...country(9, 10000));
  assert.equal(says(second), "third.between");
  const third = after(second, ...country(300, 300));
  assert.deepEqual([says(third), third.phase, third.moved, findsOf(third).length], ["third", "line", false, 3]);
  const slid = after(third, { type: "set", name: "disagree", value: 8000 });
  assert.deepEqual([says(slid), slid.shown, reads(slid)], ["line", 11, 9]);
  assert.equal(after(slid, { type: "set", name: "disagree", value: 0 }).disagree, 9, "held at the target");
  const screen = after(slid, { type: "phase", phase: "screen" });
  assert.deepEqual([says(screen), screen.disagree, reads(screen)], ["screen", 9, 9]);
  const follows = after(screen, { type: "set", name: "disagree", value: 1000 });
  assert.deepEqual([says(follows), reads(follows)], ["follows", 1000]);
  const down = after(follows, { type: "phase", phase: "line" });
  assert.deepEqual([says(down), down.disagree, down.shown], ["line", 1000, 90]);
  const unverified = after(follows, { type: "phase", phase: "unverified" });
  assert.equal(says(unverified), "unverified");
  assert.equal(says(after(unverified, { type: "set", name: "disagree", value: 5 })), "unverified", "any point of the square");
  assert.deepEqual(after(unverified, { type: "replay" }), fresh);
});

test("the line has three examples when fewer than three countries were found", () => {
  assert.equal(says(after(fresh, { type: "phase", phase: "line" })), "examples");
  const begun = after(fresh, ...country(20, 4500), { type: "phase", phase: "line" });
  assert.deepEqual([says(begun), begun.disagree, begun.shown], ["examples", 20, 4500]);
});

test("on the line the report reads the target wherever a slider stands", () => {
  for (const level of /** @type {const} */ (["province", "county"])) {
    const line = { ...fresh, level, phase: /** @type {const} */ ("line") };
    for (let value = 0; value <= ALL; value++) {
      assert.equal(reads(step(line, { type: "set", name: "disagree", value })), fresh.targets[level], `${value}`);
    }
  }
});

test("the level: finds are its own, the line is fitted again, the screen goes to its target", () => {
  const found = after(fresh, ...country(20, 4500), { type: "level", level: "county" });
  assert.deepEqual([found.disagree, found.shown, findsOf(found).length], [20, 4500, 0]);
  assert.equal(findsOf(after(found, { type: "level", level: "province" })).length, 1);
  const line = after(model(1128, 80, { phase: "line" }), { type: "level", level: "county" });
  assert.deepEqual([line.disagree, line.shown, reads(line)], [1100, 120, 13]);
  assert.equal(after(model(500, 90, { phase: "screen" }), { type: "level", level: "county" }).disagree, 13);
});

test("what is said of other countries, and the help", () => {
  for (const [d, s, want] of /** @type {[number, number, string][]} */ ([
    [0, 100, "nobody"], [300, 0, "none"], [7, 0, "none"], [7, 10000, "below"], [3000, 100, "many"], [3000, 10, "few"],
  ])) {
    assert.equal(says(model(d, s)), want, `${d}, ${s}`);
  }
  assert.equal(says(model(12, 10000, { level: "county" })), "below");
  assert.equal(says(step(model(3000, 100), { type: "late" })), "many.help");
  const missed = after(fresh, ...country(3000, 100), ...country(3000, 90), ...country(3000, 80));
  assert.equal(says(missed), "many.help");
  assert.equal(says(after(missed, ...country(3000, 10))), "few", "on the other side");
});

test("a pointer on the map sets both unknowns, on the line one that fits", () => {
  const at = (/** @type {Model} */ m, /** @type {number} */ x, /** @type {number} */ y) => {
    const { disagree, shown } = after(m, ...pointed(m, x, y, 116));
    return [disagree, shown];
  };
  const before = model(20, 5000), [x, y] = [shareOf(1000), shareOf(90)];
  assert.deepEqual(at(before, x, shareOf(5000)), [1000, 5000], "anywhere");
  assert.deepEqual(at(before, x, y), [1000, 90]);
  assert.equal(reads(after(before, ...pointed(before, x + 0.05, y, 116))), 9, "near to the line: on it");
  assert.deepEqual(at(before, 0, 0), [0, 0]);
  assert.deepEqual(at(before, 1, 1), [ALL, ALL]);
  for (let along = 0; along <= 1; along += 0.01) {
    for (const level of /** @type {const} */ (["province", "county"])) {
      for (const across of [0, 0.2, 1]) {
        const m = after(model(300, 300, { phase: "line", level, moved: true }), ...pointed({ ...fresh, phase: "line", level }, along, across, 116));
        assert.equal(product(Number(m.disagree), Number(m.shown)), fresh.targets[level], `line, ${level}, ${along}, ${across}`);
      }
      const m = model(20, 5000, { level });
      const line = after(m, ...pointed(m, along, 1 + shareOf(fresh.targets[level]) - along, 116));
      if (along >= shareOf(fresh.targets[level])) assert.equal(reads(line), fresh.targets[level], `${level}, on the line at ${along}`);
    }
  }
  assert.deepEqual(at(model(9, 20, { phase: "screen" }), x, 0.9), [1000, 20], "with the screen, how many disagree");
  assert.deepEqual(at(model(300, 2000, { phase: "unverified" }), x, y), [1000, 90]);
});
