// Prints to PDF: our article, the explainer by itself, and a newspaper's page with the explainer in it. Firefox's are
// in engines/print.test.js.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { desktop } from "../lib/chromium.js";
import { siteInChromium } from "../lib/fixture.js";
import { checkArticle, checkExplainer, checkFilled, checkHost, count, hostPage, pagesOf, plain, readParagraphs, readSteps } from "../lib/paper.js";
import { root, testedLanguages, words } from "../lib/story.js";

const scene = "history";
/** Paragraphs enough to keep what follows from loading before it is printed. */
const paragraphs = Array.from({ length: 200 }, (_, i) => `Paragraph ${i + 1} of the article.`);
const frames = { script: '<div data-two-boxes data-lang="en" data-scene="turnout"></div>',
  plain: '<iframe src="{{SITE}}/embed/en/#turnout" title="Two Boxes" loading="lazy" width="100%" height="640" style="border:0"></iframe>' };
const { origin } = JSON.parse(await readFile(`${root}/web/deploy.json`, "utf8"));
const here = siteInChromium({
  launchOptions: { executablePath: desktop, args: ["--site-per-process"] },
  hosts: (site) => ({ paper: { pages: { "/": hostPage(site), "/scene": hostPage(site, `data-scene="${scene}"`),
    ...Object.fromEntries(Object.entries(frames).map(([name, frame]) => [`/${name}`, hostPage(site).replace("<p>the end",
      `${paragraphs.map((text) => `<p>${text}</p>`).join("")}${frame.replace("{{SITE}}", site)}$&`)])) } } }),
});

/** @param {string} url @param {(page: import("playwright-core").Page) => Promise<void>} then */
async function open(url, then) {
  const context = await here.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  await page.goto(url);
  await then(page);
  await context.close();
}
const pdf = (/** @type {import("playwright-core").Page} */ page) => page.pdf({ format: "A4" });

test("the article has each paragraph once, and the explainer's address", () => open(here.site.origin, async (page) => {
  checkArticle(await pdf(page), await page.evaluate(readParagraphs), `${origin}/embed/en/`);
}));

test("the article in each language has its picture and the explainer's address", async () => {
  for (const lang of testedLanguages().filter((other) => other !== "en")) {
    await open(`${here.site.origin}/${lang}/`, async (page) => {
      const pages = pagesOf(await pdf(page));
      assert.ok(pages.join("").includes(plain(`${origin}/embed/${lang}/`)), lang);
      await page.emulateMedia({ media: "print" });
      assert.ok(await page.locator("img.printed").isVisible(), lang);
      assert.equal(await page.locator("iframe:visible, nav:visible").count(), 0, lang);
    });
  }
});

test("the explainer by itself has each heading once, with its picture, and no page is blank", () =>
  open(`${here.site.origin}/embed/en/?load=click`, async (page) => {
    await page.waitForSelector("main[data-running]");
    checkExplainer(await pdf(page), await page.evaluate(readSteps), words("en").page["corrections.none"]);
  }));

for (const [path, current] of [["/", "cover"], ["/scene", scene]]) {
  test(`a newspaper's page has the current step of its frame and the address of the rest: ${current}`, () =>
    open(here.hosts.paper.origin + path, async (page) => {
      const frame = await (await page.waitForSelector("iframe")).contentFrame();
      await frame?.waitForSelector(`main[data-running][data-scene=${current}]`);
      checkHost(await pdf(page), words("en").steps[current].heading, `${origin}/embed/en/`);
    }));
}

for (const [path, text] of [["script", "a place of the host script"], ["plain", "a plain frame"]]) {
  const name = `a frame that was never loaded is printed as well: ${text}, far below what the reader saw`;
  test(name, () => open(`${here.hosts.paper.origin}/${path}`, async (page) => {
    const frame = await (await page.waitForSelector("[data-load=click] iframe")).contentFrame();
    await frame?.waitForSelector("main[data-running]");
    const last = page.locator("iframe").nth(1);
    await last.waitFor({ state: "attached" });
    assert.equal(page.frames().filter((f) => f.url().endsWith("#turnout")).length, 0, "it is not loaded before");
    const pages = pagesOf(await pdf(page));
    const whole = pages.join("");
    const { cover, turnout } = words("en").steps;
    for (const once of ["before", ...paragraphs, cover.heading, turnout.heading, "the end of the article"].map(plain)) {
      assert.equal(count(once, whole), 1, once);
    }
    assert.equal(count(plain(`${origin}/embed/en/`), whole), 2, "each says where all of it stands");
    checkFilled(pages);
  }));
}
