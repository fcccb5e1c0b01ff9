// A page full of explainers stays light: at most two of one origin run their engines at once. Frames
// of one origin can reach each other wherever they are in the page, and run in one thread, so they
// settle it among themselves. Where frames cannot (in a sandbox without an origin), each runs alone.

const MOST = 2;

/**
 * What the explainers of a page know of each other.
 * @typedef {object} Neighbour
 * @property {boolean} runs   it has an engine
 * @property {boolean} seen   and a reader
 * @property {number} since   when it began to run
 * @property {() => void} giveWay   puts its engine away
 * @property {() => void} look      starts it, if it waits and there is a place now
 */

/** Makes an explainer known to the others. @param {Neighbour} mine */
export function introduce(mine) {
  /** @type {any} */ (globalThis).twoBoxesNeighbour = mine;
}

/**
 * All others in the page.
 * @param {any} [frame] where to look
 * @returns {Neighbour[]}
 */
function neighbours(frame = window.top) {
  /** @type {Neighbour[]} */
  const found = [];
  try {
    if (frame !== window && frame.twoBoxesNeighbour) found.push(frame.twoBoxesNeighbour);
  } catch {
    // another origin's
  }
  for (let i = 0; i < (frame?.length ?? 0); i++) found.push(...neighbours(frame[i]));
  return found;
}

/**
 * Sees to a place for an engine: a free one, or that of another.
 * @param {"seen" | "insist" | undefined} why  seen: those out of sight give way; insist: the oldest does, if need be
 * @returns {boolean} whether there is one
 */
export function makeRoom(why) {
  const running = neighbours().filter(({ runs }) => runs).sort((a, b) => a.since - b.since);
  if (running.length < MOST) return true;
  const other = why && (running.find(({ seen }) => !seen) ?? (why === "insist" ? running[0] : undefined));
  other?.giveWay();
  return other !== undefined;
}

/** Lets those who wait know that there may be a place. */
export function offerRoom() {
  for (const other of neighbours()) other.look();
}
