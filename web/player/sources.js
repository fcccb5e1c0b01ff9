// From a figure to who reported it, in place: the figure's link opens its entry of the list of
// sources beside it. Without scripts, or without popovers, the link leads to the entry itself.

/** @param {HTMLElement} main the explainer */
export function bindSources(main) {
  const card = /** @type {HTMLElement} */ (document.getElementById("source"));
  if (!card.showPopover) return;
  /** @type {HTMLElement | null} */
  let opener = null;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#fact-"]');
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = document.getElementById(link.hash.slice(1))?.querySelector(".fact");
    if (!entry) return;
    event.preventDefault();
    card.replaceChildren(entry.cloneNode(true));
    if (!card.contains(link)) opener = link;
    card.showPopover();
    place(card, opener ?? link, main);
    card.focus();
  });
  card.tabIndex = -1;
  card.addEventListener("toggle", (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === "open";
    opener?.setAttribute("aria-expanded", String(open));
    if (!open && (document.activeElement === document.body || card.contains(document.activeElement))) opener?.focus({ preventScroll: true });
  });
}

/**
 * Puts a card below what it belongs to, or above it where the page ends too soon.
 * @param {HTMLElement} card
 * @param {Element} by
 * @param {HTMLElement} within
 */
export function place(card, by, within) {
  const [at, room, size] = [by, within, card].map((e) => e.getBoundingClientRect());
  const edge = 8;
  const left = Math.min(Math.max(at.left + at.width / 2 - size.width / 2, room.left + edge), room.right - size.width - edge);
  const below = at.bottom + edge;
  const top = below + size.height > room.bottom && at.top - edge - size.height > room.top ? at.top - edge - size.height : below;
  card.style.left = `${Math.max(left, edge) + scrollX}px`;
  card.style.top = `${Math.max(top, edge) + scrollY}px`;
}
