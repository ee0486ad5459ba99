/** Inputs of a modal. `path` is the field path of the input, and so the block_id on which its faults are shown. */
import type { InputBlock, Option } from "@slack/types";
import { isDate } from "../../lib/calendar.ts";
import { plain } from "./text.ts";

export interface Choice {
  text: string;
  value: string;
  /** Tells apart what has the same name. */
  description?: string;
}

interface FieldOptions {
  path: string;
  label: string;
  isOptional?: boolean;
  hint?: string;
  /** Tells the bot at once when the value changes; the action is then routed by `actionId`. */
  isDispatched?: boolean;
  /** Another id makes Slack forget what was typed and take the initial value again. */
  actionId?: string;
}

/** An option of a select, clipped to what Slack takes. */
export function option({ text, value, description }: Choice): Option {
  return { text: plain(text, 75), value, ...(description && { description: plain(description, 75) }) };
}

function field(options: FieldOptions, element: Record<string, unknown>): InputBlock {
  const { path, label, isOptional = false, hint, isDispatched = false, actionId = "value" } = options;
  return {
    type: "input",
    block_id: path,
    label: plain(label, 2000),
    optional: isOptional,
    ...(hint && { hint: plain(hint, 2000) }),
    ...(isDispatched && { dispatch_action: true }),
    element: { ...element, action_id: actionId },
  } as unknown as InputBlock;
}

export function textField(options: FieldOptions & { value: string; limit: number; isMultiline?: boolean }): InputBlock {
  return field(options, {
    type: "plain_text_input",
    multiline: options.isMultiline ?? false,
    max_length: options.limit,
    ...(options.value !== "" && { initial_value: options.value }),
  });
}

/** A whole number. Its range is checked by the rules, which name it, and not by Slack. */
export function numberField(options: FieldOptions & { value: string | undefined }): InputBlock {
  return field(options, {
    type: "number_input",
    is_decimal_allowed: false,
    ...(options.value !== undefined && /^-?\d+$/.test(options.value) && { initial_value: options.value }),
  });
}

export function dateField(options: FieldOptions & { value: string | undefined }): InputBlock {
  return field(options, {
    type: "datepicker",
    ...(options.value !== undefined && isDate(options.value) && { initial_date: options.value }),
  });
}

export function radioField(
  options: FieldOptions & { choices: readonly Choice[]; value: string | undefined },
): InputBlock {
  return field(options, { type: "radio_buttons", ...staticChoices(options) });
}

export function selectField(
  options: FieldOptions & { choices: readonly Choice[]; value: string | undefined },
): InputBlock {
  return field(options, { type: "static_select", placeholder: plain("Choose"), ...staticChoices(options) });
}

function staticChoices({ choices, value }: { choices: readonly Choice[]; value: string | undefined }) {
  const chosen = choices.find((choice) => choice.value === value);
  return { options: choices.map(option), ...(chosen && { initial_option: option(chosen) }) };
}

/** One checkbox with its own sentence. */
export function checkboxField(options: FieldOptions & { choice: Choice; isTicked: boolean }): InputBlock {
  return field(options, {
    type: "checkboxes",
    options: [option(options.choice)],
    ...(options.isTicked && { initial_options: [option(options.choice)] }),
  });
}

/** One choice that is searched on the server. */
export function searchField(options: FieldOptions & { actionId: string; value: Choice | null }): InputBlock {
  return field(options, {
    type: "external_select",
    min_query_length: 0,
    placeholder: plain("Search by name"),
    ...(options.value && { initial_option: option(options.value) }),
  });
}

/** As many choices as Slack shows as chosen. */
const CHOSEN_MAX = 100;

/** Several choices that are searched on the server. */
export function multiSearchField(options: FieldOptions & { actionId: string; values: readonly Choice[] }): InputBlock {
  return field(options, {
    type: "multi_external_select",
    min_query_length: 0,
    max_selected_items: CHOSEN_MAX,
    placeholder: plain("Search by name"),
    ...(options.values.length > 0 && { initial_options: options.values.slice(0, CHOSEN_MAX).map(option) }),
  });
}

/** People, by Slack user id. */
export function peopleField(options: FieldOptions & { values: readonly string[] }): InputBlock {
  return field(options, {
    type: "multi_users_select",
    placeholder: plain("Choose people"),
    ...(options.values.length > 0 && { initial_users: [...options.values] }),
  });
}

/** A public or private channel, without direct messages. */
export function channelField(options: FieldOptions & { value: string | null }): InputBlock {
  return field(options, {
    type: "conversations_select",
    filter: { include: ["public", "private"], exclude_bot_users: true },
    placeholder: plain("Choose a channel"),
    ...(options.value && { initial_conversation: options.value }),
  });
}
