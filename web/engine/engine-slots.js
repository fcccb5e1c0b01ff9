// Limits a page to two running engines of one origin. Same-origin frames can reach each other
// wherever they are in the page, and run in one thread, so they agree among themselves, without
// locks. Frames that cannot be reached (in a sandbox without an origin) each run their own engine.

const MAX_ENGINES = 2;

/**
 * What the explainers of a page can see of each other.
 * @typedef {object} Peer
 * @property {boolean} running      it has an engine
 * @property {boolean} visible      it is on screen
 * @property {boolean} seen         most of it is
 * @property {number} startedAt     when its engine was started, in ms since 1970
 * @property {() => void} release   releases its engine
 * @property {() => void} tryStart  starts its engine, if it waits for a slot and one is free
 */

/** Makes this frame's explainer known to the others. @param {Peer} own */
export function register(own) {
  /** @type {any} */ (globalThis).twoBoxesPeer = own;
}

/**
 * All other explainers in the page.
 * @param {any} [frame] where to start
 * @returns {Peer[]}
 */
function peers(frame = window.top) {
  /** @type {Peer[]} */
  const found = [];
  try {
    if (frame !== window && frame.twoBoxesPeer) found.push(frame.twoBoxesPeer);
  } catch {
    // a frame of another origin
  }
  for (let i = 0; i < (frame?.length ?? 0); i++) found.push(...peers(frame[i]));
  return found;
}

/**
 * Acquires a slot for an engine: a free one, or one that another explainer releases.
 * @param {"visible" | "seen" | "requested" | undefined} priority  visible: takes a slot from an explainer
 *   that is off screen; seen: otherwise from one of which less is seen; requested by the reader:
 *   otherwise from the one that has run longest
 * @returns {boolean} whether there is one
 */
export function acquireSlot(priority) {
  const running = peers().filter((peer) => peer.running).sort((a, b) => a.startedAt - b.startedAt);
  if (running.length < MAX_ENGINES) return true;
  const other = priority && (running.find(({ visible }) => !visible)
    ?? (priority === "visible" ? undefined : running.find(({ seen }) => !seen))
    ?? (priority === "requested" ? running[0] : undefined));
  other?.release();
  return other !== undefined;
}

/** Lets explainers that wait for a slot try to start. */
export function notifyWaiting() {
  for (const peer of peers()) peer.tryStart();
}
