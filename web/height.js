// How tall the page is. Hosts give the frame this height, so that nothing scrolls inside it.

/**
 * Reports the page's height whenever it changes.
 * @param {(height: number) => void} report in CSS px
 */
export function watchHeight(report) {
  let last = 0;
  const measure = () => {
    const height = Math.ceil(document.body.scrollHeight);
    if (height !== last) report((last = height));
  };
  // Off-screen frames of another origin get no resize observations, so other signs are watched too.
  new ResizeObserver(measure).observe(document.body);
  for (const type of ["load", "resize", "pageshow"]) addEventListener(type, measure);
  document.addEventListener("toggle", measure, true);
  document.fonts?.addEventListener("loadingdone", measure);
  measure();
}
