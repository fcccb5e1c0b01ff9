// Comparing screenshots.

/**
 * How many colours a screenshot has, to four bits of each channel: an area left blank has one.
 * @param {import("playwright-core").Page} page to compute in; its document is left alone
 * @param {Buffer} picture PNG
 * @returns {Promise<number>}
 */
export function countColours(page, picture) {
  return page.evaluate(async (base64) => {
    const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
    const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    const pixels = new Uint32Array(context?.getImageData(0, 0, bitmap.width, bitmap.height).data.buffer ?? []);
    return new Set(pixels.map((pixel) => pixel & 0xf0f0f0)).size;
  }, picture.toString("base64"));
}

/**
 * The colours of some pixels of a screenshot, as in CSS: "rgb(255, 253, 248)".
 * @param {import("playwright-core").Page} page to compute in; its document is left alone
 * @param {string} picture PNG in base64
 * @param {[x: number, y: number][]} points negative ones count from the right, or from below
 * @returns {Promise<string[]>}
 */
export function coloursAt(page, picture, points) {
  return page.evaluate(async ({ picture, points }) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))], { type: "image/png" }));
    const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
    context?.drawImage(bitmap, 0, 0);
    return points.map(([x, y]) => {
      const pixel = context?.getImageData(x < 0 ? bitmap.width + x : x, y < 0 ? bitmap.height + y : y, 1, 1).data ?? [];
      return `rgb(${[...pixel].slice(0, 3).join(", ")})`;
    });
  }, { picture, points });
}

/** Pixels of a side of the squares that are compared. */
const square = 4;

/**
 * How far two screenshots of one size differ visibly: the mean difference of a channel, of 255,
 * between squares of 4 × 4 pixels. Within a square two renderers may antialias a letter's stem or a
 * tiny dot differently without a visible flash; a shift or another tone shows.
 * @param {import("playwright-core").Page} page to compute in; its document is left alone
 * @param {Buffer} a @param {Buffer} b PNG
 * @returns {Promise<number>}
 */
export function difference(page, a, b) {
  return page.evaluate(async ({ pictures, square }) => {
    const [x, y] = await Promise.all(pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    }));
    if (x.width !== y.width || x.height !== y.height) return 255;
    const across = Math.ceil(x.width / square);
    const sums = new Float64Array(across * Math.ceil(x.height / square) * 3);
    for (let i = 0; i < x.data.length; i++) {
      if (i % 4 === 3) continue; // opacity
      const pixel = i >> 2, column = Math.floor((pixel % x.width) / square), row = Math.floor(pixel / x.width / square);
      sums[(row * across + column) * 3 + (i % 4)] += x.data[i] - y.data[i];
    }
    return sums.reduce((sum, d) => sum + Math.abs(d), 0) / (x.width * x.height * 3);
  }, { pictures: [a, b].map((picture) => picture.toString("base64")), square });
}

/**
 * Where a screenshot differs from each of some others of its size: the smallest box around all such
 * pixels. What moves from one picture to the next is found at its place in one of them.
 * Of a colour, if one is given: only pixels that have it here.
 * @param {import("playwright-core").Page} page to compute in; its document is left alone
 * @param {Buffer} picture PNG
 * @param {Buffer[]} others
 * @param {number[]} [colour] red, green and blue, 0 to 255
 * @returns {Promise<{x: number, y: number, width: number, height: number}>} width 0: nowhere
 */
export function changed(page, picture, others, colour) {
  return page.evaluate(async ({ pictures, colour }) => {
    const [here, ...there] = await Promise.all(pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    }));
    let [left, top, right, bottom] = [here.width, here.height, 0, 0];
    for (let i = 0; i < here.data.length; i += 4) {
      if (colour && [0, 1, 2].some((c) => Math.abs(here.data[i + c] - colour[c]) > 2)) continue;
      if (!there.every(({ data }) => [0, 1, 2].some((c) => Math.abs(here.data[i + c] - data[i + c]) > 2))) continue;
      const x = (i >> 2) % here.width, y = Math.floor((i >> 2) / here.width);
      [left, top, right, bottom] = [Math.min(left, x), Math.min(top, y), Math.max(right, x + 1), Math.max(bottom, y + 1)];
    }
    return { x: left, y: top, width: Math.max(0, right - left), height: Math.max(0, bottom - top) };
  }, { pictures: [picture, ...others].map((p) => p.toString("base64")), colour });
}
