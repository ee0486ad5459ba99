// @ts-check
/** plain_text_input, number_input, email_text_input, url_text_input. */
/** @import { EmailInput, NumberInput, PlainTextInput, URLInput } from "@slack/types" */
/** @import { Slot, Widget } from "./slot.js" */
import { h } from "../dom.js";
import { words } from "../text/text-object.js";
import { describe, naming, stateOf } from "./slot.js";

const CHARACTER_DELAY = 300;

/**
 * @param {PlainTextInput | NumberInput | EmailInput | URLInput} element
 * @param {Slot} slot
 * @returns {Widget}
 */
export function textInput(element, slot) {
  const multiline = element.type === "plain_text_input" && element.multiline === true;
  const control = multiline ? h("textarea", { rows: 3 }) : h("input", { type: inputType(element) });
  const shared = {
    class: multiline ? "input multiline" : "input",
    id: slot.id,
    "data-key": slot.key,
    placeholder: words(element.placeholder) || null,
    "aria-required": slot.required ? "true" : null,
    autocomplete: "off",
    ...naming(slot, words(element.placeholder) || "Text"),
  };
  for (const [name, value] of Object.entries(shared)) if (value !== null) control.setAttribute(name, value);
  if (element.type === "number_input") {
    control.inputMode = element.is_decimal_allowed ? "decimal" : "numeric";
    control.classList.add("number");
  }
  const counter =
    element.type === "plain_text_input" && element.max_length
      ? h("p", { class: "counter", "aria-hidden": "true" })
      : null;
  const workspace = slot.surface.workspace;
  const count = () => {
    if (counter && element.type === "plain_text_input") showCount(counter, control.value, element.max_length ?? 0);
  };

  const send = () => {
    const draft = workspace.drafts.get(slot.key);
    if (draft && !draft.sent) void workspace.enter(slot.at, control.value || null, { typed: true });
  };
  const onCharacter = element.dispatch_action_config?.trigger_actions_on?.includes("on_character_entered");
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  control.addEventListener("input", () => {
    workspace.drafts.type(slot.key, slot.at, control.value);
    count();
    clearTimeout(timer);
    if (onCharacter) timer = setTimeout(send, CHARACTER_DELAY);
  });
  control.addEventListener("change", send);
  const onEnter = (element.dispatch_action_config?.trigger_actions_on ?? ["on_enter_pressed"]).includes(
    "on_enter_pressed",
  );
  if (slot.dispatches && onEnter) {
    control.addEventListener("keydown", (event) => {
      if (!(event instanceof KeyboardEvent) || event.key !== "Enter" || event.isComposing) return;
      if (multiline && event.shiftKey) return;
      event.preventDefault();
      void workspace.enter(slot.at, control.value || null, { typed: true, pressedEnter: true });
    });
  }
  control.addEventListener("blur", send);

  describe(control, slot);
  const widget = {
    node: counter ? h("div", { class: "counted" }, control, counter) : control,
    controls: [control],
    /** @param {{ [key: string]: unknown } | undefined} state */
    sync(state) {
      const draft = workspace.drafts.get(slot.key);
      if (draft === undefined && state === undefined) return;
      const value = draft ? draft.value : state?.["value"];
      const text = typeof value === "string" ? value : "";
      if (control.value !== text) control.value = text;
      count();
    },
  };
  control.value = element.initial_value ?? "";
  widget.sync(stateOf(slot));
  count();
  return widget;
}

/** @param {PlainTextInput | NumberInput | EmailInput | URLInput} element */
function inputType(element) {
  if (element.type === "email_text_input") return "email";
  return element.type === "url_text_input" ? "url" : "text";
}

/**
 * Characters left, once it gets tight.
 *
 * @param {HTMLElement} counter
 * @param {string} text
 * @param {number} most
 */
function showCount(counter, text, most) {
  const left = most - [...text].length;
  counter.textContent = left <= Math.max(10, most * 0.2) ? String(left) : "";
  counter.classList.toggle("over", left < 0);
}
