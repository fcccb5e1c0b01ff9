// What the drill of an election night takes for wrong.
import assert from "node:assert/strict";
import { test } from "node:test";
import { evening, faults, feedOf } from "../lib/evening.js";
import { readFeed } from "../../web/live/feed.js";

/** @typedef {import("../lib/evening.js").Seen} Seen */

/** A place that always has the newest of the north two minutes after it is published. @returns {Seen[]} */
const good = () => evening.map(({ at, head, north }) => ({
  at: (at === 170 ? 180 : at) + 2, place: "card", kind: "frame", unit: "north", band: head.test === true,
  figures: [north.turnout, north.for, north.against].flatMap((n) => (n === undefined ? [] : [n.toFixed(2)])),
}));
/** @param {(log: Seen[]) => void} change */
const changed = (change) => {
  const log = good();
  change(log);
  return faults(log, 359).join("; ");
};

test("what is published can be read", () => {
  const time = (/** @type {number} */ minute) => new Date(minute * 60_000).toISOString();
  evening.forEach((_, i) => assert.equal(readFeed(JSON.stringify(feedOf(i, time))).sequence, i + 1));
});

test("a place that follows is right", () => assert.deepEqual(faults(good(), 359), []));

test("what is wrong is found", () => {
  assert.match(changed((log) => log.splice(7, 1)), /82\.91 is not the north's, or not any more.*28\.91 is not there/, "a correction that does not arrive");
  assert.match(changed((log) => { log[1].band = false; }), /12\.34 is test data, without the band/);
  assert.match(changed((log) => { log[1].kind = "figure"; }), /test data/);
  assert.match(changed((log) => { log[4].figures = ["8.62"]; }), /8\.62 is not the north's.*11\.31 is not there/, "another unit's");
  assert.match(changed((log) => { log[3].figures = ["11.31"]; }), /11\.31 is not the north's/, "before it is published");
  assert.match(changed((log) => { log[11].at = 172; }), /49\.64 is not/, "through the outage");
  assert.match(changed((log) => { log[0].figures = ["99.63"]; }), /99\.63 is not/, "another election's");
  /** A host's figure for the north's votes for it. @param {"for" | "against"} shown @returns {Seen[]} */
  const votes = (shown) => evening.map(({ at, head, north }) => ({
    at: (at === 170 ? 180 : at) + 2, place: "host", kind: "figure", of: "for", unit: "north", band: false,
    figures: head.test ? [] : [north[shown]].flatMap((n) => (n === undefined ? [] : [n.toFixed(2)])),
  }));
  assert.deepEqual(faults(votes("for"), 359), []);
  assert.match(faults(votes("against"), 359).join("; "), /38\.55 is not the north's.*61\.24 is not there/, "the other vote's");
  /** @type {Seen[]} */
  const picture = good().map((seen) => ({ ...seen, kind: "stage", of: "turnout", figures: seen.band ? [] : seen.figures.slice(0, 1) }));
  assert.deepEqual(faults(picture, 359), []);
  assert.match(faults(picture.map((seen, i) => (i === 1 ? { ...seen, figures: ["12.34"] } : seen)), 359).join("; "), /12\.34 is test data/);
  const south = good().map((seen, i) => ({ ...seen, unit: /** @type {const} */ ("south"), figures: i === 9 ? ["93.99"] : [] }));
  assert.match(faults(south, 359).join("; "), /minute 12\d.*93\.99 is not the south's, or not any more/, "a figure that was withdrawn");
});
