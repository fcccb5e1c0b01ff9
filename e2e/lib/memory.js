// Heap size, DOM nodes and event listeners of a frame after a forced garbage collection.

/**
 * The memory in use by a frame's process, garbage collected.
 * @param {import("playwright-core").BrowserContext} context
 * @param {import("playwright-core").Frame} frame
 * @returns {Promise<{heap: number, nodes: number, listeners: number}>} heap in bytes
 */
export async function memoryUsage(context, frame) {
  const alone = frame.parentFrame() === null;
  const cdp = await context.newCDPSession(alone ? frame.page() : frame);
  await cdp.send("Performance.enable");
  for (let i = 0; i < 3; i++) await cdp.send("HeapProfiler.collectGarbage");
  const { metrics } = await cdp.send("Performance.getMetrics");
  await cdp.detach();
  const metric = (/** @type {string} */ name) => metrics.find((m) => m.name === name)?.value ?? NaN;
  return { heap: metric("JSHeapUsedSize"), nodes: metric("Nodes"), listeners: metric("JSEventListeners") };
}
