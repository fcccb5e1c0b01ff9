// The server configurations in deploy/, run by the servers that they are for. They need Debian's nginx and Caddy.
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { after, before, describe, test } from "node:test";
import { brotliDecompressSync, gunzipSync } from "node:zlib";
import { running, stop } from "../lib/child.js";
import { dist } from "../lib/site.js";
import { root } from "../lib/story.js";
import { until } from "../lib/until.js";

const site = resolve(root, dist);
const config = (/** @type {string} */ name) => readFile(join(root, "deploy", name), "utf8");

/**
 * The command that starts each server with its configuration, in a scratch folder. It listens on a
 * socket there: a port that was free a moment ago may be taken by now.
 * @type {Record<string, (folder: string, socket: string) => Promise<string[]>>}
 */
const servers = {
  async nginx(folder, socket) {
    const server = (await config("nginx.conf")).replace("listen 80;", `listen unix:${socket};`).replace("/srv/two-boxes", site);
    const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
    await writeFile(join(folder, "nginx.conf"), `load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? "user root;" : ""}
events {} http { access_log off; ${temp}\n${server}\n}`);
    return ["/usr/sbin/nginx", "-c", join(folder, "nginx.conf"), "-p", folder];
  },
  async caddy(folder, socket) {
    const file = (await config("Caddyfile")).replace("\ntwo-boxes.example {", `\nhttp:// {\n\tbind unix/${socket}`).replace("/srv/two-boxes", site);
    await writeFile(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${file}`);
    return ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
  },
};

/**
 * @param {string} socket @param {string} path @param {Record<string, string>} [headers] @param {string} [method]
 * @returns {Promise<{status: number, headers: import("node:http").IncomingHttpHeaders, body: Buffer}>}
 */
const ask = (socket, path, headers = {}, method = "GET") => new Promise((done, failed) => {
  request({ socketPath: socket, path, method, headers, agent: false }, (answer) => {
    /** @type {Buffer[]} */
    const chunks = [];
    answer.on("data", (chunk) => chunks.push(chunk));
    answer.on("error", failed);
    answer.on("end", () => done({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }));
  }).on("error", failed).end();
});

/**
 * Starts a server, and waits until it answers.
 * @param {string[]} command @param {string} folder @param {string} socket
 * @throws {Error} with the server's output, when it exits or does not answer within ten seconds
 */
async function start([command, ...args], folder, socket) {
  const child = spawn(command, args, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: folder } });
  let output = "";
  child.stderr?.on("data", (chunk) => { output += chunk; });
  await once(child, "spawn");
  const answers = () => ask(socket, "/embed.js").then(() => true, () => false);
  await until(async () => !running(child) || await answers(), `${command} answers`, 10).catch(() => {});
  if (running(child) && await answers()) return child;
  await stop(child);
  throw new Error(`${command} does not start (exit ${child.exitCode ?? child.signalCode}): ${output}`);
}

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
