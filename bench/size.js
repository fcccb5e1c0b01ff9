// What the engine weighs, in one part and in two.
import { execFileSync } from "node:child_process";
import { readFileSync, readdirSync, statSync } from "node:fs";
import { dist } from "../e2e/lib/site.js";
import { buildTool, root } from "../e2e/lib/story.js";
import { brotli } from "./peers.js";

export function measureSize() {
  const whole = `${root}.cache/bench/whole.wasm`;
  execFileSync(buildTool, ["wasm", "-out", whole, "."], { cwd: root, stdio: "inherit" });
  const first = readdirSync(`${root}${dist}/assets`).filter((name) => /^two-boxes\.\w+\.wasm\.br$/.test(name));
  return {
    lines: {
      whole: { ours: [brotli(readFileSync(whole)).length / 1000] },
      first: { ours: first.map((name) => statSync(`${root}${dist}/assets/${name}`).size / 1000) },
    },
  };
}
