// Faults of the browser, the server, the network and the engine, and how the explainer recovers. The rarer
// ones are in long/faults.test.js.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { allExplainers, assertChoiceKept, assertReadable, faultHarness, makeChoice, reaches, running } from "./lib/fault-harness.js";
import { faults, loseContext, panic, recoveryTime, wasm } from "./lib/faults.js";
import { article } from "./lib/site.js";
import { until } from "./lib/until.js";

const { open, check, eager } = faultHarness();

for (const fault of faults.filter(({ rare }) => !rare)) test(fault.name, (t) => check(t, fault));

test("a browser that cannot draw stops downloading the engine", async (t) => {
  let release = () => {};
  const held = new Promise((resolve) => { release = () => resolve(undefined); });
  /** @type {(string | undefined)[]} how requests for the engine ended */
  const ends = [];
  const { page, finished } = await open(t, article(eager()), {
    script: faults.find(({ name }) => name === "WebGL 2 is blocked")?.page,
    prepare: async (page) => {
      page.on("requestfailed", (request) => { if (wasm.test(request.url())) ends.push(request.failure()?.errorText); });
      await page.route(wasm, async (route) => { // as on a slow line
        await held;
        await route.continue().catch(() => {}); // it was stopped
      });
    },
  });
  await (await Explainer.inside(page)).reaches("static");
  release();
  await page.waitForLoadState("networkidle");
  assert.deepEqual(ends, ["net::ERR_ABORTED"]);
  assert.ok(finished.some((url) => /player\.\w+\.js$/.test(url)));
  assert.deepEqual(finished.filter((url) => wasm.test(url)), []);
});

for (const [name, inject] of /** @type {[string, (explainer: Explainer) => Promise<unknown>][]} */ ([
  ["a lost context", loseContext], ["a panic in Update", (explainer) => panic(explainer, "update")],
])) {
  test(`after ${name} the same picture returns`, async (t) => {
    const { page, uncaught } = await open(t, article(eager()));
    const explainer = await Explainer.inside(page);
    await makeChoice(explainer);
    const before = await explainer.picture();
    t.diagnostic(`after ${await recoveryTime(explainer, () => inject(explainer))} ms`);
    await explainer.reaches("resting");
    await assertChoiceKept(explainer);
    assert.ok(before.equals(await explainer.picture()));
    assert.deepEqual(uncaught, []);
  });
}

test("the host removes the frame and inserts it again", async (t) => {
  const { page, uncaught } = await open(t, article(eager()));
  await reaches(await Explainer.inside(page), "playing");
  await page.evaluate(() => {
    const frame = /** @type {HTMLElement} */ (document.getElementById("embed"));
    frame.remove();
    document.querySelector("p")?.after(frame);
  });
  const explainer = await Explainer.inside(page);
  await reaches(explainer, "playing");
  await assertReadable(page, explainer);
  assert.deepEqual(uncaught, []);
});

test("of three explainers in view, the one that the reader starts runs", async (t) => {
  const frame = `<iframe src="${eager().replace("eager", "near")}" style="border:0;width:33%;height:900px"></iframe>`;
  const { page, uncaught } = await open(t, `<!doctype html><title>Three</title><style>body{margin:0}</style>${frame.repeat(3)}`);
  const explainers = await allExplainers(page);
  for (const { frame } of explainers) await frame.waitForSelector("main[data-running]");
  const states = async () => (await Promise.all(explainers.map((e) => e.state()))).sort().join();
  await until(async () => await states() === "poster,resting,resting", "two of three run");
  const waiting = explainers[(await Promise.all(explainers.map((e) => e.state()))).indexOf("poster")];
  await assertReadable(page, waiting);
  await waiting.act("play");
  await waiting.reaches("resting");
  await until(async () => await states() === "poster,resting,resting", "two of three run");
  assert.equal((await running(explainers)).length, 2);
  for (const explainer of explainers) await explainer.isTrue();
  assert.deepEqual(uncaught, []);
});
