// The languages in which frames tell a host their height, besides our own (messages.js). Every one
// is spoken without being asked which, as far as the host has given what it needs; a host ignores
// what it does not know. Nothing but the embedding window is spoken or listened to.

import { pageHeight } from "./height.js";

const say = (/** @type {unknown} */ message) => window.parent.postMessage(message, "*");
const query = new URLSearchParams(location.search);

/** pym.js names the frame in its address and wants to hear that name again. */
const pymId = query.get("childId") ?? "";
const pym = (/** @type {string} */ type, /** @type {string | number} */ value) => pymId && say(["pym", pymId, type, value].join("xPYMx"));

/** iframe-resizer names the frame in its first message. */
let resizerId = "";
const resizer = (/** @type {string} */ type, /** @type {number} */ height) =>
  resizerId && say(`[iFrameSizer]${resizerId}:${height}:${innerWidth}:${type}:`);

/** WordPress hands the frame a secret, in the address or with its first message. */
let secret = /[#?&]secret=([a-zA-Z0-9]+)/.exec(location.hash)?.[1] ?? "";

/** How each dialect tells a height. @type {Record<string, (height: number) => unknown>} */
const tell = {
  pym: (height) => pym("height", height),
  amp: (height) => say({ sentinel: "amp", type: "embed-size", height }), // and @newswire/frames
  datawrapper: (height) => say({ "datawrapper-height": { "two-boxes": height } }),
  medium: (height) => say(JSON.stringify({ src: location.href, context: "iframe.resize", height })),
  resizer: (height) => resizer("resize", height),
  wordpress: (height) => secret && say({ message: "height", value: height, secret }),
};

/**
 * Which dialect answers a message, or none.
 * @param {any} data
 * @returns {((height: number) => unknown) | undefined}
 */
function answer(data) {
  if (typeof data === "string") {
    const [id, ...settings] = data.startsWith("[iFrameSizer]") ? data.slice(13).split(":") : [];
    if (/^(true|false)$/.test(settings[1])) {
      resizerId = id;
      return (height) => resizer("init", height);
    }
    return /^(resize|reset)$/.test(id) && settings.length === 0 ? tell.resizer : undefined;
  }
  if (data?.sentinel === "amp" && data.type === "frames-init") return tell.amp;
  if (data?.message === "ready" && typeof data.secret === "string" && /^[a-zA-Z0-9]+$/.test(data.secret)) {
    secret ||= data.secret;
    return data.secret === secret ? tell.wordpress : undefined;
  }
}

/**
 * Begins to listen, and returns what tells the host a height.
 * @returns {(height: number) => void}
 */
export function speakDialects() {
  if (window.parent === window) return () => {};
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent) answer(data)?.(pageHeight());
  });
  let ready = false;
  return (height) => {
    for (const speak of Object.values(tell)) speak(height);
    if (ready) return;
    ready = true;
    pym("pageLoaded", ""); // the BBC's pages show the frame only then
    say({ sentinel: "amp", type: "embed-ready" });
    say("[iFrameResizerChild]Ready"); // iframe-resizer 5 may have waited for it
  };
}
