import { launch } from "./lib/chromium.js";
import { serveSite } from "./lib/site.js";
import { Explainer } from "./lib/explainer.js";
const site = await serveSite();
const browser = await launch();
const out = "/tmp/bp/";
const log = (...a) => console.log(...a);
try {
  for (const [name, w, h, touch] of [["n", 360, 560, true], ["w", 960, 760, false]]) {
    const page = await browser.newPage({ viewport: { width: w, height: h }, hasTouch: touch, isMobile: touch, deviceScaleFactor: 1.5 });
    page.on("console", (m) => m.type() === "error" && log("console", m.text()));
    page.on("pageerror", (e) => log("pageerror", e.message));
    await page.goto(site.origin + "/embed/en/?load=eager#ballot");
    const ex = new Explainer(page.mainFrame());
    await ex.reaches("resting");
    await page.screenshot({ path: out + name + "1.png" });
    const outcome = () => page.evaluate(() => document.querySelector("[data-current] [data-shown]")?.textContent.trim() ?? "(hint)");
    const said = () => page.evaluate(() => document.querySelector("#announcer").textContent);
    const box = async (sel) => (await page.locator(sel).boundingBox());
    const token = await box('[data-control="ballot.drag"]');
    const no = await box('label:has(input[name="ballot.box"][value=against])');
    const sx = token.x + 25 * token.width / 180, sy = token.y + token.height / 2;
    await page.mouse.move(sx, sy); await page.mouse.down();
    await page.mouse.move(sx + 60, sy + 10, { steps: 6 }); await page.waitForTimeout(150);
    await page.screenshot({ path: out + name + "2.png" });
    await page.mouse.move(no.x + no.width / 2, no.y + 20, { steps: 6 }); await page.waitForTimeout(150);
    await page.screenshot({ path: out + name + "3.png" });
    await page.mouse.up(); await page.waitForTimeout(250);
    await page.screenshot({ path: out + name + "4.png" });
    await ex.reaches("resting"); log(name, "dragged:", await outcome(), "|", await said());
    await page.screenshot({ path: out + name + "5.png" });
    // press
    await page.locator('label:has(input[name="ballot.box"][value=for])').click({ position: { x: 10, y: 10 } }); await ex.reaches("resting"); log("press for:", await outcome(), "|", await said());
    await page.locator('label:has(input[name="ballot.room"][value=before])').click(); await page.waitForTimeout(200); await page.screenshot({ path: out + name + "6.png" }); await ex.reaches("resting"); log("room:", await outcome(), "|", await said());
    // keys
    await page.locator('input[name="ballot.box"][value=for]').focus(); await page.keyboard.press("Space"); await ex.reaches("resting"); log("key for:", await outcome(), "|", await said());
    await page.keyboard.press("ArrowRight"); await page.waitForTimeout(1300); await page.screenshot({ path: out + name + "7.png" }); await ex.reaches("resting"); log("key against:", await outcome(), "|", await said());
    await page.locator('input[name="ballot.room"][value=before]').focus(); await page.keyboard.press("ArrowLeft"); await ex.reaches("resting"); log("room keys:", await page.evaluate(() => document.querySelector("input[name='ballot.room']:checked").value));
    await page.locator('input[name="ballot.box"][value=for]').focus(); await page.keyboard.press("Space"); await ex.reaches("resting"); log(await outcome());
    await page.screenshot({ path: out + name + "8.png" });
    await page.keyboard.press("ArrowRight"); await ex.reaches("resting"); log("six:", await outcome(), "|", await said()); await page.screenshot({ path: out + name + "9.png" });
    // slip
    await page.locator('button[data-control="ballot.account"][value=asiapress]').click(); await ex.reaches("resting"); log("slip:", await outcome(), "|", await said()); await page.screenshot({ path: out + name + "10.png" });
    await page.keyboard.press("Escape"); await ex.reaches("resting"); log("esc:", await outcome());
    await page.locator('button[data-control="ballot.account"][value=rfa]').click(); await ex.reaches("resting");
    await page.mouse.click(no.x + no.width / 2, no.y + 30); await ex.reaches("resting"); log("dismissed:", await outcome(), await page.evaluate(() => document.querySelectorAll("[data-opens][aria-pressed=true]").length));
    await page.locator('label:has(input[name="ballot.room"][value=two])').click(); await ex.reaches("resting"); log("room after six:", await outcome(), "|", await said());
    await page.close();
  }
  // told
  const page = await browser.newPage({ viewport: { width: 360, height: 560 }, hasTouch: true, isMobile: true, deviceScaleFactor: 1.5 });
  await page.goto(site.origin + "/embed/en/?load=eager#ballot");
  const ex = new Explainer(page.mainFrame());
  await ex.reaches("resting"); await page.locator("[data-action=next]").click(); await page.waitForTimeout(900); await page.screenshot({ path: out + "t1.png" });
  await page.waitForTimeout(2000); await page.screenshot({ path: out + "t2.png" }); await ex.reaches("resting"); await page.screenshot({ path: out + "t3.png" });
  console.log("told:", await page.evaluate(() => document.querySelector("[data-current] [data-shown]")?.textContent), await ex.scene());
} finally { await browser.close(); await site.close(); }
