// What runs before the first paint, so that a dark article never sees a white flash.

import { parseParams } from "./params.js";
import { applyTheme } from "./theme.js";

const params = parseParams(location.search);
applyTheme(params.theme, params);
