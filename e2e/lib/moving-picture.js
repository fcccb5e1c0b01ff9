// The README's moving picture: the cover and the turnout as they play, in English, an animated WebP.
import { execFileSync } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Stage } from "./stage.js";
import { root } from "./story.js";

const [width, height] = [640, 400]; // CSS px, the regular shape
const fps = 10;
const scenes = [{ scene: "cover", seconds: 3.5 }, { scene: "turnout", seconds: 2.5 }];

/** Writes docs/two-boxes.webp with img2webp. @param {import("playwright-core").Browser} browser @param {string} origin of the site */
export async function renewMovingPicture(browser, origin) {
  const folder = await mkdtemp(join(tmpdir(), "two-boxes-"));
  const stage = await Stage.open(browser, origin);
  await stage.size(width, height);
  /** @type {string[]} */
  const frames = [];
  for (const { scene, seconds } of scenes) {
    const count = seconds * fps;
    for (let i = 0; i <= count; i++) {
      await stage.picture("frame", { type: "show", scene, at: i === count ? "rest" : i / count, playing: false, choices: {} });
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
