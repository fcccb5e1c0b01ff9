// Falling ballots with Canvas 2D alone: one picture, placed by a transform.
import { ballot, fall, height, width } from "./picture.js";

/** @param {HTMLElement} box @param {number} count @returns {(share: number, seconds: number) => void} */
export function start(box, count) {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width, height });
  box.append(canvas);
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const paper = ballot();
  const falls = Array.from({ length: count }, (_, i) => fall(i));
  return (_, seconds) => {
    context.resetTransform();
    context.clearRect(0, 0, width, height);
    for (const { x, turn, spin, from, speed } of falls) {
      const angle = (turn + seconds * spin) * 2 * Math.PI;
      const cos = Math.cos(angle), sin = Math.sin(angle);
      context.setTransform(cos, sin, -sin, cos, x, height * ((from + seconds * speed) % 1));
      context.drawImage(paper, -9, -7.5);
    }
  };
}
