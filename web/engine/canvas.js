// The canvas for a copy of the engine, with a context made the way the stage needs it. A canvas has
// one context and gives it to whoever asks again, so the engine takes this one; and as making one
// takes long where graphics are drawn in software, the one that shows whether the engine can run is
// the one it gets.

/** Edges are smoothed by the stage's own shaders, and nothing of it has depth or needs a stencil. */
const attributes = { alpha: true, premultipliedAlpha: true, antialias: false, depth: false, stencil: false };

/**
 * @param {number} width in device pixels
 * @param {number} height
 * @returns {HTMLCanvasElement | undefined} none where there is no WebGL 2
 */
export function makeCanvas(width, height) {
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  try {
    return canvas.getContext("webgl2", attributes) ? canvas : undefined;
  } catch {
    return undefined; // blocked
  }
}

/** Takes a canvas out of the page, if it is there, and gives its graphics memory back. @param {HTMLCanvasElement} canvas */
export function discardCanvas(canvas) {
  canvas.remove();
  canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
}
