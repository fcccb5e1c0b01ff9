// What few readers ask for: loaded only then.

export { debug } from "./debug.js";
export { embedCode } from "./embed-code.js";
