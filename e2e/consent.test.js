// A placeholder that asks nothing of the explainer's origin before the reader agrees: the recipe of docs/embedding.md as it
// stands there, and code as consent tools rewrite it.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { Case, html, isolated } from "./lib/cases.js";
import { siteInChromium } from "./lib/fixture.js";
import { root } from "./lib/story.js";

const here = siteInChromium(isolated);
const [, section] = readFileSync(`${root}docs/embedding.md`, "utf8").split("### Nothing before consent\n");
const recipe = section.split("\n###")[0].split("\n").filter((line) => line.startsWith("    ")).map((line) => line.slice(4)).join("\n");

/** Opens a page without our script. @param {string} body */
const open = (body) => Case.open(here, html(body).replace(/<script src="{{SITE}}\/embed.js" async><\/script>(?=<\/body>)/, ""));

/** What was asked of the explainer's origin. @param {Case} c */
const asked = (c) => c.asked.filter((address) => address.startsWith(here.site.origin));

/** Waits until the only explainer stands, with a frame as high as its page. @param {Case} c */
async function stands(c) {
  const frame = await c.explainer();
  await frame.waitForFunction(() => innerHeight >= document.body.scrollHeight, null, { polling: 50 });
  assert.equal(await c.page.locator("iframe").count(), 1);
}

describe("the recipe of docs/embedding.md", () => {
  const filled = recipe.replaceAll("https://your-cdn.example", "{{SITE}}");

  test("asks nothing before the press; then the explainer stands, and the host's figures with it", async () => {
    const c = await open(`<p data-two-boxes-scene="turnout">Turnout: <b data-two-boxes-counter="turnout">12%</b></p>${filled}`);
    await c.page.waitForLoadState("networkidle");
    assert.ok(recipe.split("\n").length <= 16);
    assert.deepEqual(asked(c), []);
    assert.equal(await c.page.locator("b").textContent(), "12%");
    await c.page.getByRole("button").click();
    await stands(c);
    assert.ok(asked(c).some((address) => address.endsWith("/embed.js")));
    assert.equal(await c.page.locator(".two-boxes-consent button").count(), 0);
    await c.close();
  });

  test("with an iframe in the template, and no host script", async () => {
    const iframe = '<iframe src="{{SITE}}/embed/en/?load=click" title="Two Boxes" width="100%" height="640"></iframe>';
    const c = await open(filled.replace(/<div data-two-boxes.*?<\/div>/, iframe).replace(/ *const script = [^]*?append\(script\);\n/, ""));
    await c.page.waitForLoadState("networkidle");
    assert.deepEqual(asked(c), []);
    await c.page.getByRole("button").click();
    await c.explainer();
    assert.ok(!asked(c).some((address) => address.endsWith("/embed.js")));
    await c.close();
  });
});

describe("consent tools that rewrite code", () => {
  const script = '<script type="text/plain" data-src="{{SITE}}/embed.js"></script>';
  const iframe = '<iframe data-src="{{SITE}}/embed/en/?load=click" title="Two Boxes" width="100%" height="640"></iframe>';
  /** As a tool does once the reader agrees. Runs in the page. @param {string} what @returns {void} */
  const unblock = (what) => {
    for (const blocked of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(`${what}[data-src]`))) {
      if (what === "iframe") blocked.setAttribute("src", blocked.dataset.src ?? "");
      else blocked.replaceWith(Object.assign(document.createElement("script"), { src: blocked.dataset.src }));
    }
  };

  for (const order of [["script", "iframe"], ["iframe", "script"], ["script"]]) {
    test(`${order.join(", then ")}: nothing before, one explainer after`, async () => {
      const c = await open(`<div data-two-boxes data-lang="en" data-load="click">${order.includes("iframe") ? iframe : ""}</div>${script}`);
      await c.page.waitForLoadState("networkidle");
      assert.deepEqual(asked(c), []);
      for (const what of order) {
        await c.page.evaluate(unblock, what);
        if (what === "script") await c.holds(() => "TwoBoxes" in window, "the script has run");
        const early = order.length === 2 && what === "script" && order[0] === what;
        if (early) assert.ok(!asked(c).some((address) => address.includes("/embed/")), "the frame is the tool's");
      }
      await stands(c);
      await c.close();
    });
  }
});
