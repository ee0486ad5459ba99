// @ts-check
/** radio_buttons and checkboxes: every option in sight. */
/** @import { Checkboxes, Option, RadioButtons } from "@slack/types" */
/** @import { ElementState } from "../../contract.ts" */
/** @import { Slot, Widget } from "./slot.js" */
import { h, idFor } from "../dom.js";
import { phrase } from "../text/text-object.js";
import { commit, describe, isPending, stateOf } from "./slot.js";

/**
 * The fieldset and its legend belong to the input block; elsewhere a group is made here.
 *
 * @param {RadioButtons | Checkboxes} element
 * @param {Slot} slot
 * @param {HTMLFieldSetElement | null} fieldset
 * @returns {Widget}
 */
export function choiceList(element, slot, fieldset) {
  const single = element.type === "radio_buttons";
  const controls = element.options.map((option) =>
    h("input", {
      type: single ? "radio" : "checkbox",
      name: slot.id,
      value: option.value,
      "data-key": `${slot.key} ${option.value}`,
    }),
  );
  const { names } = slot.surface.workspace;
  const rows = element.options.map((option, index) => {
    const control = controls[index];
    if (!control) return null;
    control.id = index === 0 ? slot.id : idFor(slot.key, option.value ?? "");
    const description = option.description
      ? h(
          "span",
          { class: "option-description", id: idFor(slot.key, option.value ?? "", "description") },
          phrase(option.description, names),
        )
      : null;
    if (description) control.dataset["description"] = description.id;
    return h(
      "div",
      { class: "choice" },
      control,
      h("label", { for: control.id }, phrase(option.text, names)),
      description,
    );
  });

  let before = initial(element);
  /** @param {Set<string>} values */
  const show = (values) => {
    before = values;
    for (const control of controls) control.checked = values.has(control.value);
  };
  const now = () => new Set(controls.filter((control) => control.checked).map((control) => control.value));
  const list = fieldset ?? h("div", { role: single ? "radiogroup" : "group", "aria-label": slot.label || "Options" });
  if (!fieldset && slot.labelId !== null) {
    list.removeAttribute("aria-label");
    list.setAttribute("aria-labelledby", slot.labelId);
  }
  if (single) {
    list.setAttribute("role", "radiogroup");
    if (slot.required) list.setAttribute("aria-required", "true");
  }
  list.classList.add("choices");
  list.append(...rows.filter((row) => row !== null));
  list.addEventListener("change", () => {
    const old = before;
    const values = now();
    before = values;
    void commit(slot, element, single ? ([...values][0] ?? null) : [...values], () => show(old));
  });
  show(before);
  /** @param {ElementState | undefined} state */
  const sync = (state) => {
    if (state !== undefined && !isPending(slot)) show(chosen(state));
    for (const control of controls) {
      if (!single) describe(control, slot);
      const own = control.dataset["description"];
      const all = [own, single ? null : control.getAttribute("aria-describedby")].filter(Boolean).join(" ");
      if (all) control.setAttribute("aria-describedby", all);
    }
  };
  sync(stateOf(slot));
  if (single) describe(list, slot);
  return { node: list, controls: single ? [list] : [], sync };
}

/** @param {RadioButtons | Checkboxes} element */
function initial(element) {
  /** @type {Option[]} */
  const options =
    element.type === "radio_buttons"
      ? element.initial_option
        ? [element.initial_option]
        : []
      : (element.initial_options ?? []);
  return new Set(options.map((option) => option.value ?? ""));
}

/** @param {ElementState} state */
function chosen(state) {
  const one = /** @type {Option | null | undefined} */ (state["selected_option"]);
  const many = /** @type {Option[] | undefined} */ (state["selected_options"]);
  return new Set([...(one ? [one] : []), ...(many ?? [])].map((option) => option.value ?? ""));
}
