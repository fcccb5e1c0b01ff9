// The elements <two-boxes> and <two-boxes-counter>, and the host script, in pages that frameworks render on a
// server, hydrate and change; and the npm package, as its users get it.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { after, describe, test } from "node:test";
import { publint } from "publint";
import { collectErrors } from "../lib/chromium.js";
import { siteInChromium } from "../lib/fixture.js";
import { hydrating, packageFolder, react18, rendered } from "../lib/frameworks.js";
import { serveHost } from "../lib/site.js";
import { root } from "../lib/story.js";
import { until } from "../lib/until.js";
import { options } from "../../web/host/elements.js";

const here = siteInChromium();

/** Where the deployed site would stand. @type {string} */
const deployed = JSON.parse(readFileSync(`${root}web/deploy.json`, "utf8")).origin;

/** @typedef {import("../lib/frameworks.js").Source} Source */

/** A page with a root for an application. @param {string} body */
const shell = (body) => `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title><link rel="icon" href="data:,"></head>
<body>${body}<script src="/app.js"></script></body></html>`;

/** Closes what tests have opened; a failed one leaves it open. @type {Set<() => Promise<void>>} */
const opened = new Set();
after(() => Promise.all([...opened].map((close) => close())));

/**
 * Opens a server-rendered page whose script arrives late.
 * @param {string} page @param {string} script
 */
async function open(page, script) {
  const own = (/** @type {string} */ text) => text.replaceAll(deployed, here.site.origin);
  const host = await serveHost({ "/": own(page), "/app.js": own(script), "/second": own(page) });
  const context = await here.browser.newContext({ viewport: { width: 700, height: 900 } });
  const tab = await context.newPage();
  const errors = collectErrors(tab);
  tab.on("console", (message) => void (message.type() === "warning" && errors.push(message.text())));
  /** Addresses of explainers that were loaded. @type {string[]} */
  const loads = [];
  tab.on("request", (request) => void (/\/embed\/\w+\/\?|\/embed\/\w+\/$/.test(request.url()) && loads.push(request.url())));
  await tab.goto(host.origin);
  const close = async () => {
    if (opened.delete(close)) await Promise.all([context.close(), host.close()]);
  };
  opened.add(close);
  return { page: tab, errors, loads, close };
}

/** The explainer in a page, once it has loaded. @param {import("playwright-core").Page} page */
async function explainer(page) {
  await page.frameLocator("two-boxes iframe").locator("main[data-state][data-scene=cover]").waitFor();
  const frames = page.frames().filter((frame) => frame.parentFrame());
  assert.equal(frames.length, 1, "one explainer");
  return frames[0];
}

/**
 * What every framework's page has to pass: the explainer is loaded once, in the frame that the server sent;
 * hydration finds nothing changed; properties change it, and it comes back after it was taken out.
 * @param {Source} source
 */
async function passes(source) {
  const html = await rendered(source);
  assert.match(html, /<two-boxes [^>]*><iframe[^>]*><\/iframe>\s*(<!--.*?-->)?<\/two-boxes>/);
  const { page, errors, loads, close } = await open(shell(`<div id="root">${html}</div>`), await hydrating(source));
  const frame = await explainer(page);
  await page.waitForSelector("#hydrated");
  assert.equal(loads.length, 1, "loaded once");
  assert.ok(await page.evaluate(() => document.querySelector("two-boxes > iframe")?.checkVisibility()), "the server's frame is used");
  const height = () => page.evaluate(() => document.querySelector("two-boxes")?.getBoundingClientRect().height);
  await until(async () => await height() === await frame.evaluate(() => Math.ceil(document.body.scrollHeight)), "the height of the frame's page");

  await page.click("#change"); // dark, and another scene
  await frame.waitForSelector("html[data-theme=dark]");
  await frame.waitForSelector("main[data-scene=count]");
  await page.waitForSelector("#heard:text-is('count')"); // the event
  assert.equal(loads.length, 1, "neither needs another load");
  assert.equal(await page.textContent("two-boxes-counter"), "2 %");

  await page.click("#language");
  await page.frameLocator("two-boxes iframe >> visible=true").locator("html[lang=ko]").waitFor();
  await page.click("#remove");
  await until(() => page.frames().length === 1, "no frame is left");
  await page.click("#remove");
  await page.frameLocator("two-boxes iframe >> visible=true").locator("html[lang=ko] main[data-scene=count]").waitFor();
  assert.deepEqual(errors, []);
  await close();
}

/** @param {string} version @returns {Source} */
const react = (version) => ({
  alias: version === "18" ? react18 : {},
  app: `import "two-boxes";
    import { StrictMode, useEffect, useRef, useState } from "react";
    function Article() {
      const [changed, setChanged] = useState(false), [lang, setLang] = useState("en"), [there, setThere] = useState(true);
      const [hydrated, setHydrated] = useState(false), [heard, setHeard] = useState("");
      const place = useRef(null);
      useEffect(() => {
        setHydrated(true);
        const listener = (event) => setHeard(event.detail.scene);
        place.current?.addEventListener("scene", listener);
        return () => place.current?.removeEventListener("scene", listener);
      }, []);
      return <main>
        <p>Turnout <two-boxes-counter of="turnout">{changed ? "2 %" : "1 %"}</two-boxes-counter></p>
        {there && <two-boxes ref={place} lang={lang} load="click" theme={changed ? "dark" : "light"} scene={changed ? "count" : "cover"}>
          <iframe src="${deployed}/embed/en/?theme=light&load=click#cover" title="Two Boxes" loading="lazy" width="100%" height="640" />
        </two-boxes>}
        <button id="change" onClick={() => setChanged(true)}>Change</button>
        <button id="language" onClick={() => setLang("ko")}>Korean</button>
        <button id="remove" onClick={() => setThere(!there)}>Remove</button>
        <p id="heard">{heard}</p>{hydrated && <p id="hydrated">hydrated</p>}
      </main>;
    }
    export const app = <StrictMode><Article /></StrictMode>;`,
  server: `import { renderToString } from "react-dom/server"; import { app } from "app"; export const html = renderToString(app);`,
  client: `import { hydrateRoot } from "react-dom/client"; import { app } from "app"; hydrateRoot(document.getElementById("root"), app);`,
});

for (const version of ["18", "19"]) {
  describe(`React ${version}`, () => {
    test("StrictMode, hydration, changes", () => passes(react(version)));

    for (const name of ["the root of a page", "a whole document, as with Next"]) {
      test(`places by attributes: ${name}`, async () => {
        const whole = name !== "the root of a page";
        const story = `<main><h1>Story 0</h1><p>Turnout <b data-two-boxes-counter="turnout">99.63%</b></p>
          <div data-two-boxes="" data-lang="en" data-load="click" /></main>`;
        /** @type {Source} */
        const source = {
          alias: version === "18" ? react18 : {},
          app: `import { StrictMode, useEffect } from "react";
            function Article() {
              useEffect(() => { document.body.dataset.hydrated = ""; }, []);
              return ${whole ? `<html lang="en"><head><title>Story</title><link rel="icon" href="data:," /><script src="/_next/static/main.js" async /></head>
                <body>${story}</body></html>` : story};
            }
            export const app = <StrictMode><Article /></StrictMode>;`,
          server: react(version).server,
          client: `import { hydrateRoot } from "react-dom/client"; import { app } from "app";
            hydrateRoot(${whole ? "document" : 'document.getElementById("root")'}, app);`,
        };
        const script = `<script src="${deployed}/embed.js"></script>`; // before the application's
        const html = (await rendered(source)).replace('src="/_next/', 'src="/app.js?/_next/');
        const app = await hydrating({ ...source, app: source.app.replace('src="/_next/', 'src="/app.js?/_next/') });
        const { page, errors, loads, close } = await open(whole ? `<!doctype html>${html.replace("</body>", `</body>${script}`)}`
          : shell(`<div id="root">${html}</div>${script}`), app);
        await page.waitForSelector("[data-hydrated]");
        const frame = await (await page.waitForSelector("[data-two-boxes] iframe")).contentFrame();
        await frame?.waitForSelector("main[data-state]");
        assert.equal(loads.length, 1, "loaded once");
        assert.equal(await page.textContent("b"), "99.63%");
        assert.deepEqual(errors, []);
        await close();
      });
    }
  });
}

test("Vue: hydration, changes", () => passes({
  app: `import "two-boxes";
    import { createSSRApp, h, onMounted, ref } from "vue";
    export const app = createSSRApp({ setup() {
      const changed = ref(false), lang = ref("en"), there = ref(true), hydrated = ref(false), heard = ref("");
      onMounted(() => { hydrated.value = true; });
      return () => h("main", [
        h("p", ["Turnout ", h("two-boxes-counter", { of: "turnout" }, changed.value ? "2 %" : "1 %")]),
        there.value ? h("two-boxes", { lang: lang.value, load: "click", theme: changed.value ? "dark" : "light", scene: changed.value ? "count" : "cover",
          onScene: (event) => { heard.value = event.detail.scene; } }, [
          h("iframe", { src: "${deployed}/embed/en/?theme=light&load=click#cover", title: "Two Boxes", loading: "lazy", width: "100%", height: "640" }),
        ]) : null,
        h("button", { id: "change", onClick: () => { changed.value = true; } }, "Change"),
        h("button", { id: "language", onClick: () => { lang.value = "ko"; } }, "Korean"),
        h("button", { id: "remove", onClick: () => { there.value = !there.value; } }, "Remove"),
        h("p", { id: "heard" }, heard.value), hydrated.value ? h("p", { id: "hydrated" }, "hydrated") : null,
      ]);
    } });`,
  server: `import { renderToString } from "vue/server-renderer"; import { app } from "app"; export const html = renderToString(app);`,
  client: `import { app } from "app"; app.mount("#root");`,
}));

test("Svelte: hydration, changes", () => passes({
  app: `<script>
      import "two-boxes";
      let changed = $state(false), lang = $state("en"), there = $state(true), hydrated = $state(false), heard = $state("");
      $effect(() => { hydrated = true; });
    </script>
    <main>
      <p>Turnout <two-boxes-counter of="turnout">{changed ? "2 %" : "1 %"}</two-boxes-counter></p>
      {#if there}<two-boxes {lang} load="click" theme={changed ? "dark" : "light"} scene={changed ? "count" : "cover"}
        onscene={(event) => { heard = event.detail.scene; }}><iframe src="${deployed}/embed/en/?theme=light&load=click#cover" title="Two Boxes"
        loading="lazy" width="100%" height="640"></iframe></two-boxes>{/if}
      <button id="change" onclick={() => { changed = true; }}>Change</button>
      <button id="language" onclick={() => { lang = "ko"; }}>Korean</button>
      <button id="remove" onclick={() => { there = !there; }}>Remove</button>
      <p id="heard">{heard}</p>{#if hydrated}<p id="hydrated">hydrated</p>{/if}
    </main>`,
  server: `import { render } from "svelte/server"; import App from "svelte:App"; export const html = render(App).body;`,
  client: `import { hydrate } from "svelte"; import App from "svelte:App"; hydrate(App, { target: document.getElementById("root") });`,
}));

for (const place of ['<two-boxes lang="en" load="click"></two-boxes>', '<div data-two-boxes data-lang="en" data-load="click"></div>']) {
  test(`Turbo: from page to page and back, ${place}`, async () => {
    const { page, errors, loads, close } = await open(`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Article</title>
      <link rel="icon" href="data:,"><script src="/app.js"></script></head>
      <body><p>Turnout <two-boxes-counter of="turnout">99.63%</two-boxes-counter></p>${place}<p><a href="/second">Next article</a></p>
      <script src="${deployed}/embed.v1.js" async></script></body></html>`,
    await hydrating({ app: "", server: "", client: `import "@hotwired/turbo";
      let visits = 0;
      addEventListener("turbo:load", () => { document.documentElement.dataset.visits = String(++visits); });` }));
    let visits = 0;
    for (const [step, path] of /** @type {const} */ ([["open", "/"], ["visit", "/second"], ["back", "/"]])) {
      if (step === "visit") await page.click("a");
      if (step === "back") await page.goBack();
      await page.waitForURL(`**${path}`);
      await page.waitForSelector(`html[data-visits="${++visits}"]`);
      await page.frameLocator(":is(two-boxes, [data-two-boxes]) iframe").locator("main[data-state]").waitFor();
      await until(() => page.frames().length === 2, `${step}: one explainer`);
      assert.equal(await page.textContent("two-boxes-counter"), "99.63%", step);
    }
    assert.equal(loads.length, 3, "once on each page");
    assert.deepEqual(errors, []);
    await close();
  });
}

test("the JSX that the builder writes is rendered, hydrated and shown", async () => {
  const { page: builder, errors: ofBuilder, close: closeBuilder } = await open(shell(""), "/**/");
  await builder.goto(`${here.site.origin}/builder/?theme=dark&load=click#count`);
  await builder.check("[name=kind][value=react]");
  const app = `${await builder.inputValue("#code")}
    import { StrictMode, useEffect } from "react";
    const Article = () => {
      useEffect(() => { document.body.dataset.hydrated = ""; }, []);
      return <main><Explainer /><p>So many: ${await builder.inputValue("#figure-code")}</p></main>;
    };
    export const app = <StrictMode><Article /></StrictMode>;`;
  await builder.check("[name=kind][value=element]");
  const asHTML = (await builder.inputValue("#code")).split("\n<script")[0];
  const figure = await builder.inputValue("#figure-code");
  await closeBuilder();

  const source = { ...react("19"), app };
  const html = await rendered(source);
  const { page, errors, close } = await open(shell(`<div id="root">${html}</div>`), await hydrating(source));
  await page.waitForSelector("[data-hydrated]");
  await page.frameLocator("two-boxes iframe").locator("html[data-theme=dark] main[data-scene=count]").waitFor();
  const same = await page.evaluate(([a, b]) => {
    const [x, y] = [a, b].map((text) => {
      const element = document.createElement("template");
      element.innerHTML = text.replaceAll(/>\s+</g, "><").replace(/border:\s*0/, "border:0");
      return element.content;
    });
    return x.querySelector("two-boxes")?.isEqualNode(y.querySelector("two-boxes"));
  }, [html, asHTML]);
  assert.ok(same, `${html}\n${asHTML}`);
  assert.ok(html.includes(figure), "the figure");
  assert.deepEqual([...ofBuilder, ...errors], []);
  await close();
});

test("the fingerprinted address works with the integrity that the builder writes", async () => {
  const { page, errors, close } = await open(shell(""), "/**/");
  await page.goto(`${here.site.origin}/builder/`);
  await page.check("[name=kind][value=fixed]");
  const code = await page.inputValue("#code");
  assert.match(code, /src="[^"]*\/assets\/embed\.[0-9a-f]{12}\.js" integrity="sha256-[^"]+" crossorigin async/);
  const article = await open(`<!doctype html><title>Article</title><link rel="icon" href="data:,">${code}`, "/**/");
  await article.page.waitForFunction(() => "TwoBoxes" in window);
  await article.page.waitForFunction(() => document.querySelector("iframe")?.style.height);
  assert.deepEqual([...errors, ...article.errors], []);
  await article.close();
  await close();
});

describe("the npm package", () => {
  const folder = mkdtempSync(`${tmpdir()}/two-boxes-npm-`);
  after(() => rmSync(folder, { recursive: true }));
  mkdirSync(`${folder}/node_modules`);
  symlinkSync(packageFolder, `${folder}/node_modules/two-boxes`);
  const require = createRequire(import.meta.url);
  const node = (/** @type {string[]} */ ...args) => spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });

  test("publint finds nothing", async () => {
    assert.deepEqual((await publint({ pkgDir: packageFolder, strict: true })).messages, []);
  });

  test("Are the types wrong? finds nothing", () => {
    const { status, stdout, stderr } = node(`${root}e2e/node_modules/.bin/attw`, "--pack", packageFolder);
    assert.equal(status, 0, stdout + stderr);
  });

  test("does nothing where there is no window", () => {
    const check = "if (globalThis.TwoBoxes || globalThis.customElements) throw new Error('changed the server')";
    for (const [type, load] of [["module", 'await import("two-boxes")'], ["commonjs", 'require("two-boxes")']]) {
      const { status, stderr } = node(`--input-type=${type}`, "-e", `${load}; ${check}`);
      assert.equal(status, 0, stderr);
    }
  });

  test("types of elements, properties and events", () => {
    writeFileSync(`${folder}/story.ts`, `import "two-boxes";
      import type { Reading } from "two-boxes";
      const place = document.createElement("two-boxes");
      place.scene = "count";
      const reading: Reading | null = place.reading;
      place.addEventListener("scene", ({ detail }) => detail.by === "reader" && console.log(detail.index.toFixed(), reading?.asOf));
      // @ts-expect-error: read-only
      place.state = "playing";`);
    const { status, stdout } = node(require.resolve("typescript/bin/tsc"), "--noEmit", "--strict", "--module", "nodenext", "--lib", "es2022,dom", "story.ts");
    assert.equal(status, 0, stdout);
  });

  test("custom-elements.json lists the attributes that the host script follows", () => {
    const { modules: [{ declarations }] } = JSON.parse(readFileSync(`${packageFolder}/custom-elements.json`, "utf8"));
    assert.deepEqual(declarations[0].attributes.map((/** @type {{name: string}} */ { name }) => name).sort(), [...options].sort());
  });
});
