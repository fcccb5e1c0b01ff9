// The host script: puts the explainer into any page, as a frame that keeps its height.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script and as a module, once or twice on a page, leaves no global but
// TwoBoxes, keeps nothing and requests nothing of its own.

import { Counters } from "./counters.js";
import { Scroll } from "./scroll.js";

(() => {
  const host = /** @type {{TwoBoxes?: object}} */ (/** @type {unknown} */ (window));
  if (host.TwoBoxes) return;

  const languages = BUILD_LANGUAGES;

  // A module does not know its own element, but an error knows the file it came from.
  const script = document.currentScript instanceof HTMLScriptElement && document.currentScript.src;
  const file = script || /https?:\/\/[^\s()]*\/embed\.js/.exec(new Error().stack ?? "")?.[0];
  const base = new URL(".", file || BUILD_ORIGIN);
  const parameters = ["theme", "load", "feed", "controls", "motion", "paper", "ink", "accent", "radius", "debug"];

  /**
   * The frames in the page, each with its language, the width it has and the height it asked for.
   * @type {Map<HTMLIFrameElement, {lang: string, width: number, asked: number}>}
   */
  const frames = new Map();

  /** The height to keep for a frame before it tells its own. @param {string} lang @param {number} width */
  function reserved(lang, width) {
    const picture = width < 560 ? (width * 488) / 390 : width < 960 ? (width * 600) / 960 : Math.min(width, 1280) / 2;
    const { beside } = languages[lang];
    const [, height] = beside.findLast(([from]) => width >= from) ?? beside[0];
    return Math.ceil(picture + height);
  }

  // The page in the frame grows and shrinks as its width does; the height is there before it says so.
  const widths = new ResizeObserver((entries) => {
    for (const { target } of entries) keepHeight(/** @type {HTMLIFrameElement} */ (target));
  });

  /** @param {HTMLIFrameElement} frame */
  function keepHeight(frame) {
    const known = frames.get(frame);
    const width = frame.clientWidth;
    if (!known || width === 0 || width === known.width) return;
    // A page that had asked for another height than the usual one says itself what it needs now.
    if (!known.asked || known.asked === reserved(known.lang, known.width)) frame.style.height = reserved(known.lang, width) + "px";
    known.width = width;
  }

  /** @param {HTMLElement} place */
  function embed(place) {
    const there = place.querySelector("iframe");
    if (there && frames.has(there)) return;
    const asked = place.dataset.lang ?? "";
    const lang = asked in languages ? asked : "en";
    const frame = there ?? document.createElement("iframe");
    if (!there) {
      const address = new URL(`embed/${lang}/`, base);
      for (const name of parameters) {
        const value = place.dataset[name];
        if (value) address.searchParams.set(name, name === "feed" ? new URL(value, location.href).href : value);
      }
      if (place.dataset.scene) address.hash = place.dataset.scene;
      frame.loading = "lazy";
      frame.src = address.href;
    }
    frame.title ||= languages[lang].title;
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    frames.set(frame, { lang, width: 0, asked: 0 });
    if (there) frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*"); // it may have spoken before
    else place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  const counters = new Counters(languages);
  const scroll = new Scroll(frames);

  addEventListener("message", ({ source, data }) => {
    if (data?.explainer !== "two-boxes" || data.v !== 1) return;
    const [frame, known] = [...frames].find(([f]) => f.contentWindow === source) ?? [];
    if (!frame || !known) return;
    counters.hear(frame, data);
    scroll.hear(frame, data);
    if (data.type === "height" && Number.isFinite(data.height) && data.height > 0) {
      known.asked = data.height;
      frame.style.height = data.height + "px";
    }
  });

  /** Embeds wherever the page asks for it, and lets go of frames that are gone. */
  function scan() {
    for (const frame of frames.keys()) {
      if (frame.isConnected) continue;
      frames.delete(frame);
      widths.unobserve(frame);
      counters.forget(frame);
      scroll.forget(frame);
    }
    for (const place of document.querySelectorAll("[data-two-boxes]")) embed(/** @type {HTMLElement} */ (place));
    counters.scan(frames.keys());
    scroll.scan();
  }
  host.TwoBoxes = { scan, height: reserved };
  // Places are found as the page arrives and whenever it changes.
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", scan);
  scan();
})();
