// Put into every page by `serve`: loads the page again after a build, and shows why a build failed.

const shown = Number(new URL(import.meta.url).search.slice(1));

/** Whether a page around this frame reloads, and this frame with it. */
function hostReloads() {
  try {
    return parent !== self && !!parent.document.querySelector('script[src*="_reload.js"]');
  } catch {
    return false; // a host of another origin
  }
}

/** @type {HTMLElement | undefined} */
let panel;

/** @param {string} problem */
function show(problem) {
  panel?.remove();
  if (!problem) return;
  panel = document.createElement("pre");
  panel.setAttribute("role", "alert");
  panel.textContent = problem;
  Object.assign(panel.style, {
    position: "fixed", inset: "0", margin: "0", padding: "16px", overflow: "auto", zIndex: "2147483647",
    font: "14px/1.5 monospace", whiteSpace: "pre-wrap", background: "#1c2128", color: "#fff",
  });
  document.body.append(panel);
}

/** @type {EventSource | undefined} */
let events;

/** Listens while the page is visible: a browser has few connections to one server. */
function listen() {
  events?.close();
  events = undefined;
  if (document.hidden || hostReloads()) return;
  events = new EventSource("/_reload");
  events.onmessage = ({ data }) => {
    const { version, problem } = JSON.parse(data);
    if (version !== shown && !problem) location.reload();
    else show(problem);
  };
}

document.addEventListener("visibilitychange", listen);
listen();
