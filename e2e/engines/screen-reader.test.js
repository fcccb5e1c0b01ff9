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

/** Loads the scene again, as it was before any choice. @type {Act} */
const reload = ["reload"];

/** Presses a radio button or a button. @param {string} name @param {...string} values @returns {Act[]} */
const each = (name, ...values) =>
  values.map((value) => [`:is([name="${name}"], button[data-control="${name}"], [data-push="${name}"])[value="${value}"]`, "space"]);

/** What a reader does in each scene, so that the outcomes come. @type {Record<string, Act[]>} */
const acts = {
  cover: [
    ...each("cover.vote", "for", "against"),
    ["[name='cover.guess']", "Home", "Right", "Prior"],
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
    ...each("count.shown.to", "5000"), ...each("count.disagree.to", "20"),
    ["[name='count.shown']", "Home", "Right", "Right", "Right"],
    ["[name='count.disagree']", "Home", "Right"],
    ...each("count.disagree.to", "20"), ...each("count.shown.to", "5000", "less"), // a country
    ...each("count.disagree.to", "more"), ...each("count.shown.to", "less"), // much like it
    ...each("count.disagree.to", "less"), ...each("count.shown.to", "more"), // the same again
    ...each("count.disagree.to", "8000"), ...each("count.shown.to", "10", "more"), // a second
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "100", "less"), // the third
    ["[name='count.disagree']", "Right"],
    ...each("count.act", "screen"), ["[name='count.disagree']", "Right"], ...each("count.act", "unverified"),
    reload,
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "5000", "more", "more"), // too many, three times
    ...each("count.shown.to", "100", "less"), // two with many
    ...each("count.disagree.to", "8000"), ...each("count.shown.to", "10", "more"),
    ...each("count.level", "county"),
    ...each("count.disagree.to", "20"), ...each("count.shown.to", "5000", "more"), // two with few
    ...each("count.disagree.to", "1000"), ...each("count.shown.to", "100", "more"),
    ["[data-action=next]", "Return"],
  ],
  meaning: each("meaning.reading", "state", "ministry", "kinu", "article"),
};

/** What can be done only where things move. @type {Act[]} */
const whileItMoves = [["[data-hold]", "space"], ["[data-action=replay]", "space"]];

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
  /** @param {string} address @param {Act[]} list */
  const act = async (address, list) => {
    for (const [selector, ...keys] of list) {
      if (selector === reload[0]) await open(address);
      else await focus(selector);
      for (const key of keys) {
        await press(key);
        await look();
      }
    }
  };
  /** Has a scene read, and goes through its acts. @param {string} address @param {string} scene @param {Act[]} [list] */
  const scene = async (address, scene, list = acts[scene]) => {
    await open(`${address}#${scene}`);
    await read();
    await act(`${address}#${scene}`, list);
  };

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

  for (const id of scenes) {
    test(`${id}, in English`, async () => {
      await scene("/embed/en/?load=eager", id);
      compare(`en-${id}`);
    });
  }

  test("from step to step, and back", async () => {
    await open("/embed/en/?load=eager");
    await focus("[data-action=next]");
    for (let presses = 0; presses < 14 && !await orca.page.evaluate(() => !!document.querySelector("[data-closing]")); presses++) await press("Return");
    const closing = /** @type {string[]} */ (await orca.evaluate("[...document.querySelectorAll('[data-closing] .closing p')].map((e) => e.textContent)"));
    await read();
    await focus("[data-action=again]");
    await press("Return");
    for (const [i] of scenes.entries()) {
      const said = lines.filter((line) => line.startsWith(`Step ${i + 1} of ${scenes.length}: `)).length;
      assert.equal(said, 1, `step ${i + 1} is announced once`);
    }
    // The closing words come while the focus moves to Start again. Orca says the last of them each time, the first on some runs.
    assert.equal(closing.length, 2);
    lines = lines.filter((line) => line !== closing[0]);
    compare("en-steps");
  });

  test("with motion, and with it the outcomes have come", async () => {
    await scene("/embed/en/?load=eager&motion=full", "cover", [...acts.cover, ...whileItMoves]);
    await scene("/embed/en/?load=eager&motion=full", "history");
    compare("en-motion");
    // A year cannot be pressed before it is drawn.
    assert.deepEqual((await conditions("[data-when]")).filter((when) => !shown.has(when)), ["history.year=2023"]);
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

  test("the story as text", async () => {
    await open("/embed/en/?load=eager#ballot");
    await focus("[data-action=info]");
    await press("Return");
    await focus("[data-action=text]");
    await press("space");
    await focus("#sources summary");
    await press("Return"); // closes it
    await focus("[data-action=text]"); // where Orca takes ctrl+Home itself
    await press("ctrl+Home");
    await press("KP_Add");
    await focus("[data-action=text]");
    await press("space");
    compare("en-text");
  });

  for (const lang of ["ar", "ko"]) {
    test(`two scenes, ${lang}`, async () => {
      // Left and Right are the other way round where one reads from right to left.
      const mirrored = (/** @type {string} */ key) => (lang === "ar" ? { Left: "Right", Right: "Left" }[key] ?? key : key);
      for (const id of ["cover", "turnout"]) {
        await scene(`/embed/${lang}/?load=eager`, id, acts[id].map(([selector, ...keys]) => [selector, ...keys.map(mirrored)]));
      }
      compare(lang);
    });
  }
});
