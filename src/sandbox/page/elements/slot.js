// @ts-check
/** The place that an interactive element takes in the page. */
/** @import { ConfirmationDialog } from "@slack/types" */
/** @import { ElementAddress, ElementState, EnteredValue, Place, StateValues } from "../../contract.ts" */
/** @import { Workspace } from "../workspace.js" */
import { confirmed } from "../confirm.js";
import { idFor, setAttribute } from "../dom.js";
import { addressKey } from "../workspace-api.js";

/**
 * A modal, the Home tab or a message; kept while it is shown, its values and errors replaced.
 *
 * @typedef {object} Surface
 * @property {Workspace} workspace
 * @property {Place} place
 * @property {number} heading the level of its header blocks
 * @property {StateValues} values
 * @property {Record<string, string>} errors
 */

/**
 * @typedef {object} Slot
 * @property {Surface} surface
 * @property {ElementAddress} at
 * @property {string} key
 * @property {string} id the main control's
 * @property {string | null} labelId what labels it, where something visible does
 * @property {string} label else its name
 * @property {boolean} required
 * @property {boolean} dispatches whether the app wants to hear of it at once
 * @property {() => string[]} describedBy ids of its hint and error, as far as they are shown
 * @property {() => boolean} invalid
 */

/**
 * @typedef {object} Widget
 * @property {HTMLElement} node
 * @property {HTMLElement[]} controls what carries the description and `aria-invalid`
 * @property {(state: ElementState | undefined) => void} sync takes over what the server says
 */

/**
 * @param {Surface} surface
 * @param {string} blockId
 * @param {string} actionId
 * @param {Partial<Slot>} more
 * @returns {Slot}
 */
export function slotFor(surface, blockId, actionId, more) {
  const at = { place: surface.place, blockId, actionId };
  const key = addressKey(at);
  return {
    surface,
    at,
    key,
    id: idFor(key),
    labelId: null,
    label: "",
    required: false,
    dispatches: false,
    describedBy: () => [],
    invalid: () => false,
    ...more,
  };
}

/**
 * What names a control.
 *
 * @param {Slot} slot
 * @param {string} [fallback]
 */
export function naming(slot, fallback = "") {
  if (slot.labelId !== null) return { "aria-labelledby": slot.labelId };
  return { "aria-label": slot.label || fallback || "Choose" };
}

/**
 * Hint, error and validity, which change while the control stays.
 *
 * @param {HTMLElement} control
 * @param {Slot} slot
 */
export function describe(control, slot) {
  setAttribute(control, "aria-describedby", slot.describedBy().join(" ") || null);
  if (!control.matches("fieldset:not([role])")) setAttribute(control, "aria-invalid", slot.invalid() ? "true" : null);
}

/** The state the server keeps. @param {Slot} slot @returns {ElementState | undefined} */
export function stateOf({ surface, at }) {
  return surface.values[at.blockId]?.[at.actionId];
}

/** Whether the person's own choice is still on its way. @param {Slot} slot */
export function isPending({ surface, key }) {
  return surface.workspace.drafts.get(key) !== undefined;
}

/**
 * Sends a choice, after the element's question if it has one.
 *
 * @param {Slot} slot
 * @param {{ confirm?: ConfirmationDialog }} element
 * @param {EnteredValue} value
 * @param {() => void} undo
 */
export async function commit(slot, element, value, undo) {
  if (element.confirm && !(await confirmed(element.confirm, slot.surface.workspace.names))) {
    undo();
    return;
  }
  await slot.surface.workspace.enter(slot.at, value);
}
