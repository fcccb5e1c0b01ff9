import assert from "node:assert/strict";
import { test } from "node:test";
import { parseParams } from "../../web/player/params.js";

const usual = { layout: "card", theme: "auto", load: "near", saveData: false, debug: false, controls: "full", motion: "auto",
  paper: undefined, ink: undefined, accent: undefined, radius: undefined, feed: undefined, unit: undefined, problems: [] };

test("without parameters, and with unknown or bad ones, everything is as usual", () => {
  for (const search of ["", "?", "?unknown=1", "?layout=x", "?theme=blue&load=&controls=FULL&motion=%00",
    "?paper=red&ink=url(x)&accent=12345&radius=1e9", "?%E0%A4%A"]) {
    assert.deepEqual({ ...parseParams(search), problems: [] }, usual, search);
  }
});

test("good values are taken", () => {
  assert.deepEqual(
    parseParams("?layout=stage&theme=dark&load=click&controls=none&motion=reduced"
      + "&paper=%23FFF&ink=000000&accent=1f7a5c&radius=8&debug&feed=/feed/turnout.json&unit=north"),
    { layout: "stage", theme: "dark", load: "click", saveData: false, debug: true, controls: "none", motion: "reduced",
      paper: "#ffffff", ink: "#000000", accent: "#1f7a5c", radius: 8, feed: "/feed/turnout.json", unit: "north", problems: [] },
  );
});

test("for readers who save data, or whose network is slow, the engine waits for a click", () => {
  for (const [saveData, effectiveType, saves] of /** @type {const} */ ([
    [true, "4g", true], [false, "2g", true], [false, "slow-2g", true], [false, "3g", false], [false, "4g", false],
  ])) {
    const { load, saveData: found } = parseParams("?load=eager", { saveData, effectiveType });
    assert.deepEqual({ load, found }, { load: saves ? "click" : "eager", found: saves }, `${saveData}, ${effectiveType}`);
  }
});

test("each bad value is a problem that says what to write; empty ones and unknown names are none", () => {
  assert.deepEqual(parseParams("?theme=blue&load=&paper=red&accent=0f0&radius=99&unknown=1").problems,
    ["theme=blue: use one of auto, light, dark", "paper=red: use rrggbb", "radius=99: use 0 to 24"]);
});
