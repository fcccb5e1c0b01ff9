// The code that the builder writes, whatever is put into it.
import assert from "node:assert/strict";
import { test } from "node:test";
import { parse } from "@wordpress/block-serialization-default-parser";
import { address, paste, pasteFigure } from "../../web/builder/embed-code.js";

const script = { url: "/assets/embed.0123456789ab.js", integrity: "sha256-x" };
const plain = { origin: "https://cdn.example/x", lang: "en", title: "Two boxes", height: 900 };
const hostile = `"'><script>alert(1)</script>&amp; -->`;

test("a plain frame", () => {
  assert.equal(paste.frame(plain),
    '<iframe src="https://cdn.example/x/embed/en/" title="Two boxes" loading="lazy" width="100%" height="900" style="border:0"></iframe>');
});

test("parameters and scene", () => {
  const s = { ...plain, scene: "count", parameters: { theme: "dark", feed: "https://feeds.example/a?b=c&d=e", controls: "" } };
  assert.equal(address(s), "https://cdn.example/x/embed/en/?theme=dark&feed=https%3A%2F%2Ffeeds.example%2Fa%3Fb%3Dc%26d%3De#count");
  assert.match(paste.script(s),
    /^<div data-two-boxes data-lang="en" data-scene="count" data-theme="dark" data-feed="https:\/\/feeds\.example\/a\?b=c&#38;d=e">\n/);
  assert.match(paste.wordpress(s), /^<!-- wp:html -->\n<iframe .*\n<!-- \/wp:html -->$/);
});

test("an element, and the script by its fingerprint", () => {
  const s = { ...plain, script, parameters: { theme: "dark" } };
  assert.match(paste.element(s), /^<two-boxes lang="en" theme="dark">\n {2}<iframe [^>]*><\/iframe>\n<\/two-boxes>\n<script src="[^"]*\/embed\.js" async>/);
  assert.match(paste.fixed(s),
    /<script src="https:\/\/cdn\.example\/x\/assets\/embed\.0123456789ab\.js" integrity="sha256-x" crossorigin async><\/script>$/);
});

test("nothing gets out of its attribute", () => {
  for (const kind of Object.keys(paste)) {
    const harmless = paste[kind]({ ...plain, title: "x", lang: "x", scene: "x", parameters: { feed: "x" } });
    const code = paste[kind]({ ...plain, title: hostile, lang: hostile, scene: hostile, parameters: { feed: hostile } });
    for (const sign of ["<", ">", '"', "'"]) {
      assert.equal(code.split(sign).length, harmless.split(sign).length, `${kind}: ${sign}\n${code}`);
    }
  }
});

test("WordPress reads its code as one block of HTML, whatever is in it", () => {
  const parameters = { theme: "dark", feed: "https://feed.example/--><!-- /wp:html -->" };
  for (const settings of [plain, { ...plain, title: hostile, scene: "count", parameters }]) {
    const blocks = parse(paste.wordpress(settings));
    assert.deepEqual(blocks.map(({ blockName, innerBlocks }) => [blockName, innerBlocks.length]), [["core/html", 0]]);
    assert.equal(blocks[0].innerHTML.trim(), paste.frame(settings));
  }
});

test("a figure in a sentence", () => {
  assert.equal(pasteFigure.script("turnout", "1.5%"), '<span data-two-boxes-counter="turnout">1.5%</span>');
  assert.equal(pasteFigure.element("province.for", "1.5%"), '<two-boxes-counter of="province.for">1.5%</two-boxes-counter>');
  assert.equal(pasteFigure.react('"{x}', "{<&"), '<two-boxes-counter of="&#34;{x}">&#123;&#60;&#38;</two-boxes-counter>');
  assert.equal(pasteFigure.frame, undefined, "without the host script there is none");
});
