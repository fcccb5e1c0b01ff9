// A page with a feed is one live scene with the feed's own headline. What is of the story and of its own election
// is taken out of the page before the page is first shown; live.js fills in what the feed reports.

/** What of the page is of the story. The live step keeps its parts, empty. */
const story = ".step:not([data-live-step]), nav, .address, .about, .spots, [data-action=share]";
const ofStep = ".caption, .by, .outcome, .more, .rest, .told";

/** Takes the story out of a page that was parsed and whose player has not run. */
export function keepLiveScene() {
  const main = /** @type {HTMLElement} */ (document.querySelector("main"));
  const step = /** @type {HTMLElement} */ (main.querySelector("[data-live-step]"));
  for (const element of main.querySelectorAll(story)) element.remove();
  for (const element of step.querySelectorAll(ofStep)) element.replaceChildren();
  for (const name of ["invites", "phases", "then"]) delete step.dataset[name];
  for (const words of main.querySelectorAll(".static, .failed")) /** @type {Text} */ (words.firstChild).data = " "; // of stills
  main.querySelector("#share input")?.removeAttribute("value"); // the article's address

  const picture = document.createElement("div");
  picture.className = "picture";
  step.querySelector(".picture")?.replaceWith(picture);
  const heading = /** @type {HTMLElement} */ (step.querySelector("h2"));
  heading.textContent = document.title; // as hide-story.js has set it
  heading.setAttribute("aria-level", "1");
  main.setAttribute("aria-labelledby", heading.id);
  main.dataset.scene = step.dataset.step;
  main.dataset.feed = "";
  step.dataset.current = "";
  const report = /** @type {HTMLElement} */ (step.querySelector(".report"));
  report.hidden = false;
  const line = document.createElement("p"); // of the picture alone
  line.className = "brief";
  line.textContent = report.textContent;
  step.querySelector(".outcome")?.append(line);
}
