// The embed-code builder: turns the form's settings into code to paste, and a preview.

import { check } from "./check.js";
import { address, paste, pasteFigure } from "./embed-code.js";

const config = JSON.parse(document.getElementById("config")?.textContent ?? "{}");
const form = /** @type {HTMLFormElement} */ (document.getElementById("settings"));
const code = /** @type {HTMLTextAreaElement} */ (document.getElementById("code"));
const note = /** @type {HTMLElement} */ (document.getElementById("note"));
const figureCode = /** @type {HTMLTextAreaElement} */ (document.getElementById("figure-code"));
const preview = /** @type {HTMLElement} */ (document.querySelector("[data-width]"));
const host = /** @type {{height(lang: string, width: number): number}} */ (/** @type {any} */ (window).TwoBoxes);

const refusals = /** @type {HTMLElement} */ (document.getElementById("refusals"));
/** A field for each parameter of the embed page. */
const parameters = /** @type {NodeListOf<HTMLInputElement | HTMLSelectElement>} */ (form.querySelectorAll("[data-parameter]"));
/** Each is followed by its status. */
const copyButtons = /** @type {NodeListOf<HTMLElement>} */ (form.querySelectorAll("[data-copies]"));
const scene = /** @type {HTMLSelectElement} */ (form.elements.namedItem("scene"));

/** @type {Record<string, (plain: string) => string>} */
const notes = {
  script: () => "The host script keeps the frame at the height of its page. Several on a page need the script only once.",
  fixed: () => "Browsers refuse any other script at this address. Your site has to keep the file when the explainer is built again.",
  element: () => "Attributes may change later; the frame inside the tag is never changed.",
  react: () => "The import is of the npm package that the build makes: npm install ./dist/npm. Without it leave the line out, "
    + "and put the host script into the page. Types for TypeScript: docs/embedding.md.",
  frame: () => "The height fits the column’s width given above; in a narrower one the frame scrolls inside.",
  wordpress: (plain) => "Paste it into a post: it becomes a Custom HTML block. Where that is not allowed, put the address below on a line of its own (oEmbed). "
    + `It keeps language and scene. Where no server runs, as with static files, all other parameters are dropped: ${plain}`,
};

/** Fills the form in from the page's address, "?lang=ko&theme=dark#ballot". */
function prefill() {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement && field.type !== "radio") field.value = value;
    if (field instanceof HTMLSelectElement && [...field.options].some((option) => option.value === value)) field.value = value;
  }
  for (const option of scene.options) if (location.hash === `#${option.dataset.still}`) option.selected = true;
  const widths = /** @type {HTMLInputElement[]} */ ([.../** @type {RadioNodeList} */ (form.elements.namedItem("preview"))]);
  const fits = (/** @type {HTMLInputElement} */ { value }) => Number(value) <= (preview.parentElement?.clientWidth ?? 0);
  if (!widths.some((width) => width.checked && fits(width))) widths[0].checked = true; // on a phone
}

/** The form's settings. @returns {import("./embed-code.js").Settings & {kind: string, preview: string}} */
function settings() {
  const data = new FormData(form);
  const field = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
  /** @type {Record<string, string>} */
  const given = {};
  for (const element of parameters) {
    const usual = element instanceof HTMLSelectElement ? element.options[0].value : "";
    if (field(element.name) !== usual) given[element.name] = field(element.name);
  }
  const { used, refused, notes } = check(given, { ...config, page: location.href });
  for (const element of parameters) element.setAttribute("aria-invalid", String(refused.includes(element.name)));
  const lang = field("lang");
  const width = Math.min(1600, Math.max(280, Number(field("width")) || 640));
  if (field("width") && Number(field("width")) !== width) notes.push(`width=${field("width")}: use 280 to 1600; the code is for ${width}.`);
  showNotes(notes);
  return {
    origin: config.origin, lang, title: config.titles[lang], height: host.height(lang, width), scene: field("scene"),
    parameters: used, script: config.script,
    kind: field("kind"), preview: field("preview"),
  };
}

/** Says what the player would not use. @param {string[]} lines */
function showNotes(lines) {
  if (lines.join() === [...refusals.children].map(({ textContent }) => textContent).join()) return; // nothing new to announce
  refusals.replaceChildren(...lines.map((line) => Object.assign(document.createElement("p"), { textContent: line })));
}

/** Offers the still of the chosen scene and language. @param {string} lang */
function showStill(lang) {
  const id = scene.selectedOptions[0].dataset.still;
  for (const type of ["svg", "png"]) {
    const link = /** @type {HTMLAnchorElement} */ (document.querySelector(`.still-${type}`));
    link.href = `../stills/${lang}/${id}.${type}`;
    link.download = `two-boxes-${id}-${lang}.${type}`;
  }
}

/**
 * The figure to put into a sentence. With a feed it begins as a dash: no other election's figure stands there.
 * @param {import("./embed-code.js").Settings & {kind: string}} settings
 */
function updateFigure({ kind, lang, parameters }) {
  const name = String(new FormData(form).get("figure"));
  const text = parameters?.feed ? "—%" : config.figures[lang][name];
  figureCode.value = pasteFigure[kind]?.(name, text) ?? "A figure needs the host script: choose another kind of page.";
}

/** The address in the preview. */
let previewed = "";

function update() {
  const now = settings();
  code.value = paste[now.kind](now);
  note.textContent = notes[now.kind](now.scene ? `${now.origin}/stills/${now.lang}/${now.scene}/` : `${now.origin}/embed/${now.lang}/`);
  updateFigure(now);
  showStill(now.lang);
  for (const { nextElementSibling } of copyButtons) if (nextElementSibling) nextElementSibling.textContent = "";
  preview.dataset.width = now.preview;
  const next = address({ ...now, origin: "" });
  if (next === previewed) return;
  previewed = next;
  const div = document.createElement("div");
  Object.assign(div.dataset, { twoBoxes: "", lang: now.lang, scene: now.scene, ...now.parameters });
  preview.replaceChildren(div); // the host script makes the frame
}

form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
for (const button of copyButtons) {
  const field = /** @type {HTMLTextAreaElement} */ (document.getElementById(button.dataset.copies ?? ""));
  const status = /** @type {HTMLElement} */ (button.nextElementSibling);
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(field.value);
      status.textContent = "Copied.";
    } catch {
      field.select();
      status.textContent = "Selected. Press Ctrl/⌘+C to copy.";
    }
  });
}
prefill();
update();
