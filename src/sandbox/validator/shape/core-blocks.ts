/** The blocks that every surface and every client knows. */
import { z } from "zod";
import { anyText, BlockId, ImageElement, limited, mrkdwn, plainText, rule, WebAddress } from "./composition.ts";
import {
  Button,
  Checkboxes,
  Datepicker,
  DateTimepicker,
  EmailInput,
  FileInput,
  NumberInput,
  Overflow,
  PlainTextInput,
  RadioButtons,
  RichTextInput,
  Timepicker,
  UrlInput,
  WorkflowButton,
} from "./elements.ts";
import { multiSelects, singleSelects } from "./selects.ts";

const blockId = { block_id: BlockId.optional() };

const Accessory = z.discriminatedUnion("type", [
  Button,
  Checkboxes,
  Datepicker,
  ImageElement,
  Overflow,
  RadioButtons,
  Timepicker,
  WorkflowButton,
  ...singleSelects,
  ...multiSelects,
]);

const ActionsElement = z.discriminatedUnion("type", [
  Button,
  Checkboxes,
  Datepicker,
  DateTimepicker,
  Overflow,
  RadioButtons,
  RichTextInput,
  Timepicker,
  WorkflowButton,
  ...singleSelects,
  ...multiSelects,
]);

const inputElements = [
  Checkboxes,
  Datepicker,
  DateTimepicker,
  EmailInput,
  NumberInput,
  PlainTextInput,
  RadioButtons,
  RichTextInput,
  Timepicker,
  UrlInput,
  ...singleSelects,
  ...multiSelects,
] as const;

export const Section = z
  .strictObject({
    type: z.literal("section"),
    text: anyText(3_000).optional(),
    fields: z.array(anyText(2_000)).min(1).max(10).optional(),
    accessory: Accessory.optional(),
    expand: z.boolean().optional(),
    ...blockId,
  })
  .check(rule("missing", "must have text or fields", (one) => one.text !== undefined || one.fields !== undefined));

export const Header = z.strictObject({ type: z.literal("header"), text: plainText(150), ...blockId });
export const Divider = z.strictObject({ type: z.literal("divider"), ...blockId });

export const Context = z.strictObject({
  type: z.literal("context"),
  elements: z
    .array(z.discriminatedUnion("type", [ImageElement, plainText(3_000), mrkdwn(3_000)]))
    .min(1)
    .max(10),
  ...blockId,
});

export const Actions = z.strictObject({
  type: z.literal("actions"),
  elements: z.array(ActionsElement).min(1).max(25),
  ...blockId,
});

const inputKeys = {
  type: z.literal("input"),
  label: plainText(2_000),
  hint: plainText(2_000).optional(),
  optional: z.boolean().optional(),
  dispatch_action: z.boolean().optional(),
  ...blockId,
};

export const Input = z.strictObject({ ...inputKeys, element: z.discriminatedUnion("type", inputElements) });

/** In modals an input may also take files, though it cannot tell the app of them before the submission. */
export const ModalInput = z
  .strictObject({ ...inputKeys, element: z.discriminatedUnion("type", [...inputElements, FileInput]) })
  .check(
    rule(
      "file_dispatch",
      "dispatch_action is not allowed with file_input",
      (one) => !(one.dispatch_action && one.element.type === "file_input"),
    ),
  );

const SecureAddress = limited(3_000).check(z.startsWith("https://", { error: "must be an HTTPS URL" }));

export const Video = z.strictObject({
  type: z.literal("video"),
  video_url: SecureAddress,
  thumbnail_url: WebAddress,
  alt_text: limited(2_000),
  title: plainText(199),
  title_url: SecureAddress.optional(),
  author_name: limited(49).optional(),
  provider_name: z.string().optional(),
  provider_icon_url: WebAddress.optional(),
  description: plainText(200).optional(),
  ...blockId,
});

export const Alert = z.strictObject({
  type: z.literal("alert"),
  text: anyText(200),
  level: z.enum(["default", "info", "warning", "error", "success"]).optional(),
  ...blockId,
});
