// Messages between the explainer and the page that embeds it: see docs/embedding.md.

const mark = { explainer: "two-boxes", v: 1 };

/**
 * @typedef {{type: "goto", scene: string}
 *   | {type: "seek", scene: string, progress: number}
 *   | {type: "play"} | {type: "pause"} | {type: "hello"}
 *   | {type: "theme", theme: string}
 *   | {type: "visible", height: number}} Command  height: of the host's window beside what covers it, in CSS px
 */

/**
 * Parses a message from the host.
 * @param {unknown} data
 * @param {string[]} scenes ids that exist
 * @returns {Command | null} null for anything that is not a well-formed message
 */
export function command(data, scenes) {
  if (typeof data !== "object" || data === null) return null;
  const m = /** @type {Record<string, unknown>} */ (data);
  if (m.explainer !== mark.explainer || m.v !== mark.v) return null;
  const scene = typeof m.scene === "string" && scenes.includes(m.scene) ? m.scene : null;
  switch (m.type) {
    case "play":
    case "pause":
    case "hello":
      return { type: m.type };
    case "theme":
      return typeof m.theme === "string" ? { type: "theme", theme: m.theme } : null;
    case "visible":
      return typeof m.height === "number" && m.height > 0 && m.height < Infinity ? { type: "visible", height: m.height } : null;
    case "goto":
      return scene === null ? null : { type: "goto", scene };
    case "seek":
      if (scene === null || typeof m.progress !== "number" || Number.isNaN(m.progress)) return null;
      return { type: "seek", scene, progress: Math.min(1, Math.max(0, m.progress)) };
  }
  return null;
}

const embedded = () => window.parent !== window;

/**
 * Sends a message to the host; does nothing on a page of its own.
 * @param {string} type
 * @param {object} fields
 */
export function post(type, fields) {
  if (embedded()) window.parent.postMessage({ ...mark, type, ...fields }, "*");
}

/**
 * Calls back for each message from the embedding page. Messages of other windows are ignored.
 * @param {string[]} scenes ids that exist
 * @param {(command: Command) => void} onCommand
 */
export function listen(scenes, onCommand) {
  addEventListener("message", (event) => {
    if (!embedded() || event.source !== window.parent) return;
    const parsed = command(event.data, scenes);
    if (parsed) onCommand(parsed);
  });
}
