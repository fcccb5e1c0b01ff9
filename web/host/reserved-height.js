/**
 * The height to reserve for the explainer's frame before it has reported its own.
 * @param {number} width of the frame, in CSS pixels
 * @param {[from: number, height: number][]} beside the height of the page beside its picture, by
 *   the smallest width that it is for, both in CSS pixels; narrowest first
 * @param {BuildShape[]} shapes narrowest first
 * @returns {number} CSS pixels
 */
export function reservedHeight(width, beside, shapes) {
  const shape = shapes.findLast(({ from }) => width >= from) ?? shapes[0];
  const picture = (Math.min(width, shape.most) * shape.height) / shape.width;
  const [, height] = beside.findLast(([from]) => width >= from) ?? beside[0];
  return Math.ceil(picture + height);
}

/**
 * The height of a frame that shows only the picture and one line (layout=stage).
 * @param {number} width of the frame, in CSS pixels
 * @param {BuildShape} shape of that picture
 * @returns {number} CSS pixels
 */
export const stageHeight = (width, shape) => Math.ceil((Math.min(width, shape.most) * shape.height) / shape.width) + LINE;

/** The height of the line below the picture, in CSS pixels: see layout=stage in web/player/embed.css. */
const LINE = 44;
