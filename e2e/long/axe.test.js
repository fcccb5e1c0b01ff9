// axe-core on the pages of the site in dark. Colours are the same in every language.
import { axeTests } from "../lib/axe.js";
import { standIns } from "../lib/story.js";

axeTests("dark", standIns);
