// The words that are shared with the link.
import assert from "node:assert/strict";
import { test } from "node:test";
import { shareText } from "../../web/player/share.js";

test("who found three countries shares that, of the level they were found for; others share the question", () => {
  const three = "9:10000 300:300 10000:9";
  for (const [choices, key] of /** @type {[Record<string, string>, string][]} */ ([
    [{}, "share.fewer"],
    [{ "count.finds": "" }, "share.fewer"],
    [{ "count.finds": "9:10000 300:300" }, "share.fewer"],
    [{ "count.level": "county" }, "share.fewer"],
    [{ "count.finds": three }, "share.province"],
    [{ "count.finds": three, "count.level": "province" }, "share.province"],
    [{ "count.finds": three, "count.level": "county" }, "share.county"],
  ])) assert.equal(shareText(choices), key, JSON.stringify(choices));
});
