// Who of several explainers asks for a feed.
import assert from "node:assert/strict";
import { afterEach, mock, test } from "node:test";
import { Feed } from "../../web/live/feed.js";
import { join } from "../../web/live/leader.js";
import { until } from "../lib/until.js";

/** @typedef {import("../../web/live/leader.js").Answer} Answer */

/** @type {(() => void)[]} */ let leaves = [];
afterEach(() => {
  for (const leave of leaves) leave();
  leaves = [];
});

/** A host's page with frames of our origin, and one of another between them. @param {number} count */
function page(count) {
  const foreign = (/** @type {any} */ frames) => new Proxy(frames, { get(of, name) {
    if (typeof name === "symbol") throw new DOMException("another origin", "SecurityError");
    return of[name];
  } });
  const top = foreign({ length: count + 1 });
  const frames = Array.from({ length: count }, () => Object.assign(new EventTarget(), { top, length: 0 }));
  Object.assign(top, Object.fromEntries([frames[0], foreign({ length: 0 }), ...frames.slice(1)].entries()));
  return { top, frames };
}

/** One that follows a feed. @param {string} url @param {any} own its window */
function follower(url, own) {
  /** @type {{leads: number, got: Answer[], publish: (answer: Answer) => void, leave: () => void}} */
  const made = { leads: 0, got: [], publish: () => {}, leave: () => {} };
  made.leave = join(url, (publish) => {
    made.leads++;
    made.publish = publish;
  }, (answer) => made.got.push(answer), own);
  leaves.push(made.leave);
  return made;
}

test("one of a feed's followers asks, and the others get each answer", () => {
  const { frames } = page(4);
  const [first, second, other] = ["a", "a", "b"].map((url, i) => follower(url, frames[i]));
  first.publish({ text: "one", served: 5 });
  assert.deepEqual(second.got, [{ text: "one", served: 5 }]);
  const third = follower("a", frames[3]);
  assert.equal(third.got[0].text, "one");
  assert.ok(third.got[0].served >= 5, "the server's time goes on");
  assert.deepEqual([first, second, third, other].map((f) => f.leads), [1, 0, 0, 1]);
  assert.deepEqual([first.got, other.got], [[], []]);
});

test("when the one that asks leaves or its frame is removed, the next one does", () => {
  const { frames } = page(4);
  const [first, second, third, fourth] = frames.map((frame) => follower("a", frame));
  second.leave();
  first.leave();
  assert.deepEqual([second.leads, third.leads, fourth.leads], [0, 1, 0]);
  third.publish({ text: "two", served: NaN });
  assert.deepEqual([first.got, second.got, fourth.got.length], [[], [], 1], "who has left gets nothing");
  frames[2].dispatchEvent(new Event("pagehide"));
  assert.equal(fourth.leads, 1);
});

test("when the one that asks vanishes without a word, another one does soon", (t) => {
  mock.timers.enable({ apis: ["setInterval"] });
  t.after(() => mock.timers.reset());
  const { top, frames } = page(2);
  const [, second] = frames.map((frame) => follower("a", frame));
  mock.timers.tick(20_000);
  assert.equal(second.leads, 0);
  Object.assign(top, { 0: top[2], length: 1 });
  mock.timers.tick(20_000);
  assert.equal(second.leads, 1);
});

test("a sandboxed frame, which can read no other, asks by itself", () => {
  const { top, frames } = page(1);
  const sandboxed = Object.assign(new EventTarget(), { length: 0, top: { length: 2, 0: top[1], 1: top[1] } });
  assert.deepEqual([frames[0], sandboxed].map((frame) => follower("a", frame).leads), [1, 1]);
});

test("twenty explainers of a page ask once, and all show the report, and say what is wrong", async () => {
  let asked = 0;
  let answer = () => new Response(JSON.stringify({
    v: 1, election: "E", asOf: "2027-07-18T12:00:00+09:00", turnout: 47.8, for: null, against: null, final: false,
    source: { name: "S", url: "https://example.org/" },
  }));
  /** @type {string[]} */ const warnings = [];
  const shown = Array(20).fill(null);
  const feeds = shown.map((_, i) => new Feed("https://a.example/feed.json", (r) => (shown[i] = r.turnout), {
    fetch: async () => {
      asked++;
      return answer();
    }, random: () => 0.5, setTimer: () => undefined, clearTimer: () => {}, warn: (text) => warnings.push(text), join,
  }));
  for (const feed of feeds) feed.watch(true);
  leaves = feeds.map((feed) => () => feed.watch(false));
  await until(() => shown.every((turnout) => turnout === 47.8), "all readings");
  assert.equal(asked, 1);
  for (const feed of feeds) feed.retry();
  assert.equal(asked, 2, "the network is back");
  answer = () => new Response("no", { status: 503 });
  for (const feed of feeds) feed.retry();
  await until(() => warnings.length === 20, "all warnings");
  assert.equal(asked, 3);
  assert.match(warnings[19], /status 503; the last valid reading stays/);
  feeds[0].watch(false);
  assert.equal(asked, 4, "the next one asks");
});
