// Fuzz input: values of every type that postMessage can send, and malformed and hostile messages that
// are close to valid ones.

/** A marker in hostile input. It must never appear in the page, and no function of this name may be called. */
export const canary = "pwned";

/**
 * Generates messages. It needs nothing from its module, so that its source text can be put into a page.
 * @param {import("./random.js").Random} random
 * @param {string[]} scenes of the explainer
 */
export function fuzzMessages({ float, int, pick }, scenes) {
  const texts = [
    '<img src=x onerror="pwned()">', '"><b class=pwned>', "</script><script>pwned()</script>", "javascript:pwned()", "';pwned();'", "${pwned()}", "{{pwned()}}",
    "", " ", "\0", "\ud800", "\u202epwned", "pwned\n".repeat(50), "pwned ".repeat(20_000),
      "__proto__", "constructor", "toString", "null", "NaN", "1e999", "%00", "url(x)",
    "two-boxes", "turnout ", " turnout", "TURNOUT", "turnout\0", "#turnout", "[iFrameSizer]", "xPYMx", "dark", "play",
  ];
  const numbers = [0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e308, 5e-324, 99.63, 1e9];
  const names = ["explainer", "v", "type", "scene", "progress", "theme", "height", "values", "turnout", "state", "by", "sentinel", "message", "secret", "value",
    "datawrapper-height", "context", "src", "toString", "valueOf", "then", "length", "constructor", "__proto__", "pwned"];

  /** Any value that postMessage can send. @param {number} [depth] @returns {any} */
  function value(depth = 0) {
    switch (int(depth > 3 ? 6 : 24)) {
      case 0: return undefined;
      case 1: return null;
      case 2: return float() < 0.5;
      case 3: return pick(numbers);
      case 4: return BigInt(pick([0, 1, -1, 700])) ** 30n;
      case 5: return text();
      case 6: return new Date(pick(numbers));
      case 7: return /(pwned+)+$/g;
      case 8: return new Map([[value(depth + 1), value(depth + 1)]]);
      case 9: return new Set([value(depth + 1), value(depth + 1)]);
      case 10: return new ArrayBuffer(int(1000));
      case 11: return new Float64Array(pick([[], [NaN], [1, 2, 3]]));
      case 12: return new DataView(new ArrayBuffer(8));
      case 13: return pick([new Error("pwned"), new TypeError(text())]);
      case 14: return new Blob(["<b class=pwned>"], { type: "text/html" });
      case 15: return Object(pick([true, 700, "two-boxes", 1n]));
      case 16: {
        const circle = /** @type {any[]} */ ([value(depth + 1)]);
        circle.push(circle);
        return circle;
      }
      case 17: {
        let deep = value(4);
        for (let i = int(300); i > 0; i--) deep = float() < 0.5 ? [deep] : { scene: deep };
        return deep;
      }
      case 18: return Array.from({ length: pick([0, 1, 7, 5000]) }, () => value(4));
      case 19: return pick(scenes);
      case 20: case 21: return { toString: 1, valueOf: 1 }; // converts to neither string nor number
      default: {
        const object = {};
        for (let i = int(6); i >= 0; i--) field(object, pick(names), value(depth + 1));
        return object;
      }
    }
  }

  /** Sets an own property, whatever its name. @param {object} object @param {string} name @param {unknown} value */
  const field = (object, name, value) => Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });

  /** @returns {string} */
  const text = () => {
    if (float() < 0.8) return pick(texts);
    return String.fromCharCode(...Array.from({ length: int(40) }, () => int(float() < 0.7 ? 128 : 65536)));
  };

  /** Corrupts a string at a random place. @param {string} whole */
  function corrupted(whole) {
    const at = int(whole.length + 1);
    return whole.slice(0, at) + (float() < 0.5 ? text() : "") + whole.slice(at + int(4));
  }

  /** Replaces or deletes one or two fields of an object. @param {object} object @param {string[]} [fields] */
  function altered(object, fields = Object.keys(object)) {
    const copy = { ...object };
    for (let i = 1 + int(2); i > 0; i--) {
      const name = pick(fields);
      if (float() < 0.15) Reflect.deleteProperty(copy, name);
      else field(copy, name, value());
    }
    if (float() < 0.2) field(copy, pick(names), value());
    return copy;
  }

  const mark = { explainer: "two-boxes", v: 1 };

  /** Messages between hosts and frames, in every embed protocol that the explainer supports. */
  const protocols = () => pick([
    () => ["pym", text(), pick(["height", "width", "pageLoaded", "navigateTo"]), String(pick(numbers))].join("xPYMx"),
    () => altered({ sentinel: "amp", type: pick(["frames-init", "embed-size", "embed-ready"]), height: pick(numbers) }),
    () => ({ sentinel: "amp", type: "frames-init" }),
    () => altered({ "datawrapper-height": { "two-boxes": pick(numbers) } }),
    () => corrupted(JSON.stringify({ src: text(), context: "iframe.resize", height: pick(numbers) })),
    () => `[iFrameSizer]${text()}:8:false:${pick(["true", "false"])}:32:true:true:null:bodyOffset`,
    () => corrupted("[iFrameSizer]frame:8:false:false:32:true:true:null:max"),
    () => pick(["[iFrameSizer]resize", "[iFrameSizer]reset", "[iFrameSizer]message:" + text(), "[iFrameResizerChild]Ready"]),
    () => altered({ message: pick(["ready", "height"]), secret: "abc123", value: pick(numbers) }),
    () => ({ message: "ready", secret: text() }),
  ])();

  /** Commands to the explainer with one thing wrong: none may have an effect. */
  const invalidCommand = () => {
    const command = { ...mark, type: "seek", scene: pick(scenes), progress: float() };
    return pick([
      () => ({ ...command, explainer: pick([undefined, "Two-Boxes", ["two-boxes"], Object("two-boxes"), { toString: 1 }, [value()]]) }),
      () => ({ ...command, v: pick([2, "1", null, 1n, [1], true]) }),
      () => ({ ...command, type: pick([undefined, null, 7, ["goto"], "GOTO", "toString", "__proto__", "gone", "show", "panic", text() + "!"]) }),
      () => ({ ...command, scene: pick([undefined, 3, [command.scene], { toString: 1 }, new String(command.scene),
        command.scene + " ", command.scene.toUpperCase(), "__proto__", text()]) }),
      () => ({ ...command, progress: pick([undefined, null, NaN, "0.5", [0.5], 1n, { valueOf: 1 }]) }),
      () => ({ ...mark, type: "theme", theme: pick([undefined, 1, ["dark"], { toString: 1 }, "dark ", text() + "!"]) }),
    ])();
  };

  return {
    /** A message to the explainer that must change nothing. @returns {unknown} */
    toExplainer: () => pick([value, protocols, invalidCommand, invalidCommand])(),
    /** A valid command to the explainer, and the scene that it shows. */
    command() {
      const scene = pick(scenes);
      const message = pick([{ type: "goto", scene }, { type: "seek", scene, progress: pick([0, 0.5, 1, -1, Infinity]) }]);
      return { scene, message: { ...(float() < 0.3 ? { [text()]: value() } : {}), ...mark, ...message } };
    },
    /** A message to the host's page, as if from an explainer. @returns {unknown} */
    toHost: () => pick([value, protocols, () => altered({
      ...mark,
      ...pick([
        { type: "ready", lang: "en", scenes }, { type: "height", height: pick([700, 900]) }, { type: "state", state: pick(["playing", "resting"]) },
        { type: "scene", scene: pick(scenes), index: 0, of: scenes.length, by: pick(["reader", "host"]) }, { type: "progress", loaded: 1, total: 2 },
        { type: "counters", values: { turnout: 100 * float() } }, { type: "reading", election: text(), asOf: text(), turnout: 100 * float(), final: false },
      ]),
    }, float() < 0.8 ? ["type", "height", "state", "scene", "by", "values", "turnout", "lang", "scenes"] : undefined)])(),
    text,
  };
}
