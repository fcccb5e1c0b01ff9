// axe-core on the explainer's pages in light; long/axe.test.js has every other page, and pages in dark.
// accessibility.test.js has what axe cannot check.
import { axeTests } from "./lib/axe.js";
import { testedLanguages } from "./lib/story.js";

axeTests("light", testedLanguages(), (path) => path.startsWith("/embed/"));
