// Applications in the frameworks that newsrooms use, rendered on a server and bundled for the browser, with the
// npm package that the build has made.
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { build } from "esbuild";
import { compile } from "svelte/compiler";
import { dist } from "./site.js";
import { root } from "./story.js";

/** The npm package's folder. */
export const packageFolder = resolve(root, dist, "npm");

/**
 * @typedef {object} Source
 * @property {string} app     a module, in JSX
 * @property {string} server  a module that exports html, given the app as "app"
 * @property {string} client  a module that hydrates the page, given the app as "app"
 * @property {Record<string, string>} [alias] other packages in place of those that are imported
 */

/** React 18, which is installed beside 19. */
export const react18 = { react: "react18", "react-dom": "react-dom18" };

/** @param {Source} source @param {string} entry @param {import("esbuild").BuildOptions} options */
async function bundle({ app, alias = {} }, entry, options) {
  const { outputFiles = [] } = await build({
    stdin: { contents: entry, resolveDir: `${root}e2e`, loader: "jsx" },
    alias: { ...alias, "two-boxes": `${packageFolder}/embed.js` },
    absWorkingDir: `${root}e2e`, bundle: true, write: false, jsx: "automatic", logLevel: "error",
    define: { "process.env.NODE_ENV": '"development"', __VUE_OPTIONS_API__: "true", __VUE_PROD_DEVTOOLS__: "false",
      __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "true" }, ...options,
    plugins: [{ name: "app", setup({ onResolve, onLoad }) {
      onResolve({ filter: /^app$/ }, () => ({ path: "app", namespace: "app" }));
      onLoad({ filter: /.*/, namespace: "app" }, () => ({ contents: app, loader: "jsx", resolveDir: `${root}e2e` }));
    } }, { name: "svelte", setup({ onResolve, onLoad }) {
      onResolve({ filter: /^svelte:/ }, ({ path }) => ({ path, namespace: "svelte" }));
      onLoad({ filter: /.*/, namespace: "svelte" }, () => ({
        contents: compile(app, {
          generate: options.platform === "node" ? "server" : "client", dev: options.platform !== "node", filename: "App.svelte",
        }).js.code,
        resolveDir: `${root}e2e`,
      }));
    } }],
  });
  return outputFiles[0].text;
}

/** What the server sends for an application. @param {Source} source @returns {Promise<string>} HTML */
export async function rendered(source) {
  const code = await bundle(source, source.server, { platform: "node", format: "cjs" });
  const module = { exports: /** @type {any} */ ({}) };
  new Function("module", "exports", "require", code)(module, module.exports, createRequire(import.meta.url));
  return await module.exports.html;
}

/** The application's script for the browser. @param {Source} source @returns {Promise<string>} */
export const hydrating = (source) => bundle(source, source.client, { platform: "browser", format: "iife", conditions: ["browser", "development"] });
