// Comparing screenshots.

/**
 * How far two screenshots of one size differ: the mean difference of a channel, of 255, and the
 * share of pixels that differ clearly.
 * @param {import("playwright-core").Page} page to compute in; its document is left alone
 * @param {Buffer} a @param {Buffer} b PNG
 * @returns {Promise<{mean: number, clear: number}>}
 */
export function difference(page, a, b) {
  return page.evaluate(async (pictures) => {
    const [x, y] = await Promise.all(pictures.map(async (base64) => {
      const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0));
      const bitmap = await createImageBitmap(new Blob([bytes], { type: "image/png" }));
      const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext("2d");
      if (!context) throw new Error("no canvas");
      context.drawImage(bitmap, 0, 0);
      return context.getImageData(0, 0, bitmap.width, bitmap.height);
    }));
    if (x.width !== y.width || x.height !== y.height) return { mean: 255, clear: 1 };
    let sum = 0, clear = 0;
    for (let i = 0; i < x.data.length; i += 4) {
      let largest = 0;
      for (let c = 0; c < 3; c++) {
        const d = Math.abs(x.data[i + c] - y.data[i + c]);
        sum += d;
        largest = Math.max(largest, d);
      }
      if (largest > 64) clear++;
    }
    const pixels = x.width * x.height;
    return { mean: sum / pixels / 3, clear: clear / pixels };
  }, [a, b].map((picture) => picture.toString("base64")));
}
