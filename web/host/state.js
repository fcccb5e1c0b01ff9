/**
 * What the host script knows of a frame.
 * @typedef {object} FrameState
 * @property {HTMLElement} place
 * @property {HTMLElement} box      what is given a height: the frame, or what holds the fallback of a <two-boxes>
 * @property {string} from          the address of the host's own frame; "": there is none
 * @property {string} asked         the address that the place's attributes ask for
 * @property {number} width         in CSS pixels; 0: not known
 * @property {number} seen          how much of it was seen, 0 to 1
 * @property {number} [height]      what it was given, in CSS pixels
 * @property {string} [scene]       that it shows; without one it has not reported
 * @property {boolean} [plays]      its scene is playing
 * @property {ReturnType<typeof import("./pin.js").pin>} [pin]  what pins it
 * @property {HTMLElement} [current]  the last paragraph that has reached the line
 * @property {HTMLElement} [shown]  the paragraph whose scene it has been sent
 * @property {boolean} [held]       the reader has chosen what it shows
 * @property {{scene: string, progress: number}} [scrubbed]  where it was scrubbed to
 */

/** The frames in the page, in the order in which they came. @type {Map<HTMLIFrameElement, FrameState>} */
export const frames = new Map();
