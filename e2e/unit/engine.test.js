import assert from "node:assert/strict";
import { test } from "node:test";
import { panicError } from "../../web/engine/engine.js";

test("a Go panic becomes an error with its message and the function of this module", () => {
  const stderr = [
    "panic: runtime error: index out of range [3] with length 3", "",
    "goroutine 1 [running]:",
    "github.com/hajimehoshi/ebiten/v2.(*Image).At(...)",
    "twoboxes/internal/host.(*game).Draw(0x1234)", "\t/internal/host/game.go:73 +0x2",
    "twoboxes/internal/host.Run(0x1)", "",
  ].join("\n");
  const error = panicError(stderr);
  assert.equal(error?.message, "panic: runtime error: index out of range [3] with length 3 in internal/host.(*game).Draw");
  assert.equal(error?.cause, stderr);
  assert.equal(panicError("fatal error: all goroutines are asleep - deadlock!\n")?.message, "fatal error: all goroutines are asleep - deadlock!");
  assert.equal(panicError("2027/07/18 a line of log\n"), undefined);
  assert.equal(panicError(""), undefined);
});
