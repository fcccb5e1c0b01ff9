// Contact sheets: every scene in every shape, theme and language at its start, its middle and at
// rest, and what each choice shows, as the engine draws it in a browser. Writes sheets/index.html,
// with filters, and sheets/*.png. A whole run in English also renews the social cards. With --social it
// renews the social cards and nothing else, with --readme the README's moving picture too.
//
//   ./build.sh sheets [--scene ID] [--shape narrow|regular|wide|pinned] [--theme light|dark] [--lang L] [--quick]
//   ./build.sh sheets --social | --readme
//
// Each option can name several, separated by commas. --quick: pictures at rest only, in English.
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { renewMovingPicture } from "./lib/moving-picture.js";
import { renewSocialCards } from "./lib/social-card.js";
import { launch } from "./lib/chromium.js";
import { serveSite } from "./lib/site.js";
import { Stage } from "./lib/stage.js";
import { languages, outcomes, root, story } from "./lib/story.js";

const { values: asked } = parseArgs({
  options: {
    scene: { type: "string" }, shape: { type: "string" }, theme: { type: "string" }, lang: { type: "string" },
    quick: { type: "boolean", default: false }, readme: { type: "boolean", default: false },
    social: { type: "boolean", default: false }, dist: { type: "string", default: "dist" },
  },
});

/** The widths are the ones to judge at; the smallest of each class are tested elsewhere. @type {Record<string, [number, number]>} */
const sizes = { narrow: [360, 328], regular: [640, 400], wide: [960, 480], pinned: [390, 252] };

/** Choices to show besides those that have outcomes in the words. @type {Record<string, Record<string, string>[]>} */
const more = {
  ballot: [
    { "ballot.room": "before" }, { "ballot.room": "secret" }, { "ballot.box": "for", "ballot.drag": "200 160" },
    { "ballot.room": "secret", "ballot.box": "against", "ballot.told": "yes" },
  ],
  turnout: [{ "turnout.hour": "6" }],
  count: [
    { "count.disagree": "3000" }, { "count.disagree": "3000", "count.shown": "100" },
    { "count.disagree": "2000", "count.shown": "45", "count.finds": "2000:45" },
    { "count.phase": "line" }, { "count.phase": "line", "count.moved": "yes", "count.disagree": "6000", "count.shown": "15" },
    { "count.phase": "screen", "count.disagree": "1000" }, { "count.phase": "unverified", "count.disagree": "300", "count.shown": "2000" },
  ],
};

/**
 * @param {string | undefined} list of what was asked for
 * @param {string[]} all
 */
function among(list, all) {
  const wanted = list?.split(",") ?? all;
  for (const one of wanted) if (!all.includes(one)) throw new Error(`no ${one}; there are ${all.join(", ")}`);
  return all.filter((one) => wanted.includes(one));
}

const scenes = story();
const shown = among(asked.scene, scenes.map(({ id }) => id));
const shapes = among(asked.shape, Object.keys(sizes));
const themes = among(asked.theme, ["light", "dark"]);
const langs = among(asked.lang ?? (asked.quick ? "en" : undefined), languages());
const whole = shown.length === scenes.length && shapes.length === Object.keys(sizes).length && themes.length === 2 && langs.includes("en");

/** @typedef {{file: string, lang: string, scene: string, shape: string, theme: string, moment: string, width: number}} Shot */

/** @param {string} scene @returns {{moment: string, at: "rest" | number, choices: Record<string, string>}[]} */
function moments(scene) {
  const rest = { moment: "rest", at: /** @type {const} */ ("rest"), choices: {} };
  if (asked.quick) return [rest];
  const chosen = [...more[scene] ?? [], ...outcomes(scene)].map((choices) => ({
    moment: Object.entries(choices).map(([name, value]) => `${name.split(".")[1]}-${value}`).join(" "), at: /** @type {const} */ ("rest"), choices,
  }));
  return [{ moment: "start", at: 0, choices: {} }, { moment: "middle", at: 0.5, choices: {} }, rest, ...chosen];
}

/**
 * Takes all pictures of one language.
 * @param {import("playwright-core").Browser} browser @param {string} origin @param {string} lang @param {string} folder
 */
async function shoot(browser, origin, lang, folder) {
  /** @type {Shot[]} */
  const shots = [];
  for (const shape of shapes) {
    const stage = await Stage.open(browser, origin, { lang, step: 0.1, pinned: shape === "pinned" });
    await stage.size(...sizes[shape]);
    for (const theme of themes) {
      for (const scene of shown) {
        for (const { moment, at, choices } of moments(scene)) {
          await stage.picture("shot", { type: "theme", dark: theme === "dark" }, { type: "show", scene, at, playing: false, choices });
          const file = `shots/${[lang, scene, shape, theme, moment].join(" ").replaceAll(" ", "-")}.png`;
          await writeFile(folder + file, await stage.png("shot"));
          shots.push({ file, lang, scene, shape, theme, moment, width: sizes[shape][0] });
        }
      }
    }
    await stage.close();
  }
  return shots;
}

/**
 * Prints the page of pictures, filtered, as PNG sheets.
 * @param {import("playwright-core").Browser} browser @param {string} folder
 */
async function print(browser, folder) {
  const page = await browser.newPage({ viewport: { width: 2000, height: 800 } });
  /** @param {string} name @param {Record<string, string>} filters */
  const sheet = async (name, filters) => {
    await page.goto("about:blank"); // forces a reload
    await page.goto(`${pathToFileURL(`${folder}index.html`)}#${new URLSearchParams(filters)}`, { waitUntil: "load" });
    await page.locator("#shots").screenshot({ path: `${folder}${name}.png`, style: "form { display: none }" });
  };
  for (const lang of langs) {
    for (const scene of shown) {
      for (const shape of shapes) await sheet([lang, scene, shape].join("-"), { lang, scene, shape });
      if (asked.quick) continue;
      for (const seen of ["grey", "deuteranopia", "protanopia"]) {
        await sheet([lang, scene, seen].join("-"), { lang, scene, seen, moment: "rest", shape: shapes[Math.floor((shapes.length - 1) / 2)], chosen: "" });
      }
    }
  }
  await page.close();
}

/** Writes sheets/. @param {import("playwright-core").Browser} browser @param {string} origin of the site */
async function writeSheets(browser, origin) {
  const folder = `${root}sheets/`;
  await rm(`${folder}shots`, { recursive: true, force: true });
  await mkdir(`${folder}shots`, { recursive: true });
  const shots = [];
  for (const lang of langs) shots.push(...await shoot(browser, origin, lang, folder));
  await writeFile(`${folder}index.html`, await readFile(new URL("lib/sheets.html", import.meta.url)));
  await writeFile(`${folder}shots.js`, `const shots = ${JSON.stringify(shots)};\n`);
  await print(browser, folder);
  console.log(`${shots.length} pictures: sheets/index.html, sheets/*.png`);
}

const browser = await launch();
const site = await serveSite(asked.dist);
try {
  if (asked.readme) await renewMovingPicture(browser, site.origin);
  else if (!asked.social) await writeSheets(browser, site.origin);
  if (asked.readme || asked.social || whole) await renewSocialCards(browser, site.origin);
} finally {
  await browser.close();
  await site.close();
}
