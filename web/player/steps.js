// Which step the page shows, and the step in its address. All steps are in the page; one is current.

/** What the address names: a scene, if it is exactly its id. @returns {string} */
export const sceneInAddress = () => location.hash.slice(1);

/** The address's parameters for the whole explainer: those of the stage alone, but for its layout. @param {string} search */
function wholeSearch(search) {
  const query = new URLSearchParams(search);
  if (query.get("layout") !== "stage") return "";
  query.delete("layout");
  return String(query);
}

/** @param {HTMLElement} main the explainer */
export function createSteps(main) {
  const elements = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("[data-step]")]);
  const scenes = elements.map((step) => /** @type {string} */ (step.dataset.step));
  const links = /** @type {HTMLElement[]} */ ([...main.querySelectorAll("a[data-goto]")]);
  for (const link of links) link.setAttribute("href", "#" + link.dataset.goto);
  const whole = /** @type {HTMLAnchorElement} */ (main.querySelector(".whole"));
  whole.search = wholeSearch(location.search);

  /** The names that each step carries in one of its data attributes, by scene. @param {string} key @returns {Record<string, string[]>} */
  const names = (key) => Object.fromEntries(elements.map((step, i) => [scenes[i], step.dataset[key]?.split(" ")]).filter(([, all]) => all));

  return {
    /** The steps' elements and their ids, in order. */
    elements,
    scenes,

    /** The controls that a scene invites to use. */
    invites: names("invites"),

    /** The scene over which the closing words come, if any. */
    closes: elements.find((step) => step.querySelector(".closing"))?.dataset.step,

    /** The controls whose outcomes show in place of the scene's own, by scene. @type {Record<string, string[]>} */
    covers: Object.fromEntries(elements.map((step, i) => {
      const whens = [...step.querySelectorAll("[data-when]")].map((outcome) => /** @type {HTMLElement} */ (outcome).dataset.when ?? "");
      const before = whens.slice(0, Math.max(0, whens.indexOf(`${scenes[i]}.told=yes`)));
      return [scenes[i], before.flatMap((when) => when.split(" ").map((condition) => condition.split("=")[0]))];
    })),

    /** The phases in which a scene tells its outcome, where there are several. */
    phases: names("phases"),

    /** A step's heading as text. @param {number} index */
    heading: (index) => /** @type {HTMLElement} */ (elements[index].querySelector("h2")).textContent,

    /** Makes a step the current one. @param {number} index */
    show(index) {
      main.dataset.scene = scenes[index];
      elements.forEach((step, i) => step.toggleAttribute("data-current", i === index));
      whole.hash = scenes[index];
      for (const link of links) {
        if (link.dataset.goto === scenes[index]) link.setAttribute("aria-current", "step");
        else link.removeAttribute("aria-current");
      }
      const poster = elements[index].querySelector("img");
      if (poster?.complete && !poster.naturalWidth) poster.src = poster.src; // it failed to load: try again
    },

    /** Puts a step into the address, without a history entry. A foreign hash is left alone. @param {number} index */
    saveInAddress(index) {
      if (sceneInAddress() && !scenes.includes(sceneInAddress())) return;
      try {
        history.replaceState(history.state, "", "#" + scenes[index]);
      } catch {
        // Too many changes in a short time, or a document without an address of its own.
      }
    },
  };
}
