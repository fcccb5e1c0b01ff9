// The scene where a ballot is cast: a vote in every room, and the accounts that open over the picture.
import assert from "node:assert/strict";
import { test } from "node:test";
import { Explainer } from "./lib/explainer.js";
import { siteInChromium } from "./lib/fixture.js";

const here = siteInChromium();

async function ballot() {
  const context = await here.browser.newContext({ viewport: { width: 360, height: 560 } });
  const page = await context.newPage();
  await page.goto(`${here.site.origin}/embed/en/?load=eager#ballot`);
  const explainer = new Explainer(page.mainFrame());
  await explainer.reaches("resting");
  const told = page.locator('[data-step=ballot] [data-when="ballot.told=yes"][data-shown]');
  const checked = page.locator('input[name="ballot.box"]:checked');
  return { context, page, explainer, told, checked };
}

test("another room takes the ballot back, and who has tried both votes in all three is told, by keys", async () => {
  const { context, page, explainer, told, checked } = await ballot();
  const room = () => page.locator('input[name="ballot.room"]:checked');
  const allTried = page.locator("[data-step=ballot][data-told]");
  for (let rooms = 0; rooms < 3; rooms++) {
    assert.equal(await checked.count(), 0, "no vote yet in this room");
    assert.equal(await allTried.count(), 0, "not all tried");
    await page.locator('input[name="ballot.box"][value=for]').focus();
    await page.keyboard.press("Space");
    await page.keyboard.press("ArrowRight");
    assert.equal(await checked.inputValue(), "against");
    await explainer.reaches("resting");
    await room().focus();
    await page.keyboard.press("ArrowRight");
  }
  assert.equal(await allTried.count(), 1);
  assert.equal(await told.count(), 1);
  await context.close();
});

test("an account opens over the picture, and closes by Escape, by a press on the picture or by a vote", async () => {
  const { context, page, checked } = await ballot();
  const slip = (/** @type {string} */ value) => page.locator(`button[data-control="ballot.account"][value=${value}]`);
  const open = page.locator("[data-opens][aria-pressed=true]");
  const account = page.locator('[data-when="ballot.account=rfa"][data-shown]');
  await slip("rfa").click();
  assert.equal(await account.count(), 1);
  await slip("asiapress").click();
  assert.deepEqual([await open.count(), await open.getAttribute("value")], [1, "asiapress"], "one at a time");
  await page.locator("[data-action=info]").click();
  await page.keyboard.press("Escape");
  assert.deepEqual([await page.locator("dialog[open]").count(), await open.count()], [0, 1], "Escape closes the dialog alone");
  await page.locator("[data-step=ballot]").press("Escape");
  assert.equal(await open.count(), 0);

  await slip("broadcast").click();
  const red = await page.locator('label:has(input[name="ballot.box"][value=against])').boundingBox();
  assert.ok(red);
  await page.mouse.click(red.x + red.width / 2, red.y + red.height / 2);
  assert.deepEqual([await open.count(), await checked.count()], [0, 0], "what lies below is not pressed");

  await slip("rfa").click();
  await page.locator('input[name="ballot.box"][value=for]').focus();
  await page.keyboard.press("Space");
  assert.deepEqual([await open.count(), await account.count(), await checked.count()], [0, 0, 1]);
  await context.close();
});
