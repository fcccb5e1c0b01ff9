import assert from "node:assert/strict";
import { test } from "node:test";
import { contrast, readableColours } from "../../web/player/appearance.js";

test("contrast is that of WCAG", () => {
  assert.equal(contrast("#ffffff", "#000000"), 21);
  assert.equal(contrast("#777777", "#777777"), 1);
  assert.ok(Math.abs(contrast("#767676", "#ffffff") - 4.54) < 0.01);
});

test("colours are taken if they can be read on their ground, and otherwise refused with a reason", () => {
  const usual = { paper: "#ffffff", ink: "#111111" };
  const none = { paper: undefined, ink: undefined };
  for (const [asked, colours, refused] of /** @type {[Record<string, string>, object, RegExp[]][]} */ ([
    [{ paper: "#000000", ink: "#eeeeee" }, { paper: "#000000", ink: "#eeeeee" }, []],
    [{ paper: "#f5efe0" }, { paper: "#f5efe0", ink: undefined }, []],
    [{ paper: "#222222" }, {}, [/^ink #111111 on #222222 has a contrast of 1\.19; at least 4\.5 is needed/]],
    [{ accent: "#8a1c1c" }, { ...none, accent: "#8a1c1c" }, []],
    [{ accent: "#ffff00" }, none, [/^accent #ffff00 on #ffffff has a contrast of 1\.07/]],
    [{ paper: "#000000", ink: "#ffffff", accent: "#ffff00" }, { paper: "#000000", ink: "#ffffff", accent: "#ffff00" }, []],
    // The ground of the accent is the usual one if the paper is refused.
    [{ paper: "#000000", accent: "#8a1c1c" }, { accent: "#8a1c1c" }, [/^ink /]],
    [{ paper: "#000000", accent: "#ffff00" }, {}, [/^ink /, /^accent #ffff00 on #ffffff/]],
  ])) {
    const made = readableColours(asked, usual);
    assert.deepEqual(made.colours, colours, JSON.stringify(asked));
    assert.equal(made.refusals.length, refused.length);
    refused.forEach((pattern, i) => assert.match(made.refusals[i], pattern));
  }
});
