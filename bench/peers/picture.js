// What every version of the two pictures shares: where things are, and what they look like.

export const width = 960;
export const height = 480;

/** Where the dots are: columns of blocks of a hundred, filled from the bottom. @param {number} count */
export function lattice(count) {
  const rows = Math.round(Math.sqrt(count / 400));
  const cols = count / 100 / rows;
  const blockX = width / (cols - 0.1), blockY = height / (rows - 0.1);
  const pitch = (Math.min(blockX, blockY) * 0.9) / 10;
  const places = Array.from({ length: count }, (_, i) => {
    const block = Math.floor(i / 100), within = i % 100;
    return {
      x: Math.floor(block / rows) * blockX + (within % 10) * pitch,
      y: (rows - 1 - (block % rows)) * blockY + (9 - Math.floor(within / 10)) * pitch,
    };
  });
  return { width, height, pitch, places };
}

/** A ring and a disc to draw dots with. @param {number} pitch */
export function looks(pitch) {
  const size = Math.ceil(pitch);
  const radius = pitch * 0.38;
  const draw = (/** @type {(context: OffscreenCanvasRenderingContext2D) => void} */ paint) => {
    const canvas = new OffscreenCanvas(size, size);
    const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
    context.beginPath();
    context.arc(pitch / 2, pitch / 2, radius, 0, 7);
    paint(context);
    return canvas;
  };
  return {
    ring: draw((context) => { context.strokeStyle = "#8a8a8a"; context.stroke(); }),
    disc: draw((context) => { context.fillStyle = "#1c2026"; context.fill(); }),
  };
}

/** A number from 0 to 1 of an index's own. @param {number} i @param {number} seed */
export const scatter = (i, seed) => ((((Math.imul(i, 2654435761) + seed * 40503) >>> 0) >>> 8) & 0xffff) / 0x10000;

/** What a ballot's fall consists of. @param {number} i */
export const fall = (i) => ({
  x: width * scatter(i, 1), turn: scatter(i, 2) * 4 - 2, spin: scatter(i, 3) - 0.5, from: scatter(i, 4), speed: 0.2 + 0.3 * scatter(i, 5),
});

/** A ballot, drawn once. */
export function ballot() {
  const canvas = new OffscreenCanvas(18, 15);
  const context = /** @type {OffscreenCanvasRenderingContext2D} */ (canvas.getContext("2d"));
  context.roundRect(1.5, 1.5, 15, 12, 1);
  context.fillStyle = "#fffdf6";
  context.fill();
  context.strokeStyle = "#1c2026";
  context.stroke();
  return canvas;
}
