// A frame that is too short and that nobody resizes: there the picture shrinks, but never below the
// smallest size it is made for, and the rest scrolls inside. A host that does resize its frame gets
// the full height first, and gets it again whenever it resizes.

/** How long a host may take to answer a height, in ms. */
const patience = 1500;

/** Smallest width and proportion of the shapes a picture can take, widest first. */
const shapes = [
  { from: 960, ratio: 1280 / 640 },
  { from: 560, ratio: 960 / 600 },
  { from: 280, ratio: 390 / 488 },
];

/**
 * How wide the picture is to be so that the page fits.
 * @param {number} width that it has
 * @param {number} room height left for it
 * @returns {{width: number, ratio: number}} in CSS px
 */
export function fitted(width, room) {
  let at = shapes.findIndex((s) => width >= s.from);
  if (at < 0) at = shapes.length - 1;
  if (at === 0 && room * shapes[0].ratio < shapes[0].from) at = 1; // wide may become regular
  const { from, ratio } = shapes[at];
  const most = at === 0 ? width : Math.min(width, at === 1 ? 959 : 559);
  return { width: Math.min(most, Math.max(from, Math.floor(room * ratio))), ratio };
}

/** @param {HTMLElement} main @param {HTMLElement} stage */
export function fitFrame(main, stage) {
  if (window.parent === window) return;
  let size = [innerWidth, innerHeight];
  const grow = () => {
    main.removeAttribute("data-short");
    for (const name of ["--stage-width", "--stage-ratio"]) main.style.removeProperty(name);
  };
  const shrink = () => {
    const natural = document.body.scrollHeight;
    if (natural <= innerHeight || main.hasAttribute("data-text") || main.querySelector("details[open]")) return;
    const picture = stage.getBoundingClientRect();
    const to = fitted(picture.width, innerHeight - (main.querySelector(".about")?.getBoundingClientRect().bottom ?? natural) - scrollY + picture.height);
    main.style.setProperty("--stage-width", `${to.width}px`);
    main.style.setProperty("--stage-ratio", String(to.ratio));
    main.setAttribute("data-short", "");
  };
  let timer = setTimeout(shrink, patience);
  addEventListener("resize", () => {
    if (innerWidth === size[0] && innerHeight === size[1]) return;
    size = [innerWidth, innerHeight];
    clearTimeout(timer);
    grow();
    timer = setTimeout(shrink, patience);
  });
}
