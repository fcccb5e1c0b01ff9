import assert from "node:assert/strict";
import { test } from "node:test";
import { conditions, outcomeFor } from "../../web/player/outcomes.js";

test("conditions are read as the page carries them", () => {
  assert.deepEqual(conditions("ballot.box=for ballot.room=two"), [["ballot.box", "for"], ["ballot.room", "two"]]);
  assert.deepEqual(conditions(""), []);
});

test("the first outcome whose conditions all hold is told", () => {
  const outcomes = ["area=one", "area=two pick=b", "area=two pick=c"].map(conditions);
  for (const [chosen, want] of /** @type {[Record<string, string>, number][]} */ ([
    [{}, -1], [{ area: "one" }, 0], [{ area: "one", pick: "b" }, 0], [{ area: "two" }, -1], [{ area: "two", pick: "c" }, 2],
  ])) assert.equal(outcomeFor(outcomes, (name) => chosen[name] ?? ""), want, JSON.stringify(chosen));
});
