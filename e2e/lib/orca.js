// A real screen reader, Orca, reading a page in Firefox: on a screen that nobody sees, with a voice that nobody hears.
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import puppeteer from "puppeteer-core";
import { stop } from "./child.js";
import { until } from "./until.js";
import { startXvfb } from "./xvfb.js";

const commands = ["orca", "firefox-esr", "Xvfb", "xdotool", "openbox", "speech-dispatcher", "dbus-daemon"];

/** What is missing to run it, if anything. */
export const missing = commands.filter((command) => spawnSync("which", [command]).status !== 0).map((command) => `${command} is not installed`).join(", ");

/** How often it is looked whether all is quiet, in ms, and how many looks in a row must find it so. Orca collects announcements for 100 ms. */
const LOOK = 25;
const LOOKS = 8;

/** Speech goes to a module that makes no sound. Without one, Orca hangs at its first word where there is no sound. */
const voice = `LogLevel 0
LogDir "default"
AudioOutputMethod "libao"
AddModule "dummy" "sd_dummy" ""
DefaultModule dummy
`;

/** Orca's settings: the keys that are pressed are not spoken. */
const quietKeys = { enableKeyEcho: false };
const settings = {
  general: { ...quietKeys, startingProfile: ["Default", "default"] },
  profiles: { default: { profile: ["Default", "default"], ...quietKeys } },
  pronunciations: {}, keybindings: {},
};

/** Has Orca log each phrase that it gives to the voice, and that alone: a line of JSON, written at once. Its own log of all is slower by half. */
const logging = `import json, os
from orca.speechdispatcherfactory import SpeechServer
log = open(os.environ["TWOBOXES_HEARD"], "a", buffering=1)
speak = SpeechServer._speak
def logged(self, text, acss, **more):
    if isinstance(text, str):
        log.write(json.dumps(text) + "\\n")
    speak(self, text, acss, **more)
SpeechServer._speak = logged
`;

/**
 * In the page: what comes by waiting alone waits for ever, since a slow machine would hear it elsewhere: an invitation that ends, a slider that
 * closes or counts as let go (Enter does that), help that comes late. What clears an announcement does so when all has been said. Other timers
 * are counted: while one runs, something is still to come.
 */
function holdTimers() {
  const forever = [1200, 4000, 8000, 12000, 24000], clears = 10000;
  const page = /** @type {any} */ (window);
  page.timers = new Set();
  const { setTimeout, clearTimeout } = window;
  page.setTimeout = (/** @type {() => void} */ f, /** @type {number} */ ms = 0, /** @type {any[]} */ ...rest) => {
    if (forever.includes(ms)) return setTimeout(() => {}, 0);
    if (ms === clears) return void (page.clearAnnouncement = f);
    const timer = setTimeout(() => {
      page.timers.delete(timer);
      f();
    }, ms, ...rest);
    page.timers.add(timer);
    return timer;
  };
  page.clearTimeout = (/** @type {any} */ timer) => {
    page.timers.delete(timer);
    clearTimeout(timer);
  };
}

/** What the system says of a process, from its state on; nothing of one that has ended. @param {string} pid */
function stat(pid) {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").replace(/^[^]*\) /, "").split(" ");
  } catch {
    return ["X", ...Array(20).fill("0")];
  }
}

/** @typedef {Awaited<ReturnType<typeof startOrca>>} Orca */

/** Starts all of it: the screen, the buses, the voice, Orca and Firefox. */
export async function startOrca() {
  const home = mkdtempSync(`${tmpdir()}/two-boxes-orca-`), log = `${home}/heard`;
  for (const folder of [".config/speech-dispatcher", ".local/share/orca", "run"]) mkdirSync(`${home}/${folder}`, { recursive: true, mode: 0o700 });
  writeFileSync(`${home}/.config/speech-dispatcher/speechd.conf`, voice);
  writeFileSync(`${home}/.local/share/orca/orca-customizations.py`, logging);
  writeFileSync(`${home}/.local/share/orca/user-settings.conf`, JSON.stringify(settings));
  writeFileSync(log, "");

  const xvfb = await startXvfb();
  const env = /** @type {NodeJS.ProcessEnv} */ ({
    PATH: process.env.PATH, LANG: "C.UTF-8", HOME: home, XDG_RUNTIME_DIR: `${home}/run`, DISPLAY: xvfb.display,
    GNOME_ACCESSIBILITY: "1", LIBGL_ALWAYS_SOFTWARE: "1", TWOBOXES_HEARD: log,
  });
  /** @type {import("node:child_process").ChildProcess[]} */
  const children = [];
  const start = (/** @type {string} */ command, /** @type {string[]} */ ...args) => {
    const child = spawn(command, args, { env, stdio: ["ignore", "pipe", "ignore"], detached: true }); // a group: what it starts ends with it
    children.unshift(child);
    return child;
  };
  const bus = start("dbus-daemon", "--session", "--nofork", "--print-address");
  env.DBUS_SESSION_BUS_ADDRESS = String(await once(/** @type {any} */ (bus.stdout), "data")).trim();
  start("openbox");
  start("speech-dispatcher", "--run-single");
  await until(() => statSync(`${home}/run/speech-dispatcher/speechd.sock`, { throwIfNoEntry: false }), "speech-dispatcher listens");

  let at = 0;
  /** What Orca has said since the last call. @returns {string[]} */
  function heard() {
    const all = readFileSync(log, "utf8"), end = all.lastIndexOf("\n") + 1;
    const lines = all.slice(at, end).split("\n").filter(Boolean);
    at = end;
    return lines.map((line) => JSON.parse(line));
  }

  start("orca", "--replace");
  await until(() => readFileSync(log, "utf8").includes("\n"), "Orca speaks");
  const browser = await puppeteer.launch({
    browser: "firefox", executablePath: "/usr/bin/firefox-esr", headless: false, env, defaultViewport: null,
    args: ["--width=600", "--height=700"],
    extraPrefsFirefox: { "webgl.force-enabled": true, "accessibility.force_disabled": -1, "ui.prefersReducedMotion": 1 },
  });
  const page = await browser.newPage(); // in which the focus is, not in the address
  await page.evaluateOnNewDocument(holdTimers);
  const groups = new Set([...children, browser.process()].map((child) => child?.pid));

  /** Of all that takes part: whether a main thread works or would like to, and the time that Orca, the buses and the voice have used. */
  const activity = (/** @type {string[]} */ pids) => pids.map(stat).reduce(({ busy, used }, fields) => ({
    busy: busy || "RD".includes(fields[0]),
    used: used + (Number(fields[2]) === browser.process()?.pid ? 0 : Number(fields[11]) + Number(fields[12])),
  }), { busy: false, used: 0 });

  const evaluate = (/** @type {string} */ expression) => page.evaluate(expression);

  return {
    page, evaluate,

    /** Waits until nothing moves on the page and nobody has anything more to say. @returns {Promise<string[]>} what has been said meanwhile */
    async settled() {
      await until(() => evaluate(`!window.timers?.size && !["loading", "playing"].includes(document.querySelector("main")?.dataset.state)`), "the page rests");
      await evaluate("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
      const said = heard(), pids = readdirSync("/proc").filter((pid) => /^\d/.test(pid) && groups.has(Number(stat(pid)[2])));
      let looks = 0, last = -1;
      await until(async () => {
        const news = heard(), { busy, used } = activity(pids);
        said.push(...news);
        looks = news.length || busy || used !== last ? 0 : looks + 1;
        last = used;
        await new Promise((later) => setTimeout(later, LOOK));
        return looks >= LOOKS;
      }, "Orca has nothing more to say", 120);
      await evaluate("window.clearAnnouncement?.()");
      return said;
    },

    /** Opens a page. @param {string} url */
    async open(url) {
      await page.goto(url);
      return this.settled();
    },

    /** Presses a key, by its name in X. @param {string} name @returns {Promise<string[]>} what is said */
    press(name) {
      execFileSync("xdotool", ["key", name], { env });
      return this.settled();
    },

    /** Puts the focus on an element, as Tab does in its turn. @param {string} selector */
    async focus(selector) {
      await evaluate(`document.querySelector(${JSON.stringify(selector)}).focus()`);
      return this.settled();
    },

    async close() {
      await browser.close();
      for (const child of children) {
        try {
          process.kill(-(/** @type {number} */ (child.pid)));
        } catch {
          // All of it has ended.
        }
        await stop(child);
      }
      xvfb.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
