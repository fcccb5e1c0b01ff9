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

/** The version whose words the transcripts hold, and whose parts the script below changes. */
const VERSION = "43";

/** What is missing to run it, if anything. */
export const missing = commands.filter((command) => spawnSync("which", [command]).status !== 0).map((command) => `${command} is not installed`).join(", ") ||
  (spawnSync("orca", ["--version"], { encoding: "utf8" }).stdout.startsWith(`${VERSION}.`) ? "" : `Orca is not of version ${VERSION}`);

/**
 * How often it is looked whether all is quiet, in ms, and how many looks in a row must find it so: Orca collects announcements for 100 ms.
 * They are counted, as on a busy machine much may happen between two.
 */
const LOOK = 20;
const LOOKS = 10;

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

/**
 * A script of Orca's own kind. Each phrase that Orca gives to the voice is logged, a line of JSON, and counts as spoken at once: a voice
 * rests within a long text, longer than silence can be waited for. Before it handles events, Orca waits until Firefox rests: Firefox
 * sends some a moment before it has taken over the value that Orca then asks for. What is announced is said when all else has been: Orca
 * would say it after 100 ms, before or after the rest.
 */
const script = `import json, os, time
from orca.event_manager import EventManager
from orca.liveregions import LiveRegionManager
from orca.speechdispatcherfactory import SpeechServer
from speechd import CallbackType

log = open(os.environ["TWOBOXES_HEARD"], "a", buffering=1)

def busy(): # the log says so, or Orca would seem quiet while it waits
    log.write("null\\n")

def speak(self, text, acss, callback=None, **more):
    if isinstance(text, str):
        log.write(json.dumps(text) + "\\n")
    if callback:
        callback(CallbackType.BEGIN)
        callback(CallbackType.END)

def family(pid):
    with open(f"/proc/{pid}/task/{pid}/children") as children:
        return [pid] + [one for child in children.read().split() for one in family(child)]

def works(pid):
    for thread in os.listdir(f"/proc/{pid}/task"):
        with open(f"/proc/{pid}/task/{thread}/stat") as stat:
            if stat.read().rpartition(") ")[2][0] in "RD":
                return True
    return False

handled = 0 # when the last event was
process, pump = EventManager._processObjectEvent, LiveRegionManager.pumpMessages

def process_later(self, event):
    global handled
    busy()
    try:
        if time.monotonic() - handled > 0.05:
            pids, looks = family(event.host_application.get_process_id()), 0
            end = time.monotonic() + 0.3 # what moves never rests
            while looks < 6 and time.monotonic() < end:
                looks = 0 if any(map(works, pids)) else looks + 1
                time.sleep(0.008)
    except Exception: # it has ended
        pass
    process(self, event)
    handled = time.monotonic()

def pump_later(self):
    if time.monotonic() - handled < 0.1:
        busy()
        return True
    return pump(self)

SpeechServer._speak = speak
EventManager._processObjectEvent = process_later
LiveRegionManager.pumpMessages = pump_later
`;

/**
 * In the page: what comes by waiting alone waits for ever, since a slow machine would hear it elsewhere: an invitation that ends, a slider that
 * closes or counts as let go (Enter does that), help that comes late, and what is said again and again while the reader lets something run.
 * What clears an announcement does so when all has been said. Other timers are counted: while one runs, something is still to come.
 */
function holdTimers() {
  const forever = [1200, 4000, 8000, 12000, 24000], clears = 10000, long = 5000;
  const { setTimeout, clearTimeout } = window;
  /** @type {Set<unknown>} */
  const timers = new Set();
  let clear = () => {};
  const rests = () => !timers.size && !["loading", "playing"].includes(document.querySelector("main")?.dataset.state ?? "");
  const page = /** @type {any} */ (window);
  page.held = {
    /** Waits until the page rests, and is drawn. */
    async rest() {
      while (!rests()) await new Promise((done) => setTimeout(done, 20));
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    },
    /** Goes on after all has been said. @returns {boolean} whether there was anything to come */
    next() {
      if (!rests()) return true;
      clear();
      return false;
    },
  };
  page.setTimeout = (/** @type {() => void} */ f, /** @type {number} */ ms = 0, /** @type {any[]} */ ...rest) => {
    const isRun = ms > long && document.querySelector("[data-hold][aria-pressed=true]");
    if (isRun || forever.includes(ms)) return setTimeout(() => {}, 0);
    if (ms === clears) return void (clear = f);
    const timer = setTimeout(() => {
      timers.delete(timer);
      f();
    }, ms, ...rest);
    timers.add(timer);
    return timer;
  };
  page.clearTimeout = (/** @type {any} */ timer) => {
    timers.delete(timer);
    clearTimeout(timer);
  };
}

/** What the system says of a process or a thread, from its state on; nothing of one that has ended. @param {string} id */
function stat(id) {
  try {
    return readFileSync(`/proc/${id}/stat`, "utf8").replace(/^[^]*\) /, "").split(" ");
  } catch {
    return ["X", ...Array(20).fill("0")];
  }
}

/** Whether a thread of a process works, or would like to. @param {string} pid */
function works(pid) {
  try {
    return readdirSync(`/proc/${pid}/task`).some((thread) => "RD".includes(stat(`${pid}/task/${thread}`)[0]));
  } catch {
    return false; // it has ended
  }
}

/** @typedef {Awaited<ReturnType<typeof startOrca>>} Orca */

/** Starts all of it: the screen, the buses, the voice, Orca and Firefox. */
export async function startOrca() {
  const home = mkdtempSync(`${tmpdir()}/two-boxes-orca-`), log = `${home}/heard`;
  for (const folder of [".config/speech-dispatcher", ".local/share/orca", "run"]) mkdirSync(`${home}/${folder}`, { recursive: true, mode: 0o700 });
  writeFileSync(`${home}/.config/speech-dispatcher/speechd.conf`, voice);
  writeFileSync(`${home}/.local/share/orca/orca-customizations.py`, script);
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
  /** What Orca has said since the last call; null: it was busy. @returns {(string | null)[]} */
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
    userDataDir: `${home}/firefox`, args: ["--width=600", "--height=700"],
    extraPrefsFirefox: { "webgl.force-enabled": true, "accessibility.force_disabled": -1, "ui.prefersReducedMotion": 1 },
  });
  const page = await browser.newPage(); // in which the focus is, not in the address
  await page.evaluateOnNewDocument(holdTimers);
  const groups = new Set([...children, browser.process()].map((child) => child?.pid));

  const isFirefox = (/** @type {string[]} */ fields) => Number(fields[2]) === browser.process()?.pid;

  /**
   * Waits until nobody has anything more to say; after a while it is asked again what moves.
   * @param {string[]} said what has been said is added to it
   * @returns {Promise<boolean>} whether all is quiet: no thread of all that takes part works, and Orca, the buses and the voice have used no time
   */
  async function quiet(said) {
    const all = readdirSync("/proc").filter((pid) => /^\d/.test(pid) && (Number(pid) === xvfb.pid || groups.has(Number(stat(pid)[2]))));
    const others = all.filter((pid) => !isFirefox(stat(pid)));
    const end = Date.now() + 2000;
    for (let looks = 0, last = -1; looks > 0 || Date.now() < end;) {
      await new Promise((later) => setTimeout(later, LOOK));
      const news = heard(), used = others.map(stat).reduce((sum, fields) => sum + Number(fields[11]) + Number(fields[12]), 0);
      said.push(...news.filter((phrase) => phrase !== null));
      looks = news.length || used !== last || all.some(works) ? 0 : looks + 1;
      if (looks === LOOKS) return true;
      last = used;
    }
    return false;
  }

  const evaluate = (/** @type {string} */ expression) => page.evaluate(expression);

  return {
    page, evaluate,

    /** Waits until nothing moves on the page and nobody has anything more to say. @returns {Promise<string[]>} what has been said meanwhile */
    async settled() {
      /** @type {string[]} */
      const said = [];
      await until(async () => {
        await evaluate("window.held?.rest()");
        return await quiet(said) && !await evaluate("window.held?.next()");
      }, () => `all has been said; the last was ${said.at(-1)}`, 120);
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
      // Orca, asked to end, may wait for an answer of Firefox that never comes, and Firefox for one of Orca's.
      for (const child of [...children, browser.process()]) {
        if (!child?.pid) continue;
        try {
          process.kill(-child.pid, "SIGKILL");
        } catch {
          // All of it has ended.
        }
        await stop(child, "SIGKILL");
      }
      xvfb.close();
      rmSync(home, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
