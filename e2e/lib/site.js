// The built site, and news pages of another origin that embed it, each on a port of its own.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:http";
import { stop } from "./child.js";
import { buildTool, root } from "./story.js";

/** The built site's folder. */
export const dist = process.env.TWOBOXES_DIST ?? "dist";

/** @typedef {{origin: string, close(): Promise<void>}} Server */

/**
 * Serves a built site as `./build.sh serve` does.
 * @param {string} [folder]
 * @returns {Promise<Server>}
 */
export async function serveSite(folder = dist) {
  const child = spawn(buildTool, ["serve", "-no-build", "-port", "0", "-dir", folder], { cwd: root, stdio: ["ignore", "pipe", "inherit"] });
  let output = "";
  for await (const chunk of child.stdout) {
    output += chunk;
    const address = output.match(/http:\/\/[^\s/]+/);
    if (address) {
      child.stdout.resume();
      return {
        origin: address[0].replace("localhost", "127.0.0.1"),
        close: () => stop(child, "SIGINT"),
      };
    }
  }
  throw new Error(`the server ended without printing its address: ${output}`);
}

/**
 * The site that the test runner serves for all test files, or one of the caller's own where there is no runner.
 * @returns {Promise<Server>}
 */
export const connectSite = async () => (process.env.TWOBOXES_SITE ? { origin: process.env.TWOBOXES_SITE, close: async () => {} } : serveSite());

/**
 * Serves pages from memory at http://localhost, another site than the explainer's 127.0.0.1.
 * @param {Record<string, string>} pages HTML by path; a path that ends in .js is a script
 * @param {Record<string, string>} [headers] sent with all of them
 * @returns {Promise<Server>}
 */
export async function serveHost(pages, headers = {}) {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? "/", "http://host");
    const page = pages[pathname];
    const type = pathname.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(page ? 200 : 404, { "Content-Type": `${type}; charset=utf-8`, ...headers });
    response.end(page ?? "");
  });
  server.listen(0, "localhost");
  await once(server, "listening");
  const { port } = /** @type {import("node:net").AddressInfo} */ (server.address());
  return {
    origin: `http://localhost:${port}`,
    async close() {
      server.closeAllConnections();
      server.close();
    },
  };
}

/**
 * A news article with the explainer in a plain iframe, and enough paragraphs around it to scroll.
 * It keeps the explainer's messages in `messages`, and sets the frame's height as they ask.
 * @param {string} embed the embed page's address
 * @param {string} [attributes] of the iframe
 */
export function article(embed, attributes = "") {
  const paragraph = "<p>The polling places opened in the morning, state media reported, and the count was published two days later.</p>";
  return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Article</title><link rel="icon" href="data:,"><style>body{margin:0 auto;max-width:960px;font:18px/1.5 serif}
  iframe{border:0;width:100%;height:900px;display:block}p{margin:1em 8px}</style>
<h1>Article</h1>${paragraph.repeat(2)}<p><a id="before" href="#before">before</a></p>
<iframe id="embed" title="Two Boxes" src="${embed}" ${attributes}></iframe>
<p><a id="after" href="#after">after</a></p>${paragraph.repeat(40)}
<script>
window.messages = [];
addEventListener("message", (event) => {
  const m = event.data;
  if (m && m.explainer === "two-boxes") {
    messages.push(m);
    if (m.type === "height") document.getElementById("embed").style.height = m.height + "px";
  }
});
</script></html>`;
}
