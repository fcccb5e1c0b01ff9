// A screen without a monitor, for browsers that have WebGL only in a window.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** @returns {Promise<{display: string, close(): void}>} */
export async function screen() {
  // Xvfb takes a free number by itself and writes it to the descriptor it is given.
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const [number] = await once(/** @type {import("node:stream").Readable} */ (server.stdio[3]), "data");
  return { display: `:${String(number).trim()}`, close: () => void server.kill() };
}
