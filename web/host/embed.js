// The host script: embeds the explainer in any page, in a frame that keeps the height of its content.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script, as a module and as an npm package, and more than once on a page. Its only global is
// TwoBoxes. It stores nothing and makes no requests of its own.

import { addressFor, known } from "./address.js";
import { report, scanFigures, showFigures, styles } from "./counters.js";
import { boxOf, defineElement, dispatch, option, options, PLACES } from "./elements.js";
import { afterHydration, mayHydrate } from "./hydration.js";
import { findRoots, note, queryAll, send } from "./page.js";
import { canPin, lineBelow, pin, pinHeight } from "./pin.js";
import { reservedHeight, stageHeight } from "./reserved-height.js";
import { followScroll, last } from "./scroll.js";
import { frames } from "./state.js";
import { resized, reveal, topBar } from "./view.js";

(() => {
  const host = /** @type {any} */ (globalThis);
  if (!host.ResizeObserver) return; // there is none on a server, or in a mock of a browser
  // An element's id or a variable of the page may have the same name.
  if (host.TwoBoxes?.scan?.call) return;

  const sheet = new CSSStyleSheet();
  sheet.replaceSync(styles);
  /** Marks a frame of ours. */
  const own = "data-two-boxes-own";

  /** The window's size, in CSS pixels; not followed while a phone's address bar comes and goes. */
  let windowSize = { width: innerWidth, height: innerHeight };

  /** Elements that could not be embedded. @type {WeakSet<HTMLElement>} */
  const failed = new WeakSet();

  /**
   * The height that a frame needs before it has reported its own.
   * @param {string} _lang is the same in every language
   * @param {number} width CSS pixels
   * @returns {number} CSS pixels
   */
  const height = (_lang, width) => reservedHeight(width, BUILD_BESIDE, BUILD_FRAME_SHAPES, windowSize.height - bar);

  /** @param {string} address of an explainer */
  const languageOf = (address) => known(/\/embed\/(\w+)/.exec(address)?.[1] ?? "");

  // The height of the frame's page depends on its width: the frame is resized before it reports.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) keepHeight(/** @type {HTMLIFrameElement} */ (target));
  });

  /**
   * Gives a frame's content a height, whatever the host adds around it.
   * @param {import("./state.js").FrameState} state
   * @param {number} height in CSS pixels
   */
  function setHeight(state, height) {
    const { box } = state;
    state.height = height;
    const style = getComputedStyle(box);
    const around = style.boxSizing === "border-box" ? [style.paddingTop, style.paddingBottom, style.borderTopWidth, style.borderBottomWidth] : [];
    box.style.height = `${around.reduce((sum, size) => sum + parseFloat(size), height)}px`;
  }

  /** @param {HTMLIFrameElement} frame */
  function keepHeight(frame) {
    const state = frames.get(frame);
    const width = frame.clientWidth;
    if (!state || !width || width === state.width) return;
    const usual = (/** @type {number} */ w) => (/[?&]layout=stage/.test(frame.src) ? stageHeight(w, BUILD_PINNED) : height("", w));
    // A page that has reported an unusual height, as with open details, reports the next one as well.
    if (!state.pin && (!state.width || state.height === usual(state.width))) setHeight(state, usual(width));
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
    const from = (!existing?.hasAttribute(own) && existing?.src) || "";
    const present = existing && (!shadow || from === addressFor(place, from, pins(place))) ? existing : null;
    const frame = present ?? document.createElement("iframe");
    const box = (present && shadow) || frame;
    frames.set(frame, { place, box, from, asked: present?.src ?? "", width: 0, seen: 0 });
    if (!present) {
      frame.loading = "lazy";
      frame.setAttribute(own, "");
    }
    follow(frame);
    if (box === frame) {
      // As wide as there is room, also where the place has no width of its own.
      frame.style.cssText += ";display:block;width:100vw;max-width:100%;border:0";
      frame.title ||= BUILD_TITLES[languageOf(frame.src)];
    }
    shadow?.replaceChildren(present ? document.createElement("slot") : frame);
    if (present) send(frame, { type: "hello" }); // it may have reported before
    else if (!shadow) place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  /** Whether a place is pinned now: if it is to be, there is no room beside the text, and the page lets it. @param {HTMLElement} place */
  const pins = (place) => option(place, "pin") !== null && windowSize.width < 1100 && canPin(place);

  /** An address apart from its theme. @param {string} url */
  const withoutTheme = (url) => url.replace(/[?&]theme=\w*/, "");

  /**
   * Follows what the attributes of a frame's place ask for now. A scene and a theme need no new page.
   * @param {HTMLIFrameElement} frame
   * @returns {void}
   */
  function follow(frame) {
    const state = /** @type {import("./state.js").FrameState} */ (frames.get(frame));
    const { place, from, scene, asked } = state;
    const pinned = pins(place);
    const now = addressFor(place, from, pinned);
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
    state.pin?.();
    Object.assign(state, { width: 0, scene: "", pin: pinned ? pin(place) : undefined });
    // Inserting the frame loads another page without an entry in the reader's history.
    const { parentNode, nextSibling } = frame;
    frame.remove();
    const shown = (hash === old && scene) || hash;
    frame.src = page + (shown && `#${shown}`);
    frame.style.height = pinned ? "100%" : "";
    if (frame.hasAttribute(own)) frame.title = BUILD_TITLES[languageOf(page)];
    parentNode?.insertBefore(frame, nextSibling);
    keepHeight(frame);
  }

  /** What the card may be as high as. @param {HTMLIFrameElement} frame */
  function sendVisible(frame) {
    send(frame, { type: "visible", height: windowSize.height - topBar() });
  }

  /** @type {import("./scroll.js").Line} */
  const line = ({ pin }) => (pin ? lineBelow(bar + pinHeight(windowSize.height), innerHeight) : innerHeight / 2);

  let bar = 0; // height of the host's bars, in CSS pixels
  let scheduled = 0;
  let scrolled = false;

  /** Brings places and scenes in line with the page's position. */
  function update() {
    bar = topBar();
    const ends = last(() => true);
    for (const [frame, { pin }] of frames) pin?.(bar, pinHeight(windowSize.height), ends.get(frame));
    followScroll(bar, line, (scrolled ||= scrollY > 0));
  }
  function schedule() {
    cancelAnimationFrame(scheduled);
    if (frames.size) scheduled = requestAnimationFrame(update);
  }

  addEventListener("message", ({ source, data }) => {
    if (data?.explainer !== "two-boxes" || data.v !== 1) return;
    for (const [frame, state] of frames) if (frame.contentWindow === source) receive(frame, state, data);
  });

  /** @param {HTMLIFrameElement} frame @param {import("./state.js").FrameState} state @param {any} data a message of its explainer */
  function receive(frame, state, data) {
    const { type, height, scene, top } = data;
    dispatch(state.place, data);
    if (type === "height" && !state.pin && Number.isFinite(height) && height > 0) setHeight(state, height);
    if (type === "scene") {
      if (typeof scene === "string") state.scene = scene;
      state.held ||= data.by === "reader";
    }
    if (type === "state") state.plays = data.state === "playing";
    if (type === "reading") report(frame, data);
    if (type === "reveal" && !state.pin && Number.isFinite(top)) {
      reveal(frame, top);
      // What the reader has chosen stays, wherever the page has been scrolled to.
      state.held = true;
      state.seen = 0;
    }
    if (type === "ready") { // a page that has just loaded shows what its address says
      state.shown = state.scrubbed = undefined;
      sendVisible(frame);
      schedule();
    }
    showFigures();
  }

  const onScroll = () => {
    scrolled = true;
    schedule();
  };
  addEventListener("blur", () => { // the reader has pressed something in the frame
    for (const state of frames.values()) state.held ||= state.place.contains(document.activeElement);
  });
  addEventListener("resize", () => {
    const now = { width: innerWidth, height: innerHeight };
    if (resized(windowSize, now)) {
      windowSize = now;
      for (const frame of frames.keys()) sendVisible(frame);
      scan();
    }
    schedule();
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
        pin?.();
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
        note(place, `not embedded: ${error}; use iframe`);
      }
    }
    scanFigures();
    schedule();
  }
  /** Scans shadow roots as well that have been added. */
  function scanAll() {
    findRoots((root) => {
      root.adoptedStyleSheets?.push(sheet); // an old browser shows no underline
      root.addEventListener("scroll", onScroll, { passive: true, capture: true }); // of anything in it
      observer.observe(root, { childList: true, subtree: true, characterData: true,
        attributeFilter: [...options, "for", "of", "src", "two-boxes", "two-boxes-counter"].flatMap((name) => [name, `data-${name}`]) });
    });
    scan();
  }
  if (!Object.hasOwn(host, "TwoBoxes")) host.TwoBoxes = { scan: scanAll, height };
  // Scan while the page arrives and whenever it changes.
  const observer = new MutationObserver((changes) => (changes.some(({ addedNodes }) => addedNodes[0]) ? scanAll() : scan()));
  defineElement();
  document.addEventListener("readystatechange", scanAll);
  afterHydration(scanAll);
  scanAll();
})();
