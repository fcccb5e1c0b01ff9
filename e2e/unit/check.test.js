// Which parameters the builder says the player would use.
import assert from "node:assert/strict";
import { test } from "node:test";
import { check } from "../../web/builder/check.js";

const site = {
  page: "https://cdn.example/embed/en/", feedOrigins: ["https://live.example"],
  themes: { light: { paper: "#f6f2ea", ink: "#1c2128" }, dark: { paper: "#15181d", ink: "#ece7dc" } },
};

test("what the player uses stays, without a note", () => {
  for (const given of /** @type {Record<string, string>[]} */ ([
    {},
    { theme: "dark", layout: "stage", load: "click", motion: "reduced", controls: "none", radius: "24" },
    { paper: "#fff", ink: "000000", accent: "#1f5c46" },
    { feed: "https://live.example/a.json" }, { feed: "/feed/turnout.json" },
  ])) assert.deepEqual(check(given, site), { used: given, refused: [], notes: [] });
});

test("empty fields are not given", () => {
  assert.deepEqual(check({ paper: "", feed: "" }, site).used, {});
});

test("what is no colour or no radius is left out, and said", () => {
  const { used, refused, notes } = check({ theme: "light", paper: "red", accent: "#12345", radius: "99" }, site);
  assert.deepEqual(used, { theme: "light" });
  assert.deepEqual(refused.sort(), ["accent", "paper", "radius"]);
  assert.equal(notes.length, 3);
  assert.match(notes.join(), /paper=red: use rrggbb.*accent=#12345: .*radius=99: use 0 to 24/);
});

test("a pair of too low a contrast is left out, once said for both themes", () => {
  const { used, refused, notes } = check({ paper: "#ffffff", ink: "#bbbbbb" }, site);
  assert.deepEqual(used, {});
  assert.deepEqual(refused, ["paper", "ink"]);
  assert.equal(notes.length, 1);
  assert.match(notes[0], /^ink #bbbbbb on #ffffff has a contrast of 1\.92; at least 4\.5 is needed; not used\.$/);
});

test("a colour that can be read in one theme only stays, and the other is named", () => {
  const { used, refused, notes } = check({ accent: "#1f5c46" }, site);
  assert.deepEqual(used, { accent: "#1f5c46" });
  assert.deepEqual(refused, []);
  assert.equal(notes.length, 1);
  assert.match(notes[0], /not used in the dark theme\.$/);
  assert.deepEqual(check({ accent: "#1f5c46", theme: "light" }, site).notes, []);
  assert.deepEqual(check({ accent: "#1f5c46", theme: "dark" }, site).used, { theme: "dark" });
});

test("a feed from an origin that is not listed stays, and is noted", () => {
  const { used, refused, notes } = check({ feed: "https://other.example/a.json" }, site);
  assert.deepEqual(used, { feed: "https://other.example/a.json" });
  assert.deepEqual(refused, ["feed"]);
  assert.match(notes[0], /^feeds from https:\/\/other\.example are not allowed here/);
});

test("a feed that cannot be allowed is left out, and is noted", () => {
  for (const feed of ["http://other.example/a.json", "https:///"]) {
    const { used, refused, notes } = check({ feed }, site);
    assert.deepEqual([used, refused, notes.length], [{}, ["feed"], 1], feed);
  }
});
