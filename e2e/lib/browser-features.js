// Which features of browsers the site's scripts, styles and pages use, by their names in MDN's compatibility
// data, and which of them some supported browser lacks. web/browsers.json lists the supported browsers.
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import ts from "typescript";
import { root } from "./story.js";

const read = (/** @type {string} */ file) => readFileSync(`${root}${file}`, "utf8");
const data = JSON.parse(read("e2e/node_modules/@mdn/browser-compat-data/data.json"));
/** The files of web/ whose names end so; samples are other people's scripts, or copies of what hosts write. @param {string} end */
const files = (end) => /** @type {string[]} */ (readdirSync(`${root}web`, { recursive: true }))
  .filter((file) => file.endsWith(end) && !file.startsWith("samples")).map((file) => `web/${file}`).sort();

/** The oldest supported versions on a day. @returns {{asOf: string, browsers: Record<string, string>}} by their names in the data */
export function supported() {
  const { asOf, ios, ...browsers } = JSON.parse(read("web/browsers.json"));
  return { asOf, browsers: { ...browsers, safari_ios: ios } };
}

/** The version of a browser that was the newest on a day. @param {string} browser @param {string} day "2026-11-27" */
export const newest = (browser, day) => Object.entries(data.browsers[browser].releases)
  .filter(([, { release_date: date }]) => date && date <= day).sort(([, a], [, b]) => (a.release_date < b.release_date ? -1 : 1)).at(-1)?.[0] ?? "";

/**
 * The members of the browser's and the language's objects that some supported browser lacks, whether used or not.
 * @returns {[owner: string, member: string, isStatic: boolean][]} member: "" for the object as a whole
 */
export function lateMembers() {
  const { browsers } = supported();
  const late = (/** @type {any} */ compat) => Object.entries(browsers).some(([name, least]) =>
    compat && !(parseFloat(firstVersion(compat.support[name])) <= parseFloat(least)));
  return [data.api, data.javascript.builtins].flatMap((all) => Object.entries(all).flatMap(([owner, members]) => (late(members.__compat)
    ? [/** @type {[string, string, boolean]} */ ([owner, "", false])]
    : Object.entries(members).filter(([name, { __compat }]) => /^\w+$/.test(name) && !name.endsWith("_event") && late(__compat))
      .map(([name]) => /** @type {[string, string, boolean]} */ ([owner, name.replace("_static", ""), name.endsWith("_static")])))));
}

/** A feature's entry in the data. @param {string} key "api.URL.canParse_static" */
const entry = (key) => key.split(".").reduce((at, name) => (at && Object.hasOwn(at, name) ? at[name] : undefined), data)?.__compat;

/** What TypeScript's library calls otherwise than the data. @type {Record<string, string>} */
const aliases = { CallableFunction: "Function", Console: "console", Uint8Array: "TypedArray", RegExpExecArray: "RegExp" };

/** @type {Record<string, string>} */
const titles = { chrome: "Chrome", edge: "Edge", firefox: "Firefox", safari: "Safari", safari_ios: "iOS" };

/** Features by name, with the files that use them. @typedef {Map<string, Set<string>>} Used */

/**
 * The features that some supported browser lacks: of each, which browsers have it since when.
 * @param {Used} used
 */
export function newer(used) {
  const { browsers } = supported();
  /** @type {Map<string, {since: string, files: string[]}>} */
  const found = new Map();
  for (const [key, files] of used) {
    const late = Object.entries(browsers).map(([name, least]) => [name, firstVersion(entry(key).support[name]), least])
      .filter(([, first, least]) => !(parseFloat(first) <= parseFloat(least)));
    if (late.length) found.set(key, { since: late.map(([name, first]) => `${titles[name]} ${first}`).join(", "), files: [...files].sort() });
  }
  return found;
}

/** The first version that has a feature without flags or prefixes; "never". @param {any} support */
function firstVersion(support) {
  const whole = [support].flat().filter((s) => s?.version_added && !s.flags && !s.prefix && !s.alternative_name && !s.version_removed);
  const versions = whole.map((s) => String(s.version_added).replace("≤", "")).filter((v) => /^\d/.test(v));
  return versions.sort((a, b) => parseFloat(a) - parseFloat(b))[0] ?? "never";
}

/** @param {Used} used @param {string} file @param {string[]} keys the first that the data knows counts */
function use(used, file, keys) {
  const key = keys.find(entry);
  if (key) used.set(key, (used.get(key) ?? new Set()).add(file));
  return !!key;
}

/**
 * What scripts use: members and globals that TypeScript finds declared in its library.
 * @returns {{used: Used, unknown: Set<string>}} unknown: members that the data does not have
 */
export function scriptFeatures() {
  const goSupport = execFileSync("go", ["env", "GOROOT"], { encoding: "utf8" }).trim() + "/lib/wasm/wasm_exec.js";
  const { options } = ts.parseJsonConfigFileContent(ts.readConfigFile(`${root}web/jsconfig.json`, ts.sys.readFile).config, ts.sys, `${root}web`);
  const program = ts.createProgram([...[...files(".js"), ...files(".d.ts")].map((file) => root + file), goSupport], { ...options, allowJs: true });
  const checker = program.getTypeChecker();
  /** @type {Used} */
  const used = new Map();
  /** @type {Set<string>} */
  const unknown = new Set();

  /** The names of a type, of what it extends and of its mixins. @param {ts.Type} type @returns {string[]} */
  const names = (type) => (type.isUnionOrIntersection() ? type.types.flatMap(names)
    : [type.symbol?.name, ...(checker.getApparentType(type).getSymbol()?.name ? [checker.getApparentType(type).getSymbol()?.name] : []),
      ...(type.getBaseTypes?.() ?? []).flatMap(names)]).flatMap((name) => name ?? []);

  /** @param {ts.Node} node @param {string} name @param {ts.Type} [object] whose member it is */
  function look(node, name, object) {
    const symbol = object && ts.isBindingElement(node.parent) ? checker.getPropertyOfType(object, name) : checker.getSymbolAtLocation(node);
    const declaration = symbol?.declarations?.find((d) => program.isSourceFileDefaultLibrary(d.getSourceFile()));
    if (!declaration || ts.isIndexSignatureDeclaration(declaration)) return; // as of dataset
    const file = node.getSourceFile().fileName;
    const owner = ts.findAncestor(declaration.parent, (d) => ts.isInterfaceDeclaration(d) || ts.isVariableDeclaration(d) || ts.isModuleDeclaration(d));
    const declared = /** @type {string | undefined} */ (/** @type {any} */ (owner)?.name?.text)?.replace(/^Readonly|Constructor$/g, "");
    const owners = [...(object ? [declared, ...names(object)] : []), "Window", "Element", "Document", "EventTarget"].map((o) => aliases[o ?? ""] ?? o);
    const where = [...owners.flatMap((o) => (o ? [`api.${o}.`, `javascript.builtins.${o}.`, `javascript.builtins.Intl.${o}.`] : [])), "webassembly.api."];
    if (!declared || !object) where.push("api.", "javascript.builtins.", "webassembly.");
    const keys = where.flatMap((at) => [at + name, `${at}${name}_static`]);
    if (declared === "CSSStyleDeclaration") keys.push(`css.properties.${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`);
    if (!use(used, file.slice(file.startsWith(root) ? root.length : 0), keys)) unknown.add(`${declared ?? "globalThis"}.${name}`);
  }
  /** @param {ts.Node} node */
  function walk(node) {
    if (ts.isPropertyAccessExpression(node)) look(node.name, node.name.text, checker.getTypeAtLocation(node.expression));
    else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
      const name = node.propertyName ?? node.name;
      if (ts.isIdentifier(name)) look(name, name.text, checker.getTypeAtLocation(node.parent));
    } else if (ts.isIdentifier(node) && !ts.isPropertyAccessExpression(node.parent)) look(node, node.text);
    else if (ts.isIdentifier(node) && /** @type {any} */ (node.parent).expression === node) look(node, node.text);
    if (ts.isCallExpression(node) && /addEventListener$/.test(node.expression.getText()) && ts.isStringLiteral(node.arguments[0])) {
      const object = ts.isPropertyAccessExpression(node.expression) ? names(checker.getTypeAtLocation(node.expression.expression)) : ["Window"];
      const { text } = node.arguments[0];
      use(used, node.getSourceFile().fileName.slice(root.length), object.map((o) => `api.${o}.${text}_event`));
    }
    node.forEachChild(walk);
  }
  for (const source of program.getSourceFiles()) if (!source.isDeclarationFile) walk(source);
  return { used, unknown };
}

/** What style sheets use: properties, values, selectors, at-rules and what media and container queries ask. @returns {Used} */
export function styleFeatures() {
  /** @type {Used} */
  const used = new Map();
  for (const file of files(".css")) {
    const css = read(file).replace(/\/\*[^]*?\*\/|"[^"]*"/g, " ");
    for (const [, name, prelude] of css.matchAll(/@([\w-]+)([^{;]*)/g)) {
      use(used, file, [`css.at-rules.${name}`]);
      for (const [, feature] of prelude.matchAll(/\(([\w-]+)/g)) use(used, file, [`css.at-rules.${name}.${feature}`]);
      if (name === "media" && /[<>]/.test(prelude)) use(used, file, ["css.at-rules.media.range_syntax"]);
    }
    for (const [, name] of css.matchAll(/::?([a-z][a-z-]+)/g)) use(used, file, [`css.selectors.${name}`]);
    for (const [, name, value] of css.matchAll(/(?<=[{;]\s*)([\w-]+)\s*:([^;{}]*)(?=[;}])/g)) {
      use(used, file, [`css.properties.${name}`]);
      for (const [word] of value.matchAll(/[a-z-]{2,}/g)) use(used, file, [`css.properties.${name}.${word}`]);
      if (name === "content" && value.includes("/")) use(used, file, ["css.properties.content.alt_text"]);
      for (const [, called] of value.matchAll(/([a-z-]+)\(/g)) use(used, file, ["", "color.", "gradient."].map((of) => `css.types.${of}${called}`));
      if (/\d[sdl]v[hwib]/.test(value)) use(used, file, ["css.types.length.viewport_percentage_units_small"]);
      if (/\dcq/.test(value)) use(used, file, ["css.types.length.container_query_length_units"]);
    }
  }
  return used;
}

/** What pages use: elements and their attributes. @returns {Used} */
export function pageFeatures() {
  /** @type {Used} */
  const used = new Map();
  for (const file of files(".html.tmpl")) {
    for (const [, name, attributes] of read(file).replace(/\{\{[^]*?\}\}/g, "").matchAll(/<([a-z]\w*)((?:[^>"]|"[^"]*")*)>/g)) {
      use(used, file, [`html.elements.${name}`]);
      for (const [, attribute] of attributes.replace(/"[^"]*"/g, "").matchAll(/([a-z-]+)/g))
        use(used, file, [`html.elements.${name}.${attribute}`, `html.global_attributes.${attribute}`]);
    }
  }
  return used;
}
