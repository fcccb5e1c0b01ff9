// The slim engine (internal/slim) draws exactly the pixels that the unmodified engine draws.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { after, before, describe, test } from "node:test";
import { connect } from "../lib/chromium.js";
import { serveSite } from "../lib/site.js";
import { Stage } from "../lib/stage.js";
import { buildTool, root, story } from "../lib/story.js";

const shapes = { narrow: [320, 400], regular: [560, 350], wide: [960, 480] };
const themes = { light: {}, dark: { dark: true } };

/** @type {import("playwright-core").Browser} */ let browser;
/** @type {Awaited<ReturnType<typeof serveSite>>[]} */ const sites = [];
/** @type {Stage[]} */ let stages;
before(async () => {
  for (const [folder, ...flags] of [[".cache/slim-site"], [".cache/stock-site", "-stock"]]) {
    execFileSync(buildTool, ["dist", "-fast", "-out", folder, ...flags], { cwd: root });
    sites.push(await serveSite(folder));
  }
  browser = await connect();
  stages = [];
  for (const { origin } of sites) stages.push(await Stage.open(browser, origin, { ratio: 1.5 }));
});
after(async () => {
  await browser?.close();
  for (const site of sites) await site.close();
});

for (const [shape, [width, height]] of Object.entries(shapes)) {
  describe(shape, () => {
    for (const [number, { id }] of story().entries()) {
      test(id, async () => {
        const theme = Object.values(themes)[number % 2];
        /** @type {Record<string, Buffer>[]} */ const drawn = [];
        for (const stage of stages) {
          await stage.size(width, height);
          /** @type {Record<string, Buffer>} */ const pictures = {};
          for (const at of [0.3, 0.7, 1]) {
            await stage.picture("now", { type: "theme", ...theme }, { type: "show", scene: id, at, playing: false, choices: {} });
            pictures[at] = await stage.png("now");
          }
          drawn.push(pictures);
        }
        const [slim, whole] = drawn;
        for (const at in slim) assert.ok(slim[at].equals(whole[at]), `at ${at} of the scene`);
        assert.ok(!slim[0.3].equals(slim[1]), "the scene moves");
      });
    }
  });
}
