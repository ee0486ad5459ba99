// @ts-check
/** One interactive element of any kind. */
/** @import { Slot, Widget } from "./slot.js" */
import { h } from "../dom.js";
import { button, overflow } from "./buttons.js";
import { choiceList } from "./choices.js";
import { dateInput } from "./dates.js";
import { select } from "./selects.js";
import { textInput } from "./text-inputs.js";

/**
 * @typedef {import("@slack/types").ActionsBlockElement | import("@slack/types").InputBlockElement} AnyElement
 */

/**
 * @param {AnyElement} element
 * @param {Slot} slot
 * @param {HTMLFieldSetElement | null} [fieldset]
 * @returns {Widget}
 */
export function renderElement(element, slot, fieldset = null) {
  switch (element.type) {
    case "button":
      return button(element, slot);
    case "overflow":
      return overflow(element, slot);
    case "radio_buttons":
    case "checkboxes":
      return choiceList(element, slot, fieldset);
    case "datepicker":
    case "timepicker":
    case "datetimepicker":
      return dateInput(element, slot);
    case "plain_text_input":
    case "number_input":
    case "email_text_input":
    case "url_text_input":
      return textInput(element, slot);
    case "static_select":
    case "external_select":
    case "users_select":
    case "conversations_select":
    case "channels_select":
    case "multi_static_select":
    case "multi_external_select":
    case "multi_users_select":
    case "multi_conversations_select":
    case "multi_channels_select":
      return select(element, slot);
    default:
      return unknown(/** @type {{ type: string }} */ (element).type);
  }
}

/**
 * @param {string} type
 * @returns {Widget}
 */
function unknown(type) {
  return { node: h("p", { class: "unknown" }, `This sandbox does not draw “${type}”.`), controls: [], sync: () => {} };
}
