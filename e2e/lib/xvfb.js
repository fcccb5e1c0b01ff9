// A virtual X server, for browsers that have WebGL only in a window.
import { spawn } from "node:child_process";
import { once } from "node:events";

/** @returns {Promise<{display: string, pid: number | undefined, close(): void}>} */
export async function startXvfb() {
  // Xvfb picks a free display number and writes it to the given descriptor.
  const server = spawn("Xvfb", ["-displayfd", "3", "-screen", "0", "1280x1024x24", "-nolisten", "tcp"], { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  const [number] = await once(/** @type {import("node:stream").Readable} */ (server.stdio[3]), "data");
  return { display: `:${String(number).trim()}`, pid: server.pid, close: () => void server.kill() };
}
