// An election night of six hours in six minutes: the newsroom's file behind nginx with its cache, an origin that
// fails for twenty minutes, and pages open all the time. Whatever can be read at any time is what was published.
import assert from "node:assert/strict";
import { mkdtemp, rm } from "node:fs/promises";
import { once } from "node:events";
import { createServer as createHTTP } from "node:http";
import { connect as connectTo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { stop } from "../lib/child.js";
import { desktop, launch } from "../lib/chromium.js";
import { evening, faults, feedOf, length, outage } from "../lib/evening.js";
import { memoryUsage } from "../lib/memory.js";
import { Night } from "../lib/night.js";
import { nginx, start } from "../lib/servers.js";
import { serveHost } from "../lib/site.js";
import { until } from "../lib/until.js";

/** @typedef {import("../lib/evening.js").Seen} Seen */

const rate = Number(process.env.DRILL_RATE ?? 60);
const path = "/feed/turnout.json";

/** Requests to the origin, by the second in which nginx sent them: a minute of the night. @type {Map<string, number>} */
const asked = new Map();
/** What is published now. @type {{body: string, etag: string}} */
let file = { body: "", etag: "" };
let fails = false;
/** @type {Night} */ let night;
/** @type {string} */ let folder;
/** @type {import("node:child_process").ChildProcess | undefined} */ let server;
/** @type {import("playwright-core").Browser} */ let browser;
/** @type {{close(): unknown}[]} */ const open = [];

/** From this minute on all pages have the final report, and ask every five minutes. */
const calm = 332;
const total = () => [...asked.values()].reduce((sum, n) => sum + n, 0);

/** As RFC 3339, where the election is. @param {number} minute of the night */
const time = (minute) => new Date(night.time(minute + 120)).toISOString().replace(/\.\d+Z$/, "+02:00");

const origin = createHTTP((request, response) => {
  const second = String(request.headers["x-second"]);
  asked.set(second, (asked.get(second) ?? 0) + 1);
  response.sendDate = false;
  const headers = { Date: new Date(night.now()).toUTCString(), "Content-Type": "application/json" };
  if (fails) response.writeHead(503, headers).end();
  else response.writeHead(200, { ...headers, ETag: file.etag }).end(file.body);
});

/**
 * nginx as deploy/nginx.conf has it, which keeps the feed for ten seconds of the night. nginx counts in whole
 * seconds, so each sixth of one has a name of its own in the cache. Errors are kept as well: readers' browsers
 * would otherwise all reach an origin that fails.
 */
const cached = (/** @type {string} */ socket) => ({
  http: `proxy_cache_path ${folder}/cache keys_zone=feed:1m;
map $msec $sixth { ${["0\\d|1[0-6]", "1[7-9]|2\\d|3[0-2]", "3[3-9]|4\\d", "5\\d|6[0-6]", "6[7-9]|7\\d|8[0-2]", "8[3-9]|9\\d"]
    .map((part, i) => `"~\\.(${part})" ${i};`).join(" ")} }
map $msec $second { "~^(?<whole>\\d+)" $whole; }`,
  server: `location = ${path} {
    proxy_pass http://unix:${socket};
    proxy_pass_header Date;
    proxy_set_header X-Second $second;
    proxy_cache feed;
    proxy_cache_key $second$sixth$uri;
    proxy_cache_valid any 10s;
    proxy_cache_lock on;
  }`,
});

before(async () => {
  night = new Night(Date.UTC(2031, 4, 4, 16), rate);
  folder = await mkdtemp(join(tmpdir(), "two-boxes-drill-"));
  const [own, socket] = ["origin", "nginx"].map((name) => join(folder, name));
  origin.listen(own);
  await once(origin, "listening");
  server = await start(await nginx(folder, socket, cached(own)), folder, socket);
  browser = await launch({ executablePath: desktop, args: ["--site-per-process"] });
});
after(async () => {
  await browser?.close();
  for (const other of open) await other.close();
  if (server) await stop(server);
  origin.closeAllConnections();
  origin.close();
  if (folder) await rm(folder, { recursive: true, force: true });
});

/** nginx listens on a socket of its folder; browsers need a port. @param {string} socket @returns {Promise<string>} its origin */
async function listen(socket) {
  /** @type {Set<import("node:net").Socket>} */ const sockets = new Set();
  const gate = createServer((outer) => {
    const inner = connectTo(socket);
    for (const [one, other] of [[outer, inner], [inner, outer]]) {
      sockets.add(one);
      one.on("error", () => other.destroy()).on("close", () => sockets.delete(one)).pipe(other);
    }
  });
  gate.listen(0, "127.0.0.1");
  await once(gate, "listening");
  open.push({ close: () => { gate.close(); for (const one of sockets) one.destroy(); } });
  return `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (gate.address()).port}`;
}

/** A place with a figure in the host's text. @param {string} unit */
const place = (unit) => `<p>Turnout, ${unit}: <b id="${unit}" data-for="place-${unit}" data-two-boxes-counter="turnout">—%</b></p>
  <div id="place-${unit}" data-two-boxes data-lang="en" data-load="click" data-scene="turnout" data-unit="${unit}" data-feed="{{SITE}}${path}"></div>`;
/** The votes of a unit in the host's text, with the feed of a place that shows another one. @param {string} unit @param {string} by */
const votes = (unit, by) => ["for", "against"].map((of) =>
  `<p>${of}, ${unit}: <b id="${unit}-${of}" data-for="place-${by}" data-unit="${unit}" data-two-boxes-counter="${of}">—%</b></p>`).join("");
/** @param {string} query @param {string} [load] */
const frame = (query, load = "click") => `<iframe title="Two Boxes" width="390" height="420"
  src="{{SITE}}/embed/${query}&load=${load}&feed=${encodeURIComponent(path)}#turnout"></iframe>`;

/** The pages that readers have open, by name; the engine runs in one of them. @type {Record<string, string>} */
const pages = {
  "a card": place("north") + votes("south", "north"),
  "the stage": frame("en/?layout=stage&unit=north", "eager"),
  "two units": place("north") + place("south"),
  "Korean, sandboxed": frame("ko/?unit=south").replace("<iframe", '$& sandbox="allow-scripts"'),
};
const late = "opened while the origin fails";
const places = ["Korean, sandboxed, explainer south", "a card, explainer north", "a card, figure north", "a card, figure south-against",
  "a card, figure south-for", `${late}, explainer north`, `${late}, figure north`, "the stage, explainer north", "the stage, picture north",
  "two units, explainer north", "two units, explainer south", "two units, figure north", "two units, figure south"];

test("six hours", { timeout: 9 * 60_000 }, async () => {
  const site = await listen(join(folder, "nginx"));
  const host = await serveHost(Object.fromEntries(Object.entries({ ...pages, [late]: place("north") }).map(([name, body]) => [`/${encodeURIComponent(name)}`,
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,"><body style="max-width:700px">${body}
      ${body.includes("data-two-boxes") ? '<script src="{{SITE}}/embed.js" async></script>' : ""}</body></html>`.replaceAll("{{SITE}}", site)])));
  open.push(host);

  /** What was read, by place. @type {Map<string, (Omit<Seen, "at"> & {time: number})[]>} */
  const log = new Map();
  /** @type {string[]} */
  const broken = [];
  const visit = async (/** @type {string} */ name) => {
    const context = await browser.newContext({ viewport: { width: 800, height: 2400 } });
    await night.watch(context, (_, { kind, now, place: id, unit, of, text, band }) => {
      const where = `${name}, ${kind === "figure" ? `figure ${id}` : `${kind === "stage" ? "picture" : "explainer"} ${unit}`}`;
      const plain = text.replaceAll(/[\u200e\u200f\u061c\u2066-\u2069]/g, "");
      const seen = log.get(where) ?? [];
      log.set(where, seen);
      seen.push({
        time: now, place: where, kind, of: /** @type {Seen["of"]} */ (of || undefined), unit: unit === "south" ? "south" : "north",
        figures: [...plain.matchAll(/\d+(?:[.,]\d+)?(?=\s*%)/g)].map(([figure]) => figure.replace(",", ".")), band: band !== "",
      });
    });
    const page = await context.newPage();
    page.on("pageerror", (error) => broken.push(`${name}: ${error.message}`));
    await page.goto(`${host.origin}/${encodeURIComponent(name)}`);
    return { context, page };
  };
  const publish = (/** @type {number} */ i) => { file = { body: JSON.stringify(feedOf(i, time)), etag: `"${i}"` }; };
  const memory = async () => {
    const used = [];
    for (const { context, page } of [card, units]) {
      for (const part of page.frames()) used.push((await memoryUsage(context, part)).heap);
    }
    return used;
  };

  publish(0);
  const [card, stage, units] = await Promise.all(Object.keys(pages).map(visit));
  await until(() => log.size === places.length - 3, "the pages are there"); // but for the late one and what a picture shows
  await until(() => stage.page.frameLocator("iframe").locator("main[data-drawn]").count(), "the engine draws");
  night.begin();
  publish(0);
  /** What happens besides publications, by minute. @type {[number, () => unknown][]} */
  const events = [
    [outage.from, () => { fails = true; }],
    [outage.from + 5, () => visit(late)],
    [outage.to, () => { fails = false; }],
    [225, async () => { earlier = await memory(); }],
    [285, async () => { later = await memory(); }],
    [calm, () => { busy = total(); }],
    ...evening.slice(1).map(({ at }, i) => /** @type {[number, () => unknown]} */ ([at, () => publish(i + 1)])),
  ];
  let busy = 0;
  /** @type {number[]} */ let earlier = [];
  /** @type {number[]} */ let later = [];
  for (const [minute, run] of events.sort(([a], [b]) => a - b)) {
    await night.until(minute);
    await run();
  }
  await night.until(length);

  const busiest = Math.max(...asked.values());
  console.log(`the origin was asked ${total()} times, at most ${busiest} times in a minute; heaps in KiB: `
    + `${earlier.map((bytes) => Math.round(bytes / 1024))} and, an hour later, ${later.map((bytes) => Math.round(bytes / 1024))}`);

  assert.deepEqual(broken, []);
  assert.deepEqual([...log.keys()].sort(), places, "every place was read");
  assert.deepEqual([...log.values()].flatMap((seen) => faults(seen.map(({ time, ...rest }) => ({ ...rest, at: night.minute(time) })), length)), []);

  assert.ok(asked.size > length / 2 * 60 / rate, `in most minutes until the final report: ${asked.size}`);
  assert.ok(busiest <= 6, `at most six times a minute: ${busiest}`);
  const explainers = [...log.keys()].filter((name) => name.includes("explainer")).length;
  const slow = total() - busy;
  assert.ok(slow > 0 && slow <= explainers * ((length - calm) / 5 + 1), `every five minutes once it is final: ${slow} requests of ${explainers} explainers`);
  for (const [i, bytes] of later.entries()) assert.ok(bytes < earlier[i] * 1.05 + 64 * 1024, `heap ${i}: ${earlier[i]} bytes, an hour later ${bytes}`);
});
