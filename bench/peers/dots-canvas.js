// 10,000 dots that turn solid one after another, with Canvas 2D alone. What is drawn stays, so that
// only the dots that changed are drawn again.
import { lattice, looks } from "./picture.js";

/** @param {HTMLElement} box @param {number} count @returns {(share: number) => void} */
export function start(box, count) {
  const canvas = document.createElement("canvas");
  const { width, height, pitch, places } = lattice(count);
  Object.assign(canvas, { width, height });
  box.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const { ring, disc } = looks(pitch);
  const all = () => places.forEach(({ x, y }) => context.drawImage(ring, x, y));
  all();
  let solid = 0;
  return (share) => {
    const until = Math.floor(share * count);
    if (until < solid) {
      context.clearRect(0, 0, width, height);
      all();
      solid = 0;
    }
    for (; solid < until; solid++) {
      const { x, y } = places[solid];
      context.clearRect(x, y, ring.width, ring.height);
      context.drawImage(disc, x, y);
    }
  };
}
