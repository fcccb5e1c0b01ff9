// The host script: embeds the explainer in any page, in a frame that keeps the height of its content.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script, as a module and as an npm package, and more than once on a page. Its only global is
// TwoBoxes. It stores nothing and makes no requests of its own.

import { addressFor, known, options, siteAddress } from "./address.js";
import { Counters } from "./counters.js";
import { boxOf, defineElement, dispatch, option, PLACES } from "./elements.js";
import { afterHydration, mayHydrate } from "./hydration.js";
import { findRoots, note, queryAll, send } from "./page.js";
import { canPin, lineBelow, Pin, pinHeight } from "./pin.js";
import { reservedHeight, stageHeight } from "./reserved-height.js";
import { newState } from "./state.js";
import { Scroll } from "./scroll.js";
import { resized, reveal, topBar } from "./view.js";

(() => {
  const host = /** @type {any} */ (globalThis);
  if (!host.ResizeObserver) return; // there is none on a server, or in a mock of a browser
  // An element's id or a variable of the page may have the same name.
  if (typeof host.TwoBoxes?.scan === "function") return;

  const languages = BUILD_LANGUAGES;
  const site = siteAddress();
  /** Marks a frame of ours. */
  const own = "data-two-boxes-own";

  /** Where there is room for the explainer beside the text, it isn't pinned above it. */
  const wide = matchMedia("(min-width: 1100px)");
  /** The window's size, in CSS pixels; not followed while a phone's address bar comes and goes. */
  let windowSize = { width: innerWidth, height: innerHeight };

  /** The frames in the page, in the order in which they came. @type {Map<HTMLIFrameElement, import("./state.js").FrameState>} */
  const frames = new Map();
  /** Elements that could not be embedded. @type {WeakSet<HTMLElement>} */
  const failed = new WeakSet();

  /**
   * The height that a frame needs before it has reported its own.
   * @param {string} lang
   * @param {number} width CSS pixels
   * @returns {number} CSS pixels
   */
  const height = (lang, width) => reservedHeight(width, languages[known(lang)].beside, BUILD_SHAPES);

  /** @param {string} address of an explainer */
  const languageOf = (address) => known(/\/embed\/(\w+)/.exec(address)?.[1] ?? "");

  // The height of the frame's page depends on its width: the frame is resized before it reports.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) keepHeight(/** @type {HTMLIFrameElement} */ (target));
  });

  /** Gives a frame's content a height, whatever the host adds around it. @param {HTMLElement} box @param {number} height in CSS pixels */
  function setHeight(box, height) {
    const style = getComputedStyle(box);
    const around = style.boxSizing === "border-box" ? [style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth] : [];
    box.style.height = `${around.reduce((sum, size) => sum + parseFloat(size), height)}px`;
  }

  /** @param {HTMLIFrameElement} frame */
  function keepHeight(frame) {
    const state = frames.get(frame);
    const width = frame.clientWidth;
    if (!state || width === 0 || width === state.width) return;
    const usual = (/** @type {number} */ w) => (/[?&]layout=stage/.test(frame.src) ? stageHeight(w, BUILD_PINNED) : height(languageOf(frame.src), w));
    // A page that has reported an unusual height, as with open details, reports the next one as well.
    if (!state.pin && (!state.reported || state.reported === usual(state.width))) setHeight(state.box, usual(width));
    state.width = width;
  }

  /** Embeds the explainer in a place, or follows a change of its attributes. @param {HTMLElement} place */
  function embed(place) {
    const shadow = boxOf(place);
    const existing = /** @type {HTMLIFrameElement | null} */ (shadow?.querySelector("iframe") ?? place.querySelector("iframe"));
    if (existing && frames.has(existing)) return follow(existing);
    // The frame in an element may not have been parsed yet.
    if (mayHydrate(place) || (shadow && document.readyState === "loading")) return;
    // What somebody else manages, a consent tool say, is left alone until a frame comes.
    if (!shadow && (existing ? !/^http/.test(existing.src) : [...place.children].some((child) => !child.matches("noscript, script, style, br")))) return;
    const from = existing?.hasAttribute(own) === false ? existing.src : "";
    const present = existing && (!shadow || from === addressFor(place, site, from, pins(place))) ? existing : null;
    const frame = present ?? document.createElement("iframe");
    const box = (present && shadow) || frame;
    frames.set(frame, newState(place, box, from, present?.src ?? ""));
    if (!present) {
      frame.loading = "lazy";
      frame.setAttribute(own, "");
    }
    follow(frame);
    if (box === frame) {
      // As wide as there is room, also where the place has no width of its own.
      Object.assign(frame.style, { display: "block", width: "100vw", maxWidth: "100%", border: "0" });
      frame.title ||= languages[languageOf(frame.src)].title;
    }
    shadow?.replaceChildren(present ? document.createElement("slot") : frame);
    if (present) send(frame, { type: "hello" }); // it may have reported before
    else if (!shadow) place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  /** Whether a place is pinned now: if it is to be, there is room, and the page lets it. @param {HTMLElement} place */
  const pins = (place) => option(place, "pin") !== null && !wide.matches && canPin(place);

  /** An address apart from its theme. @param {string} url */
  const withoutTheme = (url) => url.replace(/[?&]theme=\w*/, "");

  /**
   * Follows what the attributes of a frame's place ask for now. A scene and a theme need no new page.
   * @param {HTMLIFrameElement} frame
   * @returns {void}
   */
  function follow(frame) {
    const state = /** @type {import("./state.js").FrameState} */ (frames.get(frame));
    const { place, from, scene, asked, pin } = state;
    const pinned = pins(place);
    const now = addressFor(place, site, from, pinned);
    if (asked === now) return;
    state.asked = now;
    const [page, hash = ""] = now.split("#");
    const [before, old = ""] = asked.split("#");
    if (scene && hash && withoutTheme(page) === withoutTheme(before)) {
      if (page !== before) send(frame, { type: "theme", theme: option(place, "theme") || "auto" });
      if (hash !== old) send(frame, { type: "goto", scene: hash });
      return;
    }
    if (state.box !== frame) { // the fallback shows something else now
      forget(frame);
      return embed(place);
    }
    pin?.release();
    Object.assign(state, { width: 0, reported: 0, scene: "", pin: pinned ? new Pin(place, pinHeight(windowSize.height)) : null });
    // Inserting the frame loads another page without an entry in the reader's history.
    const { parentNode, nextSibling } = frame;
    frame.remove();
    frame.src = `${page}#${(hash === old && scene) || hash}`.replace(/#$/, "");
    frame.style.height = pinned ? "100%" : "";
    if (frame.hasAttribute(own)) frame.title = languages[languageOf(page)].title;
    parentNode?.insertBefore(frame, nextSibling);
    keepHeight(frame);
  }

  /** What the card may be as high as. @param {HTMLIFrameElement} frame */
  const sendVisible = (frame) => send(frame, { type: "visible", height: windowSize.height - topBar() });

  const counters = new Counters(frames);
  const scroll = new Scroll(frames, ({ pin }) =>
    pin ? lineBelow(bar + pinHeight(windowSize.height), innerHeight) : innerHeight / 2);

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
    dispatch(state.place, data);
    switch (data.type) {
      case "height":
        if (state.pin || !Number.isFinite(data.height) || data.height <= 0) return;
        state.reported = data.height;
        setHeight(state.box, data.height);
        break;
      case "scene":
        if (typeof data.scene === "string") state.scene = data.scene;
        state.held ||= data.by === "reader";
        counters.show();
        break;
      case "state":
        state.plays = data.state === "playing";
        counters.show();
        break;
      case "reading":
        counters.report(frame, data);
        break;
      case "reveal":
        if (state.pin || !Number.isFinite(data.top)) return;
        reveal(frame, data.top);
        scroll.hold(frame, state);
        break;
      case "ready": // a page that has just loaded shows what its address says
        state.shown = state.scrubbed = undefined;
        sendVisible(frame);
        schedule();
    }
  });

  const onScroll = () => {
    scroll.start();
    schedule();
  };
  /** Follows a part of the page. @param {Window | ShadowRoot} part */
  const listen = (part) => part.addEventListener("scroll", onScroll, { passive: true, capture: true }); // of anything in it
  listen(window);
  addEventListener("resize", () => {
    const now = { width: innerWidth, height: innerHeight };
    if (resized(windowSize, now)) {
      windowSize = now;
      for (const frame of frames.keys()) sendVisible(frame);
    }
    schedule();
  });
  wide.addEventListener("change", () => {
    scan();
  });

  /** Lets go of a frame. @param {HTMLIFrameElement} frame */
  function forget(frame) {
    frames.delete(frame);
    widths.unobserve(frame);
  }

  /** Embeds the explainer in all places, and forgets frames that have left the page. */
  function scan() {
    for (const [frame, { place, pin }] of frames) {
      const stays = place.isConnected && place.matches(PLACES);
      if (frame.isConnected && stays) continue;
      if (!stays) { // what we have added goes with the place
        pin?.release();
        if (frame.hasAttribute(own)) frame.remove();
      }
      forget(frame);
    }
    for (const place of queryAll(PLACES)) {
      if (failed.has(place)) continue;
      try {
        embed(place);
      } catch (error) { // of this place alone: others are still embedded
        failed.add(place);
        note(place, `cannot be embedded: ${error}; use a plain iframe here`);
      }
    }
    counters.scan();
    schedule();
  }
  /** Scans shadow roots as well that have been added. */
  function scanAll() {
    findRoots((root) => {
      observe(root);
      listen(root);
    });
    scan();
  }
  if (!Object.hasOwn(host, "TwoBoxes")) host.TwoBoxes = { scan: scanAll, height };
  // Scan while the page arrives and whenever it changes.
  const observer = new MutationObserver((changes) => (changes.some(({ addedNodes }) => addedNodes.length) ? scanAll() : scan()));
  const observe = (/** @type {Node} */ root) => observer.observe(root, { childList: true, subtree: true, characterData: true,
    attributeFilter: ["data-two-boxes", "data-two-boxes-counter", "of", "src",
      ...[...options, "for"].flatMap((name) => [name, `data-${name}`])] });
  observe(document);
  document.addEventListener("DOMContentLoaded", scanAll);
  defineElement((place, scene) => {
    for (const [frame, state] of frames) if (state.place === place) send(frame, { type: "goto", scene });
  });
  afterHydration(scanAll);
  scanAll();
})();
