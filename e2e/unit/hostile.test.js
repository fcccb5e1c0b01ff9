// Fuzz tests of what reads messages, parameters and feed addresses; ../long/hostile.test.js does so in a browser.
import assert from "node:assert/strict";
import { test } from "node:test";
import { feedAddress } from "../../web/live/feed.js";
import { command } from "../../web/frame/messages.js";
import { parseParams } from "../../web/player/params.js";
import { random, seed } from "../lib/random.js";
import { fuzzMessages } from "../lib/fuzz-messages.js";

const scenes = ["cover", "history", "turnout"];
const rng = random(seed());
const fuzz = fuzzMessages(rng, scenes);

test("a message is a command for a known scene, or ignored", () => {
  for (let i = 0; i < 20_000; i++) {
    const nothing = command(fuzz.toExplainer(), scenes);
    if (nothing?.type !== "theme") assert.equal(nothing, null);
    else assert.ok(!["auto", "light", "dark"].includes(nothing.theme), nothing.theme); // appearance.js takes no other
    const { scene, message } = fuzz.command();
    const asked = /** @type {any} */ (command(message, scenes));
    assert.equal(asked.scene, scene);
    assert.ok(asked.type === "goto" || (asked.progress >= 0 && asked.progress <= 1));
  }
});

test("a parameter has one of its valid values, whatever the address", () => {
  const names = ["theme", "load", "controls", "motion", "paper", "ink", "accent", "radius", "debug", "__proto__"];
  for (let i = 0; i < 5_000; i++) {
    const query = Array.from({ length: rng.int(6) }, () =>
      `${rng.pick(names)}=${rng.float() < 0.5 ? fuzz.text() : encodeURIComponent(fuzz.text().toWellFormed())}`);
    const p = parseParams("?" + query.join("&"));
    assert.match([p.theme, p.load, p.controls, p.motion].join(), /^(auto|light|dark),(near|click|eager),(full|none),(auto|reduced|full)$/);
    for (const colour of [p.paper, p.ink, p.accent]) if (colour !== undefined) assert.match(colour, /^#[0-9a-f]{6}$/);
    if (p.radius !== undefined) assert.ok(Number.isInteger(p.radius) && p.radius >= 0 && p.radius <= 24);
  }
});

test("a feed is requested from an allowed origin, or not at all", () => {
  const page = "https://cdn.example/two-boxes/embed/en/";
  const parts = ["https:", "http:", "//", "/", "\\", "cdn.example", "elsewhere.example", "@", ":", "443",
    "8443", "?", "#", "..", "%2f", "\t", "\n", " ", "[::1]", "data:", "blob:", "javascript:", "。", "ⓔ"];
  let taken = 0;
  for (let i = 0; i < 20_000; i++) {
    const asked = Array.from({ length: 1 + rng.int(7) }, () => rng.pick(parts)).join("");
    try {
      const { origin, protocol } = new URL(feedAddress(asked, page, []));
      assert.equal(origin, "https://cdn.example", asked);
      assert.ok(["https:", "blob:"].includes(protocol), asked);
      taken++;
    } catch (error) {
      if (error instanceof assert.AssertionError) throw error;
      assert.ok(error instanceof Error, asked);
    }
  }
  assert.ok(taken > 100, `${taken} were taken`);
});
