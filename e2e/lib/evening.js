// An election night for the drill: what the newsroom publishes at which minute, and which figures may be read when.

/** Minutes of the night. @typedef {number} Minute */

/** @typedef {{turnout?: number, for?: number, against?: number, withdrawn?: boolean, [more: string]: unknown}} Unit */

/**
 * @typedef {object} Publication
 * @property {Minute} at
 * @property {Record<string, unknown> & {test?: boolean}} head  what the feed says besides units
 * @property {Unit} north
 * @property {Unit} south
 * @property {"north" | "south"} [error]  whose figures are taken back by the next one
 */

/** Minutes at which the origin fails. */
export const outage = { from: 160, to: 180 };
export const length = 360;

/**
 * How long a figure may be read after another has replaced it: 18 s until a page asks again, 10 s in the
 * cache; the rest is for the machine, on which a second is a minute of the night.
 */
const LAG = 8;

/** Failures make the pages ask more and more slowly, and a final report makes them: every five minutes. */
const SLOW = 5;

/** What is published, in order. All figures differ, so that each says where it comes from. @type {Publication[]} */
export const evening = [
  { at: 0, head: { status: "before" }, north: {}, south: {} },
  { at: 10, head: { status: "before", test: true }, north: { turnout: 12.34, for: 56.78, against: 43.21 }, south: { turnout: 65.43 } },
  { at: 20, head: { status: "before" }, north: {}, south: {} },
  { at: 30, head: { status: "open", headline: "Polls are open", note: "The next report is due at seven." }, north: {}, south: {} },
  { at: 45, head: { status: "open" }, north: { turnout: 11.31 }, south: { turnout: 8.62 } },
  { at: 60, head: { status: "open" }, north: { turnout: 19.83 }, south: { turnout: 15.17 } },
  { at: 80, head: { status: "open" }, north: { turnout: 82.91 }, south: { turnout: 24.26 }, error: "north" }, // digits swapped
  { at: 90, head: { status: "open", headline: "A report was corrected" }, north: { turnout: 28.91 }, south: { turnout: 24.26 } },
  { at: 110, head: { status: "open" }, north: { turnout: 37.47 }, south: { turnout: 93.99 }, error: "south" },
  { at: 120, head: { status: "open" }, north: { turnout: 37.47 }, south: { turnout: 93.99, withdrawn: true } },
  { at: 140, head: { status: "open" }, north: { turnout: 41.58, range: [40.12, 43.76] }, south: { turnout: 33.09 } },
  { at: 170, head: { status: "open" }, north: { turnout: 49.64 }, south: { turnout: 39.95 } }, // while the origin fails
  { at: 200, head: { status: "open" }, north: { turnout: 53.72 }, south: { turnout: 45.18 } },
  { at: 215, head: { status: "counting", counted: { done: 3, total: 12 } },
    north: { turnout: 57.36, for: 61.24, against: 38.55 }, south: { turnout: 48.81, for: 70.07, against: 29.44 } },
  { at: 290, head: { status: "counting" }, north: { turnout: 57.53, for: 62.88, against: 36.97 }, south: { turnout: 48.92, for: 69.16, against: 30.35 } },
  { at: 300, head: { status: "final" }, north: { turnout: 75.69, for: 63.02, against: 36.84 }, south: { turnout: 48.98, for: 68.79, against: 30.71 },
    error: "north" }, // swapped again
  { at: 320, head: { status: "final" }, north: { turnout: 57.69, for: 63.02, against: 36.84 }, south: { turnout: 48.98, for: 68.79, against: 30.71 } },
];

/** @param {unknown} value @returns {string[]} percentages, as they are read */
const percentages = (value) => (typeof value === "number" ? [value.toFixed(2)] : Array.isArray(value) ? value.flatMap(percentages) : []);

/** What can be read of a unit. @param {Unit} unit */
const figuresOf = ({ turnout, for: approving, against, range, withdrawn }) => (withdrawn ? [] : [turnout, approving, against, range].flatMap(percentages));

/** The publications before one that stand, as reports of its evening. @param {number} i @param {"north" | "south"} unit */
const earlier = (i, unit) => evening.slice(0, i).filter((p) => !p.head.test && p.error !== unit && p[unit].turnout !== undefined && !p[unit].withdrawn);

/**
 * What can be read of a unit in a place.
 * @param {number} i of the publication @param {Seen} seen
 */
const readable = (i, { unit, kind, of }) => [...figuresOf(of ? { [of]: evening[i][unit][of], withdrawn: evening[i][unit].withdrawn } : evening[i][unit]),
  ...(kind === "frame" && !evening[i].head.test ? earlier(i, unit).flatMap((p) => percentages(p[unit].turnout)) : [])];

/** When the first page can have a publication. @param {Minute} at */
const reachable = (at) => (at >= outage.from && at < outage.to ? outage.to : at);

/** The last minute at which what a publication replaces may be read. @param {Publication} by */
const gone = ({ at }) => reachable(at) + LAG + (at >= outage.from && at <= outage.to + SLOW || at >= 300 ? SLOW : 0);

/**
 * @typedef {object} Seen  what is read in one place from a moment on, until the next of the same place
 * @property {Minute} at
 * @property {string} place  a name
 * @property {"frame" | "figure" | "stage"} kind  the explainer, a figure in the host's own text, or what an engine said at
 *   that minute that its picture shows
 * @property {"turnout" | "for" | "against"} [of]  which figure it is, for a figure
 * @property {"north" | "south"} unit
 * @property {string[]} figures  percentages, with a decimal point
 * @property {boolean} band  whether it stands under the words for test data
 */

/**
 * What is wrong in what was read.
 * @param {Seen[]} log of one place, in order
 * @param {Minute} end when it was read last
 * @returns {string[]}
 */
export function faults(log, end) {
  const found = new Set();
  /** Those of which something may be read at a minute. @param {Minute} at */
  const current = (at) => [...evening.keys()].filter((i) => reachable(evening[i].at) <= at + 0.1 && (i === evening.length - 1 || at <= gone(evening[i + 1])));
  const changes = evening.map(gone);
  for (const [i, seen] of log.entries()) {
    const { place, kind, unit, figures, band } = seen;
    const until = kind === "stage" ? seen.at : log[i + 1]?.at ?? end;
    const say = (/** @type {Minute} */ at, /** @type {string} */ what) => found.add(`${place}, minute ${at.toFixed(1)}: ${what}`);
    for (const at of [seen.at, ...changes.filter((c) => c > seen.at && c < until).map((c) => c + 0.05), until]) {
      for (const figure of figures) {
        const from = current(at).filter((i) => readable(i, seen).includes(figure));
        if (!from.length) say(at, `${figure} is not the ${unit}'s, or not any more`);
        else if (from.every((p) => evening[p].head.test) && (!band || kind !== "frame")) say(at, `${figure} is test data, without the band`);
      }
    }
  }
  // Each publication that lasts long enough is read at its end.
  for (const [i, p] of evening.entries()) {
    const at = (i === evening.length - 1 ? end : evening[i + 1].at) - 0.05;
    if (at < gone(p) || p.at < log[0]?.at || at > end) continue;
    const last = log.filter((seen) => seen.at <= at).at(-1);
    if (!last) continue;
    const { [last.of ?? "turnout"]: value, withdrawn } = p[last.unit];
    if (value === undefined || withdrawn || (last.kind !== "frame" && p.head.test)) continue;
    const figure = value.toFixed(2);
    if (!last.figures.includes(figure)) found.add(`${last.place}, minute ${at.toFixed(1)}: ${figure} is not there, but ${last.figures}`);
  }
  return [...found];
}

/**
 * The file of a publication.
 * @param {number} i its place in the evening @param {(minute: Minute) => string} time as RFC 3339
 */
export function feedOf(i, time) {
  const { at, head, north, south } = evening[i];
  const { counted, ...rest } = head;
  const unit = (/** @type {"north" | "south"} */ id, /** @type {Unit} */ data) => ({
    id, name: `District ${id}`, ...data, ...(counted ? { counted } : {}),
    reports: earlier(i, id).map((p) => ({ asOf: time(p.at - 1), turnout: p[id].turnout })),
  });
  return { v: 2, election: "Council of Example", asOf: time(Math.max(0, at - 1)), sequence: i + 1, every: 20,
    source: { name: "Example Agency", url: "https://example.org/report" }, ...rest, units: [unit("north", north), unit("south", south)] };
}
