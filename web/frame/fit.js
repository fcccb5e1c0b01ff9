// Fits the page into a frame that is too short and that the host does not resize: the picture
// shrinks, but never below the smallest size of its shape, and the rest scrolls. A host that does
// resize the frame is sent the full height first, and again whenever it has resized it.

/** How long a host may take to apply a height, in ms. */
const HOST_TIMEOUT = 1500;

/**
 * The size of the picture with which the page fits.
 * @param {number} width that is available, in CSS pixels
 * @param {number} height that is left for the picture, in CSS pixels
 * @param {BuildShape[]} shapes narrowest first
 * @returns {{width: number, ratio: number}} width in CSS pixels, ratio: width / height
 */
export function fittedSize(width, height, shapes) {
  const last = shapes.length - 1;
  const ratio = (/** @type {BuildShape} */ shape) => shape.width / shape.height;
  let i = Math.max(0, shapes.findLastIndex(({ from }) => width >= from));
  if (i === last && height * ratio(shapes[i]) < shapes[i].from) i--; // only the widest shape may become another
  return { width: Math.min(width, shapes[i].most, Math.max(shapes[i].from, Math.floor(height * ratio(shapes[i])))), ratio: ratio(shapes[i]) };
}

/**
 * @param {HTMLElement} main the explainer
 * @param {HTMLElement} stage the box of its picture
 * @param {() => void} onShort there is no room for the higher picture
 */
export function fitFrame(main, stage, onShort) {
  if (window.parent === window || document.documentElement.dataset.layout === "stage") return;
  let size = [innerWidth, innerHeight];
  const grow = () => {
    main.removeAttribute("data-short");
    for (const name of ["--stage-width", "--stage-ratio"]) main.style.removeProperty(name);
  };
  const shrink = () => {
    const fits = () => document.body.scrollHeight <= innerHeight;
    if (fits() || main.hasAttribute("data-text")) return;
    onShort();
    if (fits()) return;
    const natural = document.body.scrollHeight;
    const picture = stage.getBoundingClientRect();
    const bottom = (main.querySelector(".bar")?.getBoundingClientRect().bottom ?? natural) + scrollY;
    const fitted = fittedSize(picture.width, innerHeight - bottom + picture.height, BUILD_SHAPES);
    main.style.setProperty("--stage-width", `${fitted.width}px`);
    main.style.setProperty("--stage-ratio", String(fitted.ratio));
    main.setAttribute("data-short", "");
  };
  let timer = setTimeout(shrink, HOST_TIMEOUT);
  addEventListener("resize", () => {
    if (innerWidth === size[0] && innerHeight === size[1]) return;
    size = [innerWidth, innerHeight];
    clearTimeout(timer);
    grow();
    timer = setTimeout(shrink, HOST_TIMEOUT);
  });
}
