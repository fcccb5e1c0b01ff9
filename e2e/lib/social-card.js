// The social cards, one for each language: the cover at rest and its question, 1200 × 630.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { Stage } from "./stage.js";
import { languages, root } from "./story.js";

const [width, height] = [1200, 630];
const scripts = readdirSync(`${root}assets/fonts`).flatMap((file) => file.match(/^(.*)-600\.ttf$/)?.[1] ?? []);
const fonts = scripts.map((name) =>
  `@font-face { font-family: ${name}; src: url(data:font/ttf;base64,${readFileSync(`${root}assets/fonts/${name}-600.ttf`, "base64")}) }`).join("\n");

/** @param {import("playwright-core").Browser} browser @param {string} origin of the site */
export async function renewSocialCards(browser, origin) {
  let made = "";
  for (const lang of languages()) made += `${lang} ${await renewSocialCard(browser, origin, lang)}\n`;
  await writeFile(`${root}assets/social/made-from.txt`, made);
}

/**
 * @param {import("playwright-core").Browser} browser @param {string} origin @param {string} lang
 * @returns {Promise<string>} identifies what the card shows: a hash of the cover's golden picture and the question
 */
async function renewSocialCard(browser, origin, lang) {
  const stage = await Stage.open(browser, origin, { lang });
  await stage.size(width, width / 2);
  await stage.picture("cover", { type: "show", scene: "cover", at: "rest", playing: false, choices: {} });
  const cover = await stage.png("cover");
  await stage.close();

  const explainer = await browser.newPage();
  await explainer.goto(`${origin}/embed/${lang}/`, { waitUntil: "domcontentloaded" });
  const question = await explainer.locator("#heading-cover").innerText();
  const title = await explainer.locator("#title").innerText();
  const dir = await explainer.evaluate(() => document.dir);
  await explainer.close();
  // A page of its own: the explainer's security policy forbids setContent. Of the cover it shows the boxes
  // and the sheet; what is to be read on it would be too small on a card.
  const page = await browser.newPage({ viewport: { width, height } });
  await page.setContent(`<!doctype html><html lang="${lang}" dir="${dir}"><style>${fonts}
    body { margin: 0; width: ${width}px; height: ${height}px; overflow: hidden; background: #F6F2EA; color: #1C2128; font: 600 30px/1.2 ${scripts} }
    img { position: absolute; inset-block-start: 10px; inset-inline-start: -36px }
    .beside { position: absolute; inset: 0 0 0 auto; inset-inline: 786px 0; background: #F6F2EA }
    .below { position: absolute; inset: 488px 0 0; background: #F6F2EA }
    b { position: absolute; inset-block-start: 70px; inset-inline: 806px 40px;
      font-size: 52px; line-height: 1.18; letter-spacing: -.02em; word-break: keep-all; overflow-wrap: anywhere }
    p { position: absolute; inset-block-end: 44px; inset-inline: 66px; margin: 0 }
    :lang(ar) b { letter-spacing: 0 }
    :lang(ja) b { word-break: auto-phrase }
    :lang(zh) { font-family: inter, noto-sans-sc }
    :lang(zh) b { word-break: normal }
    </style><img src="data:image/png;base64,${cover.toString("base64")}"><div class="beside"></div><div class="below"></div><b>${question}</b><p>${title}</p>`);
  await page.evaluate("document.fonts.ready");
  await writeFile(`${root}assets/social/${lang}.png`, await page.screenshot());
  await page.close();
  return createHash("sha256").update(readFileSync(`${root}scenes/testdata/golden/cover-wide-rest.svg`)).update(question).digest("hex");
}
