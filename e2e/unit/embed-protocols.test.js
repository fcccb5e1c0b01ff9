import assert from "node:assert/strict";
import { test } from "node:test";
import { heightMessages } from "../../web/frame/embed-protocols.js";

/** The formats of a frame at an address, and what it has sent. @param {string} address */
function frame(address) {
  /** @type {unknown[]} */
  const sent = [];
  return { sent, ...heightMessages({ location: new URL(address), innerWidth: 640 }, (message) => sent.push(message)) };
}

const href = "https://example.org/embed/en/";
const medium = (/** @type {number} */ height, src = href) => JSON.stringify({ src, context: "iframe.resize", height });
const always = (/** @type {number} */ height) => [
  { sentinel: "amp", type: "embed-size", height }, { "datawrapper-height": { "two-boxes": height } }, medium(height),
  { type: "iframe-resized", width: 640, height },
];
const ready = [{ sentinel: "amp", type: "embed-ready" }, "[iFrameResizerChild]Ready"];

test("a height is sent in every format that needs no id; ready only once", () => {
  const { sent, send } = frame(href);
  send(700);
  assert.deepEqual(sent.splice(0), [...always(700), ...ready]);
  send(710);
  assert.deepEqual(sent, always(710));
});

test("pym.js: the id from the address", () => {
  const { sent, send } = frame(`${href}?childId=pym-0&load=click`);
  send(700);
  assert.ok(sent.includes("pymxPYMxpym-0xPYMxheightxPYMx700"));
  assert.ok(sent.includes("pymxPYMxpym-0xPYMxpageLoadedxPYMx"));
});

test("iframe-resizer: the id from the first message", () => {
  const { sent, send, answer } = frame(href);
  answer("[iFrameSizer]resize", 700);
  assert.equal(sent.length, 0, "no id is known yet");
  answer("[iFrameSizer]box1:8:false:false:32:true", 700);
  answer("[iFrameSizer]resize", 710);
  answer("[iFrameSizer]reset", 720);
  assert.deepEqual(sent.splice(0), ["[iFrameSizer]box1:700:640:init:", "[iFrameSizer]box1:710:640:resize:", "[iFrameSizer]box1:720:640:resize:"]);
  send(730);
  assert.ok(sent.includes("[iFrameSizer]box1:730:640:resize:"));
});

test("WordPress: the secret from the address or the first message, and only that one", () => {
  for (const address of [`${href}#?secret=abc123`, href]) {
    const { sent, send, answer } = frame(address);
    answer({ message: "ready", secret: "abc123" }, 700);
    answer({ message: "ready", secret: "other" }, 710);
    assert.deepEqual(sent.splice(0), [{ message: "height", value: 700, secret: "abc123" }]);
    send(720);
    assert.deepEqual(sent.find((message) => Object(message).secret), { message: "height", value: 720, secret: "abc123" });
  }
});

test("@newswire/frames is answered", () => {
  const { sent, answer } = frame(href);
  answer({ sentinel: "amp", type: "frames-init" }, 700);
  assert.deepEqual(sent, [{ sentinel: "amp", type: "embed-size", height: 700 }]);
});

test("open-iframe-resizer is answered", () => {
  for (const type of ["iframe-child-init", "iframe-get-child-dimensions"]) {
    const { sent, answer } = frame(href);
    answer({ type, bodyPadding: "9px" }, 700);
    assert.deepEqual(sent, [{ type: "iframe-resized", width: 640, height: 700 }]);
  }
});

test("anything else is ignored", () => {
  const { sent, answer } = frame(href);
  for (const data of [
    undefined, null, 1, "", "resize", "[iFrameSizer]", "[iFrameSizer]a:b:c", "[iFrameSizer]resize:1", "[iFrameSizer]message:true", [], {},
    { sentinel: "amp" }, { sentinel: "amp", type: "embed-size" }, { message: "ready" }, { message: "ready", secret: "" },
    { message: "ready", secret: "a b" }, { message: "ready", secret: ["abc"] }, { message: "toString", secret: "abc" },
    { type: "iframe-resized" }, { type: "iframe-child-init-2" }, { type: ["iframe-child"] }, { type: Object.create(null) },
  ]) answer(data, 700);
  assert.deepEqual(sent, []);
});
