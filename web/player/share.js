// Shares the story: with the system's share sheet, else through the clipboard, else with a link to
// copy by hand. A host may forbid its frames the first two.

import { positionCard } from "./sources.js";

/**
 * The page's words to share: those of a reader who found three countries, or others. None of the reader's numbers is in them.
 * @param {Readonly<Record<string, string>>} choices
 */
export const shareText = ({ "count.finds": finds = "", "count.level": level = "province" }) =>
  "share." + (finds.split(" ").length < 3 ? "fewer" : level);

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} main the explainer
 * @param {string} text
 * @param {string} url
 * @param {() => void} copied called when both are in the clipboard
 */
export async function share(button, main, text, url, copied) {
  const title = document.title;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    try {
      return await navigator.share({ title, text, url });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
  }
  const both = `${text} ${url}`;
  try {
    await navigator.clipboard.writeText(both);
    copied();
  } catch {
    offer(button, main, both);
  }
}

/**
 * Shows a text to copy by hand, selected.
 * @param {HTMLElement} button
 * @param {HTMLElement} main the explainer
 * @param {string} text
 */
export function offer(button, main, text) {
  const card = /** @type {HTMLElement} */ (document.getElementById("share"));
  const field = card.querySelector("input");
  if (!field || !card.showPopover) return;
  (button.closest("dialog") ?? document.body).append(card); // a closed dialog hides it, an open one makes all outside it inert
  card.showPopover();
  positionCard(card, button, main);
  field.value = text;
  field.focus({ preventScroll: true });
  field.select();
}
