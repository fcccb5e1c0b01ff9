// A panel for developers, shown with ?debug in the address: state, times and memory, over the page.
// It is loaded only then, and sends nothing anywhere.

/**
 * Shows a panel and keeps it up to date.
 * @param {HTMLElement} main the explainer
 * @param {string} version of the build
 * @param {string[]} failures one line each
 * @param {() => import("../engine/engine-host.js").EngineHost | undefined} host
 */
export function debug(main, version, failures, host) {
  const panel = document.createElement("pre");
  panel.id = "debug";
  panel.setAttribute("aria-hidden", "true");
  panel.style.cssText = "position:fixed;z-index:9;inset:0 0 auto auto;max-width:100%;box-sizing:border-box;margin:0;padding:6px 8px;" +
    "font:11px/1.4 monospace;white-space:pre-wrap;text-align:start;direction:ltr;color:#fff;background:#000c;pointer-events:none";
  document.body.append(panel);

  /** The last states, with the times they were entered, in seconds. @type {string[]} */
  const states = [];
  const note = () => {
    states.push(`${(performance.now() / 1000).toFixed(1)} ${main.dataset.state}`);
    if (states.length > 8) states.shift();
  };
  note();
  new MutationObserver(() => {
    note();
    show();
  }).observe(main, { attributeFilter: ["data-state"] });

  let frames = 0;
  const show = () => {
    const engine = host();
    const { memory, frames: now } = engine?.usage() ?? { memory: 0, frames: 0 };
    const { loading, starting, copies } = engine?.record ?? { loading: 0, starting: 0, copies: 0 };
    panel.textContent = [
      `two-boxes ${version}, ${document.documentElement.lang}`,
      `state      ${main.dataset.state} in ${main.dataset.scene}${main.dataset.drawn === undefined ? ", poster" : ", engine's picture"}`,
      `states, s  ${states.join(" > ")}`,
      `page, ms   ${pageTimes()}`,
      `engine, ms loading ${loading.toFixed()}, starting ${starting.toFixed()}; copies ${copies}`,
      `frames     ${now}, in the last second ${Math.max(0, now - frames)}`,
      `memory, MB engine ${megabytes(memory)}, scripts ${heap()}`,
      `size, px   ${innerWidth} × ${innerHeight} × ${devicePixelRatio}, page ${document.body.scrollHeight}`,
      ...failures.slice(-5),
    ].join("\n");
    return now;
  };
  show();
  setInterval(() => {
    if (!document.hidden) frames = show();
  }, 1000);
}

/** When the document arrived, was first painted and was loaded, in ms since navigation. */
function pageTimes() {
  const [page] = /** @type {PerformanceNavigationTiming[]} */ (performance.getEntriesByType("navigation"));
  const [paint] = performance.getEntriesByName("first-contentful-paint");
  return `document ${page?.responseEnd.toFixed() ?? "?"}, painted ${paint?.startTime.toFixed() ?? "?"}, loaded ${page?.loadEventEnd.toFixed() ?? "?"}`;
}

/** The page's JavaScript heap, where the browser reports it. */
function heap() {
  const { memory } = /** @type {{memory?: {usedJSHeapSize: number}}} */ (/** @type {unknown} */ (performance));
  return memory ? megabytes(memory.usedJSHeapSize) : "unknown";
}

const megabytes = (/** @type {number} */ bytes) => (bytes / 2 ** 20).toFixed(1);
