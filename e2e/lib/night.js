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
    await context.addInitScript(hasten, { start: this.start, real: this.#real, rate: this.rate, limits: [10_000, 15_000] });
    await context.addInitScript(watch);
  }
}

/**
 * @typedef {object} Read
 * @property {number} now      by the page's clock
 * @property {"frame" | "figure" | "stage"} kind  an explainer, a figure in the host's text, or what an engine says its picture shows
 * @property {string} place    the figure's id, else ""
 * @property {string} unit     of the explainer's address, or the figure's own
 * @property {string} of       which figure it is, for a figure
 * @property {string} text     of what is visible, and of its labels
 * @property {string} band     the words over test data, if they are visible
 */

/**
 * Runs in the page: its clocks and timers go by the night's time. The time limits of a feed's answer and of the
 * engine's download alone do not: the machine is not faster, and nginx lets those wait for half a second that ask
 * for what it is fetching.
 * @param {{start: number, real: number, rate: number, limits: number[]}} night
 */
function hasten({ start, real, rate, limits }) {
  const RealDate = Date, { setTimeout: setTimer, setInterval: setTicker, requestAnimationFrame: nextFrame } = window;
  const elapsed = performance.now.bind(performance);
  const now = () => start + (RealDate.now() - real) * rate;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, args, self) => Reflect.construct(target, args.length ? args : [now()], self),
    get: (target, name) => (name === "now" ? now : Reflect.get(target, name)),
  });
  performance.now = () => elapsed() * rate;
  const shorter = (/** @type {number} */ ms = 0) => (limits.includes(ms) ? ms : ms / rate);
  Object.assign(window, {
    setTimeout: (/** @type {TimerHandler} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...args) => setTimer(run, shorter(ms), ...args),
    setInterval: (/** @type {TimerHandler} */ run, /** @type {number} */ ms, /** @type {any[]} */ ...args) => setTicker(run, shorter(ms), ...args),
    requestAnimationFrame: (/** @type {FrameRequestCallback} */ run) => nextFrame((time) => run(time * rate)),
  });
}

/**
 * Runs in the page: passes on what can be read, of the explainer or of each figure in a host's text, and what the
 * engines of a host's page say that they show.
 */
function watch() {
  const isFrame = top !== window, last = new Map();
  const pass = (/** @type {Omit<Read, "now">} */ read) => {
    const text = JSON.stringify(read), place = read.kind + read.place + read.unit;
    if (last.get(place) === text) return;
    last.set(place, text);
    void /** @type {any} */ (window).nightRead({ now: Date.now(), ...read });
  };
  const labels = ["aria-label", "aria-valuetext", "aria-description", "alt", "title"];
  const look = () => {
    if (!performance.getEntriesByName("first-paint").length) return; // nobody can read it yet
    if (!isFrame) {
      for (const element of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-two-boxes-counter]"))) {
        const { unit = element.id, twoBoxesCounter: of = "" } = element.dataset;
        pass({ kind: "figure", place: element.id, unit, of, text: element.textContent ?? "", band: "" });
      }
      return;
    }
    const labelled = [...document.querySelectorAll(labels.map((name) => `[${name}]`).join())].filter((element) => element.checkVisibility());
    const band = /** @type {HTMLElement | null} */ (document.querySelector(".rehearsal"));
    pass({
      kind: "frame", place: "", of: "", unit: new URLSearchParams(location.search).get("unit") ?? "",
      text: [document.title, document.body.innerText, ...labelled.flatMap((element) => labels.map((name) => element.getAttribute(name) ?? ""))].join("\n"),
      band: band?.checkVisibility({ opacityProperty: true, visibilityProperty: true }) ? band.innerText : "",
    });
  };
  if (!isFrame) {
    addEventListener("message", ({ data, source }) => {
      if (data?.explainer !== "two-boxes" || data.type !== "counters") return;
      const frame = [...document.querySelectorAll("iframe")].find(({ contentWindow }) => contentWindow === source);
      const values = /** @type {number[]} */ (Object.values(data.values));
      pass({
        kind: "stage", place: "", of: "", unit: new URL(frame?.src ?? "").searchParams.get("unit") ?? "",
        text: values.map((value) => `${value.toFixed(2)} %`).join(), band: "",
      });
    });
  }
  new PerformanceObserver(look).observe({ type: "paint", buffered: true });
  new MutationObserver(look).observe(document, { subtree: true, childList: true, characterData: true, attributes: true });
}
