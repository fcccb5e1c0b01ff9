// Shows a figure's source beside it: the figure's link opens its entry of the list of sources in a
// card; where there are no popovers (Safari 16), in the list itself. Without scripts the link leads there, too.

/** @param {HTMLElement} main the explainer @param {() => void} openInfo opens the dialog that holds the list */
export function bindSources(main, openInfo) {
  const card = /** @type {HTMLElement} */ (document.getElementById("source"));
  card.hidden = !card.showPopover; // Safari 16 would show it
  /** @type {HTMLElement | null} */
  let opener = null;
  document.addEventListener("click", (event) => {
    const link = event.target instanceof Element && event.target.closest('a[href^="#fact-"]');
    if (!(link instanceof HTMLAnchorElement) || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const entry = document.getElementById(link.hash.slice(1))?.querySelector(".fact");
    if (!entry) return;
    event.preventDefault();
    if (!card.showPopover) {
      openInfo();
      const list = /** @type {HTMLDetailsElement} */ (entry.closest("details"));
      list.open = true;
      /** @type {Element} */ (list.closest("dialog")).scrollTop = /** @type {HTMLElement} */ (entry).offsetTop - 60; // below the head
      return;
    }
    card.replaceChildren(entry.cloneNode(true));
    (link.closest("dialog") ?? document.body).append(card); // an open dialog makes all outside it inert
    if (link.closest(".source") !== card) opener = link;
    card.showPopover();
    positionCard(card, opener ?? link, main);
    card.focus({ preventScroll: true }); // not the host's article
  });
  card.tabIndex = -1;
  card.addEventListener("toggle", (event) => {
    const open = /** @type {ToggleEvent} */ (event).newState === "open";
    opener?.setAttribute("aria-expanded", String(open));
    if (!open && (document.activeElement === document.body || card.contains(document.activeElement))) opener?.focus({ preventScroll: true });
  });
}

/** Between a card and what is around it, in CSS px. */
const GAP = 8;

/** @typedef {{left: number, top: number, right: number, bottom: number, width: number, height: number}} Box  in CSS px, as getBoundingClientRect gives it */

/**
 * Where a card goes: below its anchor, or above it where the container ends too soon.
 * @param {Box} anchor
 * @param {Box} container
 * @param {{width: number, height: number}} card
 * @returns {{left: number, top: number}} in the boxes' coordinates, never less than the gap
 */
export function cardPosition(anchor, container, card) {
  const centred = anchor.left + anchor.width / 2 - card.width / 2;
  const left = Math.min(Math.max(centred, container.left + GAP), container.right - card.width - GAP);
  const below = anchor.bottom + GAP;
  const above = anchor.top - GAP - card.height;
  const top = below + card.height > container.bottom && above > container.top ? above : below;
  return { left: Math.max(left, GAP), top: Math.max(top, GAP) };
}

/**
 * Positions a card at its anchor.
 * @param {HTMLElement} card
 * @param {Element} anchor
 * @param {HTMLElement} container
 */
export function positionCard(card, anchor, container) {
  const { left, top } = cardPosition(anchor.getBoundingClientRect(), container.getBoundingClientRect(), card.getBoundingClientRect());
  card.style.left = `${left + scrollX}px`;
  card.style.top = `${top + scrollY}px`;
}
