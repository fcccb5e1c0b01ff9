import assert from "node:assert/strict";
import { test } from "node:test";
import { readFeed } from "../../web/live/feed.js";
import { evening, hourLine, pictureOf } from "../../web/live/hours.js";

/** @param {object} unit of the feed @param {object} [head] */
const reading = (unit, head) => readFeed(JSON.stringify({
  v: 2, election: "Council", asOf: "2027-07-18T17:30:00+09:00", status: "counting", source: { name: "A", url: "https://example.org/" },
  units: [{ id: "all", name: "All", ...unit }], ...head,
}));
/** @param {string} time @param {number} turnout @param {string} [day] */
const at = (time, turnout, day = "2027-07-18") => ({ asOf: `${day}T${time}:00+09:00`, turnout });
/** @param {object} unit @param {object} [head] */
const line = (unit, head) => hourLine(reading(unit, head), "{h}:{m}");

test("the evening is the reports and, last, the latest one", () => {
  const reports = [at("11:00", 21.9), at("09:00", 8.4), at("17:30", 50)];
  assert.deepEqual(evening(reading({ turnout: 58.2, reports })).map(({ turnout }) => turnout), [8.4, 21.9, 58.2], "the last one of the same time is replaced");
  assert.deepEqual(evening(reading({ turnout: null, reports })).map(({ turnout }) => turnout), [8.4, 21.9, 50]);
  assert.deepEqual(evening(reading({ turnout: 5, withdrawn: true, reports })), []);
});

test("reports lie at their hours, the final one at the end of the line, and labels at round hours", () => {
  for (const [name, unit, head, want] of /** @type {const} */ ([
    ["nothing", {}, {}, { reports: "", past: "", ticks: "" }],
    ["one", { turnout: 58.2 }, {}, { reports: "0.42 58.2", past: "", ticks: "0.42 17:30" }],
    ["several", { turnout: 58.2, reports: [at("07:00", 0), at("12:00", 30)] }, {},
      { reports: "0 0;0.3818 30;0.8018 58.2", past: "", ticks: "0.8018 17:30;0.0764 8:00;0.2291 10:00;0.3818 12:00;0.5345 14:00;0.6873 16:00;0.84 18:00" }],
    ["final", { turnout: 58.2, reports: [at("07:00", 1), at("12:00", 30)] }, { status: "final" },
      { reports: "0 1;0.84 30;1 58.2", past: "", ticks: "0.84 12:00;0 7:00;0.168 8:00;0.336 9:00;0.504 10:00;0.672 11:00;0.84 12:00" }],
    ["a final one alone", { turnout: 58.2 }, { status: "final" }, { reports: "1 58.2", past: "", ticks: "" }],
    ["after midnight", { turnout: 58.2, reports: [at("22:00", 30)] }, { asOf: "2027-07-19T02:00:00+09:00" },
      { reports: "0 30;0.84 58.2", past: "", ticks: "0.84 2:00;0 22:00;0.21 23:00;0.42 0:00;0.63 1:00;0.84 2:00" }],
    ["several zones in one evening", { turnout: 58.2, reports: [at("15:30", 20), { asOf: "2027-07-18T07:30:00Z", turnout: 30 }] }, {},
      { reports: "0.14 20;0.42 30;0.7 58.2", past: "", ticks: "0.7 17:30;0 15:00;0.28 16:00;0.56 17:00;0.84 18:00" }],
  ])) {
    assert.deepEqual(line(unit, head), want, name);
  }
});

test("the last election's reports lie at the same times of day, whatever their date and zone", () => {
  const previous = { name: "Before", turnout: 71, reports: [at("17:30", 54, "2023-11-26"), { asOf: "2023-11-26T07:00:00+09:00", turnout: 3 }] };
  const got = line({ turnout: 58.2, reports: [at("07:00", 0)], previous });
  assert.equal(got.past, "0 3;0.8018 54;1 71");
  assert.equal(got.reports, "0 0;0.8018 58.2");
  assert.equal(line({ turnout: 58.2, previous: { name: "Before" } }).past, "");
});

test("many days have few labels", () => {
  const reports = Array.from({ length: 30 }, (_, i) => at("12:00", i, `2027-06-${String(i + 1).padStart(2, "0")}`));
  const { ticks } = line({ turnout: 58.2, reports });
  assert.ok(ticks.split(";").length <= 8, ticks);
});

test("the stage gets the shares with it", () => {
  const given = reading({ turnout: 31.4, range: [31, 31.6], for: 60, against: 39.5 }, { test: true });
  const { type, turnout, final, low, high, ...all } = pictureOf(given, "{h}:{m}", 3);
  assert.deepEqual({ type, turnout, final, low, high, for: all.for, against: all.against, test: all.test, units: all.units },
    { type: "reading", turnout: 31.4, final: false, low: 31, high: 31.6, for: 60, against: 39.5, test: true, units: 3 });
  const none = pictureOf(reading({}), "{h}:{m}", 0);
  assert.deepEqual([none.turnout, none.low, none.for], [null, null, null]);
});
