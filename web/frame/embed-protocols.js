// Height messages in the formats of pym.js, AMP, @newswire/frames, @nprapps/sidechain, Datawrapper, Medium,
// iframe-resizer, open-iframe-resizer and WordPress, besides our own (messages.js). Every format is sent, without being asked, as soon as
// the host has given the id that the format needs; hosts ignore messages that they do not know.

import { pageHeight } from "./height.js";

/** What is used of the frame's window. @typedef {{location: {href: string, search: string, hash: string}, innerWidth: number}} Frame */

/**
 * The formats of one frame.
 * @param {Frame} frame
 * @param {(message: unknown) => void} post sends a message to the host
 */
export function heightMessages(frame, post) {
  /** pym.js puts the frame's id into its address. */
  const pymId = new URLSearchParams(frame.location.search).get("childId") ?? "";
  const pym = (/** @type {string} */ type, /** @type {string | number} */ value) => pymId && post(["pym", pymId, type, value].join("xPYMx"));

  /** iframe-resizer sends the frame's id in its first message. */
  let resizerId = "";
  const resizer = (/** @type {string} */ type, /** @type {number} */ height) =>
    resizerId && post(`[iFrameSizer]${resizerId}:${height}:${frame.innerWidth}:${type}:`);

  /** WordPress gives the frame a secret, in the address or with its first message. */
  let secret = /[#?&]secret=([a-zA-Z0-9]+)/.exec(frame.location.hash)?.[1] ?? "";

  /** Sends a height, by format. */
  const formats = {
    pym: (/** @type {number} */ height) => pym("height", height),
    amp: (/** @type {number} */ height) => post({ sentinel: "amp", type: "embed-size", height }), // and @newswire/frames, @nprapps/sidechain
    datawrapper: (/** @type {number} */ height) => post({ "datawrapper-height": { "two-boxes": height } }),
    medium: (/** @type {number} */ height) => post(JSON.stringify({ src: frame.location.href, context: "iframe.resize", height })),
    resizer: (/** @type {number} */ height) => resizer("resize", height),
    openResizer: (/** @type {number} */ height) => post({ type: "iframe-resized", width: frame.innerWidth, height }),
    wordpress: (/** @type {number} */ height) => secret && post({ message: "height", value: height, secret }),
  };
  let ready = false;

  return {
    /** Sends a height in every format; the first time, also that the frame is ready. @param {number} height in CSS pixels */
    send(height) {
      for (const format of Object.values(formats)) format(height);
      if (ready) return;
      ready = true;
      pym("pageLoaded", ""); // the BBC's pages keep the frame hidden until then
      post({ sentinel: "amp", type: "embed-ready" });
      post("[iFrameResizerChild]Ready"); // iframe-resizer 5 may wait for it
    },

    /**
     * Answers a host's message in its format, if it asks for the height; other messages are ignored.
     * @param {any} data the message
     * @param {number} height in CSS pixels
     */
    answer(data, height) {
      if (typeof data === "string") {
        const [id, ...settings] = data.startsWith("[iFrameSizer]") ? data.slice(13).split(":") : [];
        if (/^(true|false)$/.test(settings[1])) {
          resizerId = id;
          resizer("init", height);
        } else if (/^(resize|reset)$/.test(id) && settings.length === 0) formats.resizer(height);
      } else if (data?.sentinel === "amp" && data.type === "frames-init") formats.amp(height);
      else if (["iframe-child-init", "iframe-get-child-dimensions"].includes(data?.type)) formats.openResizer(height);
      else if (data?.message === "ready" && typeof data.secret === "string" && /^[a-zA-Z0-9]+$/.test(data.secret)) {
        secret ||= data.secret;
        if (data.secret === secret) formats.wordpress(height);
      }
    },
  };
}

/**
 * Answers the embedding page's messages from now on. Messages of other windows are ignored.
 * @returns {(height: number) => void} sends a height, in CSS pixels, in every format; does nothing on a page of its own
 */
export function startEmbedProtocols() {
  if (window.parent === window) return () => {};
  const messages = heightMessages(window, (message) => window.parent.postMessage(message, "*"));
  addEventListener("message", ({ source, data }) => {
    if (source === window.parent) messages.answer(data, pageHeight());
  });
  return messages.send;
}
