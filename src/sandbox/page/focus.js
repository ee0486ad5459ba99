// @ts-check
/** Keeping the focus where the person is. */
import { focusable } from "./dom.js";

/**
 * Tab goes round within the dialog; Escape leaves it.
 *
 * @param {HTMLDialogElement} dialog
 * @param {() => void} leave
 */
export function trapFocus(dialog, leave) {
  dialog.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      leave();
    }
    if (event.key !== "Tab") return;
    const all = focusable(dialog);
    const first = all[0];
    const last = all.at(-1);
    const active = document.activeElement;
    const outside = !all.some((element) => element === active);
    if (event.shiftKey && (active === first || outside)) {
      event.preventDefault();
      last?.focus();
    } else if (!event.shiftKey && active === last) {
      event.preventDefault();
      first?.focus();
    }
  });
}

/** @typedef {HTMLInputElement | HTMLTextAreaElement} TextControl */

/**
 * @param {Element | null} element
 * @returns {element is TextControl}
 */
function isText(element) {
  if (element instanceof HTMLTextAreaElement) return true;
  return element instanceof HTMLInputElement && ["text", "email", "url", "search"].includes(element.type);
}

/**
 * Runs `change`, and if that put a new control in the place of the focused one, gives it the focus, the typed text and
 * the caret.
 *
 * @param {HTMLElement} within
 * @param {() => void} change
 * @returns {boolean} false if the focused control has gone
 */
export function keepFocus(within, change) {
  const active = document.activeElement;
  if (!(active instanceof HTMLElement) || !within.contains(active)) {
    change();
    return true;
  }
  const { key } = active.dataset;
  const text = isText(active) ? { value: active.value, caret: [active.selectionStart, active.selectionEnd] } : null;
  change();
  if (document.activeElement === active) return true;
  const heir = key === undefined ? null : within.querySelector(`[data-key="${CSS.escape(key)}"]`);
  if (!(heir instanceof HTMLElement)) return false;
  heir.focus({ preventScroll: true });
  if (text && isText(heir)) {
    if (heir.value !== text.value) {
      heir.value = text.value;
      heir.dispatchEvent(new Event("input", { bubbles: true }));
    }
    if (heir.type !== "email") heir.setSelectionRange(text.caret[0] ?? null, text.caret[1] ?? null);
  }
  return true;
}
