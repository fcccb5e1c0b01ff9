// Dragging over the stage. It does nothing that a press or a key does not do as well.

/**
 * Where on the stage a pointer is, in the stage's units.
 * @param {{clientX: number, clientY: number}} pointer
 * @param {{left: number, top: number, width: number, height: number}} box of the stage, in CSS px
 * @param {number[]} units the stage's width and height
 * @param {boolean} mirrored the stage is drawn right to left
 * @returns {string} "x y", whole units, as a choice's value
 */
export function stagePoint({ clientX, clientY }, box, [width, height], mirrored) {
  const x = ((clientX - box.left) / box.width) * width;
  const y = ((clientY - box.top) / box.height) * height;
  return `${Math.round(mirrored ? width - x : x)} ${Math.round(y)}`;
}

/** How far a pointer moves before it drags what it could also press, in CSS px. */
const dragDistance = 6;

/** @param {Element} element */
export const isMirrored = (element) => getComputedStyle(element).direction === "rtl";

/** Where on its stage a pointer is. @param {Element} control @param {PointerEvent} event */
function pointOnStage(control, event) {
  const stage = /** @type {HTMLElement} */ (control.closest(".spots"));
  const units = getComputedStyle(stage).getPropertyValue("--units").trim().split(" ").map(Number);
  return stagePoint(event, stage.getBoundingClientRect(), units, isMirrored(stage));
}

/**
 * Lets something be dragged across the stage. Where it is dropped, the control under it is
 * pressed: dragging does nothing that a button doesn't do.
 * @param {HTMLElement} token
 * @param {(value: string) => void} carry gets where it is, "x y" in the stage's units; empty when it was let go
 */
export function makeDraggable(token, carry) {
  let isCarried = false;
  const stage = /** @type {HTMLElement} */ (token.closest(".spots"));
  token.addEventListener("pointerdown", (event) => {
    if (event.button === 0) token.setPointerCapture(event.pointerId);
  });
  token.addEventListener("pointermove", (event) => {
    if (!token.hasPointerCapture(event.pointerId)) return;
    isCarried = true;
    carry(pointOnStage(token, event));
  });
  const drop = (/** @type {PointerEvent} */ event) => {
    if (!token.hasPointerCapture(event.pointerId)) return;
    token.releasePointerCapture(event.pointerId);
    if (!isCarried) return;
    isCarried = false;
    carry("");
    const under = document.elementsFromPoint(event.clientX, event.clientY);
    const target = under.find((e) => e !== token && stage.contains(e) && e.matches("label, button"));
    const control = target instanceof HTMLLabelElement ? target.control : target; // a label's click would show a focus ring
    if (event.type === "pointerup" && control instanceof HTMLElement) control.click();
  };
  token.addEventListener("pointerup", drop);
  token.addEventListener("pointercancel", drop);
}

/**
 * Lets a radio button's part of the picture be dragged to the place where that chooses it. A short
 * press still presses it.
 * @param {HTMLLabelElement} label
 * @param {Element} place
 * @param {(value: string) => void} carry gets where it is, "x y" in the stage's units; empty when it was let go
 * @param {() => void} drop called when it is let go over the place
 */
export function makeDroppable(label, place, carry, drop) {
  /** Where it was pressed. @type {PointerEvent | null} */
  let from = null;
  let isDragged = false;
  label.addEventListener("pointerdown", (event) => {
    isDragged = false;
    if (event.button !== 0 || !event.isPrimary) return;
    from = event;
    label.setPointerCapture(event.pointerId);
  });
  label.addEventListener("pointermove", (event) => {
    if (!from) return;
    isDragged ||= Math.hypot(event.clientX - from.clientX, event.clientY - from.clientY) > dragDistance;
    if (isDragged) carry(pointOnStage(label, event));
  });
  const release = (/** @type {PointerEvent} */ event) => {
    if (!from) return;
    from = null;
    if (!isDragged) return;
    carry("");
    const { left, right, top, bottom } = place.getBoundingClientRect();
    const isInside = event.clientX >= left && event.clientX <= right && event.clientY >= top && event.clientY <= bottom;
    if (event.type === "pointerup" && isInside) drop();
  };
  label.addEventListener("pointerup", release);
  label.addEventListener("pointercancel", release);
  label.addEventListener("click", (event) => { if (isDragged && event.detail > 0) event.preventDefault(); }, true); // 0: by keys
}
