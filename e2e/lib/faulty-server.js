// A proxy in front of the site that injects the faults of a broken server or network.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * Answers a request wrongly, given the right body and headers, for the attempt-th request of that file, from 1.
 * @typedef {(response: import("node:http").ServerResponse, file: {body: Buffer, headers: Record<string, string>}, attempt: number) => void} ServerFault
 */

/** Sends a file as it should be. @type {ServerFault} */
export const noFault = (response, { body, headers }) => void response.writeHead(200, headers).end(body);

/** Applies a fault to the first request only. @param {ServerFault} fault @returns {ServerFault} */
export const firstTime = (fault) => (response, file, attempt) => (attempt === 1 ? fault : noFault)(response, file, attempt);

/**
 * Sends the first 30 % of a file and then does something.
 * @param {(response: import("node:http").ServerResponse) => void} then
 * @returns {ServerFault}
 */
const partly = (then) => (response, { body, headers }) =>
  void response.writeHead(200, headers).write(body.subarray(0, body.length * 0.3), () => then(response));

/** @type {Record<"missing" | "busy" | "truncated" | "corrupted" | "stalled" | "dropped" | "slow" | "late" | "refused" | "mistyped", ServerFault>} */
export const serverFaults = {
  missing: (response) => void response.writeHead(404).end("<h1>Not found</h1>"),
  busy: (response) => void response.writeHead(503).end(),
  truncated: (response, { body, headers }) => {
    const half = body.subarray(0, body.length >> 1);
    response.writeHead(200, { ...headers, "content-length": String(half.length) }).end(half);
  },
  corrupted: (response, { body, headers }) => {
    const corrupted = Buffer.from(body);
    for (let i = 64; i < corrupted.length; i += 4096) corrupted[i] ^= 0xff;
    response.writeHead(200, headers).end(corrupted);
  },
  stalled: partly(() => {}),
  dropped: partly((response) => response.destroy()),
  slow: (response, { body, headers }) => {
    response.writeHead(200, headers);
    const parts = 20;
    let sent = 0;
    const send = () => {
      response.write(body.subarray(body.length * sent / parts, body.length * (sent + 1) / parts));
      if (++sent < parts) setTimeout(send, 100);
      else response.end();
    };
    send();
  },
  late: (response, file, attempt) => void setTimeout(() => noFault(response, file, attempt), 10_000),
  refused: (response) => void setTimeout(() => response.writeHead(403).end(), 3000),
  mistyped: (response, { body, headers }) => void response.writeHead(200, { ...headers, "content-type": "text/html" }).end(body),
};

/**
 * Serves a site with a fault in some of its files.
 * @param {string} origin of the site
 * @param {RegExp} file the paths that have the fault
 * @param {ServerFault} fault
 * @returns {Promise<{origin: string, repair(): void, close(): Promise<void>}>} repair ends the fault
 */
export async function serveFaulty(origin, file, fault) {
  /** @type {Map<string, number>} */
  const attempts = new Map();
  let repaired = false;
  const server = createServer(async (request, response) => {
    const path = request.url ?? "/";
    const answer = await fetch(origin + path, { headers: { "accept-encoding": "identity" } });
    const body = Buffer.from(await answer.arrayBuffer());
    const headers = Object.fromEntries(answer.headers);
    if (!answer.ok || repaired || !file.test(path)) return void response.writeHead(answer.status, headers).end(body);
    const attempt = (attempts.get(path) ?? 0) + 1;
    attempts.set(path, attempt);
    fault(response, { body, headers }, attempt);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    repair() { repaired = true; },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
