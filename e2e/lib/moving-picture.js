// The README's moving picture: the cover as it plays, and what comes out of the drawing in history, in English, an animated WebP.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stage } from "./stage.js";
import { root } from "./story.js";

const [width, height] = [640, 400]; // CSS px, the regular shape
const fps = 8; // a frame is a whole number of ticks
/** What plays: a scene from its start, or from its rest what a choice brings about. @type {{scene: string, seconds: number, choice?: string}[]} */
const parts = [{ scene: "cover", seconds: 3.5 }, { scene: "history", seconds: 5, choice: "history.told" }];

/** Writes docs/two-boxes.webp with img2webp. @param {import("playwright-core").Browser} browser @param {string} origin of the site */
export async function renewMovingPicture(browser, origin) {
  const folder = await mkdtemp(join(tmpdir(), "two-boxes-"));
  const stage = await Stage.open(browser, origin);
  await stage.size(width, height);
  /** @type {string[]} */
  const frames = [];
  for (const { scene, seconds, choice } of parts) {
    const count = seconds * fps;
    for (let i = 0; i <= count; i++) {
      if (choice) {
        const show = { type: "show", scene, at: "rest", playing: true, choices: {} };
        await stage.after("frame", i / fps, show, { type: "choose", name: choice, value: "yes" });
      } else await stage.picture("frame", { type: "show", scene, at: i === count ? "rest" : i / count, playing: false, choices: {} });
      const file = join(folder, `${frames.length}.png`);
      await writeFile(file, await stage.png("frame"));
      const last = i === count ? 1500 : 1000 / fps; // ms; the end stands for a moment
      frames.push("-d", String(last), file);
    }
  }
  await stage.close();
  execFileSync("img2webp", ["-loop", "0", "-lossy", "-q", "60", "-m", "6", ...frames, "-o", `${root}docs/two-boxes.webp`]);
  await rm(folder, { recursive: true });
}
