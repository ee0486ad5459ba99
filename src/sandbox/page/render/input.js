// @ts-check
/** An input block: label, element, hint and error, tied together for every kind of reader. */
/** @import { InputBlock } from "@slack/types" */
/** @import { Surface } from "../elements/slot.js" */
/** @import { Drawn } from "./block.js" */
import { h, icon, idFor } from "../dom.js";
import { renderElement } from "../elements/element.js";
import { describe, slotFor, stateOf } from "../elements/slot.js";
import { words } from "../text/text-object.js";

/**
 * @param {InputBlock} block
 * @param {string} blockId
 * @param {Surface} surface
 * @returns {Drawn}
 */
export function inputBlock(block, blockId, surface) {
  const { element } = block;
  const actionId = ("action_id" in element ? element.action_id : undefined) ?? "";
  const grouped = element.type === "radio_buttons" || element.type === "checkboxes";
  const name = idFor(
    surface.workspace.person,
    "view" in surface.place ? surface.place.view : surface.place.message,
    blockId,
  );
  const hint = block.hint ? h("p", { class: "hint", id: `${name}-hint`, dir: "auto" }, words(block.hint)) : null;
  const error = h("p", { class: "field-error", id: `${name}-error`, hidden: true });
  const slot = slotFor(surface, blockId, actionId, {
    labelId: `${name}-label`,
    required: !block.optional,
    dispatches: block.dispatch_action === true,
    describedBy: () => [error.hidden ? "" : error.id, hint?.id ?? ""].filter(Boolean),
    invalid: () => !error.hidden,
  });
  const label = [
    h("span", { dir: "auto" }, words(block.label)),
    block.optional ? h("span", { class: "optional" }, " (optional)") : null,
  ];

  const showError = () => {
    const text = surface.errors[blockId] ?? "";
    error.hidden = text === "";
    if (error.dataset["text"] === text) return;
    error.dataset["text"] = text;
    error.replaceChildren(...(text === "" ? [] : [icon("alert"), h("span", { dir: "auto" }, text)]));
  };
  showError();

  const fieldset = grouped ? h("fieldset", {}, h("legend", { id: `${name}-label` }, label)) : null;
  const widget = renderElement(element, slot, fieldset);
  const node = fieldset
    ? h("div", { class: "field" }, fieldset, error, hint)
    : h("div", { class: "field" }, h("label", { for: slot.id, id: `${name}-label` }, label), widget.node, error, hint);
  const refresh = () => {
    showError();
    for (const control of widget.controls) describe(control, slot);
    widget.sync(stateOf(slot));
  };
  refresh();
  return { node, refresh };
}
