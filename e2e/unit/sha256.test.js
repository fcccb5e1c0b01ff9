import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import { sha256 } from "../../web/fetch/sha256.js";

test("every length around a block gives what another implementation gives", () => {
  for (let length = 0; length < 260; length++) {
    const data = Uint8Array.from({ length }, (_, i) => (i * 131 + length) & 255);
    assert.equal(Buffer.from(sha256(data)).toString("hex"), createHash("sha256").update(data).digest("hex"), `${length} bytes`);
  }
});

test("megabytes, and a part of a larger buffer", () => {
  const data = new Uint8Array(3_000_001).map((_, i) => i * i).subarray(1);
  assert.equal(Buffer.from(sha256(data)).toString("hex"), createHash("sha256").update(data).digest("hex"));
});
