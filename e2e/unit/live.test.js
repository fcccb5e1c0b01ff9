import assert from "node:assert/strict";
import { test } from "node:test";
import { OLD_AFTER } from "../../web/live/feed.js";
import { reportText } from "../../web/live/live.js";

const format = {
  decimal: ",", group: ".", percent: "{n} %", per10k: "", date: "{d}. {month} {y}", time: "{h}:{m}", hour: "",
  months: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"],
};
/** Words that show their key and slots. @param {string} key @param {Record<string, string | number>} [slots] */
const words = (key, slots = {}) => [key, ...Object.values(slots)].join(" ");

const asOf = "2027-07-18T09:05:00+09:00";
const reading = {
  election: "County council", asOf, time: Date.parse(asOf), turnout: 47.8, for: null, against: null, final: false,
  source: { name: "Example Agency", url: "https://example.org/" },
};
/** @param {Partial<typeof reading> | object} change @param {number} [age] in ms */
const text = (change = {}, age = 0) => {
  const changed = { ...reading, ...change };
  return reportText(changed, words, format, age);
};

test("figures keep the decimals that they were reported with, at most two", () => {
  for (const [turnout, want] of /** @type {const} */ ([[47.8, "47,8 %"], [47, "47 %"], [47.256, "47,26 %"], [0, "0 %"], [100, "100 %"]])) {
    assert.equal(text({ turnout }).turnout, want);
    assert.equal(text({ turnout }).figure, `feed.turnout ${want}`);
  }
});

test("what was not reported has no figure", () => {
  assert.equal(text({ turnout: null }).figure, "feed.none");
  assert.deepEqual(text().votes, []);
  assert.deepEqual(text({ for: 0, against: 38.5 }).votes, ["feed.for 0 %", "feed.against 38,5 %"]);
});

test("a reading is old after ten minutes, unless it is final", () => {
  const at = "18. Jul 2027 09:05 UTC+9";
  assert.deepEqual([text({}, OLD_AFTER).when, text({}, OLD_AFTER).old], [`feed.asof ${at}`, false]);
  assert.deepEqual([text({}, OLD_AFTER + 1).when, text({}, OLD_AFTER + 1).old], [`feed.old ${at}`, true]);
  assert.deepEqual([text({ final: true }, 10 * OLD_AFTER).when, text({ final: true }, 10 * OLD_AFTER).old], [`feed.final ${at}`, false]);
});

test("the time is that of the report's own zone, which it names", () => {
  for (const [written, want] of [
    ["2027-07-18T09:05:00Z", "09:05 UTC"], ["2027-07-18T09:05:00-00:30", "09:05 UTC-0:30"], ["2027-07-18T23:59:59.5-03:00", "23:59 UTC-3"],
    ["2027-07-18T09:05:00+05:45", "09:05 UTC+5:45"], ["2027-07-18T09:05:00+00:00", "09:05 UTC"],
  ]) assert.equal(text({ asOf: written, time: Date.parse(written) }).when, `feed.asof 18. Jul 2027 ${want}`, written);
});
