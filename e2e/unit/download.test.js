import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { createServer } from "node:http";
import { after, before, beforeEach, test } from "node:test";
import { downloadBytes, downloadModule, request } from "../../web/fetch/download.js";

const module = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // the smallest module
const broken = Buffer.from([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9]);
const plain = Buffer.alloc(300_000, 7);
const damaged = Buffer.from(plain);
damaged[200_000] ^= 1;

/** How often each address was asked for. @type {Map<string, number>} */
const asked = new Map();
/** @type {Record<string, (response: import("node:http").ServerResponse, time: number) => void>} */
const answers = {
  "/whole": (r) => r.end(plain),
  "/module": (r) => r.writeHead(200, { "Content-Type": "text/plain" }).end(module),
  "/broken": (r) => r.end(broken),
  "/missing": (r) => r.writeHead(404).end(),
  "/begun": (r) => r.end(plain),
  "/begun-busy": (r, time) => (time === 1 ? r.writeHead(503).end() : r.end(plain)),
  "/busy": (r, time) => (time === 1 ? r.writeHead(503).end() : r.end(plain)),
  "/cut": (r, time) => r.end(time === 1 ? plain.subarray(0, 1000) : plain),
  "/short": (r) => r.end(plain.subarray(0, 1000)),
  "/torn": (r) => void r.writeHead(200, { "Content-Length": plain.length }).write(plain.subarray(0, 1000), () => r.destroy()),
  "/damaged": (r, time) => r.end(time === 1 ? damaged : plain),
  "/rotten": (r) => r.end(damaged),
  "/rotten-module": (r) => r.end(broken),
  "/dropped": (r, time) => {
    if (time > 1) return r.end(plain);
    r.writeHead(200, { "Content-Length": plain.length }).write(plain.subarray(0, 1000), () => r.destroy());
  },
};
const server = createServer((request, response) => {
  const path = request.url ?? "";
  asked.set(path, (asked.get(path) ?? 0) + 1);
  answers[path](response, asked.get(path) ?? 0);
});
let origin = "";
before(async () => {
  await new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve(undefined)));
  origin = `http://127.0.0.1:${/** @type {import("node:net").AddressInfo} */ (server.address()).port}`;
});
after(() => server.close());

const never = new AbortController().signal;

/** How long downloads waited before retries, in ms; no time passes. @type {number[]} */
const waits = [];
const wait = async (/** @type {number} */ ms) => void waits.push(ms);
beforeEach(() => { waits.length = 0; });

/** What stands at an address, as the page knows it. @param {string} path @param {Buffer} [content] */
const file = (path, content = plain) =>
  ({ url: origin + path, bytes: content.length, integrity: `sha256-${createHash("sha256").update(content).digest("base64")}` });

test("received bytes are counted and returned", async () => {
  let received = 0;
  const bytes = await downloadBytes(file("/whole"), (n) => (received = n), never);
  assert.ok(plain.equals(bytes));
  assert.equal(received, plain.length);
});

test("a request that has already started is the first attempt", async () => {
  for (const [path, times] of /** @type {const} */ ([["/begun", 1], ["/begun-busy", 2]])) {
    const begun = request(origin + path);
    await begun.response;
    assert.ok(plain.equals(await downloadBytes({ ...file(path), begun }, () => {}, never, wait)));
    assert.equal(asked.get(path), times);
  }
});

test("a module compiles whatever its content type", async () => {
  const compiled = await downloadModule(file("/module", module), () => {}, never, wait);
  assert.ok(compiled instanceof WebAssembly.Module);
});

for (const name of ["busy", "cut", "dropped", "damaged"]) {
  test(`${name} once, it is downloaded again`, async () => {
    const bytes = await downloadBytes(file("/" + name), () => {}, never, wait);
    assert.ok(plain.equals(bytes));
    assert.equal(asked.get("/" + name), 2);
    assert.deepEqual(waits, [500]);
  });
}

test("a failure that repeats is reported with the address of the file", async () => {
  await assert.rejects(downloadBytes(file("/short"), () => {}, never, wait), new RegExp(`^Error: \\S+/short: 1000 bytes instead of ${plain.length}$`));
  await assert.rejects(downloadBytes(file("/torn"), () => {}, never, wait), /^Error: \S+\/torn: /);
});

test("missing and invalid files are not downloaded again", async () => {
  await assert.rejects(downloadBytes(file("/missing"), () => {}, never, wait), /status 404/);
  await assert.rejects(downloadModule(file("/broken", broken), () => {}, never, wait), WebAssembly.CompileError);
  assert.equal(asked.get("/missing"), 1);
  assert.equal(asked.get("/broken"), 1);
});

test("a file that stays corrupted fails with one clear line, and is never returned", async () => {
  await assert.rejects(downloadBytes(file("/rotten"), () => {}, never, wait), /^Error: \S+\/rotten: does not match its fingerprint$/);
  assert.equal(asked.get("/rotten"), 3);
  assert.deepEqual(waits, [500, 1000]);
  // which would not even compile
  await assert.rejects(downloadModule(file("/rotten-module", module), () => {}, never, wait), /rotten-module: does not match its fingerprint/);
});

test("without crypto.subtle, as on plain http, only the length is checked", async () => {
  Object.defineProperty(crypto, "subtle", { configurable: true, value: undefined });
  try {
    assert.ok(plain.equals(await downloadBytes(file("/whole"), () => {}, never, wait)));
    assert.ok(damaged.equals(await downloadBytes(file("/rotten"), () => {}, never, wait)));
    await assert.rejects(downloadBytes(file("/short"), () => {}, never, wait), /1000 bytes instead of/);
  } finally {
    Reflect.deleteProperty(crypto, "subtle");
  }
  assert.ok(crypto.subtle);
});

test("it stops when aborted", async () => {
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await assert.rejects(downloadBytes(file("/whole"), () => {}, stop.signal), /enough/);
  const begun = request(origin + "/whole");
  await assert.rejects(downloadBytes({ ...file("/whole"), begun }, () => {}, stop.signal), /enough/);
  assert.ok(begun.stop.signal.aborted);
});
