// The server configurations in deploy/, run by the servers that they are for. They need Debian's nginx and Caddy.
import assert from "node:assert/strict";
import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { stop } from "../lib/child.js";
import { ask, servers, start } from "../lib/servers.js";
import { dist } from "../lib/site.js";
import { root } from "../lib/story.js";

const site = resolve(root, dist);

const immutable = "public, max-age=31536000, immutable";

for (const [name, prepare] of Object.entries(servers)) {
  describe(name, () => {
    /** @type {import("node:child_process").ChildProcess | undefined} */ let child;
    /** @type {string} */ let folder;
    /** @type {string} */ let socket;
    /** @type {string[]} */ let assets;

    before(async () => {
      assets = await readdir(join(site, "assets"));
      folder = await mkdtemp(join(tmpdir(), "two-boxes-"));
      socket = join(folder, "socket");
      child = await start(await prepare(folder, socket), folder, socket);
    });
    after(async () => {
      if (child) await stop(child);
      await rm(folder, { recursive: true, force: true });
    });

    test("content types, cache lifetimes and common headers", async () => {
      const asset = (/** @type {string} */ end) => "/assets/" + assets.find((file) => file.endsWith(end));
      for (const [path, type, lifetime] of [
        ["/", "text/html; charset=utf-8", "no-cache"],
        ["/embed/en/?theme=dark", "text/html; charset=utf-8", "no-cache"],
        ["/embed.js", "text/javascript; charset=utf-8", "no-cache"],
        ["/oembed.json", "application/json", "no-cache"],
        ["/icon.svg", "image/svg+xml", "no-cache"],
        ["/THIRD_PARTY.md", "text/plain; charset=utf-8", "no-cache"],
        ["/feed/turnout.json", "application/json", "public, max-age=0, s-maxage=10, must-revalidate"],
        [asset(".wasm"), "application/wasm", immutable],
        [asset(".pack"), "application/octet-stream", immutable],
        [asset(".css"), "text/css; charset=utf-8", immutable],
        [asset(".js"), "text/javascript; charset=utf-8", immutable],
        [asset(".png"), "image/png", immutable],
      ]) {
        const { status, headers } = await ask(socket, path);
        assert.equal(status, 200, path);
        assert.equal(headers["content-type"], type, path);
        assert.equal(headers["cache-control"], lifetime, path);
        assert.equal(headers["access-control-allow-origin"], "*", path);
        assert.equal(headers["cross-origin-resource-policy"], "cross-origin", path);
        assert.equal(headers["x-content-type-options"], "nosniff", path);
        assert.equal(headers["x-frame-options"], undefined, path);
        assert.ok(headers["referrer-policy"], path);
      }
    });

    test("embed pages have isolation headers and their own Content-Security-Policy", async () => {
      const { headers, body } = await ask(socket, "/embed/en/");
      assert.equal(headers["cross-origin-embedder-policy"], "require-corp");
      const meta = /Content-Security-Policy" content="([^"]*)"/.exec(body.toString())?.[1].replaceAll("&#39;", "'");
      assert.equal(headers["content-security-policy"], meta, "equals the policy in the page; does web/deploy.json have feedOrigins?");
      assert.equal((await ask(socket, "/")).headers["cross-origin-embedder-policy"], undefined);
    });

    test("compressed files are sent to clients that accept them", async () => {
      const wasm = "/assets/" + assets.find((file) => file.endsWith(".wasm"));
      for (const path of ["/embed.js", "/embed/en/", wasm]) {
        const plain = await ask(socket, path);
        for (const [accept, encoding, unpack] of /** @type {const} */ ([["gzip, deflate, br", "br", brotliDecompressSync], ["gzip", "gzip", gunzipSync]])) {
          const { headers, body } = await ask(socket, path, { "Accept-Encoding": accept });
          assert.equal(headers["content-encoding"], encoding, path);
          assert.match(headers.vary ?? "", /Accept-Encoding/i, path);
          assert.ok(body.length < plain.body.length);
          assert.ok(unpack(body).equals(plain.body), path);
        }
      }
    });

    test("unchanged files answer 304", async () => {
      for (const path of ["/embed/en/", "/feed/turnout.json", "/embed.js"]) {
        const { headers } = await ask(socket, path, { "Accept-Encoding": "br" });
        assert.ok(headers.etag, path);
        const again = await ask(socket, path, { "Accept-Encoding": "br", "If-None-Match": headers.etag ?? "" });
        assert.equal(again.status, 304, path);
        assert.equal(again.body.length, 0);
      }
    });

    test("folders, missing files and CORS preflights", async () => {
      const folder = await ask(socket, "/embed/en");
      assert.ok([301, 308].includes(folder.status));
      assert.match(folder.headers.location ?? "", /^(?:\/embed\/)?en\/$|^\/embed\/en\/$/);
      const missing = await ask(socket, "/nowhere");
      assert.equal(missing.status, 404);
      assert.match(missing.body.toString(), /<h1>404/);
      const preflight = await ask(socket, "/feed/turnout.json", { Origin: "null", "Access-Control-Request-Method": "GET" }, "OPTIONS");
      assert.equal(preflight.status, 204);
      assert.match(String(preflight.headers["access-control-allow-methods"]), /GET/);
      assert.equal(preflight.headers["access-control-allow-origin"], "*");
    });
  });
}
