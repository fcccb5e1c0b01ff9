// Runs first, in every browser that runs scripts, also in those that early.js is too new for: a page with a feed
// shows nothing of the story's own election. Until early.js takes the mark away again, it says that there are no
// live results here.

if (/[?&]feed=[^&]/.test(location.search)) {
  document.documentElement.setAttribute("data-no-live", "");
  document.title = /** @type {Element} */ (document.querySelector("link[data-feed]")).getAttribute("data-feed") || "";
}
