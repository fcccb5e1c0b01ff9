// Shares the story: with the system's share sheet, else through the clipboard, else with a link to
// copy by hand. A host may forbid its frames the first two.

import { positionCard } from "./sources.js";

/**
 * @param {HTMLElement} button
 * @param {HTMLElement} main the explainer
 * @param {string} url
 * @param {() => void} copied called when the link is in the clipboard
 */
export async function share(button, main, url, copied) {
  const title = document.title;
  if (navigator.share && matchMedia("(pointer: coarse)").matches) {
    try {
      return await navigator.share({ title, url });
    } catch (error) {
      if (error instanceof DOMException && error.name === "AbortError") return;
    }
  }
  try {
    await navigator.clipboard.writeText(url);
    copied();
  } catch {
    const card = /** @type {HTMLElement} */ (document.getElementById("share"));
    const field = card.querySelector("input");
    if (!field || !card.showPopover) return;
    card.showPopover();
    positionCard(card, button, main);
    field.value = url;
    field.focus({ preventScroll: true });
    field.select();
  }
}
