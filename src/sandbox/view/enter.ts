/** Turns what a person enters into the state that Slack would keep, or says why they could not have entered it. */
import type { Option } from "@slack/types";
import type { ElementState, EnteredValue } from "../contract.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { BlockElement } from "./elements.ts";
import { stateShape, stateWith } from "./values.ts";

/** What may be chosen in the element: options of its own or the app's, people's ids, channels' ids. */
export interface Choosable {
  options: Option[];
  ids: string[];
}

const FORMS: Readonly<Record<string, RegExp>> = {
  datepicker: /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/u,
  timepicker: /^([01]\d|2[0-3]):[0-5]\d$/u,
  datetimepicker: /^\d{10}$/u,
};

function richText(text: string): object {
  return { type: "rich_text", elements: [{ type: "rich_text_section", elements: [{ type: "text", text }] }] };
}

function optionFor(value: string, options: Option[]): Option {
  const option = options.find((one) => one.value === value);
  if (!option) throw new ImpossibleAct(`"${value}" is not offered here`);
  return option;
}

function idFor(value: string, ids: string[]): string {
  if (!ids.includes(value)) throw new ImpossibleAct(`"${value}" cannot be picked here`);
  return value;
}

function single(element: BlockElement, value: string, { options, ids }: Choosable): unknown {
  const form = FORMS[element.type];
  if (form && !form.test(value)) throw new ImpossibleAct(`"${value}" is not something a ${element.type} can hold`);
  switch (element.type) {
    case "datetimepicker":
      return Number(value);
    case "rich_text_input":
      return richText(value);
    case "radio_buttons":
    case "static_select":
    case "external_select":
      return optionFor(value, options);
    case "users_select":
    case "conversations_select":
    case "channels_select":
      return idFor(value, ids);
    default:
      return value;
  }
}

function several(element: BlockElement, values: string[], { options, ids }: Choosable): unknown[] {
  const limit = "max_selected_items" in element ? element.max_selected_items : undefined;
  if (limit !== undefined && values.length > limit) throw new ImpossibleAct(`At most ${limit} can be chosen here`);
  const unique = [...new Set(values)];
  return stateShape(element.type)?.field === "selected_options"
    ? unique.map((value) => optionFor(value, options))
    : unique.map((value) => idFor(value, ids));
}

/** The element's state after the person has entered this value. */
export function enteredState(element: BlockElement, value: EnteredValue, choosable: Choosable): ElementState {
  const shape = stateShape(element.type);
  if (!shape || element.type === "file_input") throw new ImpossibleAct(`Nothing can be entered into a ${element.type}`);
  if (value === null || value === "") return stateWith(element, null);
  if (shape.many !== Array.isArray(value))
    throw new ImpossibleAct(`A ${element.type} takes ${shape.many ? "a list" : "one value"}`);
  return stateWith(
    element,
    Array.isArray(value) ? several(element, value, choosable) : single(element, value, choosable),
  );
}
