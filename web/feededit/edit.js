// The form of a live feed. The explainer beside it follows a feed that only this page has: this page leads
// (web/live/leader.js), so that the frame gets each draft from it and asks nobody.

import { MAX_BYTES, readFeed } from "../live/feed.js";
import { join } from "../live/leader.js";
import { fileOf, get, keepReport, leaveReportOut, newDraft, openDraft, placeOf, previewOf, problemOf, set, timeOf, valueOf } from "./draft.js";

/** @typedef {HTMLInputElement | HTMLSelectElement} Field */

/** @param {string} id @returns {any} */
const element = (id) => document.getElementById(id);
const fields = () => /** @type {NodeListOf<Field>} */ (document.querySelectorAll("[data-path]"));
/** @type {HTMLSelectElement} */ const units = element("unit");
/** @type {HTMLTextAreaElement} */ const text = element("text");

let draft = newDraft(timeOf(new Date()));
/** What was opened, copied or downloaded last, if readers can have it. @type {import("../live/feed.js").Reading | undefined} */ let published;
/** Whether that is among the reports of the evening, as a later one has begun. */ let kept = false;
/** The reports of a rehearsal while results are edited, and the other way round. @type {WeakMap<object, unknown>} */ let apart = new WeakMap();
/** The unit shown, by its place. */ let unit = 0;
let previews = 0;
let problem = "";

/** The preview's own feed, which nobody else can ask for. */
const address = new URL(`draft-${Math.random().toString(36).slice(2)}.json`, location.href).href;
/** @type {(answer: import("../live/leader.js").Answer) => void} */ let publish = () => {};
join(address, (give) => { publish = give; }, () => {});

/** Where the value of a field, or of a list, is. @param {string} [path] @returns {[Record<string, any>, string]} */
function placed(path = "") {
  return path.startsWith("unit.") ? [draft.units[unit], path.slice(5)] : [draft, path];
}

/** Fills the form in. */
function fill() {
  units.replaceChildren(...draft.units.map(({ name, id }, i) => {
    const option = document.createElement("option");
    [option.text, option.value, option.selected] = [String(name || id || `unit ${i + 1}`), String(i), i === unit];
    return option;
  }));
  for (const list of document.querySelectorAll("[data-list]")) fillList(/** @type {HTMLElement} */ (list));
  for (const field of fields()) {
    const value = get(...placed(field.dataset.path));
    if (field instanceof HTMLInputElement && field.type === "checkbox") field.checked = value === true;
    else field.value = value === undefined || value === null ? "" : String(value);
  }
  element("remove").disabled = draft.units.length < 2;
  update();
}

/** The list of reports that a fieldset shows. @param {HTMLElement} list @returns {unknown[]} */
const reportsOf = ({ dataset }) => get(...placed(dataset.list)) ?? [];

/** Makes a row for each of a list's reports; rows that are there stay, as one may have the focus. @param {HTMLElement} list */
function fillList(list) {
  const reports = reportsOf(list), rows = /** @type {HTMLElement} */ (list.querySelector("ol"));
  if (rows.children.length === reports.length) return;
  rows.replaceChildren(...(Array.isArray(reports) ? reports : []).map((_, i) => {
    const row = element("row").content.cloneNode(true);
    for (const label of row.querySelectorAll("label")) {
      const field = label.querySelector("input");
      field.id = field.dataset.path = label.htmlFor = `${list.dataset.list}.${i}.${field.dataset.part}`;
      field.setAttribute("aria-label", `Report ${i + 1}: ${label.textContent.trim()}`);
    }
    row.querySelector("button").setAttribute("aria-label", `Remove report ${i + 1}`);
    return row;
  }));
}

/** Puts a list's reports in the place of those it has. @param {HTMLElement} list @param {unknown[]} reports */
function setReports(list, reports) {
  set(...placed(list.dataset.list), reports.length ? reports : undefined);
  fill();
}

/** The published report is one of the evening's while the one that is written is later. */
function moveTime() {
  const later = published !== undefined && Date.parse(draft.asOf) > published.time;
  if (published && later !== kept) (later ? keepReport : leaveReportOut)(draft, published);
  kept = later;
  fill();
}

/** Keeps the reports of a rehearsal and those of results apart. */
function swapReports() {
  const before = apart;
  apart = new WeakMap(draft.units.map((one) => [one, one.reports]));
  for (const one of draft.units) set(one, "reports", before.get(one));
  kept = false;
  moveTime();
}

/** Takes a field's value over. @param {Field} field */
function take(field) {
  const kind = field.dataset.kind;
  const value = kind === "flag" ? (/** @type {HTMLInputElement} */ (field).checked || undefined) : valueOf(field.value, kind);
  set(...placed(field.dataset.path), value);
  const shown = units.options[unit];
  if (field.dataset.path === "unit.name" && shown) shown.text = field.value || shown.text;
  update();
}

/** Shows the file, what is wrong with it, and the preview of one without a fault. */
function update() {
  text.value = fileOf(draft);
  problem = problemOf(draft, Date.now(), published);
  const { path, unit: at } = placeOf(problem);
  const where = at !== undefined && at !== unit ? ` (${units.options[at]?.text})` : "";
  const shown = problem ? `Readers would not get this: ${problem}${where}` : "";
  if (element("problem").textContent !== shown) element("problem").textContent = shown;
  for (const field of fields()) {
    const wrong = Boolean(problem) && (at ?? unit) === unit && fieldOf(path) === field;
    field.setAttribute("aria-invalid", String(wrong));
    if (wrong) field.setAttribute("aria-describedby", "problem");
    else field.removeAttribute("aria-describedby");
  }
  element("go").hidden = !fieldOf(path);
  for (const id of ["copy", "download"]) element(id).disabled = Boolean(problem);
  element("done").textContent = "";
  if (!problem) publish({ text: previewOf(draft, unit, ++previews), served: Date.now() });
}

/** The field of a path, or of the whole that it is part of. @param {string} path */
const fieldOf = (path) => [...fields()].find((field) => field.dataset.path === path || (path && field.dataset.path?.startsWith(path + ".")));

/** @param {string} source what readers get now @param {string} name of it */
function open(source, name) {
  try {
    draft = openDraft(source);
  } catch (error) {
    return say(`${name} is no feed: ${error instanceof Error ? error.message : error}`);
  }
  publishedNow();
  apart = new WeakMap();
  unit = 0;
  say(`${name} is open.`);
  fill();
}

/** Readers have the draft now, if they can have it. */
function publishedNow() {
  kept = false;
  try {
    published = readFeed(fileOf(draft));
  } catch {
    published = undefined;
  }
}

/** @param {string} message */
const say = (message) => { element("opened").textContent = message; };

/** @param {Blob | Response} source @returns {Promise<string>} its text, if it is UTF-8 and not too large */
async function read(source) {
  const bytes = await source.arrayBuffer();
  if (bytes.byteLength > MAX_BYTES) throw new Error(`larger than ${MAX_BYTES / 1024} KiB`);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw new Error("not UTF-8");
  }
}

element("file").addEventListener("change", async () => {
  const [file] = element("file").files;
  if (file) await read(file).then((source) => open(source, file.name), (error) => say(`${file.name} cannot be read: ${error.message}`));
});
element("open").addEventListener("submit", async (/** @type {Event} */ event) => {
  event.preventDefault();
  const asked = element("address").value.trim();
  if (!asked) return say("Write the feed’s address first.");
  try {
    const answer = await fetch(asked, { cache: "no-store", credentials: "omit", referrerPolicy: "no-referrer" });
    if (!answer.ok) throw new Error(`status ${answer.status}`);
    open(await read(answer), asked);
  } catch (error) {
    say(`${asked} cannot be read: ${error instanceof Error ? error.message : error}. `
      + "Its origin has to be this page’s, or in web/deploy.json; or open the file from disk.");
  }
});
element("report").addEventListener("input", (/** @type {Event} */ { target }) => {
  if (/** @type {HTMLElement} */ (target).dataset.path) take(/** @type {Field} */ (target));
});
element("asOf").addEventListener("change", moveTime);
element("test").addEventListener("change", swapReports);
for (const list of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-list]"))) {
  list.addEventListener("click", ({ target }) => {
    const button = /** @type {HTMLElement} */ (target).closest("button");
    if (!button) return;
    const reports = reportsOf(list), row = button.closest("li");
    const rows = /** @type {HTMLElement} */ (list.querySelector("ol"));
    if (!row) {
      setReports(list, [...reports, { asOf: draft.asOf }]);
      rows.lastElementChild?.querySelector("input")?.focus();
      return;
    }
    const at = [...rows.children].indexOf(row);
    setReports(list, reports.filter((_, i) => i !== at));
    /** @type {HTMLElement | null} */ (rows.children[at]?.querySelector("button") ?? list.querySelector(":scope > button"))?.focus();
  });
}
element("report").addEventListener("submit", (/** @type {Event} */ event) => event.preventDefault());
units.addEventListener("change", () => {
  unit = Number(units.value);
  fill();
});
element("now").addEventListener("click", () => {
  draft.asOf = timeOf(new Date());
  moveTime();
});
element("add").addEventListener("click", () => {
  unit = draft.units.push({ id: "", name: "" }) - 1;
  fill();
  fieldOf("unit.name")?.focus();
});
element("remove").addEventListener("click", () => {
  draft.units.splice(unit, 1);
  unit = Math.min(unit, draft.units.length - 1);
  fill();
  units.focus();
});
element("go").addEventListener("click", () => {
  const { path, unit: at } = placeOf(problem);
  if (at !== undefined && at !== unit) {
    unit = at;
    fill();
  }
  fieldOf(path)?.focus();
});
element("copy").addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(text.value);
    element("done").textContent = "Copied.";
  } catch {
    text.select();
    element("done").textContent = "Selected. Press Ctrl/⌘+C to copy.";
  }
  publishedNow();
});
element("download").addEventListener("click", () => {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text.value], { type: "application/json" }));
  link.download = "turnout.json";
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  element("done").textContent = "Downloaded.";
  publishedNow();
});

fill();
const place = document.createElement("div");
Object.assign(place.dataset, { twoBoxes: "", lang: "en", scene: "turnout", load: "eager", feed: address });
element("preview").append(place); // the host script makes the frame
