// axe-core on every page of the site in light, but for the explainer's own (../axe.test.js), and in dark, where the
// colours are the same in every language.
import { axeTests } from "../lib/axe.js";
import { languages, standIns } from "../lib/story.js";

axeTests("light", languages(), (path) => !path.startsWith("/embed/"));
axeTests("dark", standIns);
