// A mock of the explainer's page, to test what the host script does with its messages: it has a card of a
// fixed height and buttons that send what the real page sends after a reader's press.
import { readFile } from "node:fs/promises";
import { dist, serveHost } from "./site.js";
import { root } from "./story.js";

/** The height of the mock's page, and the top of the card in it, in CSS pixels. */
export const mockHeight = 900;
export const mockTop = 16;

const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Mock</title><link rel="icon" href="data:,">
<style>body{margin:0;background:#cde;min-height:100vh}main{position:relative;height:${mockHeight - mockTop}px;margin-top:${mockTop}px;outline:1px solid}
body{display:flow-root}button{position:absolute;bottom:8px;right:8px;height:44px}.stage main{height:calc(100vh - ${mockTop}px)}</style>
<main><button id="next">Next</button></main>
<script>
const scenes = ["cover", "history", "selection", "ballot", "turnout", "count", "meaning"];
const post = (type, fields) => parent.postMessage({ explainer: "two-boxes", v: 1, type, ...fields }, "*");
const main = document.querySelector("main");
const show = (scene, by) => {
  main.dataset.scene = scene;
  post("scene", { scene, index: scenes.indexOf(scene), of: scenes.length, by });
};
window.received = []; // the host's messages
addEventListener("message", ({ data }) => {
  if (data?.explainer !== "two-boxes") return;
  received.push(data);
  if (data.type === "goto" || data.type === "seek") show(data.scene, "host");
});
document.getElementById("next").onclick = () => {
  show(scenes[(scenes.indexOf(main.dataset.scene) + 1) % scenes.length], "reader");
  post("reveal", { top: ${mockTop} });
};
if (new URLSearchParams(location.search).get("layout") === "stage") document.body.className = "stage";
post("ready", { lang: "en", scenes });
show(scenes.find((s) => s === location.hash.slice(1)) ?? "cover", "start");
post("height", { height: ${mockHeight} });
</script></html>`;

/** Serves the mock and the built host script, which finds the mock beside itself. */
export const serveMock = async () =>
  serveHost({ "/embed/en/": page, "/embed.js": await readFile(`${root}/${dist}/embed.js`, "utf8") });

/** The mock in a page's frame, once it has sent its messages. @param {import("playwright-core").Page} page @param {string} [selector] */
export async function mockIn(page, selector = "[data-two-boxes] iframe") {
  const frame = await (await page.waitForSelector(selector)).contentFrame();
  if (!frame) throw new Error("no frame");
  await frame.waitForSelector("main[data-scene]", { state: "attached" });
  return frame;
}

/** Messages of a type that the host has sent to the mock. @param {import("playwright-core").Frame} frame @param {string[]} types */
export const received = (frame, ...types) => frame.evaluate((wanted) =>
  /** @type {any} */ (window).received.filter((/** @type {any} */ m) => wanted.includes(m.type)), types);

/**
 * Waits until the host has handled the page's position: the script works in animation frames, and what it
 * has sent before them arrives before the answer of a later message.
 * @param {import("playwright-core").Page} page
 * @param {import("playwright-core").Frame} frame
 */
export async function settled(page, frame) {
  await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
  const mark = Math.random();
  await page.evaluate((value) => {
    for (const f of document.querySelectorAll("iframe")) f.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "mark", value }, "*");
  }, mark);
  await frame.waitForFunction((value) => /** @type {any} */ (window).received.some((/** @type {any} */ m) => m.value === value), mark, { polling: 20 });
}
