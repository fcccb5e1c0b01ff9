// Stopping child processes.
import { once } from "node:events";

/** @param {import("node:child_process").ChildProcess} child */
export const running = (child) => child.exitCode === null && child.signalCode === null;

/**
 * Stops a process and waits for its exit, also if it has ended by itself.
 * @param {import("node:child_process").ChildProcess} child
 * @param {NodeJS.Signals} [signal]
 */
export async function stop(child, signal = "SIGTERM") {
  if (!running(child)) return;
  const gone = once(child, "exit");
  child.kill(signal);
  await gone;
}
