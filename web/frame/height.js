// The page's height. Hosts give the frame this height, so that nothing scrolls inside it.

let full = 0; // the last height that the page had with its picture in full size

/**
 * The page's height in CSS pixels. The stage alone fills its frame, so its height is the one it would like.
 * While the picture is smaller because the frame is short (fit.js) the page still asks for its full height:
 * a host that follows what the short page needs would make it grow, and so on without end.
 */
export function pageHeight() {
  const height = Math.ceil(document.documentElement.dataset.layout === "stage" ? heightAlone() : document.body.scrollHeight);
  if (document.querySelector("main[data-short]")) return Math.max(full, height);
  return (full = height);
}

/** The height of the stage alone, with the line below it, where only the width limits it. */
function heightAlone() {
  const card = /** @type {HTMLElement} */ (document.querySelector(".card"));
  const { width, height } = /** @type {HTMLElement} */ (card.querySelector(".stage")).getBoundingClientRect();
  const widest = Math.min(innerWidth, parseFloat(getComputedStyle(card).maxWidth));
  return (widest * height) / width + card.getBoundingClientRect().height - height;
}

/**
 * Reports the page's height whenever it changes.
 * @param {(height: number) => void} report gets CSS pixels
 */
export function watchHeight(report) {
  let last = 0;
  const before = innerHeight;
  const measure = () => {
    if (innerWidth === 0) return; // nothing has a height in a frame that is not displayed
    const height = pageHeight();
    if (height !== last) report((last = height));
    // If the host adapts the frame, no scroll bar may narrow the page while it does: the page would
    // get as tall as it is at the narrower width, and the scroll bar would stay.
    if (innerHeight === last && innerHeight !== before) document.documentElement.dataset.fitted = "";
  };
  // Browsers send no resize observations to off-screen frames of another origin, so other events
  // are used, too: a host often sends a message when it has changed the width.
  new ResizeObserver(measure).observe(document.body);
  for (const type of ["load", "resize", "pageshow", "message"]) addEventListener(type, measure);
  document.addEventListener("toggle", measure, true);
  document.fonts?.addEventListener("loadingdone", measure);
  measure();
}
