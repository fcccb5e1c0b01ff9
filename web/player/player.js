// The player: it owns which step is shown and what the reader chose, and works without the engine.
// The engine is a guest that draws the step's picture where it can; see engine/engine-host.js.

import { discardCanvas, makeCanvas } from "../engine/canvas.js";
import { Controls } from "./controls.js";
import { startEmbedProtocols } from "../frame/embed-protocols.js";
import { fitFrame } from "../frame/fit.js";
import { pageHeight, watchHeight } from "../frame/height.js";
import { look, onLook, setTheme } from "./look.js";
import { listen, tell } from "../frame/messages.js";
import { parseParams } from "./params.js";
import { request } from "../fetch/download.js";
import { importScript } from "../fetch/import-script.js";
import { share } from "./share.js";
import { bindSources } from "./sources.js";

/** @typedef {"poster" | "loading" | "playing" | "paused" | "resting" | "static" | "failed"} State */
/** @typedef {"reader" | "host" | "start"} Who */
/** @typedef {"start" | "rest" | number} At  where a scene is entered: a number is a share of its length */

const main = /** @type {HTMLElement} */ (document.querySelector("main[data-explainer]"));
const stage = /** @type {HTMLElement} */ (main.querySelector(".stage"));
const config = JSON.parse(document.getElementById("config")?.textContent ?? "{}");
const params = parseParams(location.search);
const steps = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("[data-step]")]);
const scenes = steps.map((step) => step.dataset.step ?? "");

const { connection } = /** @type {{connection?: {saveData: boolean, effectiveType: string}}} */ (/** @type {unknown} */ (navigator));
/** The reader has little data to spend: the engine waits for a tap. */
const thrifty = !!connection && (connection.saveData || /2g$/.test(connection.effectiveType));
if (thrifty) params.load = "click";

/** @type {State} */
let state = "poster";
let index = 0;
/** Where the shown scene is entered once the engine can draw it. @type {At} */
let at = "start";
let held = false; // the reader or the host asked for standstill
let visible = false; // some of the stage is on screen
/** @type {import("../engine/engine-host.js").EngineHost | null} */
let guest = null;
let loaded = false; // the engine is here
let live = false; // and takes requests
let ahead = false; // the engine was fetched, or is, before it is wanted
/** The engine's download. Wanted at once, it is under way while the page is laid out. @type {import("../fetch/download.js").Request | undefined} */
let begun = params.load === "eager" && typeof WebAssembly === "object" ? request(config.engine.url) : undefined;
let told = ""; // the outcome that was announced last
/** The feed's latest reading, as the engine is told it. @type {import("../engine/protocol.js").Reading | undefined} */
let reading;

const controls = new Controls(main, config.format, (name, value) => {
  // The engine says again that it rests once it has answered.
  if (live && !held) setState("playing");
  guest?.send({ type: "choose", name, value });
  // A slider says its own value; what stays as it was isn't said again.
  const outcome = controls.outcome(steps[index]);
  if (outcome && outcome !== told && !controls.slides(name)) announce(outcome);
  told = outcome;
});

// States

/** @param {State} next */
function setState(next) {
  if (state === next) return;
  const focused = document.activeElement;
  state = next;
  main.dataset.state = next;
  action("pause").setAttribute("aria-disabled", String(next !== "playing" && next !== "loading"));
  action("replay").setAttribute("aria-disabled", String(!live || next === "loading"));
  if (focused instanceof HTMLElement && focused.dataset.action && !focused.checkVisibility({ visibilityProperty: true })) {
    const other = { play: "pause", pause: "play", retry: "next" }[focused.dataset.action];
    if (other) action(other).focus({ preventScroll: true });
  }
  if (next === "static" || next === "failed") announce(main.querySelector(`.status .${next}`)?.firstChild?.textContent?.trim() ?? "");
  tell("state", { state });
}

/** @param {string} name @returns {HTMLElement} */
const action = (name) => /** @type {HTMLElement} */ (main.querySelector(`[data-action="${name}"]`));

/** @param {string} text read out once to those who cannot see it */
function announce(text) {
  const announcer = /** @type {HTMLElement} */ (document.getElementById("announcer"));
  announcer.textContent = announcer.textContent === text ? text + "\u00a0" : text;
}

/** @param {string} key @param {Record<string, string | number>} slots */
function words(key, slots = {}) {
  return Object.entries(slots).reduce((text, [name, value]) => text.replace(`{=${name}}`, String(value)), config.words[key]);
}

// Steps

/**
 * Shows a step.
 * @param {number} to
 * @param {Who} by
 * @param {At} [entered]
 */
function show(to, by, entered = to > index ? "start" : "rest") {
  if (!steps[to]) return;
  const moved = to !== index;
  index = to;
  main.dataset.scene = scenes[index];
  steps.forEach((step, i) => step.toggleAttribute("data-current", i === index));
  for (const dot of main.querySelectorAll("[data-goto]")) {
    if (/** @type {HTMLElement} */ (dot).dataset.goto === scenes[index]) dot.setAttribute("aria-current", "step");
    else dot.removeAttribute("aria-current");
  }
  const poster = steps[index].querySelector("img");
  if (poster?.complete && !poster.naturalWidth) poster.src = poster.src; // asks again for what did not come
  action("back").setAttribute("aria-disabled", String(index === 0));
  action("next").setAttribute("aria-disabled", String(index === steps.length - 1));
  const place = words("step", { step: index + 1, steps: steps.length });
  /** @type {HTMLElement} */ (main.querySelector(".place")).textContent = place;
  if (by !== "start") remember();
  // Who reads on in the host's article is not interrupted.
  if (by === "reader") announce(`${place}: ${steps[index].querySelector("h2")?.textContent}`);
  told = controls.outcome(steps[index]);
  if (moved || by === "start") tell("scene", { scene: scenes[index], index, of: steps.length, by });
  // A reader who moves on while the engine loads has read the step by then: it starts at rest.
  at = state === "loading" && !live ? "rest" : entered;
  if (live) guest?.send(entry());
}

/** What brings the engine to the current step. @returns {import("../engine/protocol.js").Show} */
function entry() {
  held = typeof at === "number";
  setState("loading");
  return { type: "show", scene: scenes[index], at, playing: !held, choices: controls.choices };
}

/** Keeps the step in the address, without a history entry. A foreign hash is left alone. */
function remember() {
  const hash = location.hash.slice(1);
  if (hash && !scenes.includes(hash)) return;
  try {
    history.replaceState(history.state, "", "#" + scenes[index]);
  } catch {
    // Too many changes in a short time, or a document without an address of its own.
  }
}

// The engine

/** @param {boolean} [insist] the reader asked for it */
async function start(insist = false) {
  if (state !== "poster" && state !== "failed") return;
  action("play").querySelector("small")?.remove();
  showProgress(loaded ? 1 : 0); // at once: a line that grows later would move
  setState("loading");
  // On its way while the script that takes it arrives and its canvas is made.
  if (!loaded) begun ??= request(config.engine.url);
  try {
    const arriving = importScript(config.scripts.engine);
    arriving.catch(() => {});
    const canvas = guest ? undefined : newCanvas();
    if (!guest && !canvas) return setState("static");
    /** @type {typeof import("../engine/engine-host.js")} */
    const { EngineHost } = await arriving;
    guest ??= new EngineHost({
      box: /** @type {HTMLElement} */ (stage.querySelector(".canvas")),
      canvas,
      wasm: config.engine,
      pack: config.pack,
      support: config.scripts.support,
      getState: welcome,
      onProgress: progress,
      onMessage: hear,
      onFail: fail,
    });
    guest.setVisible(visible || params.load === "eager");
    resize();
    if (loaded) return await guest.restart();
    await guest.load(begun);
    loaded = true;
    await guest.start(insist);
  } catch (error) {
    fail(error);
  } finally {
    begun?.stop.abort(); // if it is not needed
    begun = undefined;
  }
}

/** The engine's first canvas; none where it cannot run. */
function newCanvas() {
  const { width, height } = stage.getBoundingClientRect();
  return makeCanvas(Math.round(width * devicePixelRatio), Math.round(height * devicePixelRatio));
}

/** @param {() => void} work */
const whenIdle = (work) => ("requestIdleCallback" in window ? requestIdleCallback(work, { timeout: 3000 }) : setTimeout(work, 1000));

/** A lazy frame loads before it is seen: by then the engine is in the browser's cache. */
async function fetchAhead() {
  if (ahead || !stage.clientWidth) return;
  ahead = true;
  const canvas = makeCanvas(1, 1);
  if (!canvas) return;
  discardCanvas(canvas);
  for (const { url } of [config.engine, config.pack, config.scripts.engine, config.scripts.support]) {
    if (state === "poster") await fetch(url, { priority: "low" }).then((response) => response.blob());
  }
}

function resize() {
  const { width, height } = stage.getBoundingClientRect();
  guest?.setSize(width, height);
}

/** What a new copy of the engine has to be told: the first, and any that replaces a broken one. @returns {import("../engine/protocol.js").ToStage[]} */
function welcome() {
  live = true;
  // Whoever has scrolled past sees the picture as it ends.
  if (at === "start" && !visible && params.load !== "eager") at = "rest";
  return [{ type: "theme", ...look() }, { type: "motion", reduced: reduced() }, ...(reading ? [reading] : []), entry()];
}

/** What broke, one line each: see ?debug. @type {string[]} */
const failures = [];

/** Says what failed, where, and in which build. @param {unknown} error */
function complain(error) {
  const line = `two-boxes: ${error instanceof Error ? error.message : error} (${scenes[index]}, ${state}, build ${config.version})`;
  failures.push(line);
  console.error(line);
  if (params.debug) console.log(error);
}

/** @param {unknown} error */
function fail(error) {
  complain(error);
  live = false;
  delete main.dataset.live;
  at = "rest";
  setState("failed");
}

/** @param {number} bytes */
const megabytes = (bytes) => (bytes / 1e6).toFixed(1).replace(".", config.format.decimal);

/** @param {number} share of the engine that has arrived */
function showProgress(share) {
  /** @type {HTMLProgressElement} */ (stage.querySelector("progress")).value = share;
  const text = words("progress", { loaded: megabytes(config.weight * share), total: megabytes(config.weight) });
  /** @type {HTMLElement} */ (main.querySelector(".received")).textContent = text;
}

/** @param {number} loaded @param {number} total bytes, unpacked: the reader is shown what is sent */
function progress(loaded, total) {
  showProgress(loaded / total);
  tell("progress", { loaded, total });
}

/**
 * What the engine says.
 * @param {import("../engine/protocol.js").FromEngine} message
 */
function hear(message) {
  if (message.type === "gone" || message.type === "parked") {
    if (message.type === "gone") complain(message.error);
    live = false;
    delete main.dataset.live; // the poster shows meanwhile
    return setState(message.type === "gone" ? "loading" : "poster");
  }
  if (message.scene !== scenes[index]) return; // of a step that was left
  switch (message.type) {
    case "drawn":
      main.dataset.live = "";
      if (at === "start" && !reduced() && !held) setState("playing");
      at = "rest"; // what a new instance would show
      break;
    case "moving":
      if (main.dataset.live !== undefined) setState("playing");
      break;
    case "rest":
      held = false;
      setState("resting");
      break;
    case "still":
      setState("paused");
      break;
    case "counters":
      count(message.values);
  }
}

/** Passes the scene's changing figures on. @param {Record<string, number>} values */
function count(values) {
  tell("counters", { values });
  const track = steps[index].querySelector('input[name="turnout.share"]');
  if (track instanceof HTMLInputElement && values.turnout !== undefined && !controls.choices[track.name]) controls.place(track, values.turnout);
}

const still = matchMedia("(prefers-reduced-motion: reduce)");
const reduced = () => params.motion === "reduced" || (params.motion === "auto" && still.matches);
still.addEventListener("change", () => guest?.send({ type: "motion", reduced: reduced() }));
onLook(() => guest?.send({ type: "theme", ...look() }));

function play() {
  if (state === "poster") return void start(true);
  if (state !== "paused") return;
  held = false;
  setState("playing");
  guest?.send({ type: "play" });
}

function pause() {
  if (!live || (state !== "playing" && state !== "loading")) return;
  held = true;
  guest?.send({ type: "pause" });
  setState("paused");
}

function replay() {
  if (!live || state === "loading") return;
  held = false;
  setState("playing");
  guest?.send({ type: "replay" });
}

// The live feed

/** @param {string} address as the parameter has it */
async function followFeed(address) {
  /** @type {typeof import("../live/live.js")} */
  const { follow, Report } = await importScript(config.scripts.live);
  const report = new Report(main, words, config.format);
  follow(address, config.feedOrigins, (latest) => {
    const { election, asOf, turnout, final } = latest;
    reading = { type: "reading", turnout, final };
    report.show(latest);
    if (live) guest?.send(reading);
    if (scenes[index] === "turnout") announce(report.figure(latest));
    tell("reading", { election, asOf, turnout, final });
  });
}

// What the reader does

/** @type {Record<string, (button: HTMLElement) => void>} */
const actions = {
  back: () => index > 0 && show(index - 1, "reader"),
  next: () => index < steps.length - 1 && show(index + 1, "reader"),
  play,
  replay() {
    replay();
    announce(words("replayed"));
  },
  pause() {
    pause();
    announce(words("paused"));
  },
  retry: () => void start(true),
  share: (button) => void share(button, main, config.share, () => announce(words("copied"))),
  text: readAsText,
};

main.addEventListener("click", (event) => {
  const target = event.target instanceof Element ? event.target : null;
  const button = target?.closest("[data-action]");
  if (button instanceof HTMLButtonElement) return actions[button.dataset.action ?? ""]?.(button);
  if (state === "poster" && target?.closest(".picture")) return void start(true);
});
document.addEventListener("click", (event) => {
  const link = event.target instanceof Element && event.target.closest("[data-goto], [data-jump]");
  if (!(link instanceof HTMLElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const to = scenes.indexOf(link.dataset.goto ?? link.dataset.jump ?? "");
  if (link.dataset.jump) {
    document.getElementById("source")?.hidePopover?.();
    action("next").focus(); // near the picture that is shown now
  }
  show(to, "reader", to >= index ? "start" : "rest");
});
action("language").addEventListener("change", ({ target }) => {
  const address = target instanceof HTMLSelectElement && target.selectedOptions[0].dataset.address;
  if (address) location.replace(address + location.search + location.hash);
});

/** The whole story as a plain document, and back. @param {HTMLElement} button */
function readAsText(button) {
  const on = main.toggleAttribute("data-text");
  button.setAttribute("aria-pressed", String(on));
  /** @type {HTMLElement} */ (button.querySelector("span")).textContent = words(on ? "pictures" : "text");
  for (const details of main.querySelectorAll(".told, .notes, #sources")) /** @type {HTMLDetailsElement} */ (details).open = on;
  if (on) pause();
}

// What the host asks

listen(scenes, (asked) => {
  switch (asked.type) {
    case "goto":
      if (asked.scene !== scenes[index]) show(scenes.indexOf(asked.scene), "host");
      break;
    case "seek":
      seek(scenes.indexOf(asked.scene), asked.progress);
      break;
    case "play":
      if (!thrifty || state !== "poster") play();
      break;
    case "pause":
      pause();
      break;
    case "theme":
      setTheme(asked.theme);
      break;
    case "hello":
      introduce(); // to a host that came late
      tell("scene", { scene: scenes[index], index, of: steps.length, by: "start" });
      tell("height", { height: pageHeight() });
  }
});

function introduce() {
  tell("ready", { lang: config.lang, scenes });
  tell("state", { state });
}

/** @param {number} to @param {number} share of the scene's length */
function seek(to, share) {
  if (to !== index || !live || state === "loading") return show(to, "host", share);
  held = true;
  guest?.send({ type: "seek", progress: share });
}

addEventListener("hashchange", () => {
  const to = scenes.indexOf(location.hash.slice(1));
  if (to >= 0 && to !== index) show(to, "host");
});

// Beginning

for (const dot of main.querySelectorAll("a[data-goto]")) dot.setAttribute("href", "#" + /** @type {HTMLElement} */ (dot).dataset.goto);
if (thrifty) {
  const price = document.createElement("small");
  price.textContent = words("play.size", { size: megabytes(config.weight) });
  action("play").append(" ", price);
}
if (params.controls === "none") main.dataset.controls = "none";
controls.show();
bindSources(main);
main.dataset.running = "";
introduce();
show(Math.max(0, scenes.indexOf(location.hash.slice(1))), "start", "start");
const sendHeight = startEmbedProtocols();
watchHeight((height) => {
  tell("height", { height });
  sendHeight(height);
});
fitFrame(main, stage);

if (params.feed) followFeed(params.feed).catch(complain);
if (params.debug) importScript(config.scripts.debug).then(({ debug }) => debug(main, config.version, failures, () => guest), complain);
if (typeof WebAssembly !== "object") setState("static");
new IntersectionObserver((entries) => {
  visible = entries[entries.length - 1].isIntersecting;
  guest?.setVisible(visible);
  if (params.load !== "near" || state !== "poster" || guest) return;
  if (visible) void start();
  else if (!ahead) whenIdle(() => fetchAhead().catch(() => {})); // it is tried again when wanted
}).observe(stage);
new ResizeObserver(resize).observe(stage);
if (params.load === "eager") void start();
