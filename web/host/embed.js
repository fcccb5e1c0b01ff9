// The host script: embeds the explainer in any page, in a frame that keeps the height of its content.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script and as a module, and more than once on a page. Its only global is
// TwoBoxes. It stores nothing and makes no requests of its own.

import { Counters } from "./counters.js";
import { reservedHeight } from "./reserved-height.js";
import { Scroll } from "./scroll.js";

(() => {
  const host = /** @type {{TwoBoxes?: object}} */ (/** @type {unknown} */ (window));
  if (host.TwoBoxes) return;

  const languages = BUILD_LANGUAGES;

  // A module does not know its own element, but the stack of an error has its file.
  const script = document.currentScript instanceof HTMLScriptElement && document.currentScript.src;
  const file = script || /https?:\/\/[^\s()]*\/embed\.js/.exec(new Error().stack ?? "")?.[0];
  const base = new URL(".", file || BUILD_ORIGIN);
  const parameters = ["theme", "load", "feed", "controls", "motion", "paper", "ink", "accent", "radius", "debug"];

  /**
   * The frames in the page: their language, their current width and the height they reported last,
   * in CSS pixels (0: none).
   * @type {Map<HTMLIFrameElement, {lang: string, width: number, reported: number}>}
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
    // A page that has reported an unusual height, as with open details, reports the next one as well.
    if (!state.reported || state.reported === height(state.lang, state.width)) frame.style.height = height(state.lang, width) + "px";
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
      if (!value) continue;
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
    frames.set(frame, { lang, width: 0, reported: 0 });
    if (existing) frame.contentWindow?.postMessage({ explainer: "two-boxes", v: 1, type: "hello" }, "*"); // it may have reported before
    else place.append(frame);
    keepHeight(frame);
    widths.observe(frame);
  }

  const counters = new Counters(languages);
  const scroll = new Scroll(frames);

  addEventListener("message", ({ source, data }) => {
    if (data?.explainer !== "two-boxes" || data.v !== 1) return;
    const [frame, state] = [...frames].find(([f]) => f.contentWindow === source) ?? [];
    if (!frame || !state) return;
    counters.hear(frame, data);
    scroll.hear(frame, data);
    if (data.type === "height" && Number.isFinite(data.height) && data.height > 0) {
      state.reported = data.height;
      frame.style.height = data.height + "px";
    }
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
    scroll.scan();
  }
  host.TwoBoxes = { scan, height };
  // Scan while the page arrives and whenever it changes.
  new MutationObserver(scan).observe(document, { childList: true, subtree: true });
  document.addEventListener("DOMContentLoaded", scan);
  scan();
})();
