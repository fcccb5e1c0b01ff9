// Places and frames on the pages of e2e/cases that once broke something, and others of their kinds.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { readFile } from "node:fs/promises";
import { answer, Case, file, html, isolated, live, place, report, reports, shows } from "../lib/cases.js";
import { siteInChromium } from "../lib/fixture.js";
import { hydrating, react18 } from "../lib/frameworks.js";
import { root } from "../lib/story.js";
import { until } from "../lib/until.js";

const here = siteInChromium(isolated);
const open = (/** @type {string} */ text, /** @type {Parameters<typeof Case.open>[2]} */ options = {}) => Case.open(here, text, options);

/** The frames' addresses without the site's origin. @param {Case} c */
const addresses = (c) => c.page.locator("iframe").evaluateAll((all, site) => all.map((f) => /** @type {HTMLIFrameElement} */ (f).src.replace(site, "")),
  here.site.origin);

/** Waits until the n-th frame's page fits it and does not scroll. @param {Case} c @param {number} [n] */
async function fits(c, n = 0) {
  const frame = await c.explainer(n);
  await frame.waitForFunction(() => innerHeight === Math.ceil(document.body.scrollHeight) && !document.querySelector("main")?.hasAttribute("data-short"),
    null, { polling: 50, timeout: 5_000 })
    .catch(async () => assert.fail(`frame ${n}: ${await frame.evaluate(() => `${innerHeight} for ${document.body.scrollHeight}`)}`));
  return frame;
}

describe("each place alone", () => {
  test("bad-feed.html: one bad address stops nothing else", async () => {
    const c = await open(file("bad-feed.html"));
    await c.explainer(0);
    const korean = await c.explainer(1);
    assert.equal(await korean.evaluate(() => document.documentElement.lang), "ko");
    const own = c.lines.filter((l) => l.startsWith("two-boxes: <div"));
    assert.equal(own.length, 1, c.lines.join("\n"));
    assert.match(own[0], /^two-boxes: <div data-two-boxes="" .*data-feed.*https:\/\//);
    await c.close();
  });

  test("nor do a hash of no scene, a theme of no kind, or a place in a place", async () => {
    const c = await open(html(`${place('data-scene="constructor"')}${place('data-theme="sepia" data-radius="99999" data-scene="%E0%A4%A"')}
      <div data-two-boxes data-load="click">${place()}</div>`));
    for (const n of [0, 1, 2]) await shows(await c.explainer(n), "cover");
    assert.equal(await c.page.locator("iframe").count(), 3);
    await c.close();
  });

  test("lang.html: ko-KR is Korean, and only a language is one", async () => {
    const c = await open(file("lang.html"));
    for (const [n, lang] of ["ko", "ar", "en"].entries()) assert.equal(await (await c.explainer(n)).evaluate(() => document.documentElement.lang), lang);
    assert.equal(c.lines.length, 1, c.lines.join("\n"));
    assert.match(c.lines[0], /data-lang="constructor".*use one of/);
    await c.close();
  });

  test("EN, ja-Hira-JP and __proto__", async () => {
    const c = await open(html(["EN", "ja-Hira-JP", "__proto__"].map((lang) => `<div data-two-boxes data-load="click" data-lang="${lang}"></div>`).join("")));
    for (const [n, lang] of ["en", "ja", "en"].entries()) assert.equal(await (await c.explainer(n)).evaluate(() => document.documentElement.lang), lang);
    assert.equal(c.lines.length, 1, c.lines.join("\n"));
    await c.close();
  });
});

describe("identity by what something can do", () => {
  test("clobber.html: an id is not the script", async () => {
    const c = await open(file("clobber.html"));
    await fits(c);
    await c.close();
  });

  test("nor is a form, a frame's name or an older object of that name", async () => {
    for (const taken of ['<form name="TwoBoxes"></form>', '<iframe name="TwoBoxes" srcdoc="<p>ours</p>" hidden></iframe>',
      "<script>var TwoBoxes = {version: 3}</script>"]) {
      const c = await open(html(taken + place()));
      await c.page.waitForSelector("[data-two-boxes] iframe");
      await c.close();
    }
  });

  test("the page's own forms and builtins may be taken as well", async () => {
    const c = await open(html(`<form data-two-boxes data-lang="en" data-load="click"><input name="append"><input name="dataset"></form>${place()}`));
    await fits(c, await c.page.locator("form iframe").count());
    await c.close();
  });

  test("bundle.html: a file of the host is not ours", async () => {
    const script = await readFile(`${root}dist/embed.js`, "utf8");
    const c = await open(file("bundle.html"), { files: { "/combined.min.js": script } });
    const [src] = await c.page.locator("iframe").evaluateAll((all) => all.map((f) => /** @type {HTMLIFrameElement} */ (f).src));
    const { origin } = JSON.parse(await readFile(`${root}web/deploy.json`, "utf8"));
    assert.equal(src, `${origin}/embed/en/`);
    await c.close();
  });

  for (const path of ["/js/old-embed.js", "/embed.js.php", "/my/embed.json"]) {
    test(`nor is ${path}`, async () => {
      const script = await readFile(`${root}dist/embed.js`, "utf8");
      const c = await open(file("bundle.html").replace("/combined.min.js", path), { files: { [path]: script }, before: (page) =>
        page.route(new RegExp(path.replaceAll(".", "\\.")), (route) => route.fulfill({ body: script, contentType: "text/javascript" })) });
      const { origin } = JSON.parse(await readFile(`${root}web/deploy.json`, "utf8"));
      assert.equal(await c.page.locator("iframe").getAttribute("src"), `${origin}/embed/en/`);
      await c.close();
    });
  }
});

describe("what shadow roots hold", () => {
  test("shadow.html: is found", async () => {
    const c = await open(file("shadow.html"));
    await fits(c, 0);
    await fits(c, 1);
    assert.equal(await c.page.locator("iframe").count(), 2);
    await c.close();
  });

  test("also what is nested, declared in HTML, or added later, with its figures", async () => {
    const c = await open(html(`<div><template shadowrootmode="open"><section><p><b id="a" data-two-boxes-counter="turnout">0%</b></p>
      <div id="inner"></div>${live("test")}</section></template></div>`), { feeds: { test: answer(report()) } });
    await c.explainer();
    await c.reads("#a", "47.8%");
    await c.page.evaluate((text) => {
      const root = document.querySelector("div")?.shadowRoot?.getElementById("inner")?.attachShadow({ mode: "open" });
      if (root) root.innerHTML = text;
      /** @type {any} */ (window).TwoBoxes.scan(); // a root that is attached is no change of the page
    }, place());
    await c.page.waitForSelector("#inner iframe");
    await fits(c, 0);
    await c.close();
  });
});

describe("attributes that change later", () => {
  test("theme, scene, language and feed take effect", async () => {
    const c = await open(html(place('data-scene="turnout"')), { feeds: { test: answer(report()) } });
    const set = (/** @type {string} */ name, /** @type {string} */ value) => c.page.evaluate(([n, v]) =>
      document.querySelector("[data-two-boxes]")?.setAttribute(n, v), [name, value]);
    let frame = await c.explainer();
    const entries = await c.page.evaluate(() => history.length);
    const loads = () => c.asked.filter((url) => url.includes("/embed/")).length;
    await set("data-scene", "count");
    await shows(frame, "count");
    assert.equal(loads(), 1, "the page is not loaded once more");
    await set("data-theme", "dark");
    await c.page.waitForSelector("iframe[src*='theme=dark'][src$='#count']");
    frame = await c.explainer();
    await frame.waitForSelector("html[data-theme=dark]", { state: "attached" });
    await set("data-lang", "ko");
    await c.page.waitForSelector("iframe[src*='/embed/ko/'][src$='#count']");
    frame = await c.explainer();
    assert.match(await c.page.locator("iframe").getAttribute("title") ?? "", /[가-힣]/);
    await set("data-feed", `${here.site.origin}/feed/test.json`);
    await c.page.waitForSelector("iframe[src*='feed=']");
    await reports(await c.explainer(), "47.8%");
    assert.equal(await c.page.locator("iframe").count(), 1);
    await fits(c);
    assert.equal(await c.page.evaluate(() => history.length), entries, "no entry in the reader's history");
    await c.close();
  });

  test("a place that becomes one, and one that stops to be one", async () => {
    const c = await open(html('<div id="a"></div>'));
    await c.page.evaluate(() => Object.assign(document.getElementById("a")?.dataset ?? {}, { load: "click", twoBoxes: "" }));
    await fits(c);
    await c.page.evaluate(() => document.getElementById("a")?.removeAttribute("data-two-boxes"));
    await c.holds(() => !document.querySelector("iframe"), "our frame goes with the place");
    await c.close();
  });

  test("attributes on a place that already holds our frame count too", async () => {
    const frame = '<iframe src="{{SITE}}/embed/en/?load=click" title="Two Boxes" loading="lazy" width="100%" height="640"></iframe>';
    const c = await open(html(`<div data-two-boxes data-lang="ko" data-scene="turnout" data-theme="dark" data-feed="{{SITE}}/feed/test.json">${frame}</div>
      <div data-two-boxes>${frame.replace("?load=click", "?load=click&theme=dark#count")}</div>`), { feeds: { test: answer(report()) } });
    assert.deepEqual(await addresses(c), [`/embed/ko/?load=click&theme=dark&feed=${encodeURIComponent(`${here.site.origin}/feed/test.json`)}#turnout`,
      "/embed/en/?load=click&theme=dark#count"]);
    await reports(await c.explainer(0), "47.8");
    await shows(await c.explainer(1), "count");
    await fits(c, 0);
    await fits(c, 1);
    assert.equal(await c.page.locator("iframe").count(), 2);
    await c.close();
  });

  test("a figure that gets another name or explainer follows it", async () => {
    const c = await open(html(`<p><b data-two-boxes-counter="turnout" id="a">—%</b></p><section>${live("north", 'id="n"')}</section><section>${live("south",
      'id="s"')}</section>`),
      { feeds: { north: answer(report({ turnout: 31.4 })), south: answer(report({ turnout: 62.7 })) } });
    await c.explainer(0);
    await c.explainer(1);
    for (const [name, text] of [["n", "31.4%"], ["s", "62.7%"]]) {
      await c.page.evaluate((v) => document.getElementById("a")?.setAttribute("data-for", v), name);
      await c.reads("#a", text);
    }
    await c.close();
  });
});

describe("what a framework has rendered", () => {
  /** The application behind react.html. */
  const source = {
    server: "",
    app: `import { StrictMode, useEffect, useState } from "react";
      function Article() {
        const [story, setStory] = useState(0);
        useEffect(() => { document.body.dataset.story = story; if (!story) setStory(1); }, [story]);
        return <main><h1>Story {story}</h1><p>Turnout <b data-two-boxes-counter="turnout">99.63%</b></p>
          <div data-two-boxes="" data-lang="en" data-load="click" /></main>;
      }
      export const app = <StrictMode><Article /></StrictMode>;`.replace("Story {story}", "{`Story ${story}`}"),
    client: `import { hydrateRoot } from "react-dom/client"; import { app } from "app"; hydrateRoot(document.getElementById("root"), app);`,
  };
  for (const [version, alias] of /** @type {const} */ ([["18", react18], ["19", {}]])) {
    test(`react.html: React ${version}, StrictMode, hydration and a change afterwards`, async () => {
      /** @type {string[]} */ const logged = [];
      const c = await open(file("react.html"), { files: { "/react-app.js": await hydrating({ ...source, alias }) }, before: async (page) => {
        page.on("console", (m) => { if (["error", "warning"].includes(m.type()) && !m.text().includes("404")) logged.push(m.text()); }); // of the favicon
      } });
      await c.page.waitForSelector("body[data-story='1']");
      await fits(c);
      assert.equal(c.asked.filter((url) => url.startsWith(`${here.site.origin}/embed/en/`)).length, 1, "loaded once");
      assert.equal(await c.page.locator("iframe").count(), 1);
      assert.equal(await c.page.textContent("h1"), "Story 1");
      assert.equal(await c.page.textContent("b"), "99.63%");
      assert.deepEqual(logged, []);
      await c.close();
    });
  }
});

describe("one owner per frame", () => {
  test("consent.html: asks nothing before the click, then stands once", async () => {
    const c = await open(file("consent.html"));
    await c.page.waitForSelector(".consent");
    await c.holds(() => "TwoBoxes" in window, "the script has run");
    await c.page.evaluate(() => /** @type {any} */ (window).TwoBoxes.scan());
    assert.equal(c.asked.filter((url) => url.includes("/embed/")).length, 0);
    assert.equal(await c.page.locator("iframe").count(), 0);
    await c.page.click(".consent");
    await fits(c);
    assert.equal(await c.page.locator("iframe").count(), 1);
    await c.close();
  });

  for (const [what, body] of [
    ["a lazy loader", '<iframe data-src="{{SITE}}/embed/en/?load=click" class="lazyload" title="Two Boxes"></iframe>'],
    ["noscript", '<noscript><iframe src="{{SITE}}/embed/en/?load=click"></iframe></noscript>'],
    ["a template", '<template><iframe src="{{SITE}}/embed/en/?load=click"></iframe></template>'],
    ["a placeholder of a consent tool", '<div class="cmp" data-cmp-src="{{SITE}}/embed/en/">Click to load</div>'],
  ]) {
    test(`${what} keeps its frame`, async () => {
      const c = await open(html(`<div data-two-boxes data-lang="en" data-load="click">${body}</div>${place()}`));
      const alone = what === "noscript"; // there is a script: the frame is ours to add
      await c.page.waitForSelector("div:nth-of-type(2) > iframe");
      await until(async () => c.asked.some((url) => url.includes("/embed/")), "the frame is asked for");
      assert.equal(await c.page.locator("[data-two-boxes] iframe[src*='/embed/']").count(), alone ? 2 : 1);
      if (what === "a lazy loader") {
        await c.page.evaluate(() => { const f = /** @type {HTMLIFrameElement} */ (document.querySelector(".lazyload")); f.src = f.dataset.src ?? ""; });
        await fits(c, 0);
        assert.equal(await c.page.locator("iframe").count(), 2);
      }
      await c.close();
    });
  }

  test("a cloned place, or a saved page, has one frame", async () => {
    const c = await open(html(`<main>${place('id="one"')}</main>`));
    await fits(c);
    await c.page.evaluate(() => document.querySelector("main")?.append(/** @type {Element} */ (document.getElementById("one")).cloneNode(true)));
    await fits(c, 1);
    assert.equal(await c.page.locator("iframe").count(), 2);
    const saved = await c.page.content();
    await c.close();
    const again = await open(saved);
    await fits(again, 1);
    assert.equal(await again.page.locator("iframe").count(), 2);
    await again.close();
  });

  test("what we add can be told from the host's own, and goes with the place", async () => {
    const c = await open(html(`${place('id="one"')}`));
    await fits(c);
    assert.equal(await c.page.locator("iframe[data-two-boxes-own]").count(), 1);
    await c.page.evaluate(() => { /** @type {HTMLElement} */ (document.getElementById("one")).innerHTML = "<p>Removed by the editor</p>"; });
    await c.page.evaluate(() => /** @type {any} */ (window).TwoBoxes.scan());
    assert.equal(await c.page.locator("iframe").count(), 0);
    await c.close();
  });
});

describe("one controller per height", () => {
  /** Lets four of the frame's own rounds pass and asserts that nothing changes any more. @param {Case} c */
  async function settles(c) {
    const frame = await c.explainer();
    await c.page.clock.runFor(4000);
    const size = () => c.page.evaluate(() => { const f = document.querySelector("iframe"); return `${f?.offsetWidth} ${f?.offsetHeight}`; });
    const before = await size();
    for (let i = 0; i < 4; i++) {
      await c.page.clock.runFor(1700);
      await c.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
      assert.equal(await size(), before);
    }
    return frame;
  }
  const clock = { before: (/** @type {import("../lib/cases.js").Page} */ page) => page.clock.install() };

  test("border-box.html: the content box gets the height", async () => {
    const c = await open(file("border-box.html"), clock);
    const frame = await settles(c);
    assert.ok(await frame.evaluate(() => innerHeight >= document.body.scrollHeight && !document.querySelector("main")?.hasAttribute("data-short")));
    await c.close();
  });

  test("pymb.html: a host that gives a little less is accepted", async () => {
    const c = await open(file("pymb.html"), { ...clock, files: { "/pym.js": await readFile(`${root}e2e/node_modules/pym.js/dist/pym.v1.js`, "utf8") } });
    const frame = await settles(c);
    assert.ok(await frame.evaluate(() => document.body.scrollHeight <= innerHeight), "nothing scrolls inside");
    await c.close();
  });

  for (const [what, css] of [
    ["a cap", "iframe{max-height:500px!important}"], ["a cap of the place", "[data-two-boxes]{max-height:420px;overflow:auto}"], ["zoom", "iframe{zoom:.9}"],
    ["borders of fractions", "*{box-sizing:border-box}iframe{border:1.3px solid!important;padding:2.2%}"], ["a transition", "iframe{transition:height .2s}"],
  ]) {
    test(`${what} comes to an end`, async () => {
      const c = await open(html(place(), `<style>${css}</style>`), clock);
      await settles(c);
      await c.close();
    });
  }
});

describe("as wide as there is room", () => {
  test("flex-center.html: in flex and grid, centred or not", async () => {
    const c = await open(file("flex-center.html"));
    for (const n of [0, 1, 2]) {
      await fits(c, n);
      assert.equal(await c.page.locator("iframe").nth(n).evaluate((f) => f.getBoundingClientRect().width), 700, String(n));
    }
    await c.close();
  });

  for (const [what, body, width] of /** @type {[string, string, number][]} */ ([
    ["a float", `<div style="float:left">${place()}</div>`, 700],
    ["an inline block", `<span style="display:inline-block">${place()}</span>`, 700],
    ["a row beside text", `<div style="display:flex"><p style="flex:0 0 200px">Text</p>${place()}</div>`, 500],
    ["a column of a grid", `<div style="display:grid;grid-template-columns:auto 200px;justify-items:start">${place()}<p>Text</p></div>`, 500],
    ["fit-content", `<div style="width:fit-content">${place()}</div>`, 700],
    ["vertical writing", `<div style="writing-mode:vertical-rl;width:700px">${place()}</div>`, 700],
    ["an absolute box", `<div style="position:relative;height:900px"><div style="position:absolute">${place()}</div></div>`, 700],
    ["a table", `<table><tr><td>${place()}</td></tr></table>`, 700],
  ])) {
    test(what, async () => {
      const c = await open(html(body, "<style>table,td{border-spacing:0;padding:0}</style>"));
      await fits(c);
      assert.equal(await c.page.locator("iframe").evaluate((f) => Math.round(f.getBoundingClientRect().width)), width);
      await c.close();
    });
  }

  test("a width that the host gives the place stays", async () => {
    const c = await open(html(`${place('style="width:400px"')}<div style="display:flex;justify-content:center">${place('style="max-width:420px"')}</div>`));
    for (const [n, width] of [400, 420].entries()) {
      await fits(c, n);
      assert.equal(await c.page.locator("iframe").nth(n).evaluate((f) => f.clientWidth), width);
    }
    await c.close();
  });
});

describe("any scroller", () => {
  for (const [what, change] of /** @type {[string, (text: string) => string][]} */ ([
    ["inner-scroll.html", (t) => t],
    ["the body", (t) => t.replace("html,body{height:100%;margin:0;overflow:hidden}#app{height:100vh;overflow:auto}",
      "html{overflow:hidden;height:100%}body{height:100%;overflow:auto;margin:0}")],
    ["a box in a box", (t) => t.replace("<div id=app>", '<div style="height:100%;overflow:auto"><div id=app>')],
    ["a box in a shadow root", (t) => t.replace(/<div id=app>[\s\S]*<\/div>/,
      "<x-app><template shadowrootmode=open><style>:host{display:block;height:100vh}#app{height:100vh;overflow:auto}" +
      ".g{display:grid;grid-template-columns:300px 480px}.s{position:sticky;top:0}</style>$&</template></x-app>")],
  ])) {
    test(what, async () => {
      const c = await open(change(file("inner-scroll.html")));
      const frame = await c.explainer();
      for (const scene of ["selection", "count", "history"]) {
        await c.page.locator(`[data-two-boxes-scene=${scene}]`).evaluate((p) => p.scrollIntoView({ block: "center", behavior: "instant" }));
        await shows(frame, scene);
      }
      await c.close();
    });
  }
});

describe("browsers that lack the newest", () => {
  test("safari16.html: the feed is followed without URL.canParse, checkVisibility and others", async () => {
    const c = await open(file("safari16.html"), { feeds: { test: answer(report()) }, before: (page) => page.addInitScript(() => {
      for (const [of, name] of /** @type {[any, string][]} */ ([[URL, "canParse"], [URL, "parse"], [Element.prototype, "checkVisibility"], [Promise,
        "withResolvers"],
        [Object, "groupBy"], [Map, "groupBy"], [Array, "fromAsync"], [Set.prototype, "union"], [Array.prototype, "toSorted"], [Array.prototype, "with"],
        [AbortSignal, "any"], [HTMLElement.prototype, "showPopover"], [HTMLElement.prototype, "hidePopover"], [HTMLElement.prototype,
          "togglePopover"]])) delete of[name];
    }) });
    await reports(await c.explainer(), "47.8%");
    await c.reads("b", "47.8%");
    await c.close();
  });

  test("the others of the kind: no adoptedStyleSheets, no Intl numbering, no ResizeObserver box", async () => {
    const c = await open(file("two-feeds.html"), { feeds: { north: answer(report({ turnout: 31.4 })), south: answer(report({ turnout: 62.7 })) },
      before: (page) => page.addInitScript(() => { Reflect.deleteProperty(Document.prototype, "adoptedStyleSheets"); }) });
    await c.explainer(0);
    await c.explainer(1);
    await c.reads("#north", "31.4%");
    await c.reads("#south", "62.7%");
    await c.close();
  });
});

describe("nothing the reader did not ask for scrolls the article", () => {
  for (const what of ["a figure", "the dialog", "Next"]) {
    test(`pop.html: ${what}`, async () => {
      const c = await open(file("pop.html"), { context: { viewport: { width: 800, height: 700 } } });
      const frame = await c.explainer();
      await fits(c);
      const target = what === "a figure" ? frame.locator("main a[href^='#fact-']:visible").first()
        : frame.locator(what === "Next" ? "[data-action=next]" : "[data-action=info]");
      // Near the window's lower edge, as a reader may have it.
      await target.evaluate((e) => e.scrollIntoView({ block: "end", behavior: "instant" }));
      await c.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      const before = await c.page.evaluate(() => scrollY);
      const box = await target.boundingBox();
      assert.ok(box);
      await c.page.mouse.click(box.x + Math.min(5, box.width / 2), box.y + box.height / 2);
      if (what === "a figure") await frame.waitForSelector("#source:popover-open");
      if (what === "the dialog") await frame.waitForSelector("dialog[open]");
      if (what === "Next") await shows(frame, "history");
      await c.page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
      assert.equal(await c.page.evaluate(() => scrollY), before);
      await c.close();
    });
  }
});
