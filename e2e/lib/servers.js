// The web servers that deploy/ has configurations for, run with them in a scratch folder.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { readFile, writeFile } from "node:fs/promises";
import { request } from "node:http";
import { join, resolve } from "node:path";
import { running, stop } from "./child.js";
import { dist } from "./site.js";
import { root } from "./story.js";
import { until } from "./until.js";

const site = resolve(root, dist);
const config = (/** @type {string} */ name) => readFile(join(root, "deploy", name), "utf8");

/**
 * The command that starts each server with its configuration, in a scratch folder. It listens on a
 * socket there: a port that was free a moment ago may be taken by now.
 * @type {Record<string, (folder: string, socket: string) => Promise<string[]>>}
 */
export const servers = {
  nginx: (folder, socket) => nginx(folder, socket),
  async caddy(folder, socket) {
    const file = (await config("Caddyfile")).replace("\ntwo-boxes.example {", `\nhttp:// {\n\tbind unix/${socket}`).replace("/srv/two-boxes", site);
    await writeFile(join(folder, "Caddyfile"), `{\n\tadmin off\n\tauto_https off\n}\n${file}`);
    return ["caddy", "run", "--adapter", "caddyfile", "--config", join(folder, "Caddyfile")];
  },
};

/**
 * The command for nginx, with more lines of configuration.
 * @param {string} folder @param {string} socket
 * @param {{main?: string, http?: string, server?: string}} [more] for the top, the http block and the server block
 */
export async function nginx(folder, socket, { main = "", http = "", server: more = "" } = {}) {
  const server = (await config("nginx.conf")).replace("listen 80;", `listen unix:${socket};`).replace("/srv/two-boxes", site)
    .replace(/\}\s*$/, `${more}\n}`);
  const temp = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ");
  await writeFile(join(folder, "nginx.conf"), `load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;
daemon off; pid ${folder}/pid; error_log stderr; ${process.getuid?.() === 0 ? "user root;" : ""} ${main}
events {} http { access_log off; ${temp}\n${http}\n${server}\n}`);
  return ["/usr/sbin/nginx", "-c", join(folder, "nginx.conf"), "-p", folder];
}

/**
 * @param {string} socket @param {string} path @param {Record<string, string>} [headers] @param {string} [method]
 * @returns {Promise<{status: number, headers: import("node:http").IncomingHttpHeaders, body: Buffer}>}
 */
export const ask = (socket, path, headers = {}, method = "GET") => new Promise((done, failed) => {
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
export async function start([command, ...args], folder, socket) {
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
