// @ts-check
/** A list that floats beside its anchor, above dialogs, and follows it when something scrolls. */

const GAP = 4;
const ROOM = 8;

/** @type {Map<HTMLElement, () => void>} */
const following = new Map();

/**
 * @param {HTMLElement} popup has the popover attribute
 * @param {HTMLElement} anchor
 * @param {{ match: boolean }} [width] `match`: as wide as its anchor
 */
export function openPopup(popup, anchor, width = { match: true }) {
  if (!popup.isConnected) return; // Its field was drawn anew while the list was on its way.
  if (!popup.matches(":popover-open")) popup.showPopover();
  if (following.has(popup)) {
    place(popup, anchor, width.match);
    return;
  }
  /** @param {Event} [event] */
  const follow = (event) => {
    if (!(event?.target instanceof Node && popup.contains(event.target))) place(popup, anchor, width.match);
  };
  window.addEventListener("scroll", follow, { capture: true, passive: true });
  window.addEventListener("resize", follow);
  following.set(popup, () => {
    window.removeEventListener("scroll", follow, { capture: true });
    window.removeEventListener("resize", follow);
  });
  follow();
}

/** @param {HTMLElement} popup */
export function closePopup(popup) {
  following.get(popup)?.();
  following.delete(popup);
  if (popup.isConnected && popup.matches(":popover-open")) popup.hidePopover();
}

/**
 * @param {HTMLElement} popup
 * @param {HTMLElement} anchor
 * @param {boolean} match
 */
function place(popup, anchor, match) {
  if (!popup.isConnected) {
    closePopup(popup);
    return;
  }
  const box = anchor.getBoundingClientRect();
  const below = window.innerHeight - box.bottom - GAP - ROOM;
  const above = box.top - GAP - ROOM;
  const style = popup.style;
  style.width = match ? `${Math.max(box.width, Math.min(240, window.innerWidth - 2 * ROOM))}px` : "max-content";
  style.maxHeight = "none";
  const wanted = Math.min(popup.scrollHeight + 2, 320);
  const under = below >= Math.min(wanted, 200) || below >= above;
  style.maxHeight = `${Math.max(80, Math.min(320, under ? below : above))}px`;
  const height = popup.offsetHeight;
  style.top = `${under ? box.bottom + GAP : Math.max(ROOM, box.top - GAP - height)}px`;
  const left = Math.min(box.left, window.innerWidth - popup.offsetWidth - ROOM);
  style.left = `${Math.max(ROOM, left)}px`;
}
