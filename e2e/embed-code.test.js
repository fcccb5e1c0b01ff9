// "Embed" in the dialog: the code of the same explainer, for a reader's own page.
import assert from "node:assert/strict";
import { test } from "node:test";
import { collectErrors } from "./lib/chromium.js";
import { siteInChromium } from "./lib/fixture.js";
import { testedLanguages } from "./lib/story.js";

const here = siteInChromium({
  hosts: (origin) => ({
    strict: { pages: { "/": `<!doctype html><title>Host</title><link rel="icon" href="data:,"><style>iframe{width:640px;height:760px}</style>
<iframe title="Two Boxes" sandbox="allow-scripts"
  src="${origin}/embed/ko/?theme=dark&accent=%23ffd479&load=click&childId=a&parentUrl=https%3A%2F%2Fnews.example%2Fdraft#ballot"></iframe>` } },
  }),
});

test("gives code to copy in a sandboxed frame, by keyboard, with language, scene and parameters and nothing else", async () => {
  const context = await here.browser.newContext({ viewport: { width: 800, height: 900 } });
  const page = await context.newPage();
  const errors = collectErrors(page);
  await page.goto(here.hosts.strict.origin);
  const frame = await (await page.waitForSelector("iframe")).contentFrame();
  assert.ok(frame);
  await frame.waitForSelector("main[data-running][data-scene=ballot]");
  await frame.locator("[data-action=info]").focus();
  await page.keyboard.press("Enter");
  const button = frame.locator("[data-action=embed]");
  await button.focus();
  await page.keyboard.press("Enter");
  const field = frame.locator("#share input");
  await field.waitFor();
  const [code, selected, focused] = await field.evaluate((input) => {
    const { value, selectionStart, selectionEnd } = /** @type {HTMLInputElement} */ (input);
    return [value, value.slice(selectionStart ?? 0, selectionEnd ?? 0), document.activeElement === input];
  });
  assert.equal(selected, code);
  assert.ok(focused);
  assert.ok(await field.evaluate((input) => /** @type {HTMLInputElement} */ (input).labels?.[0].textContent?.trim()), "the field has a label");

  await page.evaluate((html) => (document.body.innerHTML = html), code);
  const pasted = page.locator("iframe");
  const made = await pasted.evaluate((element) => Object.fromEntries([...element.attributes].map(({ name, value }) => [name, value])));
  const { height, title, ...rest } = made;
  const src = `${here.site.origin}/embed/ko/?theme=dark&accent=%23ffd479&load=click#ballot`;
  assert.deepEqual(rest, { src, loading: "lazy", width: "100%", frameborder: "0" });
  assert.match(height, /^\d{3}$/);
  assert.equal(await pasted.count(), 1);
  const again = await (await pasted.elementHandle())?.contentFrame();
  await again?.waitForSelector("main[data-running][data-scene=ballot]");
  assert.equal(title, await again?.title());
  assert.deepEqual(errors, []);
  await context.close();
});

test("Escape leads back to the button, and the dialog has room for it in every language at 320 pixels", async () => {
  for (const lang of testedLanguages()) {
    const page = await here.browser.newPage({ viewport: { width: 320, height: 600 } });
    await page.goto(`${here.site.origin}/embed/${lang}/?load=click`);
    await page.waitForSelector("main[data-running]");
    await page.locator("[data-action=info]").click();
    await page.locator("[data-action=embed]").click();
    await page.locator("#share input").waitFor();
    const box = await page.locator("#share").boundingBox();
    assert.ok(box && box.x >= 0 && box.x + box.width <= 320, `${lang}: ${JSON.stringify(box)}`);
    await page.keyboard.press("Escape");
    assert.equal(await page.locator("#share").isVisible(), false, lang);
    assert.ok(await page.locator("dialog[open]").count(), `${lang}: the dialog stays`);
    assert.ok(await page.evaluate(() => document.activeElement?.matches("[data-action=embed]")), lang);
    assert.ok(await page.evaluate(() => (document.querySelector("dialog")?.scrollWidth ?? 999) <= innerWidth), lang);
    await page.close();
  }
});
