// What the form of a live feed reads and writes.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileOf, get, keepReport, leaveReportOut, newDraft, openDraft, placeOf, previewOf, problemOf, set, timeOf, valueOf } from "../../web/feededit/draft.js";
import { MAX_BYTES, readFeed } from "../../web/live/feed.js";

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
  assert.throws(() => openDraft('{"v": 3, "units": [{}]}'), { message: "v: not 1 or 2" });
  const huge = fileOf(report({}, [{ id: "a", name: "A", turnout: 40 }])).replace("40", "1e400");
  assert.equal(problemOf(openDraft(huge), late, undefined), "units[0].turnout: not a number from 0 to 100, or null");
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

test("a list keeps its places: an end of the range, a member of a report", () => {
  /** @type {Record<string, any>} */ const unit = {};
  set(unit, "range.1", 50);
  assert.equal(JSON.stringify(unit), '{"range":[null,50]}');
  set(unit, "range.0", 45);
  assert.deepEqual([unit, get(unit, "range.1")], [{ range: [45, 50] }, 50]);
  set(unit, "range.0", undefined);
  set(unit, "range.1", undefined);
  assert.deepEqual(unit, {});
  unit.reports = [{ asOf: "a", turnout: 1 }, { asOf: "b", turnout: 2 }];
  set(unit, "reports.0.asOf", undefined);
  set(unit, "reports.0.turnout", undefined);
  set(unit, "reports.1.turnout", 3);
  assert.deepEqual(unit, { reports: [{}, { asOf: "b", turnout: 3 }] });
  set(unit, "previous.reports", [{ asOf: "a", turnout: 1 }]);
  set(unit, "previous.reports", undefined);
  assert.ok(!("previous" in unit));
});

/** @param {object} change @param {object[]} units */
const report = (change, units) => /** @type {import("../../web/feededit/draft.js").Draft} */ ({
  v: 2, election: "E", asOf: "2027-07-18T12:00:00+09:00", status: "open", source: { name: "S", url: "https://example.org/" }, units, ...change,
});
const later = "2027-07-18T13:00:00+09:00";
/** What a draft has kept of a published file, as its turnout. @param {object} change @param {object[]} was @param {object[]} is */
function keptOf(change, was, is) {
  const published = readFeed(fileOf(report({}, was))), draft = report({ asOf: later, ...change }, is);
  keepReport(draft, published);
  return draft.units.map(({ reports }) => reports?.map((/** @type {{turnout: number}} */ { turnout }) => turnout));
}

test("a later report keeps the published one's turnout, and a correction does not", () => {
  const first = { asOf: "2027-07-18T11:00:00+09:00", turnout: 20 };
  const was = [{ id: "a", name: "A", turnout: 31, reports: [first] }, { id: "b", name: "B", voted: 1, registered: 4 }, { id: "c", name: "C" }];
  assert.deepEqual(keptOf({}, was, was), [[20, 31], [25], undefined]);
  const published = readFeed(fileOf(report({}, was))), draft = report({ asOf: later }, structuredClone(was));
  keepReport(draft, published);
  keepReport(draft, published);
  assert.deepEqual(draft.units[0].reports, [first, { asOf: published.asOf, turnout: 31 }], "once");
  assert.equal(problemOf(draft, late, published), "");
  leaveReportOut(draft, published);
  assert.deepEqual([draft.units[0].reports, get(draft.units[1], "reports")], [[first], undefined]);
});

test("what was withdrawn, another election and a rehearsal are not kept", () => {
  const unit = { id: "a", name: "A", turnout: 31, reports: [{ asOf: "2027-07-18T11:00:00+09:00", turnout: 20 }] };
  assert.deepEqual(keptOf({}, [{ ...unit, withdrawn: true }], [unit]), [undefined]);
  assert.deepEqual(keptOf({ election: "F" }, [unit], [{ id: "a", name: "A" }]), [undefined]);
  assert.deepEqual(keptOf({ test: true }, [unit], [{ id: "a", name: "A" }]), [undefined]);
  assert.deepEqual(keptOf({}, [{ ...unit, id: "b" }], [{ id: "a", name: "A", reports: null }]), [undefined]);
});

test("the reports that are kept are as many as a feed may have", () => {
  const points = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => ({
    asOf: new Date(Date.UTC(2027, 6, 17, 22, i)).toISOString(), turnout: i / 10,
  }));
  const many = (/** @type {number[]} */ ...counts) => counts.map((n, i) => ({ id: `u${i}`, name: "U", turnout: 50, reports: points(n) }));
  const lengths = (/** @type {number[]} */ ...counts) => keptOf({}, many(...counts), many(...counts)).map((kept) => kept?.length ?? 0);
  assert.deepEqual(lengths(200), [200]);
  const [kept] = keptOf({}, many(200), many(200));
  assert.deepEqual([0, 1, 198, 199].map((i) => kept[i]), [0, 0.2, 19.9, 50], "the first and the latest");
  assert.deepEqual(lengths(150, 30, 10), [151, 24, 11]);
  assert.deepEqual(lengths(200, 0), [200, 0]);
  const districts = Array.from({ length: 500 }, (_, i) => ({ id: `u${i}`, name: "U", turnout: 50 }));
  assert.deepEqual(keptOf({}, districts, districts).filter((reports) => reports).length, 1);
});

test("a file of hundreds of units is written without spaces", () => {
  const unit = { name: "District of Example, in the north of it", turnout: 50, for: 40, against: 60 };
  const draft = report({}, Array.from({ length: 500 }, (_, i) => ({ id: `u${i}`, ...unit })));
  assert.ok(JSON.stringify(draft, null, 2).length > MAX_BYTES);
  assert.equal(problemOf(draft, late, undefined), "");
});

test("numbers are taken as people write them, and others are said to be none", () => {
  for (const [written, value] of /** @type {[string, unknown][]} */ ([["47,8", 47.8], [" 47.8 ", 47.8], ["47.8 %", 47.8], ["", undefined], ["0", 0], ["-1", -1],
    ...["many", "1e400", "NaN", "Infinity", "0x1f", "12 345", "1,234.5", "9".repeat(400)].map((text) => [text, text])])) {
    assert.equal(valueOf(written, "number"), value, written);
  }
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
  assert.deepEqual(placeOf("units[3].counted: not an object"), { path: "unit.counted", unit: 3 });
  assert.deepEqual(placeOf("units[3].previous.reports[12].asOf: missing"), { path: "unit.previous.reports.12.asOf", unit: 3 });
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
