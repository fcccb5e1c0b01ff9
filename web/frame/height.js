// How tall the page is. Hosts give the frame this height, so that nothing scrolls inside it.

import { ResizeObserver } from "../lib/standins.js";

/** The page's height in CSS px. */
export const pageHeight = () => Math.ceil(document.body.scrollHeight);

/**
 * Reports the page's height whenever it changes.
 * @param {(height: number) => void} report in CSS px
 */
export function watchHeight(report) {
  let last = 0;
  const before = innerHeight;
  const measure = () => {
    if (innerWidth === 0) return; // in a frame that is not shown, nothing has a height
    const height = pageHeight();
    if (height !== last) report((last = height));
    // Where the host follows, no scroll bar may narrow the page while it does: the page would be as
    // tall as it is for the width that the bar leaves over, and the bar would stay.
    if (innerHeight === last && innerHeight !== before) document.documentElement.dataset.fitted = "";
  };
  // Off-screen frames of another origin get no resize observations, so other signs are watched too:
  // a host often says something when it has changed the width.
  new ResizeObserver(measure).observe(document.body);
  for (const type of ["load", "resize", "pageshow", "message"]) addEventListener(type, measure);
  document.addEventListener("toggle", measure, true);
  document.fonts?.addEventListener("loadingdone", measure);
  measure();
}
