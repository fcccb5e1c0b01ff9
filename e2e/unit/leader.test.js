// Who of several explainers asks for a feed: with a stand-in for the browser's locks.
import assert from "node:assert/strict";
import { afterEach, beforeEach, test } from "node:test";
import { Feed } from "../../web/live/feed.js";
import { join } from "../../web/live/leader.js";
import { until } from "../lib/until.js";

/** @typedef {import("../../web/live/leader.js").Answer} Answer */

/** The locks of a browser: each request waits until those before it are done. */
class Locks {
  /** @type {Map<string, Promise<unknown>>} */ #last = new Map();

  /** @param {string} name @param {{signal: AbortSignal}} options @param {() => Promise<unknown>} use */
  async request(name, { signal }, use) {
    const before = this.#last.get(name);
    const turn = (async () => {
      await before;
      if (!signal.aborted) await use();
    })();
    this.#last.set(name, turn);
    await turn;
    if (signal.aborted) throw new DOMException("aborted", "AbortError");
  }
}

/** @type {(() => void)[]} */ let leaves = [];
const setLocks = (/** @type {unknown} */ locks) => Object.defineProperty(globalThis, "navigator", { value: { locks }, configurable: true });
beforeEach(() => setLocks(new Locks()));
afterEach(() => {
  for (const leave of leaves) leave();
  leaves = [];
});

/** One that follows a feed. @param {string} url */
function follower(url) {
  /** @type {{leads: number, got: Answer[], publish: (answer: Answer) => void, leave: () => void}} */
  const made = { leads: 0, got: [], publish: () => {}, leave: () => {} };
  made.leave = join(url, (publish) => {
    made.leads++;
    made.publish = publish;
  }, (answer) => made.got.push(answer));
  leaves.push(made.leave);
  return made;
}

/** @param {{leads: number}} f */
const leads = (f) => until(() => f.leads === 1, "its turn");

test("one of a feed's followers asks, and the others get each answer", async () => {
  const [first, second, other] = ["a", "a", "b"].map(follower);
  await leads(first);
  await leads(other);
  first.publish({ text: "one", served: 5 });
  await until(() => second.got.length === 1, "the answer");
  assert.deepEqual(second.got, [{ text: "one", served: 5 }]);
  const third = follower("a");
  await until(() => third.got.length > 0, "the last answer");
  assert.equal(third.got[0].text, "one");
  assert.ok(third.got[0].served >= 5, "the server's time goes on");
  assert.deepEqual([first, second, third, other].map((f) => f.leads), [1, 0, 0, 1]);
  assert.deepEqual([first.got, other.got], [[], []]);
});

test("when the one that asks leaves, the next one does", async () => {
  const [first, second, third] = ["a", "a", "a"].map(follower);
  await leads(first);
  second.leave(); // before its turn
  first.leave();
  await leads(third);
  assert.equal(second.leads, 0);
  third.publish({ text: "two", served: NaN });
  const fourth = follower("a");
  await until(() => fourth.got.length > 0, "the answer");
  assert.deepEqual([first.got, second.got], [[], []], "who has left gets nothing");
});

test("where locks or channels are missing or refused, each asks", async () => {
  const refused = { request: async () => { throw new DOMException("opaque origin", "SecurityError"); } };
  for (const locks of [undefined, refused]) {
    setLocks(locks);
    const all = ["c", "c"].map(follower);
    for (const f of all) await leads(f);
    all[0].publish({ text: "own", served: 1 });
    assert.deepEqual(all.map((f) => f.got), [[], []]);
  }
  const Channel = globalThis.BroadcastChannel;
  Object.assign(globalThis, { BroadcastChannel: undefined });
  try {
    await leads(follower("d"));
  } finally {
    globalThis.BroadcastChannel = Channel;
  }
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
  await until(() => asked === 4, "the next one's request");
});
