// The host script: embeds the explainer in any page, in a frame that keeps the height of its content.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script, as a module and as an npm package, and more than once on a page. Its only global is
// TwoBoxes. It stores nothing and makes no requests of its own.

import { addressFor, known, parameters, siteAddress } from "./address.js";
import { Counters } from "./counters.js";
import { boxOf, defineElement, dispatch, option, PLACES } from "./elements.js";
import { afterHydration, mayHydrate } from "./hydration.js";
import { findRoots, note, queryAll } from "./page.js";
import { canPin, lineBelow, Pin, pinHeight } from "./pin.js";
import { reservedHeight, stageHeight } from "./reserved-height.js";
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

  /**
   * The frames in the page: their place and language, the address of the host's own frame ("": there is none) and
   * the one that the place's attributes ask for, what is given a height (for a fallback in a <two-boxes> not
   * the frame), their current width and the height they reported last, in CSS pixels (0: none), their
   * scene ("": not reported), and what pins them.
   * @type {Map<HTMLIFrameElement, {place: HTMLElement, lang: string, from: string, asked: string, box: HTMLElement,
   *   width: number, reported: number, scene: string, pin: Pin | null}>}
   */
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
    const usual = (/** @type {number} */ w) => (/[?&]layout=stage/.test(frame.src) ? stageHeight(w, BUILD_PINNED) : height(state.lang, w));
    // A page that has reported an unusual height, as with open details, reports the next one as well.
    if (!state.pin && (!state.reported || state.reported === usual(state.width))) setHeight(state.box, usual(width));
    state.width = width;
  }

  /** Embeds the explainer in a place, or follows a change of its attributes. @param {HTMLElement} place */
  function embed(place) {
    const shadow = boxOf(place);
    let existing = /** @type {HTMLIFrameElement | null} */ (shadow?.querySelector("iframe") ?? place.querySelector("iframe"));
    const state = existing && frames.get(existing);
    if (state) return follow(existing, state);
    // The frame in an element may not have been parsed yet.
    if (mayHydrate(place) || (shadow && document.readyState === "loading")) return;
    // What somebody else manages, a consent tool say, is left alone until a frame comes.
    if (!shadow && (existing ? !/^http/.test(existing.src) : [...place.children].some((child) => !child.matches("noscript, script, style, br")))) return;
    const from = existing?.hasAttribute(own) === false ? existing.src : "";
    const asked = addressFor(place, site, from);
    if (shadow && (existing?.src !== asked || option(place, "pin") !== null)) existing = null; // the fallback shows something else
    const frame = existing ?? document.createElement("iframe");
    const lang = known(option(place, "lang") ?? "");
    frames.set(frame, { place, lang, from, asked, box: shadow && existing ? shadow : frame, width: 0, reported: 0, scene: "", pin: null });
    if (!(shadow && existing)) {
      // As wide as there is room, also where the place has no width of its own.
      Object.assign(frame.style, { display: "block", width: "100vw", maxWidth: "100%", border: "0" });
      frame.title ||= languages[lang].title;
    }
    if (!existing) {
      frame.loading = "lazy";
      frame.setAttribute(own, "");
      frame.src = asked;
    } else if (existing.src !== asked) load(frame, asked);
    setLayout(frame);
    shadow?.replaceChildren(existing ? document.createElement("slot") : frame);
    if (existing) send(frame, { type: "hello" }); // it may have reported before
    else if (!shadow) place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  /** An address apart from its theme. @param {string} url */
  const withoutTheme = (url) => url.replace(/[?&]theme=\w*/, "");

  /**
   * Follows what the attributes of a frame's place ask for now. A scene and a theme need no new page.
   * @param {HTMLIFrameElement} frame @param {NonNullable<ReturnType<typeof frames.get>>} state
   * @returns {void}
   */
  function follow(frame, state) {
    const { place, from, scene, asked, box, pin } = state;
    const now = addressFor(place, site, from);
    const fallback = box !== frame;
    if (asked === now && !(fallback && option(place, "pin") !== null)) return setLayout(frame);
    state.asked = now;
    const [page, hash] = now.split("#");
    const [before, old] = asked.split("#");
    if (scene && hash && withoutTheme(page) === withoutTheme(before)) {
      if (page !== before) send(frame, { type: "theme", theme: option(place, "theme") || "auto" });
      if (hash !== old) send(frame, { type: "goto", scene: hash });
      return;
    }
    if (fallback) {
      forget(frame);
      return embed(place);
    }
    state.lang = known(option(place, "lang") ?? "");
    if (frame.hasAttribute(own)) frame.title = languages[state.lang].title;
    pin?.release();
    state.pin = null;
    frame.style.height = "";
    load(frame, `${page}#${hash === old && scene || hash || ""}`);
    setLayout(frame);
    keepHeight(frame);
  }

  /** Loads another address without an entry in the reader's history: the frame is inserted. @param {HTMLIFrameElement} frame @param {string} address */
  function load(frame, address) {
    const { parentNode, nextSibling } = frame;
    Object.assign(frames.get(frame) ?? {}, { width: 0, reported: 0, scene: "" });
    frame.remove();
    frame.src = address;
    parentNode?.insertBefore(frame, nextSibling);
  }

  /** Pins a frame's place or not, as the window's width asks, and loads the layout for it. @param {HTMLIFrameElement} frame */
  function setLayout(frame) {
    const state = frames.get(frame);
    if (!state) return;
    const pinned = option(state.place, "pin") !== null && !wide.matches && canPin(state.place);
    if (pinned === Boolean(state.pin)) return;
    state.pin?.release();
    state.pin = pinned ? new Pin(state.place, pinHeight(windowSize.height)) : null;
    state.box.style.height = pinned ? "100%" : "";
    const address = new URL(frame.src);
    if (pinned) address.searchParams.set("layout", "stage");
    else address.searchParams.delete("layout");
    if (state.scene) address.hash = state.scene;
    load(frame, address.href);
    keepHeight(frame);
  }

  /** @param {HTMLIFrameElement} frame @param {object} message */
  function send(frame, message) {
    frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, ...message }, "*");
  }

  /** What the card may be as high as. @param {HTMLIFrameElement} frame */
  const sendVisible = (frame) => send(frame, { type: "visible", height: windowSize.height - topBar() });

  const counters = new Counters();
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
    dispatch(state.place, data);
    scroll.hear(frame, data);
    switch (data.type) {
      case "height":
        if (state.pin || !Number.isFinite(data.height) || data.height <= 0) return;
        state.reported = data.height;
        setHeight(state.box, data.height);
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
    for (const frame of frames.keys()) setLayout(frame);
    schedule();
  });

  /** Lets go of a frame. @param {HTMLIFrameElement} frame */
  function forget(frame) {
    frames.delete(frame);
    widths.unobserve(frame);
    counters.forget(frame);
    scroll.forget(frame);
  }

  /** Embeds the explainer in all places, and forgets frames that have left the page. */
  function scan() {
    for (const frame of frames.keys()) {
      const { place, pin } = frames.get(frame) ?? {};
      const stays = place?.isConnected && place.matches(PLACES);
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
    counters.scan(frames.keys());
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
      ...[...parameters, "lang", "scene", "pin", "for"].flatMap((name) => [name, `data-${name}`])] });
  observe(document);
  document.addEventListener("DOMContentLoaded", scanAll);
  defineElement((place, scene) => {
    for (const [frame, state] of frames) if (state.place === place) send(frame, { type: "goto", scene });
  });
  afterHydration(scanAll);
  scanAll();
})();
