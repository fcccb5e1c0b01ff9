// axe-core on every page of the site in light; long/axe.test.js has pages in dark. accessibility.test.js has
// what axe cannot check.
import { axeTests } from "./lib/axe.js";
import { testedLanguages } from "./lib/story.js";

axeTests("light", testedLanguages());
