// The messages between the page and the stage, the Go program: plain objects, told apart by type.
// This file has types only. The stage's side is internal/host/protocol.go, and a test there compares
// the fields of both. A message of an unknown type is ignored.

/**
 * What the page sends to the stage.
 * @typedef {Show | Choose | Seek | Play | Pause | Replay | Theme | Motion | Reading | Size | Panic} ToStage
 */

/**
 * Enters a scene.
 * @typedef {object} Show
 * @property {"show"} type
 * @property {string} scene an id; an unknown one is ignored
 * @property {"start" | "rest" | number} at where in the scene; a number is a share of its length, 0 to 1
 * @property {boolean} playing false: the scene stands still until play
 * @property {Record<string, string>} choices the value of each control that the reader has used, by name
 */

/**
 * Sets a control of the current scene.
 * @typedef {object} Choose
 * @property {"choose"} type
 * @property {string} name of the control
 * @property {string} value empty: clears the choice
 */

/**
 * Jumps to a moment of the current scene, and pauses there.
 * @typedef {object} Seek
 * @property {"seek"} type
 * @property {number} progress a share of the scene's length, 0 to 1; NaN is ignored
 */

/** @typedef {{type: "play"}} Play lets time pass */
/** @typedef {{type: "pause"}} Pause stops time */
/** @typedef {{type: "replay"}} Replay plays the current scene from its start, with the choices made */

/**
 * Sets the colours. One that is left out or is not #rrggbb is the stage's own.
 * @typedef {object} Theme
 * @property {"theme"} type
 * @property {boolean} dark
 * @property {string} [paper]
 * @property {string} [ink]
 * @property {string} [accent]
 */

/**
 * Switches motion off or on.
 * @typedef {object} Motion
 * @property {"motion"} type
 * @property {boolean} reduced true: scenes are shown at their end, and choices are answered at once
 */

/**
 * A live feed's latest report. Shares are percentages, 0 to 100; those of the votes and of the range are drawn in pairs.
 * @typedef {object} Reading
 * @property {"reading"} type
 * @property {number | null} turnout null: not reported yet
 * @property {boolean} final
 * @property {boolean} [test] a rehearsal: its figures are drawn as such
 * @property {number} [units] how many units the page lists over the bottom of the picture; 0 by default
 * @property {number | null} [for] of the votes
 * @property {number | null} [against]
 * @property {number | null} [low] the source's estimate of the turnout, from
 * @property {number | null} [high] and to
 * @property {string} [reports] the evening's reports, the latest last: how far along the line of hours, 0 to 1, and the turnout, "0 8.4;0.5 21.9"
 * @property {string} [past] the last election's, likewise
 * @property {string} [ticks] of the line of hours, the latest report's first: how far along it, and a time of day, "0.5 12:00;0 9:00"
 */

/**
 * The size of the stage, which decides the composition unless the pinned one is asked for: a narrow stage
 * that is higher than wide has one of its own. The stage takes the number of pixels from its canvas.
 * @typedef {object} Size
 * @property {"size"} type
 * @property {number} width in CSS pixels
 * @property {number} height in CSS pixels
 * @property {boolean} pinned the composition for a small picture pinned over an article, at any width
 */

/**
 * Crashes the stage, for tests.
 * @typedef {object} Panic
 * @property {"panic"} type
 * @property {"update" | "draw" | "callback"} where callback: at once; otherwise in the next frame
 */

/**
 * What the stage sends.
 * @typedef {Ready | Drawn | Moving | Rest | Still | Counters} FromStage
 */

/** @typedef {{type: "ready"}} Ready the stage accepts messages from now on; those sent before are lost */
/** @typedef {{type: "drawn", scene: string}} Drawn the first picture after show is on the canvas */
/** @typedef {{type: "moving", scene: string}} Moving the picture changes by itself */
/** @typedef {{type: "rest", scene: string}} Rest the scene is over: nothing changes until the next message */
/** @typedef {{type: "still", scene: string}} Still nothing changes either, but the scene is not over */

/**
 * The reported figures that a scene's counters show have changed. One that is on its way between two
 * reports is left out.
 * @typedef {object} Counters
 * @property {"counters"} type
 * @property {string} scene
 * @property {Record<string, number>} values percentages, 0 to 100, by the counter's name
 */

/**
 * What EngineHost passes on to the page: the stage's messages, and what becomes of the engine.
 * @typedef {Exclude<FromStage, Ready> | Gone | Parked} FromEngine
 */

/** @typedef {{type: "gone", error: unknown}} Gone the engine crashed and its picture is lost; EngineHost starts another */
/** @typedef {{type: "parked"}} Parked the engine was released, or waits for a slot; EngineHost starts it when it is visible and a slot is free */

export {};
