// axe-core on every page of the site in light; long/axe.test.js does so in dark. accessibility.test.js has
// what axe cannot check.
import { axeTests } from "./lib/axe.js";

axeTests("light");
