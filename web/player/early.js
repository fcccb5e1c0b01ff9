// Runs before the first paint, and leaves the appearance for the player.
import { startAppearance } from "./appearance.js";

/** @type {any} */ (globalThis).twoBoxesAppearance = startAppearance();
