/** Buttons, inputs and pickers. Selects have a file of their own. */
import { z } from "zod";
import {
  ActionId,
  ColorScheme,
  Confirm,
  limited,
  OverflowOption,
  plainText,
  RichOption,
  RichText,
  rule,
  WebAddress,
} from "./composition.ts";

const DecimalText = z.string().regex(/^-?\d+(\.\d+)?$/u, { error: "must be a number given as a string" });
const DispatchConfig = z.strictObject({
  trigger_actions_on: z
    .array(z.enum(["on_enter_pressed", "on_character_entered"]))
    .min(1)
    .max(2)
    .optional(),
});

/** Keys that most elements share. */
export const actionable = { action_id: ActionId.optional() };
export const confirmable = { confirm: Confirm.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholdable = { placeholder: plainText(150).optional() };
const typed = { ...actionable, ...focusable, ...placeholdable, dispatch_action_config: DispatchConfig.optional() };
const picked = { ...actionable, ...confirmable, ...focusable };

interface Bounds {
  least?: number | string | undefined;
  most?: number | string | undefined;
}

function inOrder({ least, most }: Bounds): boolean {
  return least === undefined || most === undefined || Number(least) <= Number(most);
}

export const Button = z.strictObject({
  type: z.literal("button"),
  text: plainText(75),
  value: limited(2_000).optional(),
  url: WebAddress.optional(),
  style: ColorScheme.optional(),
  accessibility_label: limited(75).optional(),
  ...actionable,
  ...confirmable,
});

export const WorkflowButton = z.strictObject({
  type: z.literal("workflow_button"),
  text: plainText(75),
  workflow: z.strictObject({ trigger: z.looseObject({ url: WebAddress }) }),
  style: ColorScheme.optional(),
  accessibility_label: limited(75).optional(),
  ...actionable,
  ...confirmable,
});

export const Overflow = z.strictObject({
  type: z.literal("overflow"),
  options: z.array(OverflowOption).min(1).max(5),
  ...actionable,
  ...confirmable,
});

export const Checkboxes = z.strictObject({
  type: z.literal("checkboxes"),
  options: z.array(RichOption).min(1).max(10),
  initial_options: z.array(RichOption).min(1).max(10).optional(),
  ...picked,
});

export const RadioButtons = z.strictObject({
  type: z.literal("radio_buttons"),
  options: z.array(RichOption).min(1).max(10),
  initial_option: RichOption.optional(),
  ...picked,
});

export const Datepicker = z.strictObject({
  type: z.literal("datepicker"),
  initial_date: z.iso.date().optional(),
  ...placeholdable,
  ...picked,
});

export const Timepicker = z.strictObject({
  type: z.literal("timepicker"),
  initial_time: z
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/u, { error: "must be a time as HH:mm" })
    .optional(),
  timezone: z.string().optional(),
  ...placeholdable,
  ...picked,
});

export const DateTimepicker = z.strictObject({
  type: z.literal("datetimepicker"),
  initial_date_time: z.int().min(1_000_000_000).max(9_999_999_999).optional(),
  ...picked,
});

export const PlainTextInput = z
  .strictObject({
    type: z.literal("plain_text_input"),
    initial_value: limited(3_000, 0).optional(),
    multiline: z.boolean().optional(),
    min_length: z.int().min(0).max(3_000).optional(),
    max_length: z.int().min(1).max(3_000).optional(),
    ...typed,
  })
  .check(
    rule("bounds", "min_length must not be above max_length", (one) =>
      inOrder({ least: one.min_length, most: one.max_length }),
    ),
  );

export const NumberInput = z
  .strictObject({
    type: z.literal("number_input"),
    is_decimal_allowed: z.boolean(),
    initial_value: DecimalText.optional(),
    min_value: DecimalText.optional(),
    max_value: DecimalText.optional(),
    ...typed,
  })
  .check(
    rule("bounds", "min_value must not be above max_value", (one) =>
      inOrder({ least: one.min_value, most: one.max_value }),
    ),
  );

export const EmailInput = z.strictObject({
  type: z.literal("email_text_input"),
  initial_value: limited(3_000, 0).optional(),
  ...typed,
});
export const UrlInput = z.strictObject({
  type: z.literal("url_text_input"),
  initial_value: limited(3_000, 0).optional(),
  ...typed,
});

export const RichTextInput = z.strictObject({
  type: z.literal("rich_text_input"),
  ...typed,
  action_id: ActionId,
  initial_value: RichText.optional(),
  min_lines: z.int().min(1).max(100).optional(),
  max_lines: z.int().min(1).max(100).optional(),
});

export const FileInput = z.strictObject({
  type: z.literal("file_input"),
  filetypes: z.array(z.string()).min(1).optional(),
  max_files: z.int().min(1).max(10).optional(),
  ...actionable,
});
