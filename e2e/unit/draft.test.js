// What the form of a live feed reads and writes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileOf, get, newDraft, openDraft, placeOf, previewOf, problemOf, set, timeOf, valueOf } from "../../web/feededit/draft.js";
import { readFeed } from "../../web/live/feed.js";

/** @type {{name: string, good: boolean, text: string}[]} */
const vectors = ["vectors", "vectors2"].flatMap((name) =>
  JSON.parse(readFileSync(new URL(`../../internal/feed/testdata/${name}.json`, import.meta.url), "utf8")));
const late = Date.parse("2040-01-01T00:00:00Z");

test("every good feed opens without a fault and is written as the same reading", () => {
  for (const { name, text } of vectors.filter(({ good }) => good)) {
    const draft = openDraft(text);
    assert.equal(problemOf(draft, late, undefined), "", name);
    const [was, is] = [readFeed(text), readFeed(fileOf(draft))];
    for (const member of /** @type {const} */ (["turnout", "for", "against", "status", "asOf", "source"])) assert.deepEqual(is[member], was[member], name);
  }
});

test("a bad feed is refused, or opens with the fault that readers' pages find", () => {
  for (const { name, text } of vectors.filter(({ good }) => !good)) {
    /** @type {import("../../web/feededit/draft.js").Draft} */
    let draft;
    try {
      draft = openDraft(text);
    } catch (error) {
      assert.ok(error instanceof Error && error.message, name);
      continue;
    }
    if (JSON.parse(text.replace(/^\ufeff/, "")).v === 2) assert.notEqual(problemOf(draft, late, undefined), "", name);
  }
  assert.throws(() => openDraft("<!doctype html>"), { message: "not JSON" });
  assert.throws(() => openDraft('{"v": 2, "units": [null]}'), Error);
});

test("members without a field stay, and emptied ones go", () => {
  const units = [{ id: "a", name: "A", range: [1, 2], counted: { done: 1, total: 2 } }];
  const draft = openDraft(JSON.stringify({ ...newDraft("2027-07-18T12:00:00+09:00"), later: [1], units }));
  set(draft, "headline", "Polls are open");
  set(draft.units[0], "counted.done", undefined);
  assert.deepEqual([draft.later, draft.headline, draft.units[0]], [[1], "Polls are open", { id: "a", name: "A", range: [1, 2], counted: { total: 2 } }]);
  set(draft.units[0], "counted.total", undefined);
  assert.ok(!("counted" in draft.units[0]));
  assert.deepEqual([get(draft, "source.name"), get(draft, "source.name.more"), get(draft.units[0], "counted.done")], ["", undefined, undefined]);
});

test("numbers are taken as people write them, and others are said to be none", () => {
  assert.deepEqual(["47,8", " 47.8 ", "", "many", "0"].map((written) => valueOf(written, "number")), [47.8, 47.8, undefined, "many", 0]);
  assert.deepEqual([valueOf(" a "), valueOf("12")], ["a", "12"]);
  const draft = openDraft(vectors[0].text);
  set(draft.units[0], "turnout", valueOf("many", "number"));
  assert.equal(problemOf(draft, late, undefined), "units[0].turnout: not a number from 0 to 100, or null");
});

test("a time ahead of the clock, and a report that open pages would ignore, are faults", () => {
  const draft = openDraft(vectors[0].text);
  const published = readFeed(vectors[0].text);
  assert.equal(problemOf(draft, published.time - 300_000, published), "");
  assert.match(problemOf(draft, published.time - 300_001, published), /^asOf: more than 5 minutes ahead/);
  set(draft, "asOf", "2001-01-01T00:00:00Z");
  assert.match(problemOf(draft, late, published), /^asOf: earlier than in the file that was opened/);
  set(draft, "note", "x".repeat(300));
  assert.equal(problemOf(draft, late, published), "note: more than 280 characters");
});

test("a problem is at a field", () => {
  assert.deepEqual(placeOf("units[3].counted: not so many of a total"), { path: "unit.counted", unit: 3 });
  assert.deepEqual(placeOf("source.url: not an https URL"), { path: "source.url", unit: undefined });
  assert.deepEqual(placeOf("not JSON"), { path: "", unit: undefined });
});

test("the preview shows the chosen unit, and each draft is newer than the last", () => {
  const draft = {
    ...newDraft("2027-07-18T12:00:00+09:00"), election: "E", source: { name: "S", url: "https://example.org/" }, sequence: 9,
    units: [{ id: "a", name: "A" }, { id: "b", name: "B" }],
  };
  const shown = readFeed(previewOf(draft, 1, 3));
  assert.deepEqual([shown.name, shown.units.map(({ id }) => id), shown.sequence], ["B", ["b", "a"], 3]);
});

test("a time has this computer's zone", () => {
  const written = timeOf(new Date(Date.UTC(2027, 6, 18, 3, 0, 5)));
  assert.equal(Date.parse(written), Date.UTC(2027, 6, 18, 3, 0, 5));
  assert.match(written, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[+-]\d\d:\d\d$/);
});
