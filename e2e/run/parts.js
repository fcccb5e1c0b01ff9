// Everything that `./build.sh check` and `./build.sh test` run, in order.
import { spawnSync } from "node:child_process";
import { readdirSync } from "node:fs";
import { basename } from "node:path";
import { root } from "../lib/story.js";
import { commands, fuzz, goTest } from "./commands.js";
import { nodeTests } from "./node-tests.js";
import { startShared } from "./shared.js";

/** @typedef {{passed: number, skipped: number, failures: string[]}} Result  failures: the whole text of each */

/**
 * @typedef {object} Part
 * @property {string} name on the command line; several parts may share one
 * @property {string} title
 * @property {"check" | "daily" | "all"} level  check: in `check` and `test`; daily: in `test`; all: in `test --all`
 * @property {() => Part[]} [needs] parts that must have passed before
 * @property {boolean} [shares] whether another part may run at the same time: it neither measures times nor uses every core
 * @property {boolean} [retry] whether a failure may be a race in the browser: see main.js
 * @property {() => Promise<Result>} run
 */

/** Installs what a part needs from Debian, if it is missing; see build.sh. @param {...string} groups */
function install(...groups) {
  for (const group of groups) {
    const { status } = spawnSync("./build.sh", ["install", group], { cwd: root, stdio: "inherit" });
    if (status !== 0) throw new Error(`./build.sh install ${group}: exit ${status}`);
  }
}

/** Test files in a folder of e2e. @param {string} folder */
const files = (folder) => readdirSync(`${root}${folder}`).filter((file) => file.endsWith(".test.js")).sort().map((file) => `${folder}/${file}`);

/** @type {Part} */
const site = { name: "site", title: "builds dist/", level: "daily", run: () => commands(["./build.sh", "dist"]) };

/** It has a screen, buses and a browser of its own. */
const screenReader = "e2e/engines/screen-reader.test.js";

/** It mostly waits. */
const drill = "e2e/long/drill.test.js";

/** Browser tests that need the machine to themselves: they are about what is slow, stalls, scrolls or arrives in time. */
const alone = ["slow", "faults", "rest", "live", "cases-figures", "cases-frames", "scroll", "pin", "reveal", "host-reveal"];

/**
 * A part for each test file of a folder: walk for e2e/walk.test.js.
 * @param {string} folder @param {Part["level"]} level @param {(name: string) => string[]} [groups] what to install
 * @returns {Part[]}
 */
const browserTests = (folder, level, groups = () => []) => files(folder).filter((file) => file !== drill && file !== screenReader).map((file) => {
  const name = basename(file, ".test.js");
  return {
    name, title: file, level, shares: !alone.includes(name), retry: true, needs: () => [site],
    run: async () => {
      install("chromium", "fonts", ...groups(name));
      await startShared();
      return nodeTests([root + file]);
    },
  };
}).sort((a, b) => Number(b.shares) - Number(a.shares)); // what runs alone comes last: others then run two at a time without a gap

/** Fuzz targets with their packages. @returns {string[][]} */
function fuzzTargets() {
  const { stdout } = spawnSync("git", ["grep", "-oE", "^func Fuzz[A-Za-z0-9]*", "--", "*_test.go"], { cwd: root, encoding: "utf8" });
  if (!stdout) throw new Error("found no fuzz targets");
  return stdout.trim().split("\n").map((line) => {
    const [file, declaration] = line.split(":");
    return [`./${file.slice(0, file.lastIndexOf("/"))}`, declaration.slice("func ".length)];
  });
}

/** Checks the types of a folder's scripts; what has not changed since the last time is not checked again. @param {string} folder */
const tsc = (folder) => ["node", "e2e/node_modules/typescript/bin/tsc", "-p", `${folder}/jsconfig.json`,
  "--incremental", "--tsBuildInfoFile", `.cache/tsc/${folder}.json`];

/** @type {Part[]} */
export const parts = [
  { name: "format", title: "gofmt", level: "check", run: () => commands(["./build.sh", "gofmt"]) },
  { name: "vet", title: "go vet, also of the browser build", level: "check", run: () =>
    commands(["go", "vet", "./..."], ["GOOS=js", "GOARCH=wasm", "go", "vet", ".", "./scenes/...", "./internal/host/..."]) },
  { name: "staticcheck", title: "staticcheck", level: "check", run: () => commands(["./build.sh", "staticcheck"]) },
  { name: "types", title: "tsc: types of the scripts", level: "check", run: () => commands(tsc("web"), tsc("e2e"), tsc("bench")) },
  { name: "lint", title: "Biome: rules for the scripts in biome.json", level: "check", run: () =>
    commands(["node", "e2e/node_modules/@biomejs/biome/bin/biome", "lint", "web", "e2e", "bench"], ["./build.sh", "line-length"]) },
  { name: "units", title: "JavaScript unit tests", level: "check", run: () => nodeTests(files("e2e/unit").map((file) => root + file), 2) },
  { name: "go", title: "Go tests", level: "check", run: () => goTest(["./..."], { CI: "" }) }, // without hb-shape its test is skipped

  { name: "harfbuzz", title: "text shaping compared with HarfBuzz", level: "daily", run: () => {
    install("harfbuzz");
    return goTest(["-run", "HarfBuzz", "./internal/typeset"], { CI: "true" }); // there it fails instead of being skipped
  } },
  site,
  { name: "budget", title: "sizes of the parts of dist/", level: "daily", needs: () => [site], run: () => commands(["node", "bench/budget.js"]) },
  ...browserTests("e2e", "daily"),

  { name: "reproducible", title: "two builds are the same", level: "all", run: () =>
    goTest(["-run", "Reproducible", "./internal/site"], { TWOBOXES_LONG: "1" }) },
  { name: "passes", title: "packages of Go pass their tests after the passes over the compiled program", level: "all", shares: true, run: () =>
    goTest(["-run", "Packages", "./internal/slim"], { TWOBOXES_LONG: "1" }) },
  { name: "flashes", title: "no scene flashes more than three times in a second", level: "all", shares: true, run: () =>
    goTest(["-run", "Flashes", "./scenes"], { TWOBOXES_LONG: "1" }) },
  { name: "fuzz", title: "every Go fuzz target, FUZZTIME (6s) each", level: "all", run: () =>
    // No time is spent on minimizing interesting inputs: a whole file of words takes longer than that.
    fuzz(fuzzTargets().map(([pkg, target]) =>
      ["go", "test", pkg, "-run", "^$", "-fuzz", `^${target}$`, "-fuzztime", process.env.FUZZTIME ?? "6s", "-fuzzminimizetime", "1x"])) },
  { name: "vulnerabilities", title: "govulncheck of what ships", level: "all", run: () => commands(["./build.sh", "vulnerabilities"]) },
  { name: "soak", title: "2 minutes of random actions", level: "all", shares: true, needs: () => [site], run: () => {
    install("chromium");
    return commands(["node", "e2e/soak.js", "--minutes", "2"]);
  } },
  { name: "drill", title: `${drill}: an election night of six hours, in six minutes`, level: "all", shares: true, retry: true,
    needs: () => [site], run: async () => {
      install("chromium", "servers");
      return nodeTests([root + drill]);
    } },
  { name: "screen-reader", title: screenReader, level: "all", shares: true, retry: true, needs: () => [site], run: async () => {
    install("screenreader");
    return nodeTests([root + screenReader]);
  } },
  ...browserTests("e2e/long", "all", (name) => ({ deploy: ["servers"], "host-page": ["pdf"], print: ["pdf"] }[name] ?? [])),
  ...browserTests("e2e/engines", "all", (name) => ({ mobile: [], print: ["browsers", "pdf"] }[name] ?? ["browsers"])),
];
