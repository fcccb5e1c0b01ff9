// The embed-code builder: turns the form's settings into code to paste, and a preview.

import { address, paste } from "./embed-code.js";

const config = JSON.parse(document.getElementById("config")?.textContent ?? "{}");
const form = /** @type {HTMLFormElement} */ (document.getElementById("settings"));
const code = /** @type {HTMLTextAreaElement} */ (document.getElementById("code"));
const status = /** @type {HTMLElement} */ (document.getElementById("status"));
const note = /** @type {HTMLElement} */ (document.getElementById("note"));
const preview = /** @type {HTMLElement} */ (document.querySelector("[data-width]"));
const host = /** @type {{height(lang: string, width: number): number}} */ (/** @type {any} */ (window).TwoBoxes);

/** @type {Record<string, (plain: string) => string>} */
const notes = {
  script: () => "The host script keeps the frame at the height of its page. Several on a page need the script only once.",
  fixed: () => "Browsers refuse any other script at this address. Your site has to keep the file when the explainer is built again.",
  element: () => "Attributes may change later; the frame inside the tag is never changed. From npm: the folder npm/ of the site.",
  frame: () => "The height fits the column’s width given above; in a narrower one the frame scrolls inside.",
  wordpress: (plain) => `For a Custom HTML block. Where that is not allowed, put this address on a line of its own: ${plain}`,
};

/** The form's settings. @returns {import("./embed-code.js").Settings & {kind: string, preview: string}} */
function settings() {
  const data = new FormData(form);
  const field = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
  const unlessDefault = (/** @type {string} */ name, /** @type {string} */ value) => (field(name) === value ? "" : field(name));
  const lang = field("lang");
  const width = Math.min(1600, Math.max(280, Number(field("width")) || 640));
  return {
    origin: config.origin, lang, title: config.titles[lang], height: host.height(lang, width), scene: field("scene"),
    parameters: { theme: unlessDefault("theme", "auto"), controls: unlessDefault("controls", "full"), feed: field("feed") },
    script: config.script, kind: field("kind"), preview: field("preview"),
  };
}

/** The address in the preview. */
let previewed = "";

function update() {
  const now = settings();
  code.value = paste[now.kind](now);
  note.textContent = notes[now.kind](`${now.origin}/embed/${now.lang}/`);
  status.textContent = "";
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
document.getElementById("copy")?.addEventListener("click", async () => {
  try {
    await navigator.clipboard.writeText(code.value);
    status.textContent = "Copied.";
  } catch {
    code.select();
    status.textContent = "Selected. Press Ctrl/⌘+C to copy.";
  }
});
update();
