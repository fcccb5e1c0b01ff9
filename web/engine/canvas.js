// The engine's canvas, with a WebGL 2 context. A canvas has one context, and getContext returns it
// again, so the engine uses this one. Creating a context is slow where graphics are drawn in
// software, so the canvas that proves that the engine can run is also its first.

/** The stage's shaders smooth edges themselves, and use neither depth nor stencil. */
const attributes = { alpha: true, premultipliedAlpha: true, antialias: false, depth: false, stencil: false };

/**
 * Creates a canvas in no document.
 * @param {number} width in device pixels
 * @param {number} height in device pixels
 * @returns {HTMLCanvasElement | undefined} undefined where WebGL 2 is missing or blocked
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

/** Removes a canvas from the page and frees its graphics memory. @param {HTMLCanvasElement} canvas */
export function discardCanvas(canvas) {
  canvas.remove();
  canvas.getContext("webgl2")?.getExtension("WEBGL_lose_context")?.loseContext();
}
