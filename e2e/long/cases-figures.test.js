// Figures in a host's own text, and feeds, on the pages of e2e/cases that once showed a wrong one.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { answer, Case, down, file, html, isolated, live, place, report, reports } from "../lib/cases.js";
import { siteInChromium } from "../lib/fixture.js";
import { fact } from "../lib/story.js";
import { until } from "../lib/until.js";

const here = siteInChromium(isolated);
const open = (/** @type {string} */ text, /** @type {Parameters<typeof Case.open>[2]} */ options = {}) => Case.open(here, text, options);

const figure = (/** @type {string} */ id, /** @type {string} */ text, attributes = "") =>
  `<p><b id="${id}" data-two-boxes-counter="turnout" ${attributes}>${text}</b></p>`;
const feed = (/** @type {string} */ name) => file(`feeds/${name}.json`);
const of2023 = String(fact("turnout.2023"));
const both = () => ({ north: answer(report({ turnout: 31.4 })), south: answer(report({ turnout: 62.7 })) });

/** All that a reader sees of the turnout step. @param {import("../lib/cases.js").Frame} frame */
const stepText = (frame) => frame.evaluate(() => {
  const step = /** @type {HTMLElement} */ (document.querySelector("[data-step=turnout]"));
  const pictures = [...step.querySelectorAll("img")].filter((img) => img.checkVisibility({ visibilityProperty: true })).map((img) => `picture ${img.alt}`);
  return [step.innerText, ...pictures].join("\n");
});

describe("a figure belongs to one explainer", () => {
  test("two-feeds.html: to the nearest", async () => {
    const c = await open(file("two-feeds.html"), { feeds: both() });
    await c.explainer(0);
    await c.explainer(1);
    await c.reads("#north", "31.4%");
    await c.reads("#south", "62.7%");
    c.feeds.north = answer(report({ turnout: 35 }));
    await c.ask(await c.explainer(0));
    await c.reads("#north", "35%");
    await c.reads("#south", "62.7%");
    await c.close();
  });

  test("to the one it names, wherever that is", async () => {
    const c = await open(html(`<section>${figure("a", "—%", 'data-for="south"')}${live("north")}</section><section>${live("south", 'id="south"')}</section>
      ${figure("b", "—%", 'data-for="nobody"')}`), { feeds: both() });
    await reports(await c.explainer(0), "31.4%");
    await c.explainer(1);
    await c.reads("#a", "62.7%");
    await c.reads("#b", "—%");
    assert.match(c.lines.join("\n"), /<b id="b".*data-for="nobody".*no explainer "nobody"/);
    await c.close();
  });

  test("beside an explainer without a feed it is never replaced by another's", async () => {
    const c = await open(html(`<section>${figure("old", "99.63%")}${place('data-scene="turnout"')}</section><section>${figure("new",
      "—%")}${live("south")}</section>`),
      { feeds: both() });
    await c.explainer(0);
    await c.explainer(1);
    await c.reads("#new", "62.7%");
    await c.reads("#old", "99.63%");
    await c.close();
  });

  test("among explainers of different feeds in one section it keeps its text, with a line that asks for a name", async () => {
    const c = await open(html(figure("a", "12%") + live("north") + figure("b", "13%") + live("south") + figure("c", "—%", 'data-for="s"') +
      live("south", 'id="s"')),
      { feeds: both() });
    for (const n of [0, 1, 2]) await c.explainer(n);
    await c.reads("#c", "62.7%");
    assert.deepEqual(await c.page.locator("#a, #b").allTextContents(), ["12%", "13%"]);
    assert.match(c.lines.join("\n"), /<b id="a".*data-for/);
    await c.close();
  });
});

describe("a figure of one unit, or of the votes", () => {
  const counter = (/** @type {string} */ id, /** @type {string} */ name, attributes = "", text = "—%") =>
    `<p><b id="${id}" data-two-boxes-counter="${name}" ${attributes}>${text}</b></p>`;
  const units = [{ id: "all", name: "All", turnout: 47.8, for: 60, against: 39.5 }, { id: "north", name: "North", turnout: 31.4, for: null, against: 12 }];
  const report2 = (/** @type {object} */ change = {}) => answer(JSON.stringify({
    v: 2, election: "Council elections", asOf: "2025-07-18T12:00:00+09:00", status: "counting",
    source: { name: "Election Commission", url: "https://example.org/turnout" }, units, ...change,
  }));
  const later = { asOf: "2025-07-18T12:10:00+09:00" };

  test("follows the feed's first unit, its explainer's or its own, and goes back to the host's text with it", async () => {
    const c = await open(html(`<section>${counter("a", "turnout")}${counter("b", "for")}${counter("c", "against")}
      ${counter("d", "for", 'data-unit="north"', "0%")}${counter("e", "against", 'data-unit="north"', "no report")}
      <p><two-boxes-counter id="f" of="turnout" unit="north">—%</two-boxes-counter></p>${live("test")}</section>
      <section>${counter("g", "turnout")}${counter("h", "for", 'data-unit="all"')}${live("test", 'data-unit="north" id="place"')}</section>
      ${counter("i", "against", 'data-for="place"')}${counter("j", "turnout")}${counter("k", "turnout", 'data-unit="north"')}`),
      { feeds: { test: report2() } });
    const frame = await c.explainer(0);
    const second = await c.explainer(1);
    for (const [id, text] of Object.entries({ a: "47.8%", b: "60%", c: "39.5%", d: "—%", e: "12%", f: "31.4%", g: "31.4%", h: "60%", i: "12%", k: "31.4%" })) {
      await c.reads(`#${id}`, text);
    }
    await c.reads("#j", "—%");
    assert.match(c.lines.join("\n"), /<b id="j".*several feeds or units.*data-for/);
    c.feeds.test = report2({ ...later, units: [units[0], { ...units[1], withdrawn: true }] });
    await c.ask(frame);
    await c.reads("#e", "no report");
    assert.deepEqual(await c.page.locator("#a, #b, #d, #f, #g, #h, #i").allTextContents(), ["47.8%", "60%", "—%", "—%", "—%", "60%", "—%"]);
    c.feeds.test = report2({ ...later, test: true });
    await c.ask(frame);
    await c.ask(second);
    await c.reads("#h", "—%");
    assert.deepEqual(await c.page.locator("#a, #b, #c, #d, #e, #f, #g, #h").allTextContents(), ["—%", "—%", "—%", "—%", "no report", "—%", "—%", "—%"]);
    await c.close();
  });

  test("it is another's once its attributes name that", async () => {
    const c = await open(html(counter("a", "turnout") + live("test")), { feeds: { test: report2() } });
    await c.explainer();
    await c.reads("#a", "47.8%");
    await c.page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("a")).dataset.unit = "north"; });
    await c.reads("#a", "31.4%");
    await c.page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("a")).dataset.twoBoxesCounter = "against"; });
    await c.reads("#a", "12%");
    await c.close();
  });

  test("keeps the host's text where the feed has no such unit, or nobody such a figure, with one line that says what there is", async () => {
    const c = await open(html(counter("a", "turnout", 'data-unit="east"', "1%") + counter("b", "constructor", "", "2%") + counter("c", "turnout") +
      live("test") + counter("d", "__proto__", 'data-unit="__proto__"', "3%")), { feeds: { test: report2() } });
    const frame = await c.explainer();
    await c.reads("#c", "47.8%");
    c.feeds.test = report2(later);
    await c.ask(frame);
    await c.page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("a")).title = "changed"; });
    assert.deepEqual(await c.page.locator("#a, #b, #d").allTextContents(), ["1%", "2%", "3%"]);
    const lines = c.lines.join("\n");
    assert.match(lines, /<b id="a" .*no unit "east"; use one of all, north/);
    assert.match(lines, /<b id="b" .*no figure "constructor"; use one of .*turnout/);
    assert.match(lines, /<b id="d" .*no figure "__proto__"/);
    assert.equal(c.lines.length, 3, lines);
    await c.close();
  });
});

describe("with a feed no other election is shown", () => {
  /** @type {Record<string, string>} */
  const says = { null: "No turnout has been reported yet", slow: "Waiting for the first report" };
  for (const name of ["feed-down.html", "null-engine.html"]) {
    for (const [what, how] of /** @type {[string, import("../lib/cases.js").Answer][]} */ ([
      ["503", down], ["404", (route) => route.fulfill({ status: 404, body: "no" })], ["slow", () => undefined],
      ["refused", (route) => route.abort("connectionrefused")], ["off-line", (route) => route.abort("internetdisconnected")], ["null",
        answer(report({ turnout: null }))],
    ])) {
      test(`${name}: ${what}`, async () => {
        const c = await open(file(name), { feeds: { test: how } });
        const frame = await c.explainer();
        await reports(frame, says[what] ?? "The live results cannot be reached at the moment");
        assert.ok(!(await stepText(frame)).includes(of2023), await stepText(frame));
        assert.doesNotMatch(await stepText(frame), /2023|picture/);
        await c.reads("[data-two-boxes-counter]", "—%");
        assert.ok((await c.read()).every((text) => /^(0%|—%)$/.test(text)), String(await c.read()));
        await c.close();
      });
    }
  }

  test("nor before the scripts of the page have run", async () => {
    const c = await open(file("feed-down.html"), { feeds: { test: down }, before: (page) => page.route(/player\.\w+\.js$/, (route) => route.abort()) });
    const frame = await (await c.page.waitForSelector("iframe")).contentFrame();
    await frame?.waitForSelector("[data-step=turnout]", { state: "attached" });
    assert.ok(frame && !(await stepText(frame)).includes(of2023));
    await c.close();
  });

  test("nor when the feed comes back, or its address is not allowed", async () => {
    const c = await open(html(figure("a", "0%") + place('data-scene="turnout" data-feed="https://elsewhere.example/a.json"')));
    const frame = await c.explainer();
    await reports(frame, "The live results cannot be reached at the moment");
    assert.ok(!(await stepText(frame)).includes(of2023));
    await c.reads("#a", "—%");
    await c.close();
    const later = await open(file("feed-down.html"), { feeds: { test: down } });
    const again = await later.explainer();
    await reports(again, "cannot be reached");
    later.feeds.test = answer(report());
    await later.ask(again);
    await reports(again, "47.8%");
    await later.reads("[data-two-boxes-counter]", "47.8%");
    assert.deepEqual(await later.read(), ["0%", "—%", "47.8%"]);
    await later.close();
  });
});

describe("the newsroom's own errors are corrected on open pages", () => {
  const server = { Date: "Sun, 18 Jul 2027 03:05:00 GMT" };

  test("future.html: a report from the future is refused, and the next one taken", async () => {
    const c = await open(file("future.html"), { feeds: { test: answer(feed("1-future"), server) } });
    const frame = await c.explainer();
    await until(() => c.lines.length > 0, "a line in the console", 10);
    assert.match(c.lines[0], /asOf: .*ahead/);
    await reports(frame, "cannot be reached");
    c.feeds.test = answer(feed("2-correction-earlier"), server);
    await c.ask(frame);
    await reports(frame, "47.8%");
    await c.reads("[data-two-boxes-counter]", "47.8%");
    await c.close();
  });

  test("a clock that is a few minutes off is forgiven, and a later report corrected by a good one", async () => {
    const c = await open(file("future.html"), { feeds: { test: answer(report({ asOf: "2027-07-18T12:08:00+09:00", turnout: 40 }), server) } });
    const frame = await c.explainer();
    await reports(frame, "40%");
    c.feeds.test = answer(report({ asOf: "2027-07-18T12:08:00+09:00", turnout: 41 }), server);
    await c.ask(frame);
    await c.reads("[data-two-boxes-counter]", "41%");
    await c.close();
  });

  test("withdrawn.html: the sentence has the host's own text again, but for a nought", async () => {
    const c = await open(file("withdrawn.html").replace("</p>", "</p>" + figure("own", "still counting") + figure("number", "12 per cent")),
      { feeds: { test: answer(report()) } });
    const frame = await c.explainer();
    await c.reads("b", "47.8%");
    await c.reads("#own", "47.8%");
    await c.reads("#number", "47.8 per cent");
    c.feeds.test = answer(feed("5-withdrawn"));
    await c.ask(frame);
    await c.reads("b", "—%");
    await c.reads("#own", "still counting");
    await c.reads("#number", "12 per cent");
    await c.close();
  });

  test("withdrawn by another feed's address, or by none, the figure goes as well", async () => {
    const c = await open(html(figure("a", "—%") + live("north", 'id="place"')), { feeds: both() });
    await c.explainer();
    await c.reads("#a", "31.4%");
    await c.page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("place")).dataset.feed = ""; });
    await c.reads("#a", "—%");
    await c.close();
  });

  test("final.html: after a final report by mistake it asks on", async () => {
    const c = await open(file("final.html"), { feeds: { test: answer(feed("6-final-by-mistake")) } });
    const frame = await c.explainer();
    await reports(frame, "Final report");
    c.feeds.test = answer(report({ asOf: "2027-07-18T12:10:00+09:00", turnout: 52 }));
    await c.ask(frame);
    await reports(frame, "52%");
    await c.reads("b", "52%");
    await c.close();
  });
});

describe("any marked element is a figure", () => {
  test("null-first.html: no nought before a report", async () => {
    const c = await open(file("null-first.html"), { feeds: { test: answer(report({ turnout: null })) } });
    const frame = await c.explainer();
    await c.reads("b", "—%");
    c.feeds.test = answer(report({ asOf: "2027-07-18T12:00:00+09:00", turnout: 0 }));
    await c.ask(frame);
    await c.reads("b", "0%"); // a nought that was reported
    await c.close();
  });

  test("placeholder.html: a dash, nothing, words and other digits are replaced", async () => {
    const c = await open(file("placeholder.html"), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("b:nth-of-type(5)", "47.8%");
    assert.deepEqual(await c.page.locator("b").allTextContents(), ["47.8%", "47.8%", "47.8%", "۴۷٫۸٪", "47.8%"]);
    await c.close();
  });

  test("inside other elements, with a comment, or with a dot of no number", async () => {
    const c = await open(html(`${figure("a", "<i>so far</i> <em>0</em>&nbsp;%")}${figure("b", "<!-- figure -->")}${figure("c",
      "…")}${live("test")}`), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#a", "so far 47.8\u00a0%");
    await c.reads("#b", "47.8%");
    await c.reads("#c", "47.8%");
    assert.equal(await c.page.locator("#a em").textContent(), "47.8", "the host's own elements stay");
    await c.close();
  });

  test("locale.html: in the format of the element's language", async () => {
    const more = ["fr:0 %", "pt:0%", "de-CH:0 Prozent", "hi:0%", "fa:", "ar:0%", "xx_YY!:0%"].map((t, i) => figure(`f${i}`, t.split(":")[1],
      `lang="${t.split(":")[0]}"`)).join("");
    const c = await open(file("locale.html").replace("<p>", `${more}<p id="own">`), { feeds: { north: answer(report()) } });
    await c.explainer();
    await c.reads("#own b", "٤٧٫٨٪");
    assert.deepEqual(await c.page.locator("[id^=f]").allTextContents(), ["47,8 %", "47,8%", "47.8 Prozent", "47.8%", "۴۷٫۸٪", "47.8%", "47.8%"]);
    await c.close();
  });

  test("without any language, as the host writes it", async () => {
    const c = await open(html(figure("a", "12,5 %") + figure("b", "12.5%") + live("test"), "", ""), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#a", "47,8 %");
    await c.reads("#b", "47.8%");
    await c.close();
  });
});

describe("the host's text stays the host's", () => {
  test("rerender.html: a text that the host writes later is taken", async () => {
    const c = await open(file("rerender.html"), { feeds: { test: answer(report()) } });
    const frame = await c.explainer();
    await c.reads("#x", "47.8%");
    for (const text of ["0%", "turnout 3 %", ""]) {
      await c.page.evaluate((t) => { /** @type {HTMLElement} */ (document.getElementById("x")).textContent = t; }, text);
      await c.reads("#x", text === "turnout 3 %" ? "turnout 47.8 %" : "47.8%");
    }
    c.feeds.test = answer(report({ asOf: "2027-07-18T12:00:00+09:00", turnout: null }));
    await c.ask(frame);
    await c.reads("#x", "");
    await c.close();
  });

  test("it is replaced once more where the host replaces the element, or only its text node", async () => {
    const c = await open(file("rerender.html"), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#x", "47.8%");
    await c.page.evaluate(() => {
      const x = /** @type {HTMLElement} */ (document.getElementById("x"));
      const copy = /** @type {HTMLElement} */ (x.cloneNode(true));
      copy.id = "y";
      x.after(copy);
      /** @type {Text} */ (x.firstChild).data = "1 of 100: 0%";
    });
    await c.reads("#y", "47.8%");
    await c.holds(() => !document.querySelector("#x")?.textContent?.includes("0%") || document.querySelector("#x")?.textContent?.includes("47.8"),
      "read again");
    await c.close();
  });

  test("a saved page holds nothing of ours but its marks, and never doubles", async () => {
    const c = await open(html(figure("a", "0%") + live("test")), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#a", "47.8%");
    const saved = await c.page.content();
    const again = await open(saved, { feeds: { test: answer(report({ turnout: 50 })) } });
    await again.explainer();
    await again.reads("#a", "50%");
    assert.equal(await again.page.locator("iframe").count(), 1);
    again.feeds.test = answer(report({ asOf: "2027-07-18T12:00:00+09:00", turnout: null }));
    await again.ask(await again.explainer());
    await again.reads("#a", "—%");
    await again.close();
    await c.close();
  });
});

describe("what is claimed is what was reported", () => {
  for (const [name, text] of [["3-rounds-to-100", "99.99%"], ["7-bom", "47.8%"]]) {
    test(`feeds/${name}.json`, async () => {
      const c = await open(file("final.html"), { feeds: { test: answer(feed(name)) } });
      await reports(await c.explainer(), text);
      await c.reads("b", text);
      await c.close();
    });
  }

  test("feeds/4-sum-100.1.json is taken, and a sum above what rounding allows refused", async () => {
    const c = await open(file("final.html"), { feeds: { test: answer(feed("4-sum-100.1")) } });
    const frame = await c.explainer();
    await reports(frame, "60.1%");
    c.feeds.test = answer(report({ asOf: "2027-07-18T12:10:00+09:00", turnout: 61, for: 66.7, against: 33.6 }));
    await c.ask(frame);
    await until(() => c.lines.length > 0, "a line in the console", 10);
    assert.match(c.lines[0], /against: more than 100/);
    await c.close();
  });

  test("a little above 0 is never 0", async () => {
    const c = await open(file("final.html"), { feeds: { test: answer(report({ turnout: 0.004 })) } });
    await reports(await c.explainer(), "0.01%");
    await c.reads("b", "0.01%");
    await c.close();
  });

  test("translate.html: texts wrapped by a translator are kept", async () => {
    const c = await open(file("translate.html"));
    await c.page.evaluate(() => {
      const b = /** @type {HTMLElement} */ (document.querySelector("b"));
      b.innerHTML = `<font><font>${b.textContent}</font></font>`;
    });
    await c.explainer();
    assert.equal(await c.page.locator("b font font").textContent(), `${of2023}%`);
    const live_ = await open(html(figure("a", "<font><font>0%</font></font>") + live("test")), { feeds: { test: answer(report()) } });
    await live_.explainer();
    await live_.reads("#a", "47.8%");
    assert.ok(await live_.page.locator("#a font font").count(), "a translator finds its elements again");
    await live_.close();
    await c.close();
  });

  test("two words of a translator around the figure, in another order", async () => {
    const c = await open(html(figure("a", "<font>etwa </font><font>0,5 %</font>", 'lang="de"') + live("test")), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#a", "etwa 47,8 %");
    await c.close();
  });
});

describe("the age of a report is the server's", () => {
  const start = Date.parse("2027-07-18T03:02:00Z");
  for (const off of [25, -25]) {
    test(`clock.html: where the reader's clock is ${Math.abs(off)} minutes ${off > 0 ? "fast" : "slow"}`, async () => {
      const fresh = { Date: new Date(start).toUTCString() };
      const c = await open(file("clock.html"), { feeds: { test: answer(report({ asOf: "2027-07-18T12:00:00+09:00" }), fresh) },
        before: (page) => page.clock.install({ time: start + off * 60_000 }) });
      const frame = await c.explainer();
      await reports(frame, "Latest report");
      const late = { Date: new Date(start + 20 * 60_000).toUTCString() };
      c.feeds.test = answer(report({ asOf: "2027-07-18T12:00:00+09:00" }), late);
      await c.ask(frame);
      await reports(frame, "No update since");
      await c.close();
    });
  }

  test("without the server's clock a report is old when nothing new came for long", async () => {
    const c = await open(file("clock.html"), { feeds: { test: answer(report({ asOf: "2027-07-18T12:00:00+09:00" })) },
      before: (page) => page.clock.install({ time: start + 25 * 60_000 }) });
    const frame = await c.explainer();
    await reports(frame, "Latest report");
    await c.page.clock.fastForward(11 * 60_000);
    await reports(frame, "No update since");
    await c.close();
  });

  test("online.html: it asks at once when the network is back", async () => {
    const c = await open(file("online.html"), { feeds: { test: down } });
    const frame = await c.explainer();
    await until(() => c.lines.length > 0, "a line in the console", 10);
    c.feeds.test = answer(report());
    await frame.evaluate(() => void dispatchEvent(new Event("online")));
    await reports(frame, "47.8%");
    await c.close();
  });
});
