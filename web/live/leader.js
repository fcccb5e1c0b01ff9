// The explainers of one page, and of a reader's other pages of the same site, ask for a feed once: the one
// that holds the lock of its URL asks, and passes each answer on to the others by a channel. When it goes,
// the next one gets the lock. Where a frame may have neither lock nor channel, as in a sandbox, it asks by itself.

/**
 * What came of a request.
 * @typedef {object} Answer
 * @property {string} [text]     of the feed
 * @property {number} served     the server's time in ms since 1970, NaN where it isn't known
 * @property {string} [problem]  why there is no text
 */

/** @typedef {(url: string, onLead: (publish: (answer: Answer) => void) => void, onAnswer: (answer: Answer) => void) => () => void} Join */

/**
 * Joins those who follow a feed.
 * @param {string} url
 * @param {(publish: (answer: Answer) => void) => void} onLead called when it is this one's turn to ask; it publishes what comes of it
 * @param {(answer: Answer) => void} onAnswer called with what comes of another's requests
 * @returns {() => void} leaves: nothing is called any more
 */
export function join(url, onLead, onAnswer) {
  const name = `two-boxes feed ${url}`;
  const leaving = new AbortController();
  /** @type {BroadcastChannel | undefined} */ let channel;
  let done = () => {};
  /** The last answer, for those who join later. @type {Answer | undefined} */ let last;
  let at = 0;
  let leads = false;
  const lead = () => {
    if (leaving.signal.aborted || leads) return;
    leads = true;
    onLead((answer) => {
      [last, at] = [answer, Date.now()];
      if (!leaving.signal.aborted) channel?.postMessage(answer);
    });
  };
  try {
    channel = new BroadcastChannel(name);
    channel.addEventListener("message", ({ data }) => {
      if (!leads && data) onAnswer(data);
      if (leads && !data && last) channel?.postMessage({ ...last, served: last.served + Date.now() - at });
    });
    navigator.locks.request(name, { signal: leaving.signal }, () => {
      lead();
      return new Promise((resolve) => (done = () => resolve(undefined)));
    }).catch(lead);
    channel.postMessage(null); // asks for the last answer
  } catch {
    lead();
  }
  return () => {
    leaving.abort();
    channel?.close();
    done();
  };
}
