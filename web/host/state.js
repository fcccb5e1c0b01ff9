/**
 * What the host script knows of a frame.
 * @typedef {object} FrameState
 * @property {HTMLElement} place
 * @property {HTMLElement} box      what is given a height: the frame, or what holds the fallback of a <two-boxes>
 * @property {string} from          the address of the host's own frame; "": there is none
 * @property {string} asked         the address that the place's attributes ask for
 * @property {number} width         in CSS pixels; 0: not known
 * @property {number} reported      the height that its page reported last, in CSS pixels; 0: none
 * @property {string} scene         that it shows; "": not reported
 * @property {boolean} plays        its scene is playing
 * @property {import("./pin.js").Pin | null} pin  what pins it
 * @property {HTMLElement | undefined} current  the last paragraph that has reached the line
 * @property {HTMLElement | undefined} shown    the paragraph whose scene it has been sent
 * @property {boolean} held         the reader has chosen what it shows
 * @property {number} seen          how much of it was seen, 0 to 1
 * @property {{scene: string, progress: number} | undefined} scrubbed  where it was scrubbed to
 */

/**
 * The state of a frame that has not reported.
 * @param {HTMLElement} place
 * @param {HTMLElement} box
 * @param {string} from
 * @param {string} asked
 * @returns {FrameState}
 */
export const newState = (place, box, from, asked) => ({
  place, box, from, asked, width: 0, reported: 0, scene: "", plays: false, pin: null,
  current: undefined, shown: undefined, held: false, seen: 0, scrubbed: undefined,
});
