import assert from "node:assert/strict";
import { test } from "node:test";
import { cardPosition } from "../../web/player/sources.js";

/** @param {number} left @param {number} top @param {number} width @param {number} height */
const box = (left, top, width, height) => ({ left, top, width, height, right: left + width, bottom: top + height });

test("a card is centred below its anchor, inside the container, and above where there is no room", () => {
  const page = box(0, 0, 400, 800);
  const card = { width: 200, height: 100 };
  for (const [what, anchor, want] of /** @type {[string, ReturnType<typeof box>, {left: number, top: number}][]} */ ([
    ["in the middle", box(190, 300, 20, 20), { left: 100, top: 328 }],
    ["at the left edge", box(0, 300, 20, 20), { left: 8, top: 328 }],
    ["at the right edge", box(380, 300, 20, 20), { left: 192, top: 328 }],
    ["at the end", box(190, 770, 20, 20), { left: 100, top: 662 }],
  ])) assert.deepEqual(cardPosition(anchor, page, card), want, what);
  const low = box(0, 0, 400, 120);
  assert.deepEqual(cardPosition(box(190, 60, 20, 20), low, card), { left: 100, top: 88 }, "no room above either");
  assert.deepEqual(cardPosition(box(10, 10, 20, 20), box(0, 0, 100, 800), card).left, 8, "wider than its container");
});
