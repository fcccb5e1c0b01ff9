// A scene looks the same at the same moment, whichever way the reader got there.
import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { Stage, tick } from "../lib/stage.js";
import { story } from "../lib/story.js";

const here = siteInChromium();

// Times that are summed up from frame to frame and times computed from the progress differ in their last
// bit, which may show at the edge of something in motion.
const same = { largest: 24, mean: 0.01 };

describe("within a scene", () => {
  /** @type {Stage} */ let stage;
  before(async () => {
    stage = await Stage.open(here.browser, here.site.origin);
    await stage.size(560, 350);
  });
  for (const { id, length } of story()) {
    test(`${id}: paused, sought and replayed look the same, and so do the ways to rest`, async () => {
      const show = { type: "show", scene: id, choices: {} };
      const time = Math.round(length / 2 / tick) * tick;
      await stage.paused("paused", { ...show, at: "start", playing: true }, time);
      await stage.picture("sought", { type: "seek", progress: time / length });
      await stage.paused("replayed", { type: "replay" }, time);
      await stage.picture("played", { type: "play" });
      await stage.picture("rest", { ...show, at: "rest", playing: true });
      await stage.picture("the end", { type: "seek", progress: 1 });
      for (const [a, b] of [["paused", "sought"], ["paused", "replayed"], ["played", "rest"], ["the end", "rest"]]) {
        const found = await stage.difference(a, b);
        assert.ok(found.largest <= same.largest && found.mean <= same.mean, `${a} and ${b}: ${JSON.stringify(found)}`);
      }
      assert.ok((await stage.difference("paused", "rest")).mean > same.mean, "the middle is not the end");
    });
  }
});

test("forward, back and by a jump, a scene ends in the same picture", async () => {
  const page = await here.browser.newPage({ viewport: { width: 640, height: 900 } });
  await page.goto(`${here.site.origin}/embed/en/?load=eager`);
  const explainer = new Explainer(page.mainFrame());
  const scenes = story().map(({ id }) => id);
  /** @type {Map<string, Buffer>} */ const forward = new Map();
  const settled = async () => {
    await explainer.reaches("resting");
    return explainer.picture();
  };
  for (const [i, scene] of scenes.entries()) {
    if (i > 0) await explainer.next();
    // Going on has its outcome told, which stays; where there are phases, they follow by themselves.
    const step = page.locator(`[data-step=${scene}]`);
    if (await step.getAttribute("data-invites") !== null) {
      await settled();
      await explainer.act("next");
    }
    if (await step.getAttribute("data-phases") !== null) await step.locator("[data-when][data-shown]:last-child").waitFor({ state: "attached" });
    forward.set(scene, await settled());
  }
  for (const scene of scenes.slice(0, -1).reverse()) {
    await explainer.act("back");
    assert.equal(await explainer.scene(), scene);
    assert.ok(forward.get(scene)?.equals(await settled()), `${scene}, gone back to`);
  }
  for (const scene of ["count", "history", "meaning"]) {
    await page.locator(`[data-goto="${scene}"]`).first().click();
    assert.ok(forward.get(scene)?.equals(await settled()), `${scene}, jumped to`);
  }
  await page.close();
});
