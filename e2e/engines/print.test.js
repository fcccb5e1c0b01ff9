// The prints of ../long/print.test.js in Firefox.
import { spawnSync } from "node:child_process";
import { readFile } from "node:fs/promises";
import { after, before, describe, test } from "node:test";
import puppeteer from "puppeteer-core";
import { checkArticle, checkExplainer, checkHost, hostPage, readParagraphs, readSteps } from "../lib/paper.js";
import { serveHost, serveSite } from "../lib/site.js";
import { root, words } from "../lib/story.js";

const missing = spawnSync("firefox-esr", ["-version"]).error ? "firefox-esr is not installed" : "";
if (missing && process.env.CI) throw new Error(missing);
const { origin } = JSON.parse(await readFile(`${root}/web/deploy.json`, "utf8"));

describe("a print in Firefox", { skip: missing || false }, () => {
  /** @type {Awaited<ReturnType<typeof serveSite>>} */ let site;
  /** @type {Awaited<ReturnType<typeof serveHost>>} */ let paper;
  /** @type {import("puppeteer-core").Browser} */ let browser;
  /** @type {import("puppeteer-core").Page} */ let page;
  before(async () => {
    site = await serveSite();
    paper = await serveHost({ "/": hostPage(site.origin) });
    browser = await puppeteer.launch({ browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: true });
    page = await browser.newPage();
  });
  after(async () => {
    await browser?.close();
    await paper?.close();
    await site?.close();
  });

  test("the article", async () => {
    await page.goto(site.origin);
    checkArticle(await page.pdf({ format: "A4" }), await page.evaluate(readParagraphs), `${origin}/embed/en/`);
  });

  test("the explainer by itself", async () => {
    await page.goto(`${site.origin}/embed/en/?load=click`);
    await page.waitForSelector("main[data-running]");
    checkExplainer(await page.pdf({ format: "A4" }), await page.evaluate(readSteps), words("en").page["corrections.none"]);
  });

  test("a newspaper's page", async () => {
    await page.goto(paper.origin);
    const frame = await (await page.waitForSelector("iframe"))?.contentFrame();
    await frame?.waitForSelector("main[data-running]");
    checkHost(await page.pdf({ format: "A4" }), words("en").steps.cover.heading, `${origin}/embed/en/`);
  });
});
