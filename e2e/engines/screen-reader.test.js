// What a screen reader says, Orca with Firefox: all seven scenes with every act and outcome, the dialog and the story as text in English;
// two scenes in Arabic and Korean. It is compared with the transcripts in heard/, which TWOBOXES_HEARD=write updates: read them as
// somebody who sees nothing of the page, before they are committed. Each line that begins with > is a key, or where the focus goes; below it
// stands what is said, a line for each phrase. Orca's own words are English.
//
// So that a transcript is the same each time, motion is reduced, but in one; what comes by waiting waits (see lib/orca.js); and of the
// sources, which are long and say the same in the dialog, only the first is heard.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { after, before, describe, test } from "node:test";
import { missing, startOrca } from "../lib/orca.js";
import { connectSite } from "../lib/site.js";
import { root, story } from "../lib/story.js";

if (missing && process.env.CI) throw new Error(missing);

const folder = `${root}e2e/engines/heard`;
const scenes = story().map(({ id }) => id);

/** @typedef {[selector: string, ...keys: string[]]} Act  where the focus goes, and the keys that are pressed there */

/** Presses a radio button or a button. @param {string} name @param {...string} values @returns {Act[]} */
const each = (name, ...values) =>
  values.map((value) => [`:is([name="${name}"], button[data-control="${name}"], [data-push="${name}"])[value="${value}"]`, "space"]);

/** What a reader does in each scene, so that the outcomes come. @type {Record<string, Act[]>} */
const acts = {
  cover: [
    ...each("cover.vote", "for", "against"),
    ["[name='cover.guess']", "Home", "Right", "Prior"],
    ["[data-hold]", "space"],
  ],
  history: [
    ["[name='history.draw']", "Down", "Up", "Prior", "Return"],
    ["[name='history.loupe']", "Left", "Left", "Left", "End", "Escape"],
    ...each("history.year", "2007", "2011", "2015", "2019", "2023"),
  ],
  selection: each("selection.pick", "a", "b"),
  ballot: [
    ...["before", "two", "secret"].flatMap((room) => [...each("ballot.room", room), ...each("ballot.box", "for", "against")]),
    ...each("ballot.account", "rfa", "asiapress", "broadcast", "broadcast"),
  ],
  turnout: [["[name='turnout.hour']", "Home", "Right", "Right", "Right", "Right"]],
  count: [
    ...each("count.shown.to", "5000"),
    ...each("count.disagree.to", "0", "20"),
    ["[name='count.shown']", "Home", "Right", "Right", "Right"],
    ["[name='count.disagree']", "Home", "Right", "End", "Left", "Left"],
    ...each("count.disagree.to", "20"), ...each("count.shown.to", "5000", "less"), // a country
    ...each("count.disagree.to", "more"), ...each("count.shown.to", "less"), // much like it
    ...each("count.disagree.to", "less"), ...each("count.shown.to", "more"), // the same again
    ...each("count.disagree.to", "8000"), ...each("count.shown.to", "10", "more"), // a second
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "100", "less"), // the third
    ["[name='count.disagree']", "Right"],
    ...each("count.act", "screen"), ["[name='count.disagree']", "Right"], ...each("count.act", "unverified"),
    ...each("count.level", "county"),
    ["[data-action=replay]", "space"],
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "100", "less"), // two with many
    ...each("count.disagree.to", "8000"), ...each("count.shown.to", "10", "more"),
    ["[data-action=replay]", "space"],
    ...each("count.disagree.to", "20"), ...each("count.shown.to", "5000", "less"), // two with few
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "100", "less"),
    ["[data-action=next]", "Return"],
  ],
  meaning: each("meaning.reading", "state", "ministry", "kinu", "article"),
};

describe("Orca with Firefox", { skip: missing || false }, () => {
  /** @type {Awaited<ReturnType<typeof connectSite>>} */ let site;
  /** @type {import("../lib/orca.js").Orca} */ let orca;
  /** The transcript that is being made. @type {string[]} */ let lines = [];

  before(async () => {
    site = await connectSite();
    orca = await startOrca();
    await orca.settled();
  });
  after(async () => {
    await orca?.close();
    await site?.close();
  });

  /** What a radio button or a toggle has become. What comes of it is said before or after that, as it happens. */
  const states = ["selected", "pressed", "not pressed"];

  /** Writes down what was done and what was said. @param {string} what @param {string[]} said */
  const note = (what, said) => {
    // Whether a search for a heading goes once round depends on where Orca last stood.
    const phrases = said.map((phrase) => phrase.trim()).filter((phrase) => phrase && !/^Wrapping to/.test(phrase));
    const [first, rest] = [true, false].map((is) => phrases.filter((phrase) => (what === "space" && states.includes(phrase)) === is));
    lines.push(`> ${what}`, ...first, ...rest);
  };
  const press = async (/** @type {string} */ key) => note(key, await orca.press(key));
  const focus = async (/** @type {string} */ selector) => note(`to ${selector.replace(/^:is.*?"(.*?)".*\)/, "$1")}`, await orca.focus(selector));
  const open = async (/** @type {string} */ address) => {
    await orca.page.goto("about:blank"); // another hash alone would load nothing
    await orca.open(site.origin + address); // what is said as a page opens, Firefox's window and tab as well, depends on how fast it loads
    await look();
    lines.push("", `# ${address}`);
  };
  /** Has all of the step read from its heading on. */
  const read = async () => {
    await orca.focus("[data-action=next]");
    await press("shift+h");
    await press("KP_Add");
  };
  const act = async (/** @type {string} */ scene) => {
    for (const [selector, ...keys] of acts[scene]) {
      await focus(selector);
      for (const key of keys) {
        await press(key);
        await look();
      }
    }
  };

  /** Where no transcript has been kept yet, a test says so. @param {string} name */
  const todo = (name) => existsSync(`${folder}/${name}.txt`) ? false : "TWOBOXES_HEARD=write, read it, and keep it";

  /** Compares the transcript with the one that is kept. @param {string} name */
  const compare = (name) => {
    const file = `${folder}/${name}.txt`, text = `${lines.join("\n").trim()}\n`;
    lines = [];
    if (process.env.TWOBOXES_HEARD === "write") {
      mkdirSync(folder, { recursive: true });
      writeFileSync(file, text);
    }
    assert.equal(text, existsSync(file) ? readFileSync(file, "utf8") : "", `${file}: TWOBOXES_HEARD=write updates it`);
  };

  /** The conditions of outcomes. @param {string} selector @returns {Promise<string[]>} */
  const conditions = async (selector) =>
    /** @type {string[]} */ (await orca.evaluate(`[...document.querySelectorAll(${JSON.stringify(selector)})].map((e) => e.dataset.when)`));

  /** The conditions of the outcomes that have been shown. @type {Set<string>} */
  const shown = new Set();
  const look = async () => {
    for (const when of await conditions("[data-current] [data-shown]")) shown.add(when); // it names its scene
  };

  for (const scene of scenes) {
    test(`${scene}, in English`, async () => {
      await open(`/embed/en/?load=eager#${scene}`);
      await read();
      await act(scene);
      compare(`en-${scene}`);
    });
  }

  test("from step to step, and back", async () => {
    await open("/embed/en/?load=eager");
    await focus("[data-action=next]");
    for (let presses = 0; presses < 14 && !await orca.page.evaluate(() => !!document.querySelector("[data-closing]")); presses++) await press("Return");
    await read();
    await focus("[data-action=again]");
    await press("Return");
    for (const [i] of scenes.entries()) {
      const said = lines.filter((line) => line.startsWith(`Step ${i + 1} of ${scenes.length}: `)).length;
      assert.equal(said, 1, `step ${i + 1} is announced once`);
    }
    compare("en-steps");
  });

  test("with motion, and with it the outcomes have come", async () => {
    for (const scene of ["cover", "history"]) {
      await open(`/embed/en/?load=eager&motion=full#${scene}`);
      await read();
      await act(scene);
    }
    compare("en-motion");
    // A year cannot be pressed before it is drawn; the other comes of three misses in a row on one side.
    assert.deepEqual((await conditions("[data-when]")).filter((when) => !shown.has(when)), ["history.year=2023", "count.says=many.help"]);
  });

  test("the dialog", async () => {
    await open("/embed/en/?load=eager#ballot");
    await focus("[data-action=info]");
    await press("Return");
    await press("KP_Add");
    for (const part of [".contents", "#method", "#credits"]) {
      await focus(`${part} summary`);
      await press("Return");
    }
    await press("KP_Add");
    await press("Escape");
    compare("en-dialog");
  });

  test("the story as text", { todo: todo("en-text") }, async () => {
    await open("/embed/en/?load=eager#ballot");
    await focus("[data-action=info]");
    await press("Return");
    await focus("[data-action=text]");
    await press("space");
    await focus("#sources summary");
    await press("Return"); // closes it
    await press("ctrl+Home");
    await press("KP_Add");
    await focus("[data-action=text]");
    await press("space");
    compare("en-text");
  });

  for (const lang of ["ar", "ko"]) {
    test(`two scenes, ${lang}`, { todo: todo(lang) }, async () => {
      for (const scene of ["cover", "turnout"]) {
        await open(`/embed/${lang}/?load=eager#${scene}`);
        await read();
        await act(scene);
      }
      compare(lang);
    });
  }
});
