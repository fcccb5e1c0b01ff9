// The embed protocols by which host pages size frames, each with the host's own script where one is
// published: the frame gets the height of its document, follows it, and settles.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { describe, test } from "node:test";
import { collectErrors } from "../lib/chromium.js";
import { Explainer } from "../lib/explainer.js";
import { siteInChromium } from "../lib/fixture.js";
import { until } from "../lib/until.js";

/** @param {string} file in a package */
const script = (file) => readFileSync(new URL(`../node_modules/${file}`, import.meta.url), "utf8");

/**
 * The host's HTML, by protocol. %EMBED% stands for the explainer's address. The frame is #frame iframe.
 * @type {Record<string, string>}
 */
const protocols = {
  "pym.js": `<div id="frame"></div><script src="/pym.js"></script>
    <script>const parent_ = new pym.Parent("frame", "%EMBED%", {title: "Two Boxes"});
      parent_.onMessage("pageLoaded", () => { window.pageLoaded = true; });</script>`,
  "@newswire/frames": `<div id="frame"></div><script src="/frames.js"></script>
    <script>new newswireFrames.Framer(document.getElementById("frame"), {src: "%EMBED%", attributes: {title: "Two Boxes"}});</script>`,
  "iframe-resizer 4": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div><script src="/resizer4.js"></script>
    <script>iFrameResize({checkOrigin: true, onInit: () => { window.inited = true; }}, "#frame iframe");</script>`,
  "iframe-resizer 4, measured its oldest way": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div><script src="/resizer4.js"></script>
    <script>iFrameResize({heightCalculationMethod: "max", onInit: () => { window.inited = true; }}, "#frame iframe");</script>`,
  "iframe-resizer 5": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div><script src="/resizer5.js"></script>
    <script>iframeResize({license: "GPLv3", onReady: () => { window.inited = true; }}, "#frame iframe");</script>`,
  "iframe-resizer 5, waiting for the frame": `<div id="frame"></div><script src="/resizer5.js"></script>
    <script>const f = document.createElement("iframe"); f.title = "Two Boxes"; f.src = "%EMBED%"; frame.append(f);
      iframeResize({license: "GPLv3", waitForLoad: true, onReady: () => { window.inited = true; }}, f);</script>`,
  "open-iframe-resizer": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div><script src="/open-resizer.js"></script>
    <script>iframeResizer.initialize({onIframeResize: () => { window.inited = true; }}, "#frame iframe");</script>`,
  "@nprapps/sidechain": `<script src="/sidechain.js"></script><div id="frame"><side-chain src="%EMBED%"></side-chain></div>`,
  // These hosts publish no package; this is how their pages handle a message.
  "AMP": `<div id="frame"><iframe src="%EMBED%#amp=1" title="Two Boxes"></iframe></div>
    <script>addEventListener("message", ({source, data}) => {
      const f = document.querySelector("#frame iframe");
      if (source !== f.contentWindow || data?.sentinel !== "amp") return;
      if (data.type === "embed-ready") window.inited = true;
      if (data.type === "embed-size" && data.height >= 100) f.style.height = data.height + "px";
    });</script>`,
  "Datawrapper": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div>
    <script>window.addEventListener("message",function(a){if(void 0!==a.data["datawrapper-height"]){var e=document.querySelectorAll("iframe");
      for(var t in a.data["datawrapper-height"])for(var r=0;r<e.length;r++)
        if(e[r].contentWindow===a.source)e[r].style.height=a.data["datawrapper-height"][t]+"px"}});</script>`,
  "Medium": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div>
    <script>addEventListener("message", ({source, data}) => {
      let said; try { said = JSON.parse(data); } catch { return; }
      const f = document.querySelector("#frame iframe");
      if (said.context === "iframe.resize" && said.src === f.src && source === f.contentWindow) f.style.height = said.height + "px";
    });</script>`,
  "our own": `<div id="frame"><iframe src="%EMBED%" title="Two Boxes"></iframe></div>
    <script>addEventListener("message", ({source, data}) => {
      if (data?.explainer === "two-boxes" && data.v === 1 && data.type === "height") document.querySelector("#frame iframe").style.height = data.height + "px";
    });</script>`,
};
/** WordPress: a sandboxed frame with a secret, heights within 200 and 1000 px; as its wp-embed.js does it. */
const wordpress = `<div id="frame"><iframe class="wp-embedded-content" sandbox="allow-scripts" security="restricted" data-secret="k3PqX0aZ9b"
  src="%EMBED%#?secret=k3PqX0aZ9b" title="Two Boxes" width="600" height="400" frameborder="0" marginwidth="0" marginheight="0" scrolling="no"></iframe></div>
  <script>window.heights = [];
  addEventListener("message", (event) => {
    const data = event.data;
    if (!data || !(data.secret || data.message || data.value) || /[^a-zA-Z0-9]/.test(data.secret)) return;
    for (const source of document.querySelectorAll('iframe[data-secret="' + data.secret + '"]')) {
      if (event.source !== source.contentWindow || data.message !== "height") continue;
      heights.push(data.value);
      source.height = Math.min(1000, Math.max(200, parseInt(data.value, 10)));
    }
  });
  document.querySelector("#frame iframe").addEventListener("load",
    ({target}) => target.contentWindow.postMessage({message: "ready", secret: "k3PqX0aZ9b"}, "*"));
  </script>`;

/** @param {string} content @param {string} embed */
const page = (content, embed) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<style>body{margin:0}iframe{border:0;width:100%;display:block}#frame{width:100%}</style>
<script>window.received = 0; window.receivedAt = performance.now();
addEventListener("message", ({data}) => {
  if (data?.explainer === "two-boxes" && data.type === "height") { received++; receivedAt = performance.now(); } });</script>
<h1>Host</h1>${content.replaceAll("%EMBED%", embed)}<p>The article goes on.</p></html>`;

/** @param {string} name */
const path = (name) => "/" + name.replace(/\W+/g, "-");


const here = siteInChromium({
  launchOptions: { ignoreDefaultArgs: ["--hide-scrollbars"] }, // scroll bars that take width are the harder case
  hosts: (origin) => {
    /** @type {Record<string, string>} */
    const pages = {
      "/pym.js": script("pym.js/dist/pym.v1.js"),
      "/frames.js": script("@newswire/frames/dist/frames.umd.js"),
      "/resizer4.js": script("iframe-resizer/js/iframeResizer.js"),
      "/open-resizer.js": script("@open-iframe-resizer/core/dist/index.umd.cjs"),
      "/sidechain.js": script("@nprapps/sidechain/dist/sidechain.js"),
      "/resizer5.js": script("@iframe-resizer/parent/index.umd.js"),
      [path("WordPress")]: page(wordpress, `${origin}/embed/en/`),
    };
    for (const [name, content] of Object.entries(protocols)) pages[path(name)] = page(content, `${origin}/embed/en/?load=click`);
    return { article: { pages } };
  },
});

/** @param {string} name @param {number} [width] */
async function open(name, width = 800) {
  const context = await here.browser.newContext({ viewport: { width, height: 900 } });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(here.hosts.article.origin + path(name));
  const frame = await (await page.waitForSelector("#frame iframe")).contentFrame();
  assert.ok(frame);
  await frame.waitForSelector("main[data-running]");
  return { context, page, frame, errors };
}

/**
 * Waits until the frame is exactly as tall as its document, nothing in it scrolls, and it has sent no
 * message for 250 ms.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Frame} frame
 * @param {string} when
 * @returns {Promise<number>} the height in CSS px
 */
async function fits(page, frame, when) {
  let height = 0, state = "";
  await until(async () => {
    const { outer, width, quiet } = await page.locator("#frame iframe").evaluate((embed) => ({ // which may be in a shadow root
      outer: embed.getBoundingClientRect().height,
      width: embed.clientWidth,
      quiet: performance.now() - /** @type {any} */ (window).receivedAt > 250,
    }));
    const inner = await frame.evaluate(() => ({
      body: Math.ceil(document.body.scrollHeight), window: innerHeight, all: document.documentElement.scrollHeight,
      width: innerWidth, bar: innerWidth - document.documentElement.clientWidth,
    }));
    height = inner.body;
    state = JSON.stringify({ outer, width, quiet, inner });
    return quiet && inner.width === width && outer === height && inner.window === height && inner.all <= height && inner.bar === 0;
  }, () => `${when}: the frame fits: ${state}`, 15);
  return height;
}

/** How many messages the host has received. @param {import("playwright-core").Page} page */
const received = (page) => page.evaluate(() => /** @type {any} */ (window).received);

describe("a frame keeps its document's height", () => {
  for (const name of Object.keys(protocols)) {
    test(name, async () => {
      const { context, page, frame, errors } = await open(name);
      const heights = new Set([await fits(page, frame, "initially")]);
      for (const width of [520, 1100]) {
        await page.setViewportSize({ width, height: 900 });
        heights.add(await fits(page, frame, `${width} px wide`));
      }
      const atRest = await received(page);
      assert.ok(atRest <= 12, `settles: ${atRest} messages for three widths`);

      await frame.evaluate(() => { document.documentElement.style.fontSize = "150%"; });
      const large = await fits(page, frame, "with larger text");
      await frame.evaluate(() => { document.documentElement.style.fontSize = ""; });
      assert.ok(large > await fits(page, frame, "with text as before"));
      await new Explainer(frame).actInfo("[data-action=text]");
      heights.add(await fits(page, frame, "as text"));
      assert.equal(heights.size, 4);
      assert.ok(await received(page) - atRest <= 8, "settles again");

      if (/iframe-resizer/.test(name) || name === "AMP")
        assert.ok(await page.evaluate(() => /** @type {any} */ (window).inited), "the host was informed that it is ready");
      if (name === "pym.js") assert.ok(await page.evaluate(() => /** @type {any} */ (window).pageLoaded), "the host was informed that it is loaded");
      // iframe-resizer logs an advertisement, and posts to the frame before it has an address.
      assert.deepEqual(errors.filter((line) => !/iframe-resizer|recipient window's origin/.test(line)), []);
      await context.close();
    });
  }

  test("WordPress", async () => {
    const { context, page, frame, errors } = await open("WordPress", 390);
    await frame.locator("main[data-state=resting], main[data-state=playing]").waitFor();
    const heights = () => page.evaluate(() => /** @type {any} */ (window).heights);
    const height = () => frame.evaluate(() => Math.ceil(document.body.scrollHeight));
    await until(async () => (await heights()).at(-1) === await height(), "the last message has the document's height", 10);
    assert.equal(await page.locator("#frame iframe").getAttribute("height"), String(Math.min(1000, await height())));
    assert.ok((await heights()).length <= 6, "settles");
    assert.deepEqual(errors, []);
    await context.close();
  });
});

test("only the embedding window gets answers, and a page without a host sends nothing", async () => {
  const context = await here.browser.newContext();
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(`${here.site.origin}/embed/en/?load=click&childId=x`);
  await page.waitForSelector("main[data-running]");
  const answers = await page.evaluate(async () => {
    /** @type {unknown[]} */
    const messages = [];
    const mine = ["[iFrameSizer]a:8:false:false:32:true:true", { sentinel: "amp", type: "frames-init" },
      { message: "ready", secret: "abc" }, null, 7, "[iFrameSizer]", { message: "ready" }];
    const all = new Promise((done) => addEventListener("message", ({ data }) => {
      if (data === "last") done(undefined);
      else messages.push(data);
    }));
    for (const message of mine) postMessage(message, "*");
    postMessage("last", "*");
    await all;
    return messages.length - mine.length;
  });
  assert.equal(answers, 0);
  assert.deepEqual(errors, []);
  await context.close();
});
