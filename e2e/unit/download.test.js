import assert from "node:assert/strict";
import { createServer } from "node:http";
import { after, before, test } from "node:test";
import { downloadBytes, downloadModule } from "../../web/download.js";

const module = Buffer.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0]); // the smallest there is
const plain = Buffer.alloc(300_000, 7);

/** How often each address was asked for. @type {Map<string, number>} */
const asked = new Map();
/** @type {Record<string, (response: import("node:http").ServerResponse, time: number) => void>} */
const answers = {
  "/whole": (r) => r.end(plain),
  "/module": (r) => r.writeHead(200, { "Content-Type": "text/plain" }).end(module),
  "/broken": (r) => r.end(Buffer.from([0, 0x61, 0x73, 0x6d, 9, 9, 9, 9])),
  "/missing": (r) => r.writeHead(404).end(),
  "/busy": (r, time) => (time === 1 ? r.writeHead(503).end() : r.end(plain)),
  "/cut": (r, time) => r.end(time === 1 ? plain.subarray(0, 1000) : plain),
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

test("what arrives is counted and handed over", async () => {
  let received = 0;
  const bytes = await downloadBytes({ url: origin + "/whole", bytes: plain.length }, (n) => (received = n), never);
  assert.ok(plain.equals(bytes));
  assert.equal(received, plain.length);
});

test("a module compiles whatever its type is called", async () => {
  const compiled = await downloadModule({ url: origin + "/module", bytes: module.length }, () => {}, never);
  assert.ok(compiled instanceof WebAssembly.Module);
});

for (const name of ["busy", "cut", "dropped"]) {
  test(`${name} once, it is tried again`, async () => {
    const bytes = await downloadBytes({ url: `${origin}/${name}`, bytes: plain.length }, () => {}, never);
    assert.ok(plain.equals(bytes));
    assert.equal(asked.get("/" + name), 2);
  });
}

test("what is missing or broken is not tried again", async () => {
  await assert.rejects(downloadBytes({ url: origin + "/missing", bytes: 1 }, () => {}, never), /status 404/);
  await assert.rejects(downloadModule({ url: origin + "/broken", bytes: 8 }, () => {}, never), WebAssembly.CompileError);
  assert.equal(asked.get("/missing"), 1);
  assert.equal(asked.get("/broken"), 1);
});

test("it stops when told to", async () => {
  const stop = new AbortController();
  stop.abort(new Error("enough"));
  await assert.rejects(downloadBytes({ url: origin + "/whole", bytes: plain.length }, () => {}, stop.signal), /enough/);
});
