// Renews internal/site/first.txt: the functions that the engine calls until its cover rests, and for what a
// reader may do before the rest of the engine is there. `./build.sh first` builds what this needs, an engine
// that notes the functions it calls, and starts it.
import { writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { launch } from "../e2e/lib/chromium.js";
import { Explainer } from "../e2e/lib/explainer.js";
import { serveSite } from "../e2e/lib/site.js";
import { clock } from "../e2e/lib/stage.js";

const file = fileURLToPath(new URL("../internal/site/first.txt", import.meta.url));

/**
 * steady: time passes from frame to frame only, and the engine holds back a frame that comes too early.
 * @type {(import("playwright-core").BrowserContextOptions & {lang?: string, steady?: boolean})[]}
 */
const visits = [
  { viewport: { width: 800, height: 1000 } },
  { viewport: { width: 390, height: 800 }, deviceScaleFactor: 3, isMobile: true, hasTouch: true },
  { viewport: { width: 1280, height: 900 }, reducedMotion: "reduce", lang: "ar" },
  { viewport: { width: 800, height: 1000 }, colorScheme: "dark", lang: "ja" },
  { viewport: { width: 800, height: 1000 }, steady: true },
];

/** Runs in the page first: keeps the engine's exports. */
function keepExports() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = /** @type {any} */ (async (/** @type {any} */ module, /** @type {any} */ imports) => {
    const instance = /** @type {any} */ (await instantiate(module, imports));
    /** @type {any} */ (globalThis).engineExports = instance.exports;
    return instance;
  });
}

/** The functions called so far. @param {import("playwright-core").Page} page @returns {Promise<string[]>} */
const called = (page) => page.evaluate(() => {
  const start = "called ";
  const all = /** @type {[string, {value?: number}][]} */ (Object.entries(/** @type {any} */ (globalThis).engineExports));
  return all.filter(([name, { value }]) => name.startsWith(start) && value).map(([name]) => name.slice(start.length));
});

/**
 * What the engine calls in a visit.
 * @param {import("playwright-core").Browser} browser
 * @param {string} origin
 * @param {typeof visits[number]} options
 */
async function visit(browser, origin, { lang = "en", steady = false, ...options }) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await page.addInitScript(keepExports);
  if (steady) await page.addInitScript(clock, 50);
  await page.goto(`${origin}/embed/${lang}/?load=eager`);
  const explainer = new Explainer(page.mainFrame());
  const { width, height } = /** @type {{width: number, height: number}} */ (options.viewport);
  for (const act of [
    async () => {},
    () => page.setViewportSize({ width: width - 40, height }),
    () => page.emulateMedia({ colorScheme: options.colorScheme === "dark" ? "light" : "dark" }),
    ...options.reducedMotion ? [] : [
      () => explainer.act("replay"),
      async () => {
        await explainer.act("replay");
        await explainer.act("pause");
        await explainer.reaches("paused");
        await explainer.act("play");
      },
    ],
  ]) {
    await act();
    await explainer.reaches("playing", "resting");
    await explainer.reaches("resting");
  }
  const names = await called(page);
  await context.close();
  return names;
}

const site = await serveSite(process.argv[2]);
const browser = await launch();
try {
  /** @type {Set<string>} */
  const first = new Set();
  for (const options of visits) {
    const names = await visit(browser, site.origin, options);
    const more = names.filter((name) => !first.has(name));
    console.log(`${names.length} functions, ${more.length} of them not called before`);
    for (const name of more) first.add(name);
  }
  await writeFile(file, [...first].sort().join("\n") + "\n");
} finally {
  await browser.close();
  await site.close();
}
