// The dialog with everything that has no room on the card: sources, notes, language, share. The notes of
// the step that is shown are lent to it while it is open; otherwise they stand in their step, where print
// and "read as text" show them.

/** @param {HTMLElement} main the explainer */
export function createInfo(main) {
  const dialog = /** @type {HTMLDialogElement} */ (main.querySelector(".info"));
  const place = /** @type {HTMLElement} */ (dialog.querySelector(".info-step"));
  main.querySelector('[data-action="info"]')?.setAttribute("role", "button");

  /** Puts the notes back into their step. */
  function giveBack() {
    const notes = place.firstElementChild;
    if (notes && !dialog.open) main.querySelector(`[data-step="${place.dataset.of}"]`)?.append(notes);
  }

  function close() {
    dialog.close();
    giveBack();
  }

  dialog.addEventListener("close", giveBack); // also after Escape
  addEventListener("beforeprint", close); // all of it is printed, in its place
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) close(); // beside it: what it holds fills it
  });

  return {
    /** Opens the dialog, with a step's notes first. @param {HTMLElement} step */
    open(step) {
      if (dialog.open) return;
      giveBack(); // of a dialog closed so lately that its event has not come
      const notes = step.querySelector(".more");
      place.dataset.of = step.dataset.step;
      if (notes) place.append(notes);
      dialog.showModal();
      dialog.scrollTop = 0;
    },
    close,
  };
}
