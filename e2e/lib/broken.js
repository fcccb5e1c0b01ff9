// The site as a broken server or network gives it.
import { once } from "node:events";
import { createServer } from "node:http";

/**
 * How a file is answered: with its body and headers at hand, for the n-th time it is asked for, from 1.
 * @typedef {(answer: import("node:http").ServerResponse, whole: {body: Buffer, headers: Record<string, string>}, time: number) => void} Breakage
 */

/** Sends a file as it should be. @type {Breakage} */
export const sound = (answer, { body, headers }) => void answer.writeHead(200, headers).end(body);

/** Breaks only the first answer. @param {Breakage} breakage @returns {Breakage} */
export const first = (breakage) => (answer, whole, time) => (time === 1 ? breakage : sound)(answer, whole, time);

/** Sends no more than a share of the file and then does something. @param {(answer: import("node:http").ServerResponse) => void} then @returns {Breakage} */
const partly = (then) => (answer, { body, headers }) =>
  void answer.writeHead(200, headers).write(body.subarray(0, body.length * 0.3), () => then(answer));

/** @type {Record<"missing" | "busy" | "cut" | "corrupted" | "stalled" | "dropped" | "slow" | "mistyped", Breakage>} */
export const breakages = {
  missing: (answer) => void answer.writeHead(404).end("<h1>Not found</h1>"),
  busy: (answer) => void answer.writeHead(503).end(),
  cut: (answer, { body, headers }) => void answer.writeHead(200, { ...headers, "content-length": String(body.length >> 1) }).end(body.subarray(0, body.length >> 1)),
  corrupted: (answer, { body, headers }) => {
    const spoilt = Buffer.from(body);
    for (let i = 64; i < spoilt.length; i += 4096) spoilt[i] ^= 0xff;
    answer.writeHead(200, headers).end(spoilt);
  },
  stalled: partly(() => {}),
  dropped: partly((answer) => answer.destroy()),
  slow: (answer, { body, headers }) => {
    answer.writeHead(200, headers);
    const parts = 20;
    let sent = 0;
    const send = () => {
      answer.write(body.subarray(body.length * sent / parts, body.length * (sent + 1) / parts));
      if (++sent < parts) setTimeout(send, 100);
      else answer.end();
    };
    send();
  },
  mistyped: (answer, { body, headers }) => void answer.writeHead(200, { ...headers, "content-type": "text/html" }).end(body),
};

/**
 * Passes on what a site answers, with the files of a name broken.
 * @param {string} origin of the site
 * @param {RegExp} file the path of what is broken
 * @param {Breakage} breakage
 * @returns {Promise<{origin: string, mend(): void, close(): Promise<void>}>}
 */
export async function serveBroken(origin, file, breakage) {
  /** @type {Map<string, number>} */
  const asked = new Map();
  let mended = false;
  const server = createServer(async (request, answer) => {
    const path = request.url ?? "/";
    const response = await fetch(origin + path, { headers: { "accept-encoding": "identity" } });
    const body = Buffer.from(await response.arrayBuffer());
    const headers = Object.fromEntries(response.headers);
    if (!response.ok || mended || !file.test(path)) return void answer.writeHead(response.status, headers).end(body);
    const time = (asked.get(path) ?? 0) + 1;
    asked.set(path, time);
    breakage(answer, { body, headers }, time);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://127.0.0.1:${port}`,
    mend() { mended = true; },
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}
