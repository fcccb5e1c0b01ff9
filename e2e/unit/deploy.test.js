// The configuration for static hosts has the same headers as that for nginx.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

const read = (/** @type {string} */ name) => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), "utf8");

test("every header value in deploy/_headers is in deploy/nginx.conf", () => {
  const values = [...read("_headers").matchAll(/^ {2}[\w-]+: (.*)$/gm)].map(([, value]) => value);
  assert.ok(values.length > 0);
  for (const value of values) assert.ok(read("nginx.conf").includes(value), value);
});
