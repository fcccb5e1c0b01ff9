// A host whose colour scheme is not the explainer's: browsers then lay an opaque ground of their own under a frame.
import assert from "node:assert/strict";
import { coloursAt } from "./screenshots.js";

/** Host and explainer, each light or dark. */
export const schemes = /** @type {const} */ (["light", "dark"]).flatMap((host) => /** @type {const} */ (["light", "dark"]).map((theme) => ({ host, theme })));

export const hostGround = { light: "rgb(200, 230, 190)", dark: "rgb(40, 20, 70)" };

/** A host page of a colour scheme. @param {"light" | "dark"} scheme @param {string} body */
export const hostPage = (scheme, body) => `<!doctype html><html lang="en"><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
<style>:root { color-scheme: ${scheme} } body { margin: 0; padding: 20px; background: ${hostGround[scheme]} }</style>${body}</html>`;

/** In the frame, near its corners; and outside, beside it. @type {[number, number][]} */
const points = [[23, 23], [-24, 23], [23, -24], [-24, -24], [10, 10], [-10, 300]];

/**
 * Asserts that a frame 20 px inside a screenshot has the given ground up to its corners, and its host the host's.
 * @param {import("playwright-core").Page} page to compute in @param {string} picture PNG in base64
 * @param {"light" | "dark"} scheme of the host @param {string} ground
 */
export async function assertGround(page, picture, scheme, ground) {
  assert.deepEqual(await coloursAt(page, picture, points), [ground, ground, ground, ground, hostGround[scheme], hostGround[scheme]]);
}
