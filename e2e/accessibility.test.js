// Accessibility that axe-core cannot check: keyboard, screen reader, pointer targets, zoom and large text,
// system settings, and the story as text. Most of it needs no engine: controls and words are HTML.
import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { siteInChromium } from "./lib/fixture.js";
import { focused, tree } from "./lib/keys.js";
import { fill, standIns, story, testedLanguages, words } from "./lib/story.js";

/** @typedef {import("playwright-core").Page} Page */

const scenes = story().map(({ id }) => id);
const { page: pageWords, steps } = words("en");
/** How a slider of a scene announces a value. @param {string} name @param {string} value */
const spokenValue = (name, value) => fill(steps[name.split(".")[0]].controls[name].spoken, { [name]: value });

const here = siteInChromium();

/**
 * Runs a check in a window of its own, in a language.
 * @param {string} lang
 * @param {(page: Page) => Promise<void>} check
 * @param {import("playwright-core").BrowserContextOptions} [options]
 * @param {string} [query]
 * @param {() => void} [first] runs in the page before its scripts
 */
async function on(lang, check, options = {}, query = "load=click", first = () => {}) {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 900 }, bypassCSP: true, ...options });
  await context.addInitScript(first);
  const page = await context.newPage();
  await page.goto(`${here.site.origin}/embed/${lang}/?${query}`);
  await page.waitForSelector("main[data-running]");
  await check(page);
  await context.close();
}

/** Waits for the script of the count scene. @param {Page} page */
const scripted = (page) => page.waitForFunction(() => document.querySelector('[data-step="count"] .described > :last-child')?.matches(":not(.now)"));

/** @param {Page} page @param {string} scene */
const go = (page, scene) => page.locator(`[data-goto="${scene}"]`).click();

/** What has been announced since the last call. An event's announcement comes by the next frame. @param {Page} page @returns {Promise<string[]>} */
const announced = (page) => page.evaluate(async () => {
  const known = /** @type {any} */ (window);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
  if (!known.announced) {
    known.announced = [];
    const announcer = /** @type {HTMLElement} */ (document.getElementById("announcer"));
    new MutationObserver(() => known.announced.push(announcer.textContent)).observe(announcer, { childList: true, characterData: true, subtree: true });
  }
  return known.announced.splice(0).filter(Boolean); // it is cleared later
});

/** Opens the dialog, with all disclosures in it. @param {Page} page */
async function openInfo(page) {
  await page.locator("[data-action=info]").click();
  await page.evaluate(() => { for (const details of document.querySelectorAll("details")) details.open = true; });
}

/** @param {Page} page */
const closeInfo = (page) => page.locator("[data-action=close]").click();

/** The sizes of all visible controls, or of those of the dialog while it is open. @param {Page} page */
const targets = (page) => page.evaluate(() => {
  const found = [];
  const root = document.querySelector("dialog[open]") ?? document.querySelector("main");
  for (const e of root?.querySelectorAll("button, select, summary, input, a") ?? []) {
    if (!e.checkVisibility({ visibilityProperty: true }) || e.closest(".fig, .cite")) continue;
    if (e.tagName === "A" && e.closest("p, .facts")) continue; // in a sentence
    // What is pressed may be larger, or partly covered.
    const pressed = e.closest(".spots .spot, .rail a");
    pressed?.scrollIntoView({ block: "center" });
    const { x, y, width, height } = (e.closest("label.spot") ?? e).getBoundingClientRect();
    if (width === 0) continue;
    // A word under a slider and the track above it take the same value.
    const dial = (/** @type {Element | null | undefined} */ spot) =>
      spot?.querySelector("input[data-scale=plain]")?.getAttribute("name") ?? spot?.getAttribute("data-push")?.match(/^(.*)\.to$/)?.[1];
    const isPressed = (/** @type {Element | null | undefined} */ spot) => spot === pressed || (!!dial(pressed) && dial(spot) === dial(pressed));
    /** How far from its middle a touch still hits it, in px. @param {number} dx @param {number} dy */
    const reach = (dx, dy) => {
      let far = 0;
      while (far < 100 && isPressed(document.elementFromPoint(x + width / 2 + far * dx, y + height / 2 + far * dy)?.closest(".spot, .rail a"))) far++;
      return far;
    };
    const what = e.outerHTML.slice(0, 90);
    if (pressed) found.push({ what, width: reach(-1, 0) + reach(1, 0), height: reach(0, -1) + reach(0, 1) });
    else found.push({ what, width, height });
  }
  return found;
});

/** Where the page is too wide or text is clipped, in every step, in the dialog, and as text. @param {Page} page */
const overflows = (page) => page.evaluate((scenes) => {
  /** @type {string[]} */
  const found = [];
  /** @param {string} where */
  const check = (where) => {
    const dialog = /** @type {HTMLElement} */ (document.querySelector("dialog"));
    const wide = Math.max(document.documentElement.scrollWidth - innerWidth, dialog.scrollWidth - dialog.clientWidth);
    if (wide > 0) found.push(`${where}: ${wide} px too wide`);
    for (const e of document.querySelectorAll("main :is(h1, h2, p, span, a, button, summary, label, div, select):not(.facts *)")) {
      if (!e.textContent?.trim() || e.clientWidth <= 1 || !e.checkVisibility({ visibilityProperty: true })) continue;
      const style = getComputedStyle(e);
      if (style.clipPath !== "none" || !/hidden|clip/.test(style.overflow)) continue;
      if (e.scrollWidth > e.clientWidth + 1 || e.scrollHeight > e.clientHeight + 1) found.push(`${where}: ${e.outerHTML.slice(0, 90)}`);
    }
  };
  const press = (/** @type {string} */ selector) => /** @type {HTMLElement} */ (document.querySelector(selector)).click();
  const disclose = (/** @type {boolean} */ open) => { for (const details of document.querySelectorAll("details")) details.open = open; };
  for (const scene of scenes) {
    press(`[data-goto="${scene}"]`);
    check(scene);
    press("[data-action=info]");
    disclose(true);
    check(`${scene}, dialog`);
    disclose(false);
    press("[data-action=close]");
  }
  press("[data-action=info]");
  press("[data-action=text]");
  check("as text");
  press("[data-action=text]");
  return found;
}, scenes);

describe("with a keyboard", () => {
  for (const lang of ["en", "ar"]) {
    test(`every step: focus is visible, in reading order, and leaves the page (${lang})`, () => on(lang, async (page) => {
      for (const scene of scenes) {
        await go(page, scene);
        await page.evaluate(() => { getSelection()?.removeAllRanges(); /** @type {HTMLElement} */ (document.activeElement).blur(); });
        await page.evaluate(() => { document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute("tabindex"); });
        let last = -1, left = false;
        /** @type {string[]} */
        const names = [];
        for (let i = 0; i < 80; i++) {
          await page.keyboard.press("Tab");
          const stop = await focused(page);
          if (!stop || (last >= 0 && stop.at < last && names.includes(stop.what))) { left = true; break; }
          assert.ok(stop.seen, `${scene}: focus on ${stop.what} is visible`);
          assert.ok(stop.placed, `${scene}: ${stop.what} is on the page`);
          assert.ok(stop.at > last, `${scene}: ${stop.what} comes in order, after ${names.at(-1)}`);
          last = stop.at;
          names.push(stop.what);
        }
        assert.ok(left, `${scene}: no trap: ${names}`);
        const reachable = await page.evaluate(() => [...new Set([...document.querySelectorAll("[data-control]:is(button, input)")]
          .filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => /** @type {HTMLElement} */ (e).dataset.control))]);
        for (const name of reachable) assert.ok(names.includes(String(name)), `${scene}: ${name} is reached: ${names}`);
      }
    }));
  }

  for (const lang of ["en", "ar"]) {
    test(`the dialog takes the focus, keeps it, and gives it back (${lang})`, () => on(lang, async (page) => {
      const info = page.locator("[data-action=info]");
      const inDialog = () => page.evaluate(() => !!document.activeElement?.closest("dialog[open]"));
      for (const scene of scenes) {
        await go(page, scene);
        for (const close of ["Escape", "the button", "a press beside it"]) {
          await info.focus();
          await page.keyboard.press("Enter");
          assert.ok(await inDialog(), `${scene}: the focus goes into the dialog`);
          if (close === "Escape") {
            /** @type {string[]} */
            const names = [];
            for (let i = 0, last = -1; i < 120; i++) {
              const stop = await focused(page);
              if (stop) { // nothing is focused where the browser's own buttons follow
                assert.ok(await inDialog(), `${scene}: ${stop.what} is in the dialog`);
                assert.ok(stop.seen, `${scene}: focus on ${stop.what} is visible`);
                if (stop.at <= last) break;
                last = stop.at;
                names.push(stop.what);
              }
              await page.keyboard.press("Tab");
            }
            for (const name of ["close", "text", "share", "language"]) assert.ok(names.includes(name), `${scene}: ${name} is reached: ${names}`);
            await page.keyboard.press("Escape");
          } else if (close === "the button") {
            await page.locator("[data-action=close]").focus();
            await page.keyboard.press("Enter");
          } else await page.mouse.click(4, 890);
          assert.equal(await page.locator("dialog[open]").count(), 0, `${scene}: ${close} closes it`);
          assert.ok(await info.evaluate((e) => e === document.activeElement), `${scene}: ${close} returns the focus`);
          await page.locator(`[data-step=${scene}] > .more`).waitFor({ state: "attached" }); // the step has its notes again
        }
      }
    }));
  }

  test("a link of the dialog to a step closes it, and the focus stays near the picture", () => on("en", async (page) => {
    await openInfo(page);
    await page.locator(".contents [data-jump=turnout]").focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator("main").getAttribute("data-scene"), "turnout");
    assert.equal(await page.locator("dialog[open]").count(), 0);
    assert.equal((await focused(page))?.what, "next");
  }));

  test("radio buttons, buttons and sliders work by keyboard", () => on("en", async (page) => {
    await go(page, "ballot");
    await page.locator('input[name="ballot.room"][value=two]').focus();
    await page.keyboard.press("ArrowDown");
    assert.ok(await page.locator('input[name="ballot.room"][value=secret]').isChecked());
    await page.locator('input[name="ballot.box"][value=for]').focus();
    await page.keyboard.press("Space");
    assert.ok(await page.locator('input[name="ballot.box"][value=for]').isChecked());

    await go(page, "count");
    await scripted(page);
    const disagree = page.locator('input[name="count.disagree"]');
    await disagree.focus();
    const spoken = () => disagree.getAttribute("aria-valuetext");
    assert.equal(await spoken(), pageWords["choice.none"], "it stands for no number");
    await page.keyboard.press("Home");
    assert.equal(await disagree.inputValue(), "0");
    const least = await spoken();
    await page.keyboard.press("ArrowRight");
    assert.notEqual(await spoken(), least, "an arrow key moves to the next number");
    await page.keyboard.press("End");
    assert.equal(await spoken(), spokenValue("count.disagree", "10,000"), "what the report would read is not known yet");
    await page.locator('button[data-push="count.shown.to"][value="5000"]').focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.locator('input[name="count.shown"]').inputValue(), "5000");
    assert.match(await spoken() ?? "", /would read 5,000, target \d+$/);

    await go(page, "turnout");
    const track = page.locator('input[name="turnout.hour"]');
    await track.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("PageUp");
    assert.notEqual(await track.inputValue(), "0");
    assert.equal(await track.getAttribute("aria-valuetext"), words("en").page["slider.between"], "between two reports it says no number");
    await page.keyboard.press("End");
    const last = await track.getAttribute("aria-valuetext") ?? "";
    assert.match(last, /\d%/);
    await page.keyboard.press("ArrowLeft");
    assert.notEqual(await track.getAttribute("aria-valuetext"), last, "an arrow key goes to the report before");
    assert.match(await track.getAttribute("aria-valuetext") ?? "", /\d%/);
  }));

  test("a figure's source opens and takes the focus, and Escape returns the focus", () => on("en", async (page) => {
    await go(page, "history");
    const figure = page.locator('[data-step=history] a[href^="#fact-"]:visible').first();
    await figure.focus();
    await page.keyboard.press("Enter");
    assert.equal(await page.evaluate(() => document.activeElement?.id), "source");
    await page.keyboard.press("Escape");
    assert.ok(await figure.evaluate((e) => e === document.activeElement));
  }));

  test("on a right-to-left page arrow keys and positions are mirrored", () => on("ar", async (page) => {
    const xs = await page.locator("[data-goto]").evaluateAll((dots) => dots.map((d) => d.getBoundingClientRect().x));
    assert.deepEqual(xs, [...xs].sort((a, b) => b - a), "the steps run from right to left");
    const x = (/** @type {string} */ action) => page.locator(`[data-action=${action}]`).evaluate((e) => e.getBoundingClientRect().x);
    assert.ok(await x("back") > await x("next"));
    await go(page, "count");
    await scripted(page);
    const disagree = page.locator('input[name="count.disagree"]');
    await disagree.focus();
    await page.keyboard.press("Home");
    await page.keyboard.press("ArrowLeft");
    assert.ok(Number(await disagree.inputValue()) > 0, "left is more");
  }));
});

describe("with a screen reader", () => {
  for (const lang of standIns) {
    test(`every control has a name, a role, a value and a state (${lang})`, () => on(lang, async (page) => {
      for (const scene of scenes) {
        await go(page, scene);
        const nodes = await tree(page);
        const named = /^(button|link|radio|slider|combobox|DisclosureTriangle|radiogroup|navigation|main|figure|image|dialog|region)$/;
        for (const n of nodes.filter((n) => named.test(n.role))) {
          if (n.role === "figure") continue; // named by what shows it
          assert.ok(n.name, `${scene}: a ${n.role} without a name`);
        }
        const of = (/** @type {string} */ role) => nodes.filter((n) => n.role === role);
        for (const n of of("radio")) assert.ok("checked" in n.is, `${scene}: ${n.name}`);
        for (const n of of("slider")) assert.ok(n.is.valuetext || n.value !== undefined, `${scene}: ${n.name}`);
        for (const n of of("DisclosureTriangle")) assert.ok("expanded" in n.is, `${scene}: ${n.name}`);
        const seen = await page.evaluate(() => ["radio", "range"].map((type) =>
          [...document.querySelectorAll(`input[type=${type}]`)].filter((e) => e.checkVisibility({ visibilityProperty: true })).length));
        assert.deepEqual([of("radio").length, of("slider").length], seen, `${scene}: all radio buttons and sliders are in the tree`);
        assert.equal(of("image").length, 1, `${scene}: one picture`);
        const next = nodes.find((n) => n.name === words(lang).page.next);
        assert.ok(next && !next.is.disabled, `${scene}: Next is never without effect`);

        await openInfo(page);
        const inside = await tree(page);
        for (const n of inside.filter((n) => named.test(n.role))) assert.ok(n.name, `${scene}: a ${n.role} without a name in the dialog`);
        assert.ok(inside.some((n) => n.role === "dialog" && n.is.modal), `${scene}: the dialog is modal`);
        assert.ok(!inside.some((n) => n.role === "figure"), `${scene}: while it is open there is nothing else`);
        await closeInfo(page);
      }
    }));
  }

  test("a step and a result are each announced once, in a polite live region", () => on("en", async (page) => {
    const announcer = page.locator("#announcer");
    assert.equal(await announcer.getAttribute("aria-live"), "polite");
    await announced(page);
    await page.locator("[data-action=next]").click();
    const announcements = await announced(page);
    assert.equal(announcements.length, 1);
    assert.ok(announcements[0].startsWith(`${fill(pageWords.step, { step: 2, steps: scenes.length })}: `), announcements[0]);

    const outcome = (/** @type {Record<string, string>} */ choices) =>
      steps.ballot.outcomes.find((/** @type {any} */ o) => Object.keys(choices).every((name) => o.when[name] === choices[name]))?.text;
    await go(page, "ballot");
    await announced(page);
    await page.locator('input[name="ballot.room"][value=secret]').check();
    assert.deepEqual(await announced(page), [], "screen readers announce the radio button themselves; there is no result yet");
    await page.locator('input[name="ballot.box"][value=against]').check({ force: true });
    assert.deepEqual(await announced(page), [outcome({ "ballot.room": "secret", "ballot.box": "against" })]);

    await go(page, "count");
    await scripted(page);
    await announced(page);
    const read = (/** @type {RegExp} */ { source }) =>
      page.waitForFunction((text) => new RegExp(text).test(document.querySelector("#announcer")?.textContent ?? ""), source);
    await page.locator('button[data-push="count.disagree.to"][value="20"]').click();
    await page.locator('button[data-push="count.shown.to"][value="5000"]').click();
    await read(/would read 10: too many/);
    await page.locator('input[name="count.shown"]').focus();
    await page.keyboard.press("ArrowLeft");
    await read(/A very different one/);
    const finds = (await announced(page)).filter((text) => text.includes("A very different one"));
    assert.equal(finds.length, 1, "a find is announced once");
  }));

  test("the text alternative describes what the picture shows now", () => on("en", async (page) => {
    // As if the engine ran: a canvas instead of the poster.
    await page.evaluate(() => {
      document.querySelector(".stage .canvas")?.append(document.createElement("canvas"));
      document.querySelector("main")?.setAttribute("data-drawn", "");
    });
    const figure = async () => (await tree(page)).find((n) => n.role === "figure" || n.role === "Figcaption")?.name ||
      page.locator(".step[data-current] .described").innerText();
    await go(page, "ballot");
    assert.equal((await figure()).slice(0, 60), steps.ballot.picture.slice(0, 60), "before any choice");
    await page.locator('input[name="ballot.room"][value=secret]').check();
    const room = steps.ballot.controls["ballot.room"];
    assert.ok((await figure()).includes(`${room.legend}: ${room.values.secret.split(":")[0]}`));
    for (const { when, text } of steps.ballot.outcomes) {
      await page.keyboard.press("Escape"); // closes an account
      for (const [name, value] of Object.entries(when)) {
        if (name === "ballot.told") await page.locator('input[name="ballot.room"][value=two]').check({ force: true }); // all six were tried
        else if (name === "ballot.account") await page.locator(`[data-control="${name}"][value="${value}"]`).click();
        else await page.locator(`input[name="${name}"][value="${value}"]`).check({ force: true });
      }
      const shown = text.replaceAll(/\{\S+ cite\}/g, "");
      assert.equal((await page.locator(".step[data-current] [data-shown]").textContent())?.trim(), shown);
      assert.ok(!(await figure()).includes(shown), "it is read once, below the picture");
      assert.ok(!(await figure()).includes(steps.ballot.picture.slice(0, 40)), "not the previous picture");
    }
    await go(page, "count");
    await scripted(page);
    await page.locator('input[name="count.disagree"]').focus();
    await page.keyboard.press("Home");
    const { legend } = steps.count.controls["count.disagree"];
    assert.ok((await figure()).includes(`${legend}: ${spokenValue("count.disagree", "0")}`));
  }));

  test("every language has the same facts in each step", async () => {
    /** @type {Record<string, {facts: (string | null)[], figures: string[]}> | undefined} */
    let first;
    for (const lang of testedLanguages()) {
      await on(lang, async (page) => {
        const cited = await page.evaluate(() => Object.fromEntries([...document.querySelectorAll("[data-step]")].map((step) => {
          const all = [...step.querySelectorAll("[data-fact]")];
          return [step.getAttribute("data-step"), {
            facts: [...new Set(all.map((e) => e.getAttribute("data-fact")))].sort(),
            figures: [...new Set(all.filter((e) => !e.matches(".cite"))
              .map((e) => `${e.getAttribute("data-fact")} = ${e.getAttribute("value") ?? e.getAttribute("datetime")}`))].sort(),
          }];
        })));
        assert.ok(Object.values(cited).every(({ facts }) => facts.length > 0), "each step has some");
        first ??= cited;
        assert.deepEqual(cited, first, lang);
      });
    }
  });

  test("the pages and their parts declare their languages", async () => {
    for (const lang of testedLanguages()) {
      await on(lang, async (page) => {
        assert.equal(await page.locator("html").getAttribute("lang"), lang);
        assert.equal(await page.locator("html").getAttribute("dir"), words(lang).dir);
        for (const option of await page.locator("[data-action=language] option").all()) {
          assert.equal(await option.getAttribute("lang"), await option.getAttribute("value"));
        }
        if (lang !== "en") assert.ok(await page.locator(".facts [lang=en]").count() > 5, `${lang}: titles of English reports`);
      });
    }
  });
});

describe("with a pointer", () => {
  test("targets are at least 24 px, on touch screens 44 px", async () => {
    for (const [width, touch, least] of /** @type {const} */ ([[320, false, 24], [320, true, 44], [844, true, 44]])) {
      await on("en", async (page) => {
        const check = async (/** @type {string} */ where) => {
          for (const t of await targets(page)) {
            // Some stand closely in the picture, much longer than thick; there are seven bars of progress, 24 px high.
            const bar = /data-goto/.test(t.what);
            const [thick, long] = [t.width, t.height].sort((a, b) => a - b);
            assert.ok(long >= (bar || /count\./.test(t.what) ? 36 : least) - 0.5 && thick >= (bar || /history\.year|count\./.test(t.what) ? 24 : least) - 0.5,
              `${width} px, touch ${touch}, ${where}: ${t.width.toFixed(1)} × ${t.height.toFixed(1)}: ${t.what}`);
          }
        };
        for (const scene of scenes) {
          await go(page, scene);
          if (scene === "count") await scripted(page); // which shows the sliders
          await check(scene);
          await openInfo(page);
          await check(`${scene}, dialog`);
          await closeInfo(page);
        }
      }, { viewport: { width, height: 800 }, hasTouch: touch, isMobile: touch });
    }
  });

  test("the drag can be done by a press as well, with the same result", () => on("en", async (page) => {
    await go(page, "ballot");
    const token = page.locator('[data-current] [data-drag]');
    const target = page.locator('label:has(input[name="ballot.box"][value=against])');
    const middle = async (/** @type {import("playwright-core").Locator} */ l) => {
      const b = await l.boundingBox();
      assert.ok(b);
      return [b.x + b.width / 2, b.y + b.height / 2];
    };
    await target.scrollIntoViewIfNeeded();
    const [x, y] = await middle(token);
    const [tx, ty] = await middle(target);
    await announced(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move((x + tx) / 2, (y + ty) / 2, { steps: 3 });
    await page.mouse.move(tx, ty, { steps: 3 });
    await page.mouse.up();
    const against = page.locator('input[name="ballot.box"][value=against]');
    assert.ok(await against.isChecked(), "dropped");
    assert.equal((await announced(page)).length, 1, "and announced once");
    await page.locator('label:has(input[name="ballot.box"][value=for])').click({ position: { x: 4, y: 4 } });
    assert.ok(!await against.isChecked(), "pressed");
  }));
});

describe("enlarged", () => {
  for (const lang of testedLanguages()) {
    test(`nothing scrolls sideways or is clipped: 320 px, 200 %, 400 %, text spacing (${lang})`, async () => {
      // A zoomed window has fewer CSS pixels with more device pixels each: 400 % of 1280 × 1024, and 200 %.
      for (const [width, height, ratio] of [[320, 256, 4], [640, 512, 2], [800, 900, 1]]) {
        await on(lang, async (page) => {
          assert.deepEqual(await overflows(page), [], `${width} px`);
          await page.addStyleTag({ content:
            "* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; } p { margin-bottom: 2em !important; }" });
          assert.deepEqual(await overflows(page), [], `${width} px, spaced`);
        }, { viewport: { width, height }, deviceScaleFactor: ratio });
      }
    });
  }
});

test("no text of the page is smaller than 12 px", async () => { // that of the pictures: internal/labels
  for (const width of [320, 800]) {
    await on("en", async (page) => {
      const small = () => page.evaluate(() => {
        const found = new Set();
        const shown = /** @type {Element} */ (document.querySelector("dialog[open]") ?? document.querySelector("main"));
        const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const parent = texts.currentNode.parentElement;
          if (!texts.currentNode.nodeValue?.trim() || !parent?.checkVisibility({ visibilityProperty: true }) || parent.clientWidth === 1) continue;
          const size = parseFloat(getComputedStyle(parent).fontSize);
          if (size < 12) found.add(`${size} px: ${parent.outerHTML.slice(0, 90)}`);
        }
        return [...found];
      });
      for (const scene of scenes) {
        await go(page, scene);
        assert.deepEqual(await small(), [], `${scene}, ${width} px`);
        await openInfo(page);
        assert.deepEqual(await small(), [], `${scene}, ${width} px, dialog`);
        await closeInfo(page);
      }
    }, { viewport: { width, height: 800 } }, undefined, () => { // the button names the size of the download, too
      Object.defineProperty(navigator, "connection", { value: { saveData: true } });
    });
  }
});

describe("with a system setting", () => {
  test("more contrast: muted text is as dark as other text", () => on("en", async (page) => {
    const [muted, ink] = await page.evaluate(() => [".title", "h2"].map((s) => getComputedStyle(/** @type {Element} */ (document.querySelector(s))).color));
    assert.equal(muted, ink);
  }, { contrast: "more" }));

  test("a reader's own style sheet decides colours and sizes, and nothing is too wide", () => on("en", async (page) => {
    const looks = () => page.evaluate(() => ["h2", ".caption", ".hint", ".by", "[data-action=next]"].map((selector) => {
      const { color, backgroundColor, fontSize } = getComputedStyle(/** @type {Element} */ (document.querySelector(selector)));
      return { color, backgroundColor, size: parseFloat(fontSize) };
    }));
    const before = await looks();
    await page.addStyleTag({ content: "html { font-size: 200% } * { color: yellow !important; background-color: black !important }" });
    for (const [i, { color, backgroundColor, size }] of (await looks()).entries()) {
      assert.deepEqual([color, backgroundColor, size], ["rgb(255, 255, 0)", "rgb(0, 0, 0)", 2 * before[i].size]);
    }
    assert.deepEqual(await overflows(page), []);
  }));

  test("forced colours: controls have an outline, and the chosen one differs", () => on("en", async (page) => {
    await go(page, "ballot");
    const edges = await page.locator(".step[data-current] .spots label.spot").evaluateAll((spots) => spots.map((s) => getComputedStyle(s).outlineStyle));
    assert.ok(edges.length && edges.every((e) => e !== "none"));
    await go(page, "meaning");
    await page.locator(".step[data-current] input[type=radio]").first().check({ force: true });
    const looks = await page.locator(".step[data-current] label.spot").evaluateAll(
      (spots) => spots.map((s) => getComputedStyle(s).backgroundColor + getComputedStyle(s).outlineColor));
    assert.ok(looks.length > 1);
    const dots = await page.locator(".rail a").evaluateAll((all) => all.map((a) => getComputedStyle(a, "::before").borderBlockStartWidth));
    assert.equal(new Set(dots).size, 2, "the current step is marked by more than its colour");
  }, { forcedColors: "active" }));

  test("reduced motion: pictures appear at rest; otherwise motion can be paused", async () => {
    const watch = (/** @type {Page} */ page) => page.evaluate(() => {
      const main = /** @type {HTMLElement} */ (document.querySelector("main"));
      const known = /** @type {any} */ (window);
      [known.moved, known.since] = [0, 0]; // milliseconds
      new MutationObserver(() => {
        if (main.dataset.state === "playing") known.since = performance.now();
        else if (known.since) [known.moved, known.since] = [known.moved + performance.now() - known.since, 0];
      }).observe(main, { attributeFilter: ["data-state"] });
    });
    const reaches = (/** @type {Page} */ page, /** @type {string} */ state) =>
      page.waitForFunction((s) => document.querySelector("main")?.dataset.state === s, state, { polling: 100, timeout: 60_000 });
    await on("en", async (page) => {
      await watch(page);
      await page.locator("[data-action=play]").click();
      await reaches(page, "resting");
      await page.locator("[data-action=next]").click();
      await reaches(page, "resting");
      // Pictures may cross-fade; nothing else moves.
      const moved = await page.evaluate(() => /** @type {any} */ (window).moved);
      assert.ok(moved < 1000 * story()[1].length / 2, `it moved for ${moved} ms`);
      const figure = (await tree(page)).find((n) => n.role === "figure");
      assert.ok(figure || await page.locator(".step[data-current] .described").isVisible());
    }, { reducedMotion: "reduce" });
    await on("en", async (page) => {
      await page.locator("[data-action=play]").click();
      await reaches(page, "playing");
      await page.locator("[data-action=pause]").focus();
      await page.keyboard.press("Enter");
      await reaches(page, "paused");
      assert.equal((await focused(page))?.what, "play", "focus moves to the button that replaces it");
      await page.keyboard.press("Enter");
      await reaches(page, "playing");
    });
  });
});

describe("as text", () => {
  test("tables have a caption, and headers of their columns and rows", () => on("en", async (page) => {
    const tables = await page.locator("table").evaluateAll((all) => /** @type {HTMLTableElement[]} */ (all).map((table) => ({
      step: table.closest("[data-step]")?.getAttribute("data-step"), caption: !!table.caption?.textContent,
      heads: [...table.rows].map(({ cells }) => [...cells].map((cell) => cell.getAttribute("scope"))),
    })));
    assert.deepEqual(tables.map(({ step }) => step), ["history", "ballot", "turnout"]);
    for (const { step, caption, heads: [columns, ...rows] } of tables) {
      assert.ok(caption && columns.every((scope) => scope === "col"), step ?? "");
      for (const [first, ...cells] of rows) assert.ok(first === "row" && cells.every((scope) => !scope), step ?? "");
    }
  }));

  for (const lang of testedLanguages()) {
    test(`the whole story with its figures, outcomes and sources (${lang})`, () => on(lang, async (page) => {
      const all = await page.evaluate(() => [...document.querySelectorAll(".step data[data-fact], .step time[data-fact]")].map((e) => e.textContent));
      await openInfo(page);
      await page.locator("[data-action=text]").click();
      assert.equal(await page.locator("[data-action=text]").getAttribute("aria-pressed"), "true");
      assert.equal((await focused(page))?.what, "text", "the focus stays on the button");
      const shown = await page.evaluate(() => {
        const visible = (/** @type {string} */ s) => [...document.querySelectorAll(s)].filter((e) => e.checkVisibility({ visibilityProperty: true }));
        return {
          headings: visible("h2").length, described: visible(".described").length, pictures: visible("canvas, .picture").length,
          outcomes: visible(".all-outcomes li").length, sources: visible(".facts li").length, inputs: visible("input").length,
          figures: visible(".step data[data-fact], .step time[data-fact]").map((e) => e.textContent),
        };
      });
      const outcomes = Object.values(words(lang).steps).flatMap((s) => s.outcomes ?? []).filter(({ text }) => text).length;
      assert.deepEqual([shown.headings, shown.described, shown.pictures, shown.inputs], [scenes.length, scenes.length, 0, 0]);
      assert.equal(shown.outcomes, outcomes);
      assert.ok(shown.sources > 20);
      assert.deepEqual([...new Set(shown.figures)].sort(), [...new Set(all)].sort(), "the same figures");
      await page.locator("[data-action=text]").click();
      assert.equal((await focused(page))?.what, "info", "the focus is on the button that leads there");
    }));
  }
});
