// The host script: puts the explainer into any page, as a frame that keeps its height.
//
//   <div data-two-boxes data-lang="en"></div>
//   <script src="https://…/embed.js" async></script>
//
// It works as a classic script and as a module, once or twice on a page, leaves no global but
// TwoBoxes, keeps nothing and requests nothing of its own.

(() => {
  const host = /** @type {{TwoBoxes?: object}} */ (/** @type {unknown} */ (window));
  if (host.TwoBoxes) return;

  /**
   * What the build knows: the frame's title, and by width the height of the page beside its picture.
   * @type {Record<string, {title: string, beside: [width: number, height: number][]}>}
   */
  const languages = {/* filled in by the build */};

  const script = document.currentScript ?? [...document.scripts].find((s) => /\/embed\.js(\?|$)/.test(s.src));
  const base = new URL(".", script instanceof HTMLScriptElement ? script.src : location.href);
  const parameters = ["theme", "load", "feed", "controls", "motion", "paper", "ink", "accent", "radius"];

  /** Frames by their window. @type {Map<MessageEventSource, HTMLIFrameElement>} */
  const frames = new Map();

  /** The height to keep for a frame before it tells its own. @param {string} lang @param {number} width */
  function reserved(lang, width) {
    const picture = width < 560 ? (width * 488) / 390 : width < 960 ? (width * 600) / 960 : Math.min(width, 1280) / 2;
    const beside = languages[lang].beside.findLast(([from]) => width >= from) ?? languages[lang].beside[0];
    return Math.ceil(picture + beside[1]);
  }

  /** @param {HTMLElement} place */
  function embed(place) {
    if (place.dataset.twoBoxes === "on") return;
    place.dataset.twoBoxes = "on";
    const lang = place.dataset.lang && languages[place.dataset.lang] ? place.dataset.lang : "en";
    const frame = place.querySelector("iframe") ?? document.createElement("iframe");
    if (!frame.src) {
      const address = new URL(`embed/${lang}/`, base);
      for (const name of parameters) {
        const value = place.dataset[name];
        if (value) address.searchParams.set(name, name === "feed" ? new URL(value, location.href).href : value);
      }
      if (place.dataset.scene) address.hash = place.dataset.scene;
      frame.title = languages[lang].title;
      frame.loading = "lazy";
      frame.src = address.href;
    }
    Object.assign(frame.style, { display: "block", width: "100%", border: "0" });
    frame.style.height = reserved(lang, place.clientWidth) + "px";
    if (!frame.isConnected) place.append(frame);
    const register = () => frame.contentWindow && frames.set(frame.contentWindow, frame);
    register();
    frame.addEventListener("load", register);
  }

  addEventListener("message", ({ source, data }) => {
    const frame = source && frames.get(source);
    if (!frame || !data || data.explainer !== "two-boxes" || data.v !== 1) return;
    if (data.type === "height" && data.height > 0) frame.style.height = data.height + "px";
  });

  /** Embeds wherever the page asks for it; call it after adding to the page. */
  function scan() {
    for (const place of document.querySelectorAll("[data-two-boxes]")) embed(/** @type {HTMLElement} */ (place));
  }
  host.TwoBoxes = { scan };
  if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", scan);
  else scan();
})();
