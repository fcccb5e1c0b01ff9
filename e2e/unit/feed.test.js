import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Feed, feedAddress, MAX_BYTES, readFeed, readingOf } from "../../web/live/feed.js";

/** @type {{name: string, good: boolean, text: string}[]} */
const vectors = JSON.parse(readFileSync(new URL("../../internal/feed/testdata/vectors.json", import.meta.url), "utf8"));
const good = JSON.parse(vectors[0].text);
/** Of version 2; shows: of the first unit. @type {{name: string, good: boolean, text: string, shows: object}[]} */
const vectors2 = JSON.parse(readFileSync(new URL("../../internal/feed/testdata/vectors2.json", import.meta.url), "utf8"));
const [good2, full2] = vectors2.map(({ text }) => text);

test("a feed is read exactly when the checker takes it", () => {
  for (const { name, good, text } of [...vectors, ...vectors2]) {
    if (good) assert.doesNotThrow(() => readFeed(text), name);
    else assert.throws(() => readFeed(text), Error, name);
  }
});

test("what the checker says is shown is shown", () => {
  for (const { name, shows, text } of vectors2.filter(({ good }) => good)) {
    const { turnout, for: pro, against } = readFeed(text);
    assert.deepEqual({ turnout, for: pro, against }, shows, name);
  }
});

test("a feed of version 2 says more, and version 1 is one unit", () => {
  const r = readFeed(full2);
  assert.deepEqual([r.status, r.final, r.test, r.sequence, r.headline, r.note, r.every, r.level, r.counted, r.range],
    ["open", false, true, 4, "Polls are open", "The next report is due at one.", 30 * 60_000, "county", { done: 3, total: 12 }, [45, 50]]);
  assert.deepEqual(r.reports.map(({ turnout }) => turnout), [20, 47.8]);
  assert.deepEqual([r.previous?.name, r.previous?.reports.length], ["Council elections 2023", 1]);
  const one = readFeed(vectors[0].text);
  assert.deepEqual([one.units.length, one.status, one.test, one.every, one.sequence], [1, "open", false, 600_000, null]);
  const several = vectors2.find(({ text }) => /south/.test(text));
  const reading = readFeed(several?.text ?? "");
  assert.deepEqual(["south", "north", "east"].map((id) => readingOf(reading, id).turnout), [62.7, 31.4, null]);
  assert.deepEqual([readingOf(reading).id, readingOf(reading, "south").name, readingOf(one, "south").turnout], ["all", "District south", null]);
});

test("an error names the field and what is wrong with it", () => {
  for (const [change, want] of /** @type {[object, string][]} */ ([
    [{ v: 3 }, "v: not 1 or 2"], [{ v: "2", turnout: undefined }, "v: not 1 or 2"], [{ v: 2 }, "status: missing"],
    [{ election: "" }, "election: not a line of text"],
    [{ asOf: "noon" }, "asOf: not a time with a time zone, like 2027-07-18T12:00:00+09:00"],
    [{ turnout: 100.5 }, "turnout: not a number from 0 to 100, or null"], [{ for: 60, against: 41 }, "against: more than 100 together with for"],
    [{ final: "yes" }, "final: not true or false"], [{ source: [] }, "source: not an object"], [{ source: { name: "A" } }, "source.url: missing"],
    [{ source: { name: "A", url: "http://a.example/" } }, "source.url: not an https URL"], [{ turnOut: 3 }, '"turnOut": unknown field'],
    [{ source: { ...good.source, x: 1 } }, 'source."x": unknown field'],
  ])) assert.throws(() => readFeed(JSON.stringify({ ...good, ...change })), { message: want });
  const unit = { id: "a", name: "A", turnout: 40 };
  for (const [change, want] of /** @type {[object, string][]} */ ([
    [{ status: "shut" }, "status: not before, open, counting, final"], [{ units: [] }, "units: none"],
    [{ units: [unit, unit] }, "units[1].id: another unit has the id a"],
    [{ units: [{ ...unit, for: 101 }] }, "units[0].for: not a number from 0 to 100, or null"],
    [{ units: [{ ...unit, name: "\u200b\u200f" }] }, "units[0].name: not a line of text"],
    [{ units: [{ ...unit, counted: { done: 4, total: 3 } }] }, "units[0].counted.done: not from 0 to total"],
    [{ units: [{ ...unit, counted: { done: 4, total: null } }] }, "units[0].counted.total: not above 0"],
    [{ units: [{ ...unit, voted: 1, registered: 2 }] }, "units[0].turnout: not 1 of 2"],
    [{ units: [{ ...unit, reports: [{ asOf: "noon", turnout: 1 }] }] },
      "units[0].reports[0].asOf: not a time with a time zone, like 2027-07-18T12:00:00+09:00"],
  ])) assert.throws(() => readFeed(JSON.stringify({ ...JSON.parse(good2), ...change })), { message: want });
  assert.throws(() => readFeed("[]"), { message: "the feed: not an object" });
  assert.throws(() => readFeed("{}"), { message: "v: missing" });
  assert.throws(() => readFeed("<!doctype html>"), { message: "not JSON" });
});

test("a time of any zone is one moment", () => {
  const at = (/** @type {string} */ asOf) => readFeed(JSON.stringify({ ...good, asOf })).time;
  assert.equal(at("2027-07-18T12:00:00+09:00"), Date.UTC(2027, 6, 18, 3));
  assert.equal(at("2027-07-18t03:00:00.250999z"), Date.UTC(2027, 6, 18, 3, 0, 0, 250));
});

test("whatever a random feed says, it is refused or keeps its promises", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  const pieces = [null, true, 0, -1, 100, 100.5, "", "x", "2027-07-18T12:00:00Z", "https://a.b/", [], {}, { name: "a", url: "https://a/" }, 1e308, "\u202e"];
  for (let i = 0; i < 5000; i++) {
    const feed = i % 2 ? { ...good } : JSON.parse(full2);
    for (const part of i % 2 ? [feed] : [feed, feed.units[0], feed.units[0].reports[1]]) {
      for (const name of Object.keys(part)) if (random() < (i % 2 ? 0.2 : 0.05)) part[name] = pieces[Math.floor(random() * pieces.length)];
    }
    let text = JSON.stringify(feed);
    if (random() < 0.3) text = text.slice(0, Math.floor(random() * text.length)) + text.slice(Math.floor(random() * text.length));
    try {
      const r = readFeed(text);
      const shares = r.units.flatMap((u) => [u.turnout, u.for, u.against, ...u.reports.map(({ turnout }) => turnout)]);
      for (const n of shares) assert.ok(n === null || (n >= 0 && n <= 100));
      assert.ok(Number.isFinite(r.time) && r.election.trim() && r.source.url.startsWith("https://"));
    } catch (error) {
      assert.ok(error instanceof Error && error.name === "Error", String(error));
    }
  }
});

test("a feed comes from the page's own origin or from one on the list", () => {
  const page = "https://cdn.example/two-boxes/embed/en/?feed=x";
  assert.equal(feedAddress("../../feed/turnout.json", page, []), "https://cdn.example/two-boxes/feed/turnout.json");
  assert.equal(feedAddress("https://live.example/a.json", page, ["https://live.example"]), "https://live.example/a.json");
  for (const asked of ["https://live.example/a.json", "//live.example/a.json", "http://cdn.example/a.json",
    "https://cdn.example:8443/", "data:application/json,{}", "javascript:0",
    "blob:https://other.example/1", "https://", "file:///etc/passwd"]) {
    assert.throws(() => feedAddress(asked, page, ["https://other.example:1"]), Error, asked);
  }
});

/** A world whose time passes when told to, and whose server answers as told. */
class World {
  now = 0;
  /** @type {{at: number, run: () => void, id: number}[]} */ timers = [];
  /** @type {string[]} */ warnings = [];
  asked = 0;
  share = 0.5;
  /** @type {(signal: AbortSignal) => Promise<Response> | Response} */ answer = () => new Response(JSON.stringify(good));
  #id = 0;
  random = () => this.share;
  /** @param {string} _url @param {RequestInit} options */
  fetch = async (_url, options) => {
    this.asked++;
    assert.equal(options.redirect, "error");
    assert.equal(options.credentials, "omit");
    return this.answer(/** @type {AbortSignal} */ (options.signal));
  };
  /** @param {() => void} run @param {number} ms */
  setTimer = (run, ms) => {
    this.timers.push({ at: this.now + ms, run, id: ++this.#id });
    return this.#id;
  };
  /** @param {number} id */
  clearTimer = (id) => { this.timers = this.timers.filter((t) => t.id !== id); };
  /** @param {string} text */
  warn = (text) => void this.warnings.push(text);
  /** Lets time pass. @param {number} ms */
  async pass(ms) {
    const end = this.now + ms;
    for (;;) {
      await new Promise((settled) => setImmediate(settled)); // answers arrive
      await new Promise((settled) => setImmediate(settled));
      this.timers.sort((a, b) => a.at - b.at);
      const next = this.timers[0];
      if (!next || next.at > end) break;
      this.timers.shift();
      this.now = next.at;
      next.run();
    }
    this.now = end;
  }
}

/** @param {World} world */
function watched(world) {
  /** @type {(number | null)[]} */ const told = [];
  const feed = new Feed("https://a.example/feed.json", (r) => told.push(r.turnout), world);
  feed.watch(true);
  return { feed, told };
}

test("it asks every 15 seconds, a fifth more or less, 240 times an hour", async () => {
  for (const [share, asked] of [[0.5, 241], [0, 301], [1, 201]]) {
    const world = new World();
    world.share = share;
    const { told } = watched(world);
    await world.pass(3_600_000);
    assert.equal(world.asked, asked);
    assert.deepEqual(told, [47.8], "an answer that says the same is no new reading");
  }
});

test("after failures it asks ever less often, at the least every five minutes", async () => {
  const world = new World();
  world.answer = () => new Response("", { status: 503 });
  /** @type {number[]} */ const times = [];
  const ask = world.fetch;
  world.fetch = (url, options) => { times.push(world.now / 1000); return ask(url, options); };
  const { told } = watched(world);
  await world.pass(3_600_000);
  assert.deepEqual(times.slice(0, 7), [0, 30, 90, 210, 450, 750, 1050]);
  assert.equal(world.warnings.length, 1, "one line, not one for each time");
  world.answer = () => new Response(JSON.stringify(good));
  await world.pass(300_000);
  const before = world.asked;
  await world.pass(150_000);
  assert.equal(world.asked - before, 10, "then as often as ever");
  assert.deepEqual(told, [47.8]);
});

test("older readings are ignored, corrections are taken, after a final one it asks every five minutes for six hours", async () => {
  const world = new World();
  const { told } = watched(world);
  const say = async (/** @type {object} */ change) => {
    world.answer = () => new Response(JSON.stringify({ ...good, ...change }));
    await world.pass(15_000);
  };
  await say({});
  await say({ asOf: "2027-07-18T11:59:59+09:00", turnout: 12 });
  await say({ asOf: "2027-07-18T03:00:00Z", turnout: 47.9 });
  await say({ asOf: "2027-07-18T15:00:00+09:00", turnout: 80, final: true });
  const asked = world.asked;
  await world.pass(7 * 3_600_000);
  assert.equal(world.asked - asked, 71);
  assert.deepEqual(told, [47.8, 47.9, 80]);
  assert.equal(world.warnings.length, 1);
});

test("a higher sequence wins whatever the time says, the same replaces, a lower one is ignored", async () => {
  const world = new World();
  const { told } = watched(world);
  const say = async (/** @type {number} */ turnout, /** @type {object} */ change) => {
    const feed = JSON.parse(good2);
    feed.units[0].turnout = turnout;
    world.answer = () => new Response(JSON.stringify({ ...feed, ...change }));
    await world.pass(15_000);
  };
  await say(1, { sequence: 5 });
  await say(2, { sequence: 6, asOf: "2027-07-18T11:00:00+09:00" });
  await say(3, { sequence: 6, asOf: "2027-07-18T10:00:00+09:00" });
  await say(4, { sequence: 5, asOf: "2027-07-18T13:00:00+09:00" });
  assert.match(world.warnings.join(), /sequence: lower/);
  await say(5, { asOf: "2027-07-18T09:00:00+09:00" });
  await say(6, {});
  await say(7, { withdrawn: true });
  assert.deepEqual(told, [47.8, 1, 2, 3, 6, null]);
});

test("a final reading can be corrected, and then it asks as often as ever", async () => {
  const world = new World();
  world.answer = () => new Response(JSON.stringify({ ...good, final: true }));
  const { told } = watched(world);
  await world.pass(60_000);
  assert.equal(world.asked, 1);
  world.answer = () => new Response(JSON.stringify({ ...good, turnout: 52, asOf: "2027-07-18T13:00:00+09:00" }));
  await world.pass(240_000);
  assert.deepEqual([told, world.asked], [[47.8, 52], 2]);
  await world.pass(60_000);
  assert.equal(world.asked, 6);
});

test("a final reading that is withdrawn loses its figures, and is still asked for slowly, until it is corrected", async () => {
  const world = new World();
  const say = (/** @type {object} */ change) => { world.answer = () => new Response(JSON.stringify({ ...JSON.parse(good2), status: "final", ...change })); };
  say({});
  const { feed, told } = watched(world);
  await world.pass(60_000);
  say({ withdrawn: true });
  await world.pass(300_000);
  assert.deepEqual([told, feed.reading?.withdrawn, feed.reading?.final], [[47.8, null], true, true]);
  say({ status: "counting" });
  await world.pass(300_000);
  const asked = world.asked;
  await world.pass(60_000);
  assert.deepEqual([told, world.asked - asked], [[47.8, null, 47.8], 4], "then as often as ever");
});

test("it asks at once when the network is back, also a final report's, and then as if nothing had failed", async () => {
  const world = new World();
  const { feed } = watched(world);
  await world.pass(1000);
  world.answer = () => Promise.reject(new TypeError("Failed to fetch"));
  await world.pass(3_600_000);
  let asked = world.asked;
  feed.retry();
  await world.pass(29_000);
  assert.equal(world.asked - asked, 1, "the network is not quite there yet");
  await world.pass(2000);
  assert.equal(world.asked - asked, 2);

  world.answer = () => new Response(JSON.stringify({ ...good, final: true }));
  feed.retry();
  await world.pass(10_000);
  asked = world.asked;
  feed.retry();
  await world.pass(299_000);
  assert.equal(world.asked - asked, 1);
  await world.pass(7 * 3_600_000);
  asked = world.asked;
  feed.retry();
  await world.pass(600_000);
  assert.equal(world.asked, asked, "after six hours nothing follows");
});

test("who is not watched, or gets what another one is answered, asks nothing when the network is back", async () => {
  const world = new World();
  const feed = new Feed("https://a.example/feed.json", () => {}, { ...world, fetch: world.fetch, join: () => () => {} });
  feed.retry();
  feed.watch(true);
  feed.retry();
  await world.pass(60_000);
  const { feed: other } = watched(world);
  await world.pass(0);
  other.watch(false);
  other.retry();
  await world.pass(60_000);
  assert.equal(world.asked, 1);
});

test("a reading ahead of the server's clock is refused, and its age is the server's", async () => {
  const world = new World();
  /** @type {number[]} */ const ages = [];
  const feed = new Feed("https://a.example/feed.json", () => {}, world, (age) => ages.push(age / 60_000));
  const at = (/** @type {string} */ date, headers = {}) => () => new Response(JSON.stringify(good), { headers: { Date: date, ...headers } });
  world.answer = at("Sun, 18 Jul 2027 02:54:00 GMT");
  feed.watch(true);
  await world.pass(0);
  assert.equal(feed.reading, undefined);
  assert.match(world.warnings[0], /asOf: .*ahead/);
  world.answer = at("Sun, 18 Jul 2027 02:56:00 GMT");
  await world.pass(40_000);
  world.answer = at("Sun, 18 Jul 2027 03:20:00 GMT", { Age: "60" });
  await world.pass(15_000);
  assert.deepEqual([ages.at(0), ages.at(-1)], [0, 21]);
});

test("it stops when nobody watches, and asks at once when somebody does again", async () => {
  const world = new World();
  const { feed, told } = watched(world);
  await world.pass(20_000);
  const asked = world.asked;
  feed.watch(false);
  await world.pass(3_600_000);
  assert.equal(world.asked, asked);
  feed.watch(true);
  assert.equal(world.asked, asked + 1);
  await world.pass(0);
  assert.deepEqual(told, [47.8]);
});

test("huge, slow, endless and mangled answers are given up", async () => {
  /** @type {Record<string, [(signal: AbortSignal) => Promise<Response> | Response, RegExp]>} */
  const answers = {
    huge: [() => new Response(" ".repeat(MAX_BYTES) + JSON.stringify(good)), /64 KiB/],
    endless: [() => new Response(new ReadableStream({ pull: (c) => c.enqueue(new Uint8Array(16384).fill(32)) })), /64 KiB/],
    silent: [(signal) => new Promise((_, no) => signal.addEventListener("abort", () => no(signal.reason))), /in time/],
    mangled: [() => new Response(new Uint8Array([123, 34, 255, 34, 125])), /UTF-8/],
    cut: [() => new Response(new Uint8Array([34, 0xe2, 0x82])), /UTF-8/],
    gone: [() => new Response("", { status: 404 }), /404/],
    refused: [() => Promise.reject(new TypeError("Failed to fetch")), /Failed to fetch/],
  };
  for (const [name, [answer, why]] of Object.entries(answers)) {
    const world = new World();
    const { feed } = watched(world);
    await world.pass(1000);
    world.answer = answer;
    await world.pass(29_000);
    assert.equal(feed.reading?.turnout, 47.8, name);
    assert.equal(world.warnings.length, 1, name);
    assert.match(world.warnings[0], why, name);
    assert.doesNotMatch(world.warnings[0], /\n/, name);
  }
});
