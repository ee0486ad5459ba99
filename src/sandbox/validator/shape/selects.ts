import { z } from "zod";
import { OptionGroup, PlainOption, rule } from "./composition.ts";
import { actionable, confirmable, focusable, placeholdable } from "./elements.ts";

const common = { ...actionable, ...confirmable, ...focusable, ...placeholdable };
const several = { max_selected_items: z.int().min(1).optional() };
const minQueryLength = z.int().min(0).optional();
const responseUrl = { response_url_enabled: z.boolean().optional() };
const ids = z.array(z.string().min(1)).min(1).optional();
const id = z.string().min(1).optional();

const choices = {
  options: z.array(PlainOption).min(1).max(100).optional(),
  option_groups: z.array(OptionGroup).min(1).max(100).optional(),
};

interface Choices {
  options?: unknown;
  option_groups?: unknown;
}

/** Options come plain or in groups, never both. */
export const plainOrGrouped = rule<Choices>(
  "options",
  "must have exactly one of options and option_groups",
  ({ options, option_groups }) => (options === undefined) !== (option_groups === undefined),
);

const filter = z
  .strictObject({
    include: z
      .array(z.enum(["im", "mpim", "private", "public"]))
      .min(1)
      .optional(),
    exclude_external_shared_channels: z.boolean().optional(),
    exclude_bot_users: z.boolean().optional(),
  })
  .check(rule("filter", "must not be empty", (one) => Object.keys(one).length > 0))
  .optional();

const conversations = { default_to_current_conversation: z.boolean().optional(), filter };

export const singleSelects = [
  z
    .strictObject({ type: z.literal("static_select"), ...choices, initial_option: PlainOption.optional(), ...common })
    .check(plainOrGrouped),
  z.strictObject({
    type: z.literal("external_select"),
    initial_option: PlainOption.optional(),
    min_query_length: minQueryLength,
    ...common,
  }),
  z.strictObject({ type: z.literal("users_select"), initial_user: id, ...common }),
  z.strictObject({ type: z.literal("channels_select"), initial_channel: id, ...responseUrl, ...common }),
  z.strictObject({
    type: z.literal("conversations_select"),
    initial_conversation: id,
    ...conversations,
    ...responseUrl,
    ...common,
  }),
] as const;

const initialOptions = z.array(PlainOption).min(1).max(100).optional();

export const multiSelects = [
  z
    .strictObject({
      type: z.literal("multi_static_select"),
      ...choices,
      initial_options: initialOptions,
      ...several,
      ...common,
    })
    .check(plainOrGrouped),
  z.strictObject({
    type: z.literal("multi_external_select"),
    initial_options: initialOptions,
    min_query_length: minQueryLength,
    ...several,
    ...common,
  }),
  z.strictObject({ type: z.literal("multi_users_select"), initial_users: ids, ...several, ...common }),
  z.strictObject({ type: z.literal("multi_channels_select"), initial_channels: ids, ...several, ...common }),
  z.strictObject({
    type: z.literal("multi_conversations_select"),
    initial_conversations: ids,
    ...conversations,
    ...several,
    ...common,
  }),
] as const;

/** The body with which an app answers `block_suggestion`. */
export const OptionsAnswer = z
  .strictObject({
    options: z.array(PlainOption).max(100).optional(),
    option_groups: z.array(OptionGroup).max(100).optional(),
  })
  .check(plainOrGrouped);
