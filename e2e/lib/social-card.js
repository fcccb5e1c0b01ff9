// The social card: the cover at rest and the story's title, 1200 × 630, in English.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Stage } from "./stage.js";
import { root } from "./story.js";

const [width, height] = [1200, 630];
const fonts = [600].map((weight) =>
  `@font-face { font-family: Stage; font-weight: ${weight};
    src: url(data:font/ttf;base64,${readFileSync(`${root}assets/fonts/inter-${weight}.ttf`, "base64")}) }`).join("\n");

/** @param {import("playwright-core").Browser} browser @param {string} origin of the site */
export async function renewSocialCard(browser, origin) {
  const stage = await Stage.open(browser, origin);
  await stage.size(width, width / 2);
  await stage.picture("cover", { type: "show", scene: "cover", at: "rest", playing: false, choices: {} });
  const cover = await stage.png("cover");
  await stage.close();

  const explainer = await browser.newPage();
  await explainer.goto(`${origin}/embed/en/`, { waitUntil: "domcontentloaded" });
  const title = await explainer.title(); // the words file has placeholders in it
  await explainer.close();
  const [name, rest] = title.split(": ");
  // A page of its own: the explainer's security policy forbids setContent.
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<!doctype html><style>${fonts}
    body { margin: 0; width: ${width}px; height: ${height}px; overflow: hidden; background: #F6F2EA; color: #1C2128; font: 600 30px/1.2 Stage }
    img { position: absolute; inset-block-end: 0; inset-inline-start: 0 }
    div { position: absolute; inset-block-end: 44px; inset-inline-start: 120px; width: 440px; text-wrap: balance }
    b { display: block; font-size: 72px; letter-spacing: -.02em; margin-block-end: 8px }
    </style><img src="data:image/png;base64,${cover.toString("base64")}"><div><b>${name}</b>${rest[0].toUpperCase()}${rest.slice(1)}</div>`);
  await page.evaluate("document.fonts.ready");
  await writeFile(`${root}assets/social.png`, await page.screenshot());
  await page.close();
  await writeFile(`${root}assets/social.cover`, coverHash(title) + "\n");
}

/** Identifies the cover that the card shows: a hash of its golden picture and the title. @param {string} title */
export const coverHash = (title) =>
  createHash("sha256").update(readFileSync(`${root}scenes/testdata/golden/cover-wide-rest.svg`)).update(title).digest("hex");
