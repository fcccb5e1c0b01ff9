/**
 * The height to reserve for the explainer's frame before it has reported its own.
 * @param {number} width of the frame, in CSS pixels
 * @param {[from: number, height: number][]} beside the height of the page beside its picture, by
 *   the smallest width that it is for, both in CSS pixels; narrowest first
 * @param {BuildShape[]} shapes narrowest first
 * @param {number} room what can be seen of the host's page, in CSS pixels of height, for shapes that need some
 * @returns {number} CSS pixels
 */
export function reservedHeight(width, beside, shapes, room) {
  const shape = /** @type {BuildShape} */ (shapes.findLast(({ from, needs }, i) =>
    !i || (width >= from && !(room < /** @type {number} */ (needs))))); // a need that is missing is met
  const [, height] = /** @type {[number, number]} */ (beside.findLast(([from], i) => !i || width >= from));
  return Math.ceil((Math.min(width, shape.most) * shape.height) / shape.width + height);
}

/**
 * The height of a frame that shows only the picture and one line (layout=stage), which is 44 CSS pixels high:
 * see web/player/embed.css.
 * @param {number} width of the frame, in CSS pixels
 * @param {BuildShape} shape of that picture
 * @returns {number} CSS pixels
 */
export const stageHeight = (width, shape) => reservedHeight(width, [[0, 44]], [shape], 0);
