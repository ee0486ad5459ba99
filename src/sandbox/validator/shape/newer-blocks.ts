/** Blocks of 2025 and 2026, which not every surface takes. */
import { z } from "zod";
import {
  anyText,
  BlockId,
  ImageBlock,
  ImageElement,
  limited,
  mrkdwn,
  plainText,
  RichText,
  rule,
} from "./composition.ts";
import { Actions, Context, Divider, Header, Input, Section, Video } from "./core-blocks.ts";
import { actionable, Button } from "./elements.ts";

const blockId = { block_id: BlockId.optional() };

const Cell = z.discriminatedUnion("type", [
  RichText,
  z.strictObject({ type: z.literal("raw_text"), text: z.string().min(1) }),
  z.strictObject({ type: z.literal("raw_number"), value: z.number(), text: z.string().min(1) }),
]);
const Row = z.array(Cell).min(1).max(20);

export const Markdown = z.strictObject({ type: z.literal("markdown"), text: limited(12_000), ...blockId });

export const Table = z.strictObject({
  type: z.literal("table"),
  rows: z.array(Row).min(1).max(100),
  column_settings: z
    .array(
      z.strictObject({ align: z.enum(["left", "center", "right"]).optional(), is_wrapped: z.boolean().optional() }),
    )
    .max(20)
    .optional(),
  ...blockId,
});

/** Slack's page allows 101 rows with the header, its skill text 201: keep to the lower. */
export const DataTable = z.strictObject({
  type: z.literal("data_table"),
  rows: z.array(Row).min(2).max(101),
  caption: z.string().min(1),
  page_size: z.int().min(1).max(100).optional(),
  row_header_column_index: z.int().min(0).max(19).optional(),
  ...blockId,
});

/** Not in Slack's own types yet, so only its type is looked at. */
export const DataVisualization = z.looseObject({ type: z.literal("data_visualization"), ...blockId });

export const Card = z
  .strictObject({
    type: z.literal("card"),
    hero_image: ImageElement.optional(),
    icon: ImageElement.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(Button).min(1).max(3).optional(),
    ...blockId,
  })
  .check(
    rule("missing", "must have hero_image, title, body or actions", ({ hero_image, title, body, actions }) =>
      [hero_image, title, body, actions].some((one) => one !== undefined),
    ),
  );

export const Carousel = z.strictObject({
  type: z.literal("carousel"),
  elements: z.array(Card).min(1).max(10),
  ...blockId,
});

export const FileBlock = z.strictObject({
  type: z.literal("file"),
  source: z.literal("remote"),
  external_id: limited(255),
  ...blockId,
});

export const Container = z
  .strictObject({
    type: z.literal("container"),
    title: plainText(150).optional(),
    rich_text_title: RichText.optional(),
    subtitle: anyText(150).optional(),
    child_blocks: z
      .array(
        z.discriminatedUnion("type", [
          Actions,
          Context,
          Divider,
          FileBlock,
          Header,
          ImageBlock,
          Input,
          RichText,
          Section,
          Table,
          Video,
        ]),
      )
      .min(1)
      .max(10),
    width: z.enum(["narrow", "standard", "wide", "full"]).optional(),
    icon: ImageElement.optional(),
    is_collapsible: z.boolean().optional(),
    default_collapsed: z.boolean().optional(),
    has_header_divider: z.boolean().optional(),
    ...blockId,
  })
  .check(
    rule(
      "missing",
      "must have title or rich_text_title",
      (one) => one.title !== undefined || one.rich_text_title !== undefined,
    ),
  );

export const TaskCard = z.strictObject({
  type: z.literal("task_card"),
  task_id: z.string().min(1),
  title: z.string().min(1),
  details: RichText.optional(),
  output: RichText.optional(),
  sources: z
    .array(z.strictObject({ type: z.literal("url"), url: z.string().min(1), text: z.string().min(1) }))
    .optional(),
  status: z.enum(["pending", "in_progress", "complete", "error"]),
  ...blockId,
});

export const Plan = z.strictObject({
  type: z.literal("plan"),
  title: z.string().min(1),
  tasks: z.array(TaskCard).max(50).optional(),
  ...blockId,
});

const FeedbackButton = z.strictObject({
  text: plainText(75),
  value: limited(2_000),
  accessibility_label: limited(75).optional(),
});

export const ContextActions = z.strictObject({
  type: z.literal("context_actions"),
  elements: z
    .array(
      z.discriminatedUnion("type", [
        z.strictObject({
          type: z.literal("feedback_buttons"),
          positive_button: FeedbackButton,
          negative_button: FeedbackButton,
          ...actionable,
        }),
        z.looseObject({ type: z.literal("icon_button"), icon: z.string().min(1), text: plainText(75), ...actionable }),
      ]),
    )
    .min(1)
    .max(5),
  ...blockId,
});
