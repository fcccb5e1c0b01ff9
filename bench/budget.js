// What every part of the built site weighs compressed, against what was agreed on: budget.json.
// `./build.sh test` fails where a part has grown; `./build.sh budget --accept` agrees to it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const dist = `${resolve(root, process.env.TWOBOXES_DIST ?? "dist")}/`;
const file = process.env.TWOBOXES_BUDGET ?? `${root}bench/budget.json`;

/** A part may grow by this share without agreement, or by LEAST bytes if that is more. */
const SLACK = 0.02;
const LEAST = 100;

/** @type {{limits: Record<string, number>, parts: Record<string, number>}} */
const agreed = JSON.parse(readFileSync(file, "utf8"));

/** Bytes of a file of the site in brotli, or as it is where that is not worth while. @param {string} path */
function size(path) {
  try {
    return statSync(`${dist}${path}.br`).size;
  } catch {
    return statSync(`${dist}${path}`).size;
  }
}
/** @param {number[]} numbers */
const sum = (numbers) => numbers.reduce((a, b) => a + b, 0);

const assets = readdirSync(`${dist}assets`).filter((name) => !/\.(br|gz)$/.test(name)).map((name) => `assets/${name}`);
/** Sizes of the assets whose names match. @param {RegExp} name */
const sizes = (name) => assets.filter((path) => name.test(path)).map(size);
const languages = readdirSync(`${dist}embed`).filter((name) => /^[a-z]{2}$/.test(name));

/** @type {Record<string, number>} */
const parts = {};
for (const lang of languages) parts[`page, ${lang}`] = size(`embed/${lang}/index.html`);
parts.styles = sum(sizes(/\/embed\.\w+\.css$/));
parts["scripts before play"] = sum(sizes(/\/(hide-story|early|player)\.\w+\.js$/));
parts["scripts of the engine"] = sum(sizes(/\/(engine-host|wasm_exec)\.\w+\.js$/));
parts["script of a live feed"] = Math.max(...sizes(/\/live-\w+\.\w+\.js$/));
parts.engine = sum(sizes(/\/two-boxes\.\w+\.wasm$/));
parts["rest of the engine"] = sum(sizes(/\/two-boxes-rest\.\w+\.wasm$/));
for (const lang of languages) parts[`pack, ${lang}`] = sum(sizes(new RegExp(`/${lang}\\.\\w+\\.pack$`)));
parts["largest poster"] = Math.max(...sizes(/-(narrow|regular|wide)-.*\.svg$/));
parts["all posters"] = sum(sizes(/-(narrow|regular|wide)-.*\.svg$/));
parts["embed.js"] = size("embed.js");

/** Totals have limits that nobody can agree to exceed. @type {Record<string, number>} */
const totals = {};
for (const lang of languages) {
  totals[`before play, ${lang}`] = parts[`page, ${lang}`] + parts.styles + parts["scripts before play"] + size("icon.svg");
  totals[`first play, ${lang}`] = totals[`before play, ${lang}`] + parts["scripts of the engine"] +
    parts.engine + parts["rest of the engine"] + parts[`pack, ${lang}`];
}

totals["host script"] = parts["embed.js"];

const accept = process.argv.includes("--accept");
/** @type {Record<string, {bytes: number, agreed: number | string, change: string}>} */
const table = {};
/** @type {string[]} */
const over = [];
for (const name of new Set([...Object.keys(parts), ...Object.keys(agreed.parts)])) {
  const now = parts[name] ?? 0;
  const before = agreed.parts[name] ?? 0;
  const change = now - before;
  table[name] = { bytes: now, agreed: before, change: change ? `${change > 0 ? "+" : ""}${change} (${((change / (before || now)) * 100).toFixed(1)} %)` : "" };
  if (!accept && change > Math.max(before * SLACK, LEAST)) over.push(`${name} weighs ${now} bytes, ${change} more than agreed`);
}
for (const [name, now] of Object.entries(totals)) {
  const limit = agreed.limits[name.split(",")[0]];
  table[name] = { bytes: now, agreed: `at most ${limit}`, change: `${((now / limit) * 100).toFixed(0)} % of it` };
  if (now > limit) over.push(`${name}: ${now} bytes are over the limit of ${limit}`);
}
console.table(table);
if (over.length) {
  console.error(`${over.join("\n")}\nMake it smaller; or, for parts, agree to it: ./build.sh budget --accept, and say why in the commit.`);
  process.exit(1);
}
if (accept) writeFileSync(file, JSON.stringify({ ...agreed, parts }, null, 2) + "\n");
