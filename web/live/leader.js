// The explainers of one page ask for a feed once: one of them, the leader, asks and hands each answer to the
// others; when it goes, the next one leads. They find each other by walking through the page's frames: those
// of our origin can be read, all others throw. (Locks and storage are denied to frames where a browser
// blocks third parties.) A sandboxed frame finds nobody, and asks by itself.

/**
 * What came of a request.
 * @typedef {object} Answer
 * @property {string} [text]     of the feed
 * @property {number} served     the server's time in ms since 1970, NaN where it isn't known
 * @property {string} [problem]  why there is no text
 */

/** @typedef {(url: string, onLead: (publish: (answer: Answer) => void) => void, onAnswer: (answer: Answer) => void) => () => void} Join */

/**
 * One that follows a feed, as the others see it.
 * @typedef {object} Follower
 * @property {string} url
 * @property {boolean} leads
 * @property {() => void} lead
 * @property {(answer: Answer) => void} take
 * @property {Answer | undefined} last  that it published
 * @property {number} at                when, in ms since 1970
 */

/** Where a window keeps its followers; a symbol that all of its origin share. */
const key = Symbol.for("two-boxes followers");

/** How often, in ms, it is checked that somebody leads: a frame may vanish without a word. */
const CHECK = 20_000;

/**
 * The followers in a window and the frames in it, in their order.
 * @param {any} frame
 * @returns {Follower[]}
 */
function followers(frame) {
  /** @type {Follower[]} */ let own = [];
  try {
    own = frame[key] ?? [];
  } catch {} // of another origin
  return [...own, ...Array.from({ length: frame.length || 0 }, (_, i) => followers(frame[i])).flat()];
}

/**
 * Joins those who follow a feed.
 * @param {string} url
 * @param {(publish: (answer: Answer) => void) => void} onLead called when it is this one's turn to ask; it publishes what comes of it
 * @param {(answer: Answer) => void} onAnswer called with what comes of another's requests
 * @param {any} [own] the window
 * @returns {() => void} leaves: nothing is called any more
 */
export function join(url, onLead, onAnswer, own = globalThis) {
  const others = () => followers(own.top ?? own).filter((f) => f.url === url && f !== me);
  const leader = () => others().find(({ leads }) => leads);
  /** @type {Follower} */
  const me = {
    url, leads: false, last: undefined, at: 0, take: onAnswer,
    lead() {
      if (me.leads) return;
      me.leads = true;
      onLead((answer) => {
        [me.last, me.at] = [answer, Date.now()];
        for (const { take } of others()) take(answer);
      });
    },
  };
  const check = () => { if (!leader()) me.lead(); };
  const timer = setInterval(check, CHECK);
  (own[key] ??= []).push(me);
  const known = leader();
  if (known?.last) onAnswer({ ...known.last, served: known.last.served + Date.now() - known.at });
  check();
  const leave = () => {
    const at = own[key].indexOf(me);
    if (at < 0) return;
    own[key].splice(at, 1);
    clearInterval(timer);
    own.removeEventListener?.("pagehide", leave);
    if (me.leads) others()[0]?.lead();
  };
  own.addEventListener?.("pagehide", leave);
  return leave;
}
