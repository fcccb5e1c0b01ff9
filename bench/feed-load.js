// How many requests for the feed one nginx process answers with the recipe's configuration, at 200 and at 304:
//
//   ./build.sh dist && node bench/feed-load.js
//
// The readers are in this process, on the same machine: they take the other core. What nginx itself can do goes
// by its own CPU time.
import { once } from "node:events";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { stop } from "../e2e/lib/child.js";
import { ask, nginx, start } from "../e2e/lib/servers.js";

const path = "/feed/turnout.json";
const connections = 64;
const seconds = 5;
const ticks = 100; // of /proc, in a second

/** A port that is free now. */
async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  server.close();
  return port;
}

/** The CPU time that a process has taken, in seconds. @param {number | undefined} pid */
async function cpuTime(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, "utf8")).split(") ")[1].split(" ");
  return (Number(fields[11]) + Number(fields[12])) / ticks;
}

/**
 * Asks over and over on each connection, once the answer to the last request is there.
 * @param {number} port @param {string} request @param {number} size of an answer in bytes: all have the same
 * @returns {Promise<number>} answers in a second
 */
async function load(port, request, size) {
  let answers = 0;
  const sockets = Array.from({ length: connections }, () => {
    const socket = connect(port, "127.0.0.1", () => socket.write(request));
    let left = size;
    socket.on("data", ({ length }) => {
      left -= length;
      if (left > 0) return;
      left = size;
      answers++;
      socket.write(request);
    });
    return socket;
  });
  const begin = performance.now();
  await new Promise((later) => setTimeout(later, seconds * 1000));
  const rate = answers / (performance.now() - begin) * 1000;
  for (const socket of sockets) socket.destroy();
  return rate;
}

/** The bytes of one answer. @param {number} port @param {string} request @returns {Promise<Buffer>} */
async function one(port, request) {
  const socket = connect(port, "127.0.0.1");
  socket.write(request.replace("keep-alive", "close"));
  /** @type {Buffer[]} */ const chunks = [];
  for await (const chunk of socket) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const folder = await mkdtemp(join(tmpdir(), "two-boxes-load-"));
const [socket, port] = [join(folder, "socket"), await freePort()];
const more = { main: "master_process off; worker_rlimit_nofile 4096;", server: `listen 127.0.0.1:${port}; keepalive_requests 100000000;` };
const server = await start(await nginx(folder, socket, more), folder, socket);
try {
  const { headers: { etag } } = await ask(socket, path, { "Accept-Encoding": "gzip, br" });
  console.log(`${cpus()[0].model}, ${cpus().length} cores; ${connections} connections for ${seconds} s each`);
  for (const [status, condition] of [[200, ""], [304, `If-None-Match: ${etag}\r\n`]]) {
    const request = `GET ${path} HTTP/1.1\r\nHost: two-boxes.example\r\nAccept-Encoding: gzip, br\r\nConnection: keep-alive\r\n${condition}\r\n`;
    const answer = await one(port, request);
    if (!answer.toString("latin1").startsWith(`HTTP/1.1 ${status} `)) throw new Error(`not ${status}: ${answer.toString("latin1").slice(0, 200)}`);
    const size = answer.length + "keep-alive".length - "close".length;
    const before = await cpuTime(server.pid);
    const rate = await load(port, request, size);
    const busy = (await cpuTime(server.pid) - before) / seconds;
    const [all, percent, core] = [rate, 100 * busy, rate / busy].map(Math.round);
    console.log(`${status}: ${all} a second, with ${percent} % of one core: ${core} for a core; ${size} bytes each`);
  }
} finally {
  await stop(server);
  await rm(folder, { recursive: true, force: true });
}
