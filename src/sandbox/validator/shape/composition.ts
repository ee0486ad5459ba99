/** Texts, options and the other small objects that blocks and elements are made of. */
import { z } from "zod";
import { lengthOf } from "../../../lib/text.ts";

/** A text of `min` to `max` characters, counted as people count them: Slack does not say how it counts those beyond the basic plane. */
export function limited(max: number, min = 1) {
  return z.string().check((context) => {
    const length = lengthOf(context.value);
    const common = { input: context.value, origin: "string", inclusive: true, continue: true } as const;
    if (length > max) context.issues.push({ ...common, code: "too_big", maximum: max });
    if (length < min) context.issues.push({ ...common, code: "too_small", minimum: min });
  });
}

/** A rule over a whole object, told by a code of ours. */
export function rule<T>(code: string, message: string, holds: (value: T) => boolean) {
  return z.check<T>((context) => {
    if (!holds(context.value)) {
      context.issues.push({ code: "custom", message, params: { code }, input: context.value, continue: true });
    }
  });
}

export function plainText(max = 3_000) {
  return z.strictObject({ type: z.literal("plain_text"), text: limited(max), emoji: z.boolean().optional() });
}

export function mrkdwn(max = 3_000) {
  return z.strictObject({ type: z.literal("mrkdwn"), text: limited(max), verbatim: z.boolean().optional() });
}

/** Either kind of text. */
export function anyText(max = 3_000) {
  return z.discriminatedUnion("type", [plainText(max), mrkdwn(max)]);
}

export const BlockId = limited(255);
export const ActionId = limited(255);
export const ColorScheme = z.enum(["primary", "danger"]);
export const WebAddress = limited(3_000).check(z.regex(/^https?:\/\/\S+$/u, { error: "must be a URL" }));

/** Docs allow 150 characters in an option's value, the comment in Slack's types 75: keep to the lower. */
const OptionValue = limited(75);

export const PlainOption = z.strictObject({
  text: plainText(75),
  value: OptionValue,
  description: plainText(75).optional(),
});
export const RichOption = z.strictObject({
  text: anyText(75),
  value: OptionValue,
  description: anyText(75).optional(),
});
export const OverflowOption = PlainOption.extend({ value: OptionValue.optional(), url: WebAddress.optional() });
export const OptionGroup = z.strictObject({ label: plainText(75), options: z.array(PlainOption).min(1).max(100) });

export const Confirm = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: ColorScheme.optional(),
});

const SlackFile = z.union([z.strictObject({ id: z.string().min(1) }), z.strictObject({ url: z.string().min(1) })]);
const imageKeys = { alt_text: limited(2_000), image_url: WebAddress.optional(), slack_file: SlackFile.optional() };

interface ImageSource {
  image_url?: string | undefined;
  slack_file?: object | undefined;
}

/** An image has exactly one source. */
export const oneImageSource = rule<ImageSource>(
  "image_source",
  "must have exactly one of image_url and slack_file",
  ({ image_url, slack_file }) => (image_url === undefined) !== (slack_file === undefined),
);

export const ImageElement = z.strictObject({ type: z.literal("image"), ...imageKeys }).check(oneImageSource);
export const ImageBlock = z
  .strictObject({
    type: z.literal("image"),
    block_id: BlockId.optional(),
    title: plainText(2_000).optional(),
    ...imageKeys,
  })
  .check(oneImageSource);

/** Formatted text is checked in outline: its parts are of kinds that Slack knows. */
export const RichText = z.strictObject({
  type: z.literal("rich_text"),
  block_id: BlockId.optional(),
  elements: z.array(
    z.looseObject({
      type: z.enum(["rich_text_section", "rich_text_list", "rich_text_quote", "rich_text_preformatted"]),
      elements: z.array(z.looseObject({ type: z.string() })),
    }),
  ),
});
