// What is printed on paper: the text of a PDF, page by page.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { root } from "./story.js";

/** Without spaces and soft hyphens, which lines and pages add. @param {string} text */
export const plain = (text) => text.normalize("NFKC").replaceAll(/[\s\u00ad]+/g, "");

/** How often a text stands in another. @param {string} text @param {string} whole both plain */
export const count = (text, whole) => whole.split(text).length - 1;

/** The plain text of each page. @param {Uint8Array} pdf @returns {string[]} */
export function pagesOf(pdf) {
  const { stdout, error } = spawnSync("pdftotext", ["-", "-"], { input: pdf, encoding: "utf8", maxBuffer: 1 << 26 });
  assert.ifError(error);
  return stdout.split("\f").slice(0, -1).map(plain); // one ends each page
}

/**
 * Checks the print of the article: each paragraph once, and where the explainer stands.
 * @param {Uint8Array} pdf @param {string[]} paragraphs of the page @param {string} address of the explainer
 */
export function checkArticle(pdf, paragraphs, address) {
  const pages = pagesOf(pdf);
  for (const text of paragraphs.map(plain)) assert.equal(count(text, pages.join("")), 1, text);
  assert.equal(count(plain(address), pages.join("")), 1, address);
  checkFilled(pages);
}

/** Checks that no page is blank, or as good as. @param {string[]} pages */
export const checkFilled = (pages) => pages.forEach((text, i) => assert.ok(text.length > 60, `page ${i + 1} of ${pages.length} has only "${text}"`));

/**
 * Checks the print of the explainer by itself: each heading once, on the page of its picture.
 * @param {Uint8Array} pdf
 * @param {{heading: string, by: string}[]} steps by: the line below the picture
 * @param {string} last what ends it
 */
export function checkExplainer(pdf, steps, last) {
  const pages = pagesOf(pdf);
  for (const { heading, by } of steps) {
    const on = pages.filter((text) => text.includes(plain(heading)));
    assert.equal(on.length, 1, heading);
    assert.equal(count(plain(heading), on[0]), 1, heading);
    assert.ok(on[0].includes(plain(by)), `${heading}: its picture is on another page`);
  }
  assert.equal(count(plain(last), pages.join("")), 1, last);
  checkFilled(pages);
}

/**
 * Checks the print of a host's page with the explainer in a frame: the current step, and where all of it stands.
 * @param {Uint8Array} pdf @param {string} heading of the current step @param {string} address of the explainer
 */
export function checkHost(pdf, heading, address) {
  const pages = pagesOf(pdf);
  assert.equal(pages.length, 1, "as many pages as the article has");
  let from = 0;
  for (const text of ["before", address, heading, "the end of the article"].map(plain)) {
    const at = pages[0].indexOf(text, from);
    assert.ok(at >= 0, `${text} is missing, or in another place: ${pages[0]}`);
    assert.equal(count(text, pages[0]), 1, text);
    from = at + text.length;
  }
}

const page = readFileSync(`${root}e2e/cases/print.html`, "utf8");

/** A newspaper's page with the explainer. @param {string} site its origin @param {string} [attributes] of its place */
export const hostPage = (site, attributes = "") => page.replaceAll("{{SITE}}", site).replace("<div data-two-boxes", `$& ${attributes}`.trimEnd());

/** What each step of the explainer's page has, read in the page. */
export const readSteps = () => [...document.querySelectorAll(".step")].map((step) => ({
  heading: step.querySelector("h2")?.textContent ?? "", by: step.querySelector(".by")?.textContent ?? "",
}));

/** The paragraphs of the article, read in the page. */
export const readParagraphs = () => [...document.querySelectorAll("[data-two-boxes-scene]")].map((p) => p.textContent ?? "");
