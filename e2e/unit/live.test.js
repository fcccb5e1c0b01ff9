import assert from "node:assert/strict";
import { test } from "node:test";
import { OLD_AFTER, readFeed, readingOf } from "../../web/live/feed.js";
import { isCorrection, messageFor, reportText, unitsBeside } from "../../web/live/live.js";

const format = {
  decimal: ",", group: ".", percent: "{n} %", per10k: "", date: "{d}. {month} {y}", time: "{h}:{m}", hour: "",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};
/** Words that show their key and slots. @param {string} key @param {Record<string, string | number>} [slots] */
const words = (key, slots = {}) => [key, ...Object.values(slots)].join(" ");

const asOf = "2027-07-18T09:05:00+09:00";
const reading = readFeed(JSON.stringify({
  v: 1, election: "County council", asOf, turnout: 47.8, for: null, against: null, final: false,
  source: { name: "Example Agency", url: "https://example.org/" },
}));
/** @param {Partial<typeof reading> | object} change @param {number} [age] in ms */
const text = (change = {}, age = 0) => {
  const changed = { ...reading, ...change };
  return reportText(changed, words, format, age);
};

test("figures keep the decimals that they were reported with, at most two", () => {
  for (const [turnout, want] of /** @type {const} */ ([[47.8, "47,8 %"], [47, "47 %"], [47.256, "47,26 %"], [0, "0 %"], [100, "100 %"]])) {
    assert.equal(text({ turnout }).turnout, want);
    assert.equal(text({ turnout }).figure, `turnout ${want}`);
  }
});

test("what was not reported has no figure", () => {
  assert.equal(text({ turnout: null }).figure, "none");
  assert.deepEqual(text().votes, []);
  assert.deepEqual(text({ for: 0, against: 38.5 }).votes, ["for 0 %", "against 38,5 %"]);
});

test("a reading is old after ten minutes, unless it is final", () => {
  const at = "18. Jul 2027 09:05 UTC+9";
  assert.deepEqual([text({}, OLD_AFTER).when, text({}, OLD_AFTER).old], [`asof ${at}`, false]);
  assert.deepEqual([text({}, OLD_AFTER + 1).when, text({}, OLD_AFTER + 1).old], [`old ${at}`, true]);
  assert.deepEqual([text({ final: true }, 10 * OLD_AFTER).when, text({ final: true }, 10 * OLD_AFTER).old], [`final ${at}`, false]);
});

test("the time is that of the report's own zone, which it names", () => {
  for (const [written, want] of [
    ["2027-07-18T09:05:00Z", "09:05 UTC"], ["2027-07-18T09:05:00-00:30", "09:05 UTC-0:30"], ["2027-07-18T23:59:59.5-03:00", "23:59 UTC-3"],
    ["2027-07-18T09:05:00+05:45", "09:05 UTC+5:45"], ["2027-07-18T09:05:00+00:00", "09:05 UTC"],
  ]) assert.equal(text({ asOf: written, time: Date.parse(written) }).when, `asof 18. Jul 2027 ${want}`, written);
});

test("a feed may have a rhythm of its own", () => {
  assert.deepEqual([text({ every: 30 * 60_000 }, 30 * 60_000).old, text({ every: 30 * 60_000 }, 30 * 60_000 + 1).old], [false, true]);
});

test("what was withdrawn has other words than what was not reported", () => {
  assert.equal(text({ turnout: null, withdrawn: true }).figure, "withdrawn");
});

test("counts, the source's range and a rehearsal in words", () => {
  assert.deepEqual(text({ counted: { done: 3, total: 1200 }, range: [45, 49.5] }).details, ["range 45 % 49,5 %", "counted 3 1.200"]);
  assert.deepEqual([text().details, text().test, text({ test: true }).test], [[], "", "test"]);
});

const units = [{ id: "all", turnout: 47.8, for: 60, against: 40 }, { id: "north", turnout: 31.4, for: null, against: null }];
const reading2 = readFeed(JSON.stringify({
  v: 2, election: "County council", asOf, status: "open", source: { name: "Example Agency", url: "https://example.org/" },
  units: units.map((unit) => ({ ...unit, name: unit.id })),
}));

test("hosts get the figures of the unit that is shown, and those of all units", () => {
  const shares = { turnout: 47.8, for: null, against: null };
  assert.deepEqual(messageFor(reading), { election: "County council", asOf, ...shares, final: false, test: false, unit: "", units: [{ id: "", ...shares }] });
  const { id, ...north } = units[1];
  assert.deepEqual(messageFor(readingOf(reading2, id)), { election: "County council", asOf, ...north, final: false, test: false, unit: id, units });
});

test("hosts get no figure of a rehearsal", () => {
  const none = { turnout: null, for: null, against: null };
  assert.deepEqual(messageFor({ ...reading2, test: true }), { election: "County council", asOf, ...none, final: false, test: true, unit: "all",
    units: [{ id: "all", ...none }, { id: "north", ...none }] });
});

test("a report is a correction if it has another figure of the same time, or less turnout than the one before", () => {
  const before = { asOf: "2027-07-18T08:00:00+09:00", time: reading.time - 3_900_000, turnout: 30 };
  const after = { ...before, asOf: "2027-07-18T10:00:00+09:00", time: reading.time + 3_300_000, turnout: 80 };
  const other = { ...reading, turnout: 45 };
  const later = { ...other, asOf: after.asOf, time: after.time };
  for (const [what, now, last, want] of /** @type {[string, typeof reading, typeof reading | undefined, boolean][]} */ ([
    ["the first one", reading, undefined, false], ["the same", reading, reading, false], ["more, later", later, reading, false],
    ["another figure of the same time", other, reading, true], ["votes of the same time", { ...reading, for: 60 }, { ...reading, for: 40 }, true],
    ["what was not reported before", reading, { ...reading, turnout: null }, false], ["a result after a rehearsal", other, { ...reading, test: true }, false],
    ["another unit", { ...other, id: "north" }, reading, false], ["more than before", { ...reading, reports: [before, after] }, undefined, false],
    ["less than before", { ...reading, turnout: 29.9, reports: [before, after] }, undefined, true],
    ["less than before while districts are counted", { ...reading, turnout: 29.9, reports: [before], counted: { done: 3, total: 12 } }, undefined, false],
  ])) assert.equal(isCorrection(now, last), want, what);
  assert.equal(reportText(reading, words, format, 0, true).when, "corrected asof 18. Jul 2027 09:05 UTC+9");
});

test("two to four units stand beside each other", () => {
  const of = (/** @type {number} */ n) => unitsBeside({ ...reading2, units: Array.from({ length: n }, () => reading2.units[0]) }).length;
  assert.deepEqual([1, 2, 4, 5, 27].map(of), [0, 2, 4, 0, 0]);
});
