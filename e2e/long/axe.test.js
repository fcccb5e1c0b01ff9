// axe-core on every page of the site in dark.
import { axeTests } from "../lib/axe.js";

axeTests("dark");
