// Where a feed's reports lie on the picture's line of hours.

/** @typedef {import("./feed.js").Reading} Reading */
/** @typedef {import("./feed.js").Moment} Moment */
/** @typedef {import("./feed.js").Point} Point */

const HOUR = 3_600_000; // ms

/** How far along the line the hours go, 0 to 1: a final report has no hour, and stands at the end. */
const HOURS_END = 0.84;

/** How many times of day the line is labelled with, at most, besides the latest report's. */
const MOST_TICKS = 6;

/**
 * The reports of this evening, the latest last.
 * @param {Pick<Reading, "turnout" | "reports" | "asOf" | "time">} reading
 * @returns {Point[]}
 */
export function evening({ turnout, reports, asOf, time }) {
  if (turnout === null) return reports;
  return [...reports.filter((report) => report.time < time), { asOf, time, turnout }];
}

/** The time of day where a report was made, in hours since 1970. @param {Moment} moment */
const local = ({ asOf }) => Date.parse(asOf.slice(0, 19) + "Z") / HOUR;

/** Hours since the midnight before the first, all in the time zone of that. @param {Moment[]} moments */
function hours(moments) {
  if (!moments.length) return [];
  const [first] = moments;
  const since = first.time / HOUR - (local(first) - 24 * Math.floor(local(first) / 24));
  return moments.map(({ time }) => time / HOUR - since);
}

/**
 * The evening on the line of hours, and the last election's reports at their times of day, as the stage gets them.
 * @param {Pick<Reading, "turnout" | "reports" | "asOf" | "time" | "final" | "previous">} reading
 * @param {string} pattern  of a time of day, with {h} and {m}
 */
export function hourLine(reading, pattern) {
  const all = evening(reading), { previous, final, turnout } = reading;
  const ends = final && turnout !== null;
  const now = hours(ends ? all.slice(0, -1) : all);
  const then = hours(previous?.reports ?? []);
  let from = Math.floor(Math.min(...now, ...then)), to = Math.ceil(Math.max(...now, ...then));
  if (to - from < 2) [from, to] = [from - 1, to + 1];
  const place = (/** @type {number} */ hour) => Math.round(1e4 * HOURS_END * (hour - from) / (to - from)) / 1e4;
  const time = (/** @type {number} */ hour) => {
    const minutes = Math.round(hour * 60);
    return pattern.replace("{h}", String(Math.floor(minutes / 60) % 24)).replace("{m}", String(minutes % 60).padStart(2, "0"));
  };
  const ticks = now.length ? [now[now.length - 1]] : [];
  if (now.length + then.length > 1) {
    const step = [1, 2, 3, 4, 6, 12].find((hours) => (to - from) / hours < MOST_TICKS) ?? 24 * Math.ceil((to - from) / 24 / MOST_TICKS);
    for (let hour = Math.ceil(from / step) * step; hour <= to; hour += step) ticks.push(hour);
  }
  const joined = (/** @type {[number, number | string][]} */ pairs) => pairs.map((pair) => pair.join(" ")).join(";");
  return {
    reports: joined(all.map((report, i) => [i < now.length ? place(now[i]) : 1, report.turnout])),
    past: joined([
      ...then.map((hour, i) => /** @type {[number, number]} */ ([place(hour), /** @type {Point[]} */ (previous?.reports)[i].turnout])),
      ...(previous && previous.turnout !== null ? [/** @type {[number, number]} */ ([1, previous.turnout])] : []),
    ]),
    ticks: joined(ticks.map((hour) => [place(hour), time(hour)])),
  };
}

/**
 * What the stage draws of a reading.
 * @param {Reading} reading
 * @param {string} pattern  of a time of day
 * @param {number} units  how many the page lists over the picture
 */
export const pictureOf = (reading, pattern, units) => ({
  type: /** @type {const} */ ("reading"), turnout: reading.turnout, final: reading.final, test: reading.test, units,
  for: reading.for, against: reading.against,
  low: reading.range?.[0] ?? null, high: reading.range?.[1] ?? null, ...hourLine(reading, pattern),
});
