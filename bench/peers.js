// What the explainer is measured beside: an empty Ebitengine window, and the pictures in peers/, with PixiJS.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { brotliCompressSync, constants } from "node:zlib";
import { root } from "../e2e/lib/story.js";

const scratch = `${root}.cache/bench/`;

/** Compresses as internal/site does, once for the same bytes. @param {Buffer} data */
export function brotli(data) {
  const file = `${scratch}${createHash("sha256").update(data).digest("hex")}.br`;
  if (!existsSync(file)) {
    mkdirSync(scratch, { recursive: true });
    const { BROTLI_PARAM_QUALITY, BROTLI_PARAM_LGWIN } = constants;
    writeFileSync(file, brotliCompressSync(data, { params: { [BROTLI_PARAM_QUALITY]: 11, [BROTLI_PARAM_LGWIN]: 24 } }));
  }
  return readFileSync(file);
}

const head = '<!doctype html><meta charset="utf-8"><title>Bench</title><link rel="icon" href="data:,"><style>body{margin:0}canvas{display:block}</style>';

/** A bare window, as wasm_exec.html of Go starts it. */
const emptyWindow = `${head}<script src="wasm_exec.js"></script><script>
  const go = new Go();
  WebAssembly.instantiateStreaming(fetch("empty.wasm"), go.importObject).then((r) => go.run(r.instance));
</script>`;

/** Ballots that fall, and nothing else: what a picture made with PixiJS costs at least. Everything is asked for at once. */
const piece = `${head}${["pixi", "picture", "ballots-pixi"].map((name) => `<link rel="modulepreload" href="${name}.js">`).join("")}
<script type="module">
  import { start } from "/ballots-pixi.js";
  const draw = await start(document.body, 2000);
  let n = 0;
  requestAnimationFrame(function frame() {
    draw(0, n / 32);
    if (n++ > 0) globalThis.noted.moving ||= performance.now();
    requestAnimationFrame(frame);
  });
</script>`;

/** Serves them as the explainer is served, in brotli. */
export async function servePeers() {
  execFileSync("go", ["build", "-trimpath", "-ldflags=-s -w", "-o", `${scratch}empty.wasm`, "./bench/empty"],
    { cwd: root, env: { ...process.env, GOOS: "js", GOARCH: "wasm" }, stdio: "inherit" });
  const goroot = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim();
  /** @type {Record<string, Buffer | string>} */
  const files = {
    "/": head, "/empty": emptyWindow, "/piece": piece,
    "/empty.wasm": readFileSync(`${scratch}empty.wasm`),
    "/wasm_exec.js": readFileSync(`${goroot}/lib/wasm/wasm_exec.js`),
    "/pixi.js": readFileSync(`${root}e2e/node_modules/pixi.js/dist/pixi.min.mjs`),
  };
  for (const name of readdirSync(`${root}bench/peers`)) files[`/${name}`] = readFileSync(`${root}bench/peers/${name}`);
  const compressed = new Map(Object.entries(files).map(([path, data]) => [path, brotli(Buffer.from(data))]));
  const server = createServer((request, response) => {
    const path = request.url ?? "/";
    const data = compressed.get(path);
    const type = path.endsWith(".js") ? "text/javascript" : path.endsWith(".wasm") ? "application/wasm" : "text/html";
    response.writeHead(data ? 200 : 404, data && { "Content-Type": type, "Content-Encoding": "br", "Content-Length": data.length }).end(data);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
