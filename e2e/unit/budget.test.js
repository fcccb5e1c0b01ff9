// What parts of the site may weigh: bench/budget.js over a small site of its own.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { after, test } from "node:test";

const folder = mkdtempSync(`${tmpdir()}/two-boxes-budget-`);
after(() => rmSync(folder, { recursive: true }));

const parts = {
  "page, en": 30_000, styles: 6_000, "scripts before play": 11_000, "scripts of the engine": 9_000, "script of a live feed": 4_000,
  engine: 700_000, "rest of the engine": 10_000, "pack, en": 10_000, "largest poster": 5_000, "all posters": 5_000, "embed.js": 4_000,
};
/** @type {Record<string, string>} */
const files = {
  "page, en": "embed/en/index.html", styles: "assets/embed.1.css",
    "scripts before play": "assets/player.1.js", "scripts of the engine": "assets/engine-host.1.js",
  "script of a live feed": "assets/live-en.1.js", engine: "assets/two-boxes.1.wasm", "rest of the engine": "assets/two-boxes-rest.1.wasm",
    "pack, en": "assets/en.1.pack", "all posters": "assets/cover-narrow-light.1.svg", "embed.js": "embed.js",
};

/**
 * Weighs a site whose parts have other sizes.
 * @param {Partial<typeof parts>} changed
 * @param {...string} args of the command
 */
function weigh(changed, ...args) {
  const budget = `${folder}/budget.json`;
  writeFileSync(budget, JSON.stringify({ limits: { "before play": 60_000, "host script": 4_200, "first play": 1_000_000 }, parts }));
  for (const [part, bytes] of Object.entries({ ...parts, ...changed })) {
    if (!files[part]) continue;
    mkdirSync(dirname(`${folder}/${files[part]}`), { recursive: true });
    writeFileSync(`${folder}/${files[part]}`, "x".repeat(1000)); // as it is
    writeFileSync(`${folder}/${files[part]}.br`, "x".repeat(bytes));
  }
  writeFileSync(`${folder}/icon.svg`, "x".repeat(200));
  const { status, stderr } = spawnSync(process.execPath, [fileURLToPath(new URL("../../bench/budget.js", import.meta.url)), ...args],
    { encoding: "utf8", env: { ...process.env, TWOBOXES_DIST: folder, TWOBOXES_BUDGET: budget } });
  return { status, stderr, agreed: JSON.parse(readFileSync(budget, "utf8")) };
}

test("what weighs as agreed, less, or hardly more passes", () => {
  for (const change of [{}, { engine: 600_000 }, { engine: 714_000 }, { "embed.js": 4_100 }])
    assert.deepEqual([weigh(change).status, weigh(change).stderr], [0, ""]);
});

test("what has grown by more fails by its name", () => {
  const { status, stderr } = weigh({ engine: 714_001, styles: 6_200 });
  assert.equal(status, 1);
  assert.match(stderr, /^engine weighs 714001 bytes, 14001 more than agreed\nMake it smaller/m);
  assert.match(stderr, /^styles weighs 6200 bytes, 200 more than agreed$/m);
});

test("growth can be agreed to, and holds from then on", () => {
  const { status, agreed } = weigh({ engine: 800_000 }, "--accept");
  assert.equal(status, 0);
  assert.deepEqual(agreed.parts, { ...parts, engine: 800_000 });
});

test("a limit cannot be agreed away", () => {
  assert.match(weigh({ "embed.js": 4_201 }, "--accept").stderr, /^host script: 4201 bytes are over the limit of 4200$/m);
  const { status, stderr, agreed } = weigh({ engine: 980_000 }, "--accept");
  assert.equal(status, 1);
  assert.match(stderr, /^first play, en: 1056200 bytes are over the limit of 1000000$/m);
  assert.deepEqual(agreed.parts, parts);
});
