// The lines of the goals' table: what is measured, what beside, and the goal. README.md here says how.

/**
 * @typedef {object} Line
 * @property {string} name
 * @property {string} [beside] what it is compared with in the same run
 * @property {"KB" | "ms" | "MiB" | "%" | ""} unit
 * @property {boolean} [ratio] the goal is one of the ratio
 * @property {number[]} [limits] the most it may be: the goal, and what would be better still
 */

/** Groups that can run alone, and how many runs each has. */
export const groups = /** @type {const} */ ({ size: 1, start: 5, paint: 11, frames: 5, scenes: 3, walks: 1 });

/** @type {Record<keyof typeof groups, Record<string, Line>>} */
export const lines = {
  size: {
    whole: { name: "engine in one part, brotli", unit: "KB", limits: [590] },
    first: { name: "engine before the picture moves, brotli", unit: "KB", limits: [345, 290] },
  },
  start: {
    phone: { name: "phone: first moving frame", beside: "empty Ebitengine window", unit: "ms", ratio: true, limits: [0.3, 0.25] },
    phonePixi: { name: "phone: first moving frame", beside: "bare PixiJS piece", unit: "ms", ratio: true, limits: [1.4] },
    cpu: { name: "phone: main thread until then, CPU", beside: "empty Ebitengine window", unit: "ms" },
    cpuPixi: { name: "phone: main thread until then, CPU", beside: "bare PixiJS piece", unit: "ms" },
    line: { name: "fast line: first moving frame", beside: "empty Ebitengine window", unit: "ms", ratio: true, limits: [0.6] },
  },
  paint: {
    paint: { name: "phone: first paint of the page, engine asked for early", beside: "no engine asked for", unit: "ms", ratio: true, limits: [1] },
  },
  frames: {
    dots: { name: "10,000 dots in place, CPU per frame", beside: "PixiJS 8", unit: "ms", ratio: true, limits: [0.8] },
    dotsCanvas: { name: "10,000 dots in place, CPU per frame", beside: "Canvas 2D", unit: "ms" },
    dotsMany: { name: "1,000,000 dots in place, CPU per frame", beside: "10,000 dots", unit: "ms", ratio: true },
    ballots: { name: "2,000 falling ballots, CPU per frame", beside: "PixiJS 8", unit: "ms", ratio: true, limits: [1.2] },
    ballotsCanvas: { name: "2,000 falling ballots, CPU per frame", beside: "Canvas 2D", unit: "ms" },
    quad: { name: "one quad of WebGL alone, CPU per frame", unit: "ms" },
  },
  scenes: {
    heaviest: { name: "heaviest frame of any scene, CPU", unit: "ms", limits: [8] },
    picture: { name: "first picture of an engine, before it moves, CPU", unit: "ms", limits: [8] },
    heaviestSlowly: { name: "phone: heaviest frame of any scene, CPU", unit: "ms", limits: [32] },
    pictureSlowly: { name: "phone: first picture of an engine, CPU", unit: "ms", limits: [32] },
  },
  walks: {
    atRest: { name: "main thread in a scene at rest", unit: "%", limits: [0.5] },
    offScreen: { name: "main thread while a scene plays off screen", unit: "%", limits: [0.1] },
    memory: { name: "memory after ten walks", beside: "after one", unit: "MiB", ratio: true, limits: [1.05] },
    wasm: { name: "of it, wasm", unit: "MiB", limits: [32] },
    shift: { name: "layout shift of a walk", unit: "", limits: [0] },
    task: { name: "longest task after the first frame, CPU", unit: "ms", limits: [50] },
  },
};
