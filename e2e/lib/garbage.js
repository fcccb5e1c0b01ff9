// What nobody should send: values of every kind that can be sent, and messages that are nearly right.

/** Nothing of the page may ever hold this, nor call the function of this name. */
export const canary = "pwned";

/**
 * Makes messages. It stands alone, so that its text can be put into a page.
 * @param {import("./chance.js").Chance} chance
 * @param {string[]} scenes of the explainer
 */
export function garbage({ share, below, one }, scenes) {
  const texts = [
    '<img src=x onerror="pwned()">', '"><b class=pwned>', "</script><script>pwned()</script>", "javascript:pwned()", "';pwned();'", "${pwned()}", "{{pwned()}}",
    "", " ", "\0", "\ud800", "\u202epwned", "pwned\n".repeat(50), "pwned ".repeat(20_000), "__proto__", "constructor", "toString", "null", "NaN", "1e999", "%00", "url(x)",
    "two-boxes", "turnout ", " turnout", "TURNOUT", "turnout\0", "#turnout", "[iFrameSizer]", "xPYMx", "dark", "play",
  ];
  const numbers = [0, -0, 1, -1, 0.5, NaN, Infinity, -Infinity, 2 ** 53, 1e308, 5e-324, 99.63, 1e9];
  const names = ["explainer", "v", "type", "scene", "progress", "theme", "height", "values", "turnout", "state", "by", "sentinel", "message", "secret", "value",
    "datawrapper-height", "context", "src", "toString", "valueOf", "then", "length", "constructor", "__proto__", "pwned"];

  /** Any value that can be sent. @param {number} [depth] @returns {any} */
  function value(depth = 0) {
    switch (below(depth > 3 ? 6 : 24)) {
      case 0: return undefined;
      case 1: return null;
      case 2: return share() < 0.5;
      case 3: return one(numbers);
      case 4: return BigInt(one([0, 1, -1, 700])) ** 30n;
      case 5: return text();
      case 6: return new Date(one(numbers));
      case 7: return /(pwned+)+$/g;
      case 8: return new Map([[value(depth + 1), value(depth + 1)]]);
      case 9: return new Set([value(depth + 1), value(depth + 1)]);
      case 10: return new ArrayBuffer(below(1000));
      case 11: return new Float64Array(one([[], [NaN], [1, 2, 3]]));
      case 12: return new DataView(new ArrayBuffer(8));
      case 13: return one([new Error("pwned"), new TypeError(text())]);
      case 14: return new Blob(["<b class=pwned>"], { type: "text/html" });
      case 15: return Object(one([true, 700, "two-boxes", 1n]));
      case 16: {
        const circle = /** @type {any[]} */ ([value(depth + 1)]);
        circle.push(circle);
        return circle;
      }
      case 17: {
        let deep = value(4);
        for (let i = below(300); i > 0; i--) deep = share() < 0.5 ? [deep] : { scene: deep };
        return deep;
      }
      case 18: return Array.from({ length: one([0, 1, 7, 5000]) }, () => value(4));
      case 19: return one(scenes);
      case 20: case 21: return { toString: 1, valueOf: 1 }; // neither text nor number can be made of it
      default: {
        const object = {};
        for (let i = below(6); i >= 0; i--) field(object, one(names), value(depth + 1));
        return object;
      }
    }
  }

  /** Sets a field of the object itself, whatever its name. @param {object} object @param {string} name @param {unknown} value */
  const field = (object, name, value) => Object.defineProperty(object, name, { value, enumerable: true, configurable: true, writable: true });

  /** @returns {string} */
  const text = () => {
    if (share() < 0.8) return one(texts);
    return String.fromCharCode(...Array.from({ length: below(40) }, () => below(share() < 0.7 ? 128 : 65536)));
  };

  /** Breaks a text somewhere. @param {string} whole */
  function broken(whole) {
    const at = below(whole.length + 1);
    return whole.slice(0, at) + (share() < 0.5 ? text() : "") + whole.slice(at + below(4));
  }

  /** Gives one or two fields of an object another value, or none. @param {object} object @param {string[]} [fields] */
  function spoilt(object, fields = Object.keys(object)) {
    const copy = { ...object };
    for (let i = 1 + below(2); i > 0; i--) {
      const name = one(fields);
      if (share() < 0.15) Reflect.deleteProperty(copy, name);
      else field(copy, name, value());
    }
    if (share() < 0.2) field(copy, one(names), value());
    return copy;
  }

  const mark = { explainer: "two-boxes", v: 1 };

  /** Messages that hosts and frames send one another, in every dialect the explainer speaks. */
  const dialects = () => one([
    () => ["pym", text(), one(["height", "width", "pageLoaded", "navigateTo"]), String(one(numbers))].join("xPYMx"),
    () => spoilt({ sentinel: "amp", type: one(["frames-init", "embed-size", "embed-ready"]), height: one(numbers) }),
    () => ({ sentinel: "amp", type: "frames-init" }),
    () => spoilt({ "datawrapper-height": { "two-boxes": one(numbers) } }),
    () => broken(JSON.stringify({ src: text(), context: "iframe.resize", height: one(numbers) })),
    () => `[iFrameSizer]${text()}:8:false:${one(["true", "false"])}:32:true:true:null:bodyOffset`,
    () => broken("[iFrameSizer]frame:8:false:false:32:true:true:null:max"),
    () => one(["[iFrameSizer]resize", "[iFrameSizer]reset", "[iFrameSizer]message:" + text(), "[iFrameResizerChild]Ready"]),
    () => spoilt({ message: one(["ready", "height"]), secret: "abc123", value: one(numbers) }),
    () => ({ message: "ready", secret: text() }),
  ])();

  /** Orders to the explainer, but for one thing that is wrong: none may have an effect. */
  const wrongOrder = () => {
    const order = { ...mark, type: "seek", scene: one(scenes), progress: share() };
    return one([
      () => ({ ...order, explainer: one([undefined, "Two-Boxes", ["two-boxes"], Object("two-boxes"), { toString: 1 }, [value()]]) }),
      () => ({ ...order, v: one([2, "1", null, 1n, [1], true]) }),
      () => ({ ...order, type: one([undefined, null, 7, ["goto"], "GOTO", "toString", "__proto__", "gone", "show", "panic", text() + "!"]) }),
      () => ({ ...order, scene: one([undefined, 3, [order.scene], { toString: 1 }, new String(order.scene), order.scene + " ", order.scene.toUpperCase(), "__proto__", text()]) }),
      () => ({ ...order, progress: one([undefined, null, NaN, "0.5", [0.5], 1n, { valueOf: 1 }]) }),
      () => ({ ...mark, type: "theme", theme: one([undefined, 1, ["dark"], { toString: 1 }, "dark ", text() + "!"]) }),
    ])();
  };

  return {
    /** Something to the explainer that must change nothing in it. @returns {unknown} */
    toExplainer: () => one([value, dialects, wrongOrder, wrongOrder])(),
    /** An order to the explainer, and the scene it brings. */
    order() {
      const scene = one(scenes);
      const message = one([{ type: "goto", scene }, { type: "seek", scene, progress: one([0, 0.5, 1, -1, Infinity]) }]);
      return { scene, message: { ...(share() < 0.3 ? { [text()]: value() } : {}), ...mark, ...message } };
    },
    /** Something to the host's page, as if from an explainer. @returns {unknown} */
    toHost: () => one([value, dialects, () => spoilt({
      ...mark,
      ...one([
        { type: "ready", lang: "en", scenes }, { type: "height", height: one([700, 900]) }, { type: "state", state: one(["playing", "resting"]) },
        { type: "scene", scene: one(scenes), index: 0, of: 7, by: one(["reader", "host"]) }, { type: "progress", loaded: 1, total: 2 },
        { type: "counters", values: { turnout: 100 * share() } }, { type: "reading", election: text(), asOf: text(), turnout: 100 * share(), final: false },
      ]),
    }, share() < 0.8 ? ["type", "height", "state", "scene", "by", "values", "turnout", "lang", "scenes"] : undefined)])(),
    text,
  };
}
