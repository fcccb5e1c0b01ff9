// A night that passes faster than the clock: its time, for servers and pages, and what can be read in pages at what time.

export class Night {
  #real = Date.now();

  /** @param {number} start in ms since 1970 @param {number} rate how many seconds of it one second takes */
  constructor(start, rate) {
    this.start = start;
    this.rate = rate;
    this.begin();
  }

  /** Makes now minute 0, once everything is ready. */
  begin = () => { this.#zero = this.now(); };
  #zero = 0;

  now = () => this.start + (Date.now() - this.#real) * this.rate;
  /** @param {number} [time] of the night, in ms */
  minute = (time = this.now()) => (time - this.#zero) / 60_000;
  /** @param {number} minute @returns {number} ms since 1970 */
  time = (minute) => this.#zero + minute * 60_000;

  /** Waits for a minute of the night. @param {number} minute */
  until = (minute) => new Promise((later) => setTimeout(later, Math.max(0, (minute - this.minute()) * 60_000 / this.rate)));

  /**
   * Gives a context's pages the night's clock, and calls back with what can be read in them whenever it changes.
   * @param {import("playwright-core").BrowserContext} context
   * @param {(page: import("playwright-core").Page, read: Read) => void} onRead
   */
  async watch(context, onRead) {
    await context.exposeBinding("nightRead", ({ page }, read) => onRead(page, read));
    await context.addInitScript(hasten, { start: this.start, real: this.#real, rate: this.rate, inTime: 10_000 });
    await context.addInitScript(watch);
  }
}

/**
 * @typedef {object} Read
 * @property {number} now      by the page's clock
 * @property {string} place    "" for an explainer, else the figure's id
 * @property {string} unit     of the explainer's address
 * @property {string} text     of what is visible, and of its labels
 * @property {string} band     the words over test data, if they are visible
 */

/**
 * Runs in the page: its clocks and timers go by the night's time. The time limit of an answer alone does not: the
 * machine is not faster, and nginx lets those wait for half a second that ask for what it is fetching.
 * @param {{start: number, real: number, rate: number, inTime: number}} night
 */
function hasten({ start, real, rate, inTime }) {
  const RealDate = Date, { setTimeout: setTimer, setInterval: setTicker, requestAnimationFrame: nextFrame } = window;
  const elapsed = performance.now.bind(performance);
  const now = () => start + (RealDate.now() - real) * rate;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  performance.now = () => elapsed() * rate;
  const shorter = (/** @type {number} */ ms = 0) => (ms === inTime ? ms : ms / rate);
  Object.assign(window, {
    setTimeout: (/** @type {TimerHandler} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...args) => setTimer(run, shorter(ms), ...args),
    setInterval: (/** @type {TimerHandler} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...args) => setTicker(run, shorter(ms), ...args),
    requestAnimationFrame: (/** @type {FrameRequestCallback} */ run) => nextFrame((time) => run(time * rate)),
  });
}

/** Runs in the page: passes on what can be read, of the explainer or of each figure in a host's text. */
function watch() {
  const isFrame = top !== window, last = new Map();
  const pass = (/** @type {Omit<Read, "now">} */ read) => {
    const text = JSON.stringify(read);
    if (last.get(read.place) === text) return;
    last.set(read.place, text);
    void /** @type {any} */ (window).nightRead({ now: Date.now(), ...read });
  };
  const labels = ["aria-label", "aria-valuetext", "aria-description", "alt", "title"];
  const look = () => {
    if (!performance.getEntriesByName("first-paint").length) return; // nobody can read it yet
    if (!isFrame) {
      for (const element of document.querySelectorAll("[data-two-boxes-counter], two-boxes-counter")) {
        pass({ place: element.id, unit: element.id, text: element.textContent ?? "", band: "" });
      }
      return;
    }
    const labelled = [...document.querySelectorAll(labels.map((name) => `[${name}]`).join())].filter((element) => element.checkVisibility());
    const band = /** @type {HTMLElement | null} */ (document.querySelector(".rehearsal"));
    pass({
      place: "", unit: new URLSearchParams(location.search).get("unit") ?? "",
      text: [document.title, document.body.innerText, ...labelled.flatMap((element) => labels.map((name) => element.getAttribute(name) ?? ""))].join("\n"),
      band: band?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ? band.innerText : "",
    });
  };
  new PerformanceObserver(look).observe({ type: "paint", buffered: true });
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
