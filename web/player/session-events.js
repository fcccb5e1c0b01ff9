// What happens to a session, and what player.js is to do then. This file has types only.

/** @typedef {import("./session.js").Initiator} Initiator */
/** @typedef {import("../engine/protocol.js").ToStage} ToStage */
/** @typedef {import("../engine/protocol.js").FromEngine} FromEngine */

/** The engine is to start with the page. @typedef {{type: "start"}} Start */
/** The engine cannot run here. @typedef {{type: "unsupported"}} Unsupported */
/** The engine is downloaded. @typedef {{type: "loaded"}} Loaded */
/** An engine accepts messages, initialMessages first. @typedef {{type: "ready"}} Ready */
/** EngineHost passed a message on. @typedef {{type: "engine", message: FromEngine}} Engine */
/** Loading failed, or the engine crashed too often. @typedef {{type: "failed", error: unknown}} Failed */
/** How much of the stage is on screen changed. @typedef {{type: "visibility", visible: boolean, seen: boolean}} Visibility */
/**
 * A step is wanted, by its scene; an unknown one is ignored, or is the first when the page opens.
 * @typedef {{type: "goto", scene: string, by: Initiator}} Goto
 */
/** The reader wants the step before or after. @typedef {{type: "turn", by: -1 | 1}} Turn */
/** The reader wants the whole story from its beginning. @typedef {{type: "again"}} Again */
/** The host wants a moment of a scene, a share of its length, 0 to 1. @typedef {{type: "seek", scene: string, progress: number, by: Initiator}} Seek */
/**
 * The reader uses a button, or the host asks for the same; play is also the retry after a failure.
 * @typedef {{type: "play" | "pause" | "replay", by: Initiator}} Button
 */
/**
 * A control was used; an empty value clears its choice. quiet: with another, so that what holds again is not announced.
 * @typedef {{type: "choose", name: string, value: string, quiet?: boolean}} Choose
 */
/** The reader waited long enough for the outcome of a scene that invites, or for its next phase. @typedef {{type: "tell"}} Tell */
/** The reader presses something but Next: phases no longer follow by themselves. @typedef {{type: "press"}} Press */
/** The preference for less motion changed. @typedef {{type: "motion", reduced: boolean}} Motion */
/** The live feed reported. @typedef {import("../engine/protocol.js").Reading} Reading */
/**
 * @typedef {Start | Unsupported | Loaded | Ready | Engine | Failed | Visibility | Goto | Turn | Again | Seek | Button
 *   | Choose | Tell | Press | Motion | Reading} Event
 */

/**
 * What player.js is to do: bring a part of the page up to date with the session (state, drawn, step,
 * choices; changed: hosts are informed; name: of the choice that changed; quiet: its outcome is
 * not announced, as when the step opens with it and it is read with the step), forget all choices (forget), download and start the
 * engine (load; restart: it is downloaded), download it when the browser is idle (prefetch), send it
 * a message, show a scene's reported figures (counters; changed: hosts are informed), log an error
 * with where it happened.
 * @typedef {{type: "state"}
 *   | {type: "drawn"}
 *   | {type: "step", by: Initiator, changed: boolean}
 *   | {type: "choices", name: string, quiet?: boolean}
 *   | {type: "forget"}
 *   | {type: "load", insist: boolean, restart: boolean}
 *   | {type: "prefetch"}
 *   | {type: "counters", values: Record<string, number>, changed: boolean}
 *   | {type: "send", message: ToStage}
 *   | {type: "log", error: unknown, where: string}} Effect
 */

export {};
