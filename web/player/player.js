// The player: it wires the page to its session. Events of the reader, the host, the feed and the
// engine go to session.js, and its effects are performed here. The page works without the engine,
// which draws the step's picture where it can.

import { initialMessages, newSession, placeOf, reduce } from "./session.js";
import { patience } from "./telling.js";
import { createControls } from "./controls.js";
import { offer, share, shareText } from "./share.js";
import { createChrome } from "./chrome.js";
import { fitFrame } from "../frame/fit.js";
import { pageHeight, watchHeight } from "../frame/height.js";
import { listen, post } from "../frame/messages.js";
import { createEngineLoader } from "./engine-loader.js";
import { startEmbedProtocols } from "../frame/embed-protocols.js";
import { createSteps, sceneInAddress } from "./steps.js";
import { importScript } from "../fetch/import-script.js";
import { bindSources } from "./sources.js";
import { createInfo } from "./info.js";
import { createPatience } from "./patience.js";

/** @typedef {import("./session.js").Event} Event */
/** @typedef {import("./session.js").Effect} Effect */

/** The share of the stage that is to be seen before its scene moves. */
const SEEN = 0.7;

const main = /** @type {HTMLElement} */ (document.querySelector("main[data-explainer]"));
const stage = /** @type {HTMLElement} */ (main.querySelector(".stage"));
const config = JSON.parse(/** @type {any} */ (document.getElementById("config")).textContent);

const page = /** @type {{twoBoxesEarly?: import("./early.js").Early}} */ (globalThis);
if (!page.twoBoxesEarly) { // early.js failed to load
  const { src, integrity } = /** @type {HTMLScriptElement} */ (document.querySelector("script[type=module]"));
  await importScript({ url: src, integrity });
  if (!page.twoBoxesEarly) throw new Error("two-boxes: browser too old"); // docs/browsers.md: all is there in stills
}
const early = /** @type {import("./early.js").Early} */ (page.twoBoxesEarly);
const { appearance } = early;
const { params } = appearance;
const { saveData } = params;

const lessMotion = matchMedia("(prefers-reduced-motion: reduce)");
const reduced = () => params.motion === "reduced" || (params.motion === "auto" && lessMotion.matches);
const canRun = typeof WebAssembly === "object";
const eager = params.load === "eager";

const alone = params.layout === "stage"; // the stage alone shows what comes out of a scene

const chrome = createChrome(main, config);
const info = createInfo(main);
const steps = createSteps(main);
const { scenes } = steps;
const controls = createControls(main, config.format, (name, value, quiet) => {
  if (value.endsWith("+") && session.state === "paused") play(); // what is held runs
  dispatch({ type: "choose", name, value, quiet });
}, (text) => chrome.announce(text));
const engine = createEngineLoader(stage, config, dispatch, () => [session.visible || eager, session.seen || eager], {
  whole: Boolean(params.feed), // it is told a report at once
  getState() {
    dispatch({ type: "ready" });
    return [{ type: "theme", ...appearance.current() }, ...initialMessages(session)];
  },
  onProgress(loaded, total) {
    chrome.showProgress(loaded / total);
    post("progress", { loaded, total });
  },
}, early);

// The session

let session = newSession({
  scenes, load: params.load, saveData, reduced: reduced(), entry: alone ? "rest" : "start",
  invites: steps.invites, covers: steps.covers, phases: steps.phases, closes: steps.closes,
});

const checkPatience = createPatience(
  () => (session.state === "resting" && session.seen && !document.hidden && !main.matches("[data-text], :has(dialog[open])") ? patience(session) : 0),
  () => dispatch({ type: "tell" }),
);

/** Of readers who have asked for it. @type {ReturnType<import("./sound.js").createSound> | undefined} */
let sound;

/** Events to come: performing an effect may cause one. @type {Event[]} */
const queue = [];
let dispatching = false;

/**
 * Takes an event to the session and performs its effects, before it returns.
 * @param {Event} event
 */
function dispatch(event) {
  queue.push(event);
  if (dispatching) return;
  dispatching = true;
  try {
    for (let next; (next = queue.shift());) {
      const { session: after, effects } = reduce(session, next);
      session = after;
      for (const effect of effects) /** @type {(effect: Effect) => void} */ (perform[effect.type])(effect);
      sound?.follow(session, steps.elements[session.index]);
    }
  } finally {
    dispatching = false;
  }
  checkPatience();
}

/** @type {{[Type in Effect["type"]]: (effect: Extract<Effect, {type: Type}>) => void}} */
const perform = {
  state() {
    if (session.state !== "playing") controls.letGo();
    chrome.showState(session.state, session.live);
    post("state", { state: session.state });
  },
  drawn: () => main.toggleAttribute("data-drawn", session.drawn),
  load({ insist, restart }) {
    chrome.showProgress(restart ? 1 : 0); // before the state makes it visible: a line that grows later would move
    void engine.start(insist, restart);
  },
  prefetch: () => engine.prefetchWhenIdle(() => session.state === "poster"),
  step({ by, changed }) {
    const { index } = session;
    controls.letGo();
    steps.show(index);
    const place = chrome.showPlace(index, scenes.length);
    if (by !== "start") steps.saveInAddress(index);
    if (by === "reader") chrome.announce(`${place}: ${steps.heading(index)}`); // who reads on in the host's article is not interrupted
    if (changed) postScene(by);
    void startScript(scenes[index]);
    if (by === "reader" && !alone) reveal();
  },
  choices({ name, quiet }) {
    const step = steps.elements[session.index];
    const before = controls.outcome(step)?.textContent;
    const own = scripts[scenes[session.index]];
    own?.(name);
    controls.show(session.choices);
    const outcome = controls.outcome(step);
    // A slider says its own value; an outcome that stays is not announced again, and one with which a step opens would hide its name.
    if (!quiet && !own && outcome && outcome.textContent !== before && !controls.slider(name)) chrome.announce(outcome);
  },
  forget: () => controls.reset(),
  counters({ values, changed }) {
    if (changed && !rehearsal) post("counters", { values });
    controls.follow(steps.elements[session.index], values);
  },
  send: ({ message }) => engine.host?.send(message),
  log: ({ error, where }) => logError(error, where),
};

/** What the scenes do that have a script of their own, once it is loaded. @type {Record<string, (name: string) => void>} */
const scripts = {};

/** Loads and starts a scene's own script, if it has one. @param {string} scene */
async function startScript(scene) {
  if (!config.scripts[scene] || scripts[scene]) return;
  try {
    const { start } = await importScript(config.scripts[scene]);
    const step = steps.elements[scenes.indexOf(scene)];
    scripts[scene] ??= start(step, config.format, () => session.choices,
      (/** @type {string} */ name, /** @type {string} */ value) => dispatch({ type: "choose", name, value }),
      () => chrome.announce(/** @type {DocumentFragment} */ (controls.outcome(step) ?? "")));
  } catch (error) {
    logError(error);
  }
}

/** Brings the card into view: here, and in a host's page by asking its script. */
function reveal() {
  const { top } = main.getBoundingClientRect();
  if (top < 0 || top > innerHeight) scrollTo({ top: scrollY + top, behavior: "instant" });
  post("reveal", { top: main.getBoundingClientRect().top });
}

/** What broke, one line each: see ?debug. @type {string[]} */
const failures = [];

/** Logs what failed, where, and in which build. @param {unknown} error @param {string} [where] */
function logError(error, where = placeOf(session)) {
  const line = `two-boxes: ${error instanceof Error ? error.message : error} (${where}, build ${config.version})`;
  failures.push(line);
  console.error(line);
  if (params.debug) console.log(error);
}

// What the reader does

const play = () => dispatch({ type: "play", by: "reader" });

/** Presses a button and says what it did. @param {"pause" | "replay"} type @param {string} word */
function press(type, word) {
  dispatch({ type, by: "reader" });
  chrome.announce(chrome.words(word));
}

/** @type {Record<string, (button: HTMLElement) => void>} */
const actions = {
  back: () => dispatch({ type: "turn", by: -1 }),
  next() {
    dispatch({ type: "turn", by: 1 });
    chrome.keepFocus();
  },
  again() {
    dispatch({ type: "again" });
    chrome.action("next").focus({ preventScroll: true });
  },
  play,
  retry: play,
  replay: () => press("replay", "replayed"),
  pause: () => press("pause", "paused"),
  info: () => info.open(steps.elements[session.index]),
  close: () => info.close(),
  share: (button) => void share(button, main, chrome.words(shareText(session.choices)), config.share, () => {
    chrome.announce(chrome.words("copied"));
    if (button.closest("dialog")) return; // which shows what is announced
    const { textContent } = button;
    button.textContent = chrome.words("copied");
    setTimeout(() => (button.textContent = textContent), 3000);
  }),
  embed: (button) => importScript(config.scripts.extras)
    .then(({ embedCode }) => offer(button, main, embedCode(scenes[session.index], params, pageHeight()))).catch(logError),
  async sound(button) {
    try {
      const script = sound ? undefined : await importScript(config.scripts.sound);
      sound ??= /** @type {typeof import("./sound.js")} */ (script).createSound(main, session);
      const on = sound.toggle();
      button.setAttribute("aria-pressed", String(on));
      chrome.announce(on ? chrome.words(params.feed ? "sound.live" : "sound.on") : "");
    } catch (error) {
      logError(error);
    }
  },
  text() {
    info.close();
    const text = chrome.toggleText();
    if (text) dispatch({ type: "pause", by: "reader" });
    scrollTo(0, 0);
    chrome.action(text ? "text" : "info").focus({ preventScroll: true }); // the button itself, or what it is behind
  },
};

document.addEventListener("click", (event) => {
  const { target } = event;
  if (!(target instanceof Element)) return;
  const button = /** @type {HTMLElement | null} */ (target.closest(":is(button, a)[data-action]"));
  if (button) {
    event.preventDefault();
    return actions[/** @type {string} */ (button.dataset.action)](button);
  }
  if (session.state === "poster" && target.closest(".picture")) return play();
  const link = /** @type {HTMLElement | null} */ (target.closest("[data-goto], [data-jump]"));
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  if (link.dataset.jump) {
    document.getElementById("source")?.hidePopover?.();
    info.close();
    chrome.action("next").focus({ preventScroll: true }); // near the picture that is shown now
  }
  dispatch({ type: "goto", scene: /** @type {string} */ (link.dataset.goto ?? link.dataset.jump), by: "reader" });
});
for (const type of ["pointerdown", "keydown"]) {
  addEventListener(type, ({ target }) => {
    if (session.touring && !(target instanceof Element && target.closest("[data-action=next]"))) dispatch({ type: "press" });
  }, { capture: true });
}
chrome.action("language").addEventListener("change", ({ target }) => {
  const address = target instanceof HTMLSelectElement && target.selectedOptions[0].dataset.address;
  if (address) location.replace(address + location.search + location.hash);
});
addEventListener("hashchange", () => dispatch({ type: "goto", scene: sceneInAddress(), by: "host" }));

// What the host asks

listen(scenes, (command) => {
  switch (command.type) {
    case "theme":
      return appearance.setTheme(command.theme);
    case "visible":
      appearance.setTall(command.height >= BUILD_TALL.needs);
      return document.documentElement.style.setProperty("--room", `${command.height}px`);
    case "hello": // from a host that came late
      introduce();
      postScene("start");
      return post("height", { height: pageHeight() });
    default:
      dispatch({ ...command, by: "host" });
  }
});

function introduce() {
  post("ready", { lang: config.lang, scenes });
  post("state", { state: session.state });
}

/** @param {import("./session.js").Initiator} by */
function postScene(by) {
  const { index } = session;
  post("scene", { scene: scenes[index], index, of: scenes.length, by });
}

// What the live feed reports

/** Whether the latest figures are test data, which are shown under a band here and nowhere else. */
let rehearsal = false;

/**
 * @param {import("../live/feed.js").Reading} reading
 * @param {object} message for hosts @param {string} sentence @param {import("../engine/protocol.js").Reading} picture
 */
function onReading({ test }, message, sentence, picture) {
  rehearsal = test;
  dispatch(picture);
  chrome.announce(sentence);
  post("reading", message);
}

// Start

if (saveData) chrome.showDownloadSize();
chrome.action("sound").hidden = !("AudioContext" in globalThis);
if (params.controls === "none") main.dataset.controls = "none";
controls.show({});
bindSources(main, () => info.open(steps.elements[session.index]));
main.dataset.running = "";
introduce();
if (params.feed) dispatch({ type: "reading", turnout: null, final: false }); // the stage shows no other election before the first one
const asked = sceneInAddress();
// Other protocols, and parts of the page, have their place behind the # as well.
if (/^\w+$/.test(asked) && !scenes.includes(asked) && !document.getElementById(asked)) {
  console.info(`two-boxes: #${asked}: use one of ${scenes.join(", ")}`);
}
dispatch({ type: "goto", scene: asked, by: "start" });
const postByProtocols = startEmbedProtocols();
watchHeight((height) => {
  post("height", { height });
  postByProtocols(height);
});
fitFrame(main, stage, () => appearance.setTall(false));
if (params.feed) {
  importScript(config.scripts.live).then((live) => live.followFeed(params.feed, params.unit, main, config, onReading)).catch((error) => {
    document.documentElement.dataset.noLive = "";
    logError(error);
  });
}
if (params.debug) importScript(config.scripts.extras).then(({ debug }) => debug(main, config.version, failures, () => engine.host)).catch(logError);
if (!canRun) dispatch({ type: "unsupported" });
lessMotion.addEventListener("change", () => dispatch({ type: "motion", reduced: reduced() }));
appearance.onChange = () => engine.host?.send({ type: "theme", ...appearance.current() });
new IntersectionObserver((entries) => {
  const { isIntersecting: visible, intersectionRect, boundingClientRect } = entries[entries.length - 1];
  const most = Math.min(boundingClientRect.height, screen.availHeight); // of a stage that is taller than the screen
  const seen = visible && intersectionRect.height >= SEEN * most;
  engine.host?.setVisible(visible, seen);
  dispatch({ type: "visibility", visible, seen });
}, { threshold: Array.from({ length: 21 }, (_, i) => i / 20) }).observe(stage);
new ResizeObserver(() => engine.resize()).observe(stage);
if (eager) dispatch({ type: "start" });
