import assert from "node:assert/strict";
import { test } from "node:test";
import { decimals, number, percentage, tenThousand, timeOfDay } from "../../web/lib/format.js";

const english = { decimal: ".", group: ",", percent: "{n}%", per10k: "{n} in 10,000" };
const arabic = { decimal: "٫", group: "٬", percent: "{n}٪", per10k: "{n}" };

test("numbers are grouped from a thousand and keep their decimals", () => {
  for (const [value, decimals, want] of /** @type {[number, number, string][]} */ ([
    [0, 0, "0"], [999, 0, "999"], [1000, 0, "1,000"], [27858, 0, "27,858"], [1234567.891, 2, "1,234,567.89"],
    [-1234.5, 1, "-1,234.5"], [99.63, 2, "99.63"], [0.09, 2, "0.09"], [47.8, 1, "47.8"],
  ])) assert.equal(number(english, value, decimals), want);
});

test("ties go to the even neighbour, as in Go", () => {
  for (const [value, decimals, want] of /** @type {[number, number, string][]} */ ([
    [0.5, 0, "0"], [1.5, 0, "2"], [2.5, 0, "2"], [0.125, 2, "0.12"], [0.375, 2, "0.38"], [47.125, 2, "47.12"], [0.615, 2, "0.61"], [1.005, 2, "1.00"],
  ])) assert.equal(number(english, value, decimals), want);
});

test("a reported figure keeps its decimals, at most two", () => {
  for (const [value, want] of [[47.8, 1], [99.63, 2], [52.125, 2], [100, 0]]) assert.equal(decimals(value), want);
});

test("percentages and shares follow the language's pattern", () => {
  assert.equal(percentage(english, 99.63), "99.63%");
  assert.equal(percentage(arabic, 1234.5, 1), "1٬234٫5٪");
  assert.equal(tenThousand(english, 9991), "9,991 in 10,000");
});

test("myriads are grouped by ten thousand", () => {
  const korean = { decimal: ".", group: "", myriad: "만" };
  for (const [value, decimals, want] of /** @type {[number, number, string][]} */ ([
    [9991, 0, "9991"], [10_000, 0, "1만"], [20_005, 0, "2만5"], [27858, 0, "2만7858"], [1234567, 0, "123만4567"],
    [-27858.25, 2, "-2만7858.25"], [10_000.5, 1, "1만0.5"], [99.63, 2, "99.63"],
  ])) assert.equal(number(korean, value, decimals), want);
});

test("a whole hour has its own pattern where the language has one", () => {
  const korean = { time: "{h}:{m}", hour: "{h}시" };
  assert.equal(timeOfDay(korean, "09:00"), "9시");
  assert.equal(timeOfDay(korean, "10:30"), "10:30");
  assert.equal(timeOfDay({ ...korean, hour: "" }, "09:00"), "09:00");
});
