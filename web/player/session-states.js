// Which sessions are legal: what session.js may lead to.

/**
 * The legal combinations. A flag that is not named may be true or false. Every transition is tested
 * against this table; nothing that ships reads it.
 * @type {Record<import("./session.js").State, Partial<Pick<import("./session.js").Session, "loaded" | "live" | "drawn" | "held" | "waiting">>[]>}
 */
export const legal = {
  poster: [
    { loaded: false, live: false, drawn: false, held: false }, // not started
    { loaded: true, live: false, drawn: false }, // the engine was released; EngineHost starts it again when there is a slot
  ],
  loading: [
    { loaded: false, live: false, drawn: false, held: false }, // downloading
    { loaded: true, live: false, drawn: false }, // an engine starts, the first or one that replaces a crashed one
    { loaded: true, live: true }, // a scene was requested and is not drawn yet; drawn: the picture before it stays
  ],
  playing: [{ loaded: true, live: true, drawn: true, waiting: false }], // held: a seek is on its way
  paused: [{ loaded: true, live: true, waiting: false }],
  resting: [{ loaded: true, live: true, drawn: true }], // held: a seek is on its way
  static: [{ loaded: false, live: false, drawn: false, held: false }], // the engine cannot run here
  failed: [
    { loaded: false, live: false, drawn: false, held: false }, // the download failed
    { loaded: true, live: false, drawn: false }, // the engine crashed too often
  ],
};
