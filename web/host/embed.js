// The host script: embeds the explainer in any page, in a frame that keeps the height of its content.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script and as a module, and more than once on a page. Its only global is
// TwoBoxes. It stores nothing and makes no requests of its own.

import { Counters } from "./counters.js";
import { canPin, lineBelow, Pin, pinHeight } from "./pin.js";
import { reservedHeight, stageHeight } from "./reserved-height.js";
import { Scroll } from "./scroll.js";
import { resized, reveal, topBar } from "./view.js";

(() => {
  const host = /** @type {{TwoBoxes?: object}} */ (/** @type {unknown} */ (window));
  if (host.TwoBoxes) return;

  const languages = BUILD_LANGUAGES;

  // A module does not know its own element, but the stack of an error has its file.
  const script = document.currentScript instanceof HTMLScriptElement && document.currentScript.src;
  const file = script || /https?:\/\/[^\s()]*\/embed\.js/.exec(new Error().stack ?? "")?.[0];
  const base = new URL(".", file || BUILD_ORIGIN);
  const parameters = ["layout", "theme", "load", "feed", "controls", "motion", "paper", "ink", "accent", "radius", "debug"];

  /** Where there is room for the explainer beside the text, it isn't pinned above it. */
  const wide = matchMedia("(min-width: 1100px)");
  /** The window's size, in CSS pixels; not followed while a phone's address bar comes and goes. */
  let windowSize = { width: innerWidth, height: innerHeight };

  /**
   * The frames in the page: their place and language, their current width and the height they reported
   * last, in CSS pixels (0: none), their scene ("": not reported), and what pins them.
   * @type {Map<HTMLIFrameElement, {place: HTMLElement, lang: string, width: number, reported: number, scene: string, pin: Pin | null}>}
   */
  const frames = new Map();
  /** Elements that could not be embedded. @type {WeakSet<HTMLElement>} */
  const failed = new WeakSet();

  /** The language itself, or the default one for unknown languages. @param {string} lang */
  const known = (lang) => (Object.hasOwn(languages, lang) ? lang : BUILD_DEFAULT_LANGUAGE);

  /**
   * The height that a frame needs before it has reported its own.
   * @param {string} lang
   * @param {number} width CSS pixels
   * @returns {number} CSS pixels
   */
  const height = (lang, width) => reservedHeight(width, languages[known(lang)].beside, BUILD_SHAPES);

  // The height of the frame's page depends on its width: the frame is resized before it reports.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) keepHeight(/** @type {HTMLIFrameElement} */ (target));
  });

  /** @param {HTMLIFrameElement} frame */
  function keepHeight(frame) {
    const state = frames.get(frame);
    const width = frame.clientWidth;
    if (!state || width === 0 || width === state.width) return;
    const usual = (/** @type {number} */ w) => (/[?&]layout=stage/.test(frame.src) ? stageHeight(w, BUILD_PINNED) : height(state.lang, w));
    // A page that has reported an unusual height, as with open details, reports the next one as well.
    if (!state.pin && (!state.reported || state.reported === usual(state.width))) frame.style.height = usual(width) + "px";
    state.width = width;
  }

  /** A place's opening tag and what is wrong with it, for the console. @param {HTMLElement} place @param {string} problem */
  const line = (place, problem) => `two-boxes: ${/** @type {Element} */ (place.cloneNode()).outerHTML.replace(/<\/.*/, "")}: ${problem}`;

  /**
   * The explainer's address for a place. Values that cannot be used are left out, with a line in the console.
   * @param {HTMLElement} place
   * @param {string} lang
   */
  function addressFor(place, lang) {
    const address = new URL(`embed/${lang}/`, base);
    for (const name of parameters) {
      const value = place.dataset[name];
      if (!value || (name === "layout" && "pin" in place.dataset)) continue;
      if (name !== "feed") address.searchParams.set(name, value);
      else if (URL.canParse(value, location.href)) address.searchParams.set(name, new URL(value, location.href).href);
      else console.info(line(place, "data-feed is not a URL; include https://"));
    }
    if (place.dataset.scene) address.hash = place.dataset.scene;
    return address.href;
  }

  /** @param {HTMLElement} place an element with data-two-boxes */
  function embed(place) {
    const existing = place.querySelector("iframe");
    if (existing && frames.has(existing)) return;
    const asked = place.dataset.lang || BUILD_DEFAULT_LANGUAGE;
    const lang = known(asked);
    if (lang !== asked) console.info(line(place, `there is no such language, so it is shown in "${lang}"; use one of ${Object.keys(languages).join(", ")}`));
    const frame = existing ?? document.createElement("iframe");
    if (!existing) {
      frame.loading = "lazy";
      frame.src = addressFor(place, lang);
    }
    frame.title ||= languages[lang].title;
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    frames.set(frame, { place, lang, width: 0, reported: 0, scene: "", pin: null });
    setLayout(frame);
    if (existing) send(frame, { type: "hello" }); // it may have reported before
    else place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  /** Pins a frame's place or not, as the window's width asks, and loads the layout for it. @param {HTMLIFrameElement} frame */
  function setLayout(frame) {
    const state = frames.get(frame);
    if (!state || !("pin" in state.place.dataset)) return;
    const pinned = !wide.matches && canPin(state.place);
    if (pinned === Boolean(state.pin)) return;
    state.pin?.release();
    state.pin = pinned ? new Pin(state.place, pinHeight(windowSize.height)) : null;
    Object.assign(state, { width: 0, reported: 0 });
    frame.style.height = pinned ? "100%" : "";
    const address = new URL(frame.src);
    if (pinned) address.searchParams.set("layout", "stage");
    else address.searchParams.delete("layout");
    if (state.scene) address.hash = state.scene;
    const { parentNode, nextSibling } = frame;
    frame.remove(); // a frame that is inserted adds nothing to the reader's history, unlike one that changes its address
    frame.src = address.href;
    parentNode?.insertBefore(frame, nextSibling);
    keepHeight(frame);
  }

  /** @param {HTMLIFrameElement} frame @param {object} message */
  function send(frame, message) {
    frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
  }

  /** What the card may be as high as. @param {HTMLIFrameElement} frame */
  const sendVisible = (frame) => send(frame, { type: "visible", height: windowSize.height - topBar() });

  const counters = new Counters(languages);
  const scroll = new Scroll(frames, (frame) =>
    frames.get(frame)?.pin ? lineBelow(bar + pinHeight(windowSize.height), innerHeight) : innerHeight / 2);

  let bar = 0; // height of the host's bars, in CSS pixels
  let scheduled = false;

  /** Brings places and scenes in line with the page's position. */
  function update() {
    scheduled = false;
    bar = topBar();
    const ends = scroll.ends();
    for (const [frame, { pin }] of frames) pin?.update(bar, pinHeight(windowSize.height), ends.get(frame));
    scroll.update(bar);
  }
  function schedule() {
    if (scheduled || !frames.size) return;
    scheduled = true;
    requestAnimationFrame(update);
  }

  addEventListener("message", ({ source, data }) => {
    if (data?.explainer !== "two-boxes" || data.v !== 1) return;
    const [frame, state] = [...frames].find(([f]) => f.contentWindow === source) ?? [];
    if (!frame || !state) return;
    counters.hear(frame, data);
    scroll.hear(frame, data);
    switch (data.type) {
      case "height":
        if (state.pin || !Number.isFinite(data.height) || data.height <= 0) return;
        state.reported = data.height;
        frame.style.height = data.height + "px";
        break;
      case "scene":
        if (typeof data.scene === "string") state.scene = data.scene;
        break;
      case "reveal":
        if (state.pin || !Number.isFinite(data.top)) return;
        reveal(frame, data.top);
        scroll.hold(frame);
        break;
      case "ready":
        sendVisible(frame);
        schedule();
    }
  });

  addEventListener("scroll", schedule, { passive: true, capture: true }); // of any part of the page
  addEventListener("resize", () => {
    const now = { width: innerWidth, height: innerHeight };
    if (resized(windowSize, now)) {
      windowSize = now;
      for (const frame of frames.keys()) sendVisible(frame);
    }
    schedule();
  });
  wide.addEventListener("change", () => {
    for (const frame of frames.keys()) setLayout(frame);
    schedule();
  });

  /** Embeds the explainer in all elements with data-two-boxes, and forgets frames that have left the page. */
  function scan() {
    for (const frame of frames.keys()) {
      if (frame.isConnected) continue;
      frames.delete(frame);
      widths.unobserve(frame);
      counters.forget(frame);
      scroll.forget(frame);
    }
    for (const place of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-two-boxes]"))) {
      if (failed.has(place)) continue;
      try {
        embed(place);
      } catch (error) { // of this place alone: others are still embedded
        failed.add(place);
        console.warn(line(place, `cannot be embedded: ${error}; use a plain iframe here`));
      }
    }
    counters.scan(frames.keys());
    schedule();
  }
  host.TwoBoxes = { scan, height };
  // Scan while the page arrives and whenever it changes.
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", scan);
  scan();
})();
