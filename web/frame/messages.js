// Messages between the explainer and the page that embeds it; see docs/embedding.md.

const mark = { explainer: "two-boxes", v: 1 };

/**
 * @typedef {{type: "goto", scene: string}
 *   | {type: "seek", scene: string, progress: number}
 *   | {type: "play"} | {type: "pause"} | {type: "hello"}
 *   | {type: "theme", theme: string}} Command
 */

/**
 * What the host asks for, or null for anything that isn't a well-formed message.
 * @param {unknown} data
 * @param {string[]} scenes ids that exist
 * @returns {Command | null}
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
 * Tells the host; does nothing on a page of its own.
 * @param {string} type
 * @param {object} fields
 */
export function tell(type, fields) {
  if (embedded()) window.parent.postMessage({ ...mark, type, ...fields }, "*");
}

/**
 * Listens to the embedding window alone.
 * @param {string[]} scenes
 * @param {(command: Command) => void} obey
 */
export function listen(scenes, obey) {
  addEventListener("message", (event) => {
    if (!embedded() || event.source !== window.parent) return;
    const asked = command(event.data, scenes);
    if (asked) obey(asked);
  });
}
