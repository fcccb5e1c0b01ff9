// web/player/holding.js
import assert from "node:assert/strict";
import { beforeEach, describe, test } from "node:test";
import { makeHoldable, nextMark } from "../../web/player/holding.js";

test("what runs comes to each mark once, and then to its end", () => {
  for (const [ran, next] of [[0, 2], [1.9, 2], [2, 5], [5, 9], [9, 9]]) assert.equal(nextMark([2, 5], 9, ran), next, `after ${ran} s`);
});

describe("a button that is held", () => {
  /** @type {Record<string, string>} */
  let choices;
  /** @type {any} */
  let button;
  /** @type {() => void} */
  let letGo;
  beforeEach(() => {
    choices = {};
    /** @type {any} */ (globalThis).document = new EventTarget();
    button = Object.assign(new EventTarget(), { dataset: { hold: "a.run", end: "9", marks: "2 5", mark: "one" }, setPointerCapture() {} });
    letGo = makeHoldable(button, {
      valueFor: (name) => choices[name] ?? "", choose: (name, value) => { choices[name] = value; }, announce: assert.fail,
    });
  });
  /** @param {string} type @param {number} [timeStamp] in ms */
  const pointer = (type, timeStamp = 0) => {
    const event = Object.assign(new Event(type), { button: 0, isPrimary: true, pointerId: 1 });
    Object.defineProperty(event, "timeStamp", { value: timeStamp });
    button.dispatchEvent(event);
  };
  const running = () => (choices["a.run"] ?? "").endsWith("+");

  test("runs while it is held", () => {
    pointer("pointerdown", 1000);
    assert.ok(running());
    assert.equal(button.ariaPressed, "true");
    pointer("pointerup", 1300);
    button.dispatchEvent(new Event("click"));
    assert.ok(!running());
    assert.equal(button.ariaPressed, "false");
  });

  test("a short press starts it, the next one stops it", () => {
    pointer("pointerdown", 1000);
    pointer("pointerup", 1100);
    button.dispatchEvent(new Event("click"));
    assert.ok(running());
    pointer("pointerdown", 3000);
    pointer("pointerup", 3100);
    button.dispatchEvent(new Event("click"));
    assert.ok(!running());
  });

  test("so does a key, and a click without a pointer", () => {
    button.dispatchEvent(new Event("click"));
    assert.ok(running());
    button.dispatchEvent(new Event("click"));
    assert.ok(!running());
  });

  test("a scroll that takes the touch over, a hidden page and a step that is left stop it", () => {
    for (const stop of [() => pointer("pointercancel"), () => document.dispatchEvent(new Event("visibilitychange")), letGo]) {
      button.dispatchEvent(new Event("click"));
      assert.ok(running());
      stop();
      assert.ok(!running());
    }
  });

  test("goes on where it stopped, and tells the outcome after the first mark only", () => {
    choices["a.run"] = "1.50";
    button.dispatchEvent(new Event("click"));
    assert.equal(choices["a.run"], "1.5+");
    letGo();
    assert.ok(Math.abs(Number(choices["a.run"]) - 1.5) < 0.3);
    assert.ok(!("a.told" in choices));
    choices["a.run"] = "2.50";
    button.dispatchEvent(new Event("click"));
    letGo();
    assert.equal(choices["a.told"], "yes");
  });
});
