import { describe, expect, it } from "vitest";
import { validateHome } from "../../src/sandbox/validator/validate-home.ts";
import { validateMessage } from "../../src/sandbox/validator/validate-message.ts";
import { validateOptionsAnswer } from "../../src/sandbox/validator/validate-options.ts";
import { validateView } from "../../src/sandbox/validator/validate-view.ts";
import * as p from "./payloads.ts";

const { plain, mrkdwn, options, option, group, input, text, number, select, section, button, actions, modal } = p;

/** A block in a modal: where Slack would stop, and why. */
type Refused = [what: string, code: string, pointer: string, block: object];

const BLOCKS: Refused[] = [
  ["an empty text", "too_short", "/text/text", section({ text: mrkdwn(0) })],
  ["no options", "too_few", "/element/options", input({ type: "radio_buttons", options: [] })],
  ["no text and no fields", "missing", "", { type: "section" }],
  ["no element", "missing", "/element", { type: "input", label: plain(3) }],
  ["no block type", "missing", "/type", {}],
  ["no is_decimal_allowed", "missing", "/element/is_decimal_allowed", input({ type: "number_input" })],
  ["rich_text_input without action_id", "missing", "/element/action_id", input({ type: "rich_text_input" })],
  ["a bound that is no string", "wrong_type", "/element/max_value", input(number({ max_value: 14 }))],
  ["a bound that is no number", "bad_format", "/element/min_value", input(number({ min_value: "one" }))],
  ["bounds the wrong way round", "bounds", "/element", input(number({ min_value: "9", max_value: "1" }))],
  ["lengths the wrong way round", "bounds", "/element", input(text({ min_length: 9, max_length: 1 }))],
  [
    "nothing selectable",
    "too_small",
    "/element/max_selected_items",
    input({ type: "multi_users_select", max_selected_items: 0 }),
  ],
  [
    "a date of another form",
    "bad_format",
    "/element/initial_date",
    input({ type: "datepicker", initial_date: "1.2.2026" }),
  ],
  [
    "a time of another form",
    "bad_format",
    "/element/initial_time",
    input({ type: "timepicker", initial_time: "24:00" }),
  ],
  [
    "milliseconds",
    "too_large",
    "/element/initial_date_time",
    input({ type: "datetimepicker", initial_date_time: 1_628_633_820_000 }),
  ],
  ["a header in mrkdwn", "bad_value", "/text/type", { type: "header", text: mrkdwn(3) }],
  ["a style of no kind", "bad_value", "/elements/0/style", actions(button({ style: "warning" }))],
  ["an unknown key", "unknown_key", "/element/max", input(text({ max: 3 }))],
  ["an unknown block", "unknown_type", "/type", { type: "sction" }],
  ["an unknown element", "unknown_type", "/elements/0/type", actions({ type: "slider" })],
  ["a text input in actions", "not_allowed_here", "/elements/0/type", actions(text())],
  ["a button in an input", "not_allowed_here", "/element/type", input(button())],
  ["an image in actions", "not_allowed_here", "/elements/0/type", actions(p.image())],
  [
    "a datetimepicker beside a section",
    "not_allowed_here",
    "/accessory/type",
    section({ accessory: { type: "datetimepicker" } }),
  ],
  ["a table in a modal", "not_allowed_here", "/type", p.table(1)],
  ["a data table in a modal", "not_allowed_here", "/type", p.dataTable(2)],
  ["markdown in a modal", "not_allowed_here", "/type", { type: "markdown", text: "m" }],
  ["a card in a modal", "not_allowed_here", "/type", p.card()],
  [
    "an action_id twice",
    "duplicate_action_id",
    "/elements/1/action_id",
    actions(button({ action_id: "a" }), button({ action_id: "a" })),
  ],
  [
    "a preset outside the options",
    "not_among_options",
    "/element/initial_option",
    select({ options: options(2), initial_option: option("o7") }),
  ],
  [
    "a preset with another text",
    "not_among_options",
    "/element/initial_option",
    select({ options: options(1), initial_option: option("o0", { text: plain(9) }) }),
  ],
  [
    "a preset outside all groups",
    "not_among_options",
    "/element/initial_options/1",
    input({ type: "multi_static_select", option_groups: [group(1, 1)], initial_options: options(2) }),
  ],
  ["options plain and in groups", "options", "/element", select({ options: options(1), option_groups: [group(1, 1)] })],
  ["neither options nor groups", "options", "/element", select({})],
  ["an image without a source", "image_source", "", { type: "image", alt_text: "a" }],
  ["files that report at once", "file_dispatch", "", input({ type: "file_input" }, { dispatch_action: true })],
];

describe("a modal with a block that Slack does not show", () => {
  it.each(BLOCKS)("%s (%s)", (_what, code, pointer, block) => {
    const violations = validateView(modal([block]));
    expect(violations).toContainEqual(expect.objectContaining({ code, pointer: `/blocks/0${pointer}` }));
  });
});

describe("a modal that Slack does not show", () => {
  it("has inputs but nothing to submit them", () => {
    const violations = validateView(modal([input(text())], { submit: undefined }));
    expect(violations).toEqual([expect.objectContaining({ code: "submit_required", pointer: "/submit" })]);
  });

  it("uses a block_id twice", () => {
    const violations = validateView(modal([section({ block_id: "a" }), section({ block_id: "a" })]));
    expect(violations).toEqual([
      expect.objectContaining({ code: "duplicate_block_id", pointer: "/blocks/1/block_id" }),
    ]);
  });

  it("wants the focus in two places", () => {
    const focused = input(text({ focus_on_load: true }));
    expect(validateView(modal([focused, focused]))).toEqual([
      expect.objectContaining({ code: "focus_twice", pointer: "/blocks/1/element/focus_on_load" }),
    ]);
  });

  it("has no title, or keys of its own making", () => {
    expect(
      validateView({ type: "modal", blocks: [], footer: "no" }).map(({ code, pointer }) => [code, pointer]),
    ).toEqual([
      ["missing", "/title"],
      ["unknown_key", "/footer"],
    ]);
  });

  it("is larger than 250 KB", () => {
    const view = modal(p.times(100, () => section({ text: mrkdwn(2_900) })));
    expect(validateView(view)).toEqual([expect.objectContaining({ code: "view_too_large", pointer: "" })]);
  });

  it("is none", () => {
    expect(validateView(undefined)).not.toEqual([]);
    expect(validateView("modal")).not.toEqual([]);
    expect(validateView(p.home([]))).not.toEqual([]);
  });

  it("is told everything at once", () => {
    const blocks = [section({ text: mrkdwn(3_001) }), input(text({ placeholder: plain(151) }))];
    const violations = validateView(modal(blocks, { title: plain(25), submit: undefined }));
    expect(violations.map(({ pointer }) => pointer)).toEqual([
      "/title/text",
      "/blocks/0/text/text",
      "/blocks/1/element/placeholder/text",
      "/submit",
    ]);
  });
});

describe("a Home tab or message that Slack does not show", () => {
  it.each([
    ["submits", "unknown_key", "/submit", validateHome(p.home([], { submit: plain(3) }))],
    [
      "takes files",
      "not_allowed_here",
      "/blocks/0/element/type",
      validateHome(p.home([input({ type: "file_input" })])),
    ],
    ["alerts", "not_allowed_here", "/blocks/0/type", validateMessage(p.message([{ type: "alert", text: plain(3) }]))],
    [
      "has a table of nothing but its header",
      "too_few",
      "/blocks/0/rows",
      validateMessage(p.message([p.dataTable(1)])),
    ],
    ["has blocks without text", "text_missing", "/text", validateMessage({ blocks: p.dividers(1) })],
    ["says nothing", "no_text", "/text", validateMessage({})],
    [
      "says it in two ways",
      "markdown_text_conflict",
      "/markdown_text",
      validateMessage({ markdown_text: "m", text: "t" }),
    ],
    [
      "carries too much",
      "metadata_too_large",
      "/metadata",
      validateMessage({ text: "t", metadata: { event_type: "e", event_payload: { x: p.x(16_001) } } }),
    ],
  ])("%s", (_what, code, pointer, violations) => {
    expect(violations).toContainEqual(expect.objectContaining({ code, pointer }));
  });
});

describe("options that Slack does not offer", () => {
  it.each([
    ["without a value", "missing", "/options/0/value", { options: [{ text: plain(3) }] }],
    ["without a text", "missing", "/options/0/text", { options: [{ value: "v" }] }],
    ["neither plain nor in groups", "options", "", {}],
    ["of another making", "unknown_key", "/choices", { options: [], choices: [] }],
  ])("%s", (_what, code, pointer, answer) => {
    expect(validateOptionsAnswer(answer)).toContainEqual(expect.objectContaining({ code, pointer }));
  });
});

describe("what Slack shows", () => {
  it("includes every element where it may stand", () => {
    const elements = [
      { type: "external_select", min_query_length: 0, initial_option: option("a") },
      { type: "multi_external_select", initial_options: [option("a"), option("b")], max_selected_items: 5 },
      { type: "users_select", initial_user: "U1" },
      { type: "multi_conversations_select", filter: { include: ["public"] } },
      { type: "channels_select", response_url_enabled: true },
      { type: "datepicker", initial_date: "2026-02-28" },
      { type: "timepicker", initial_time: "23:59", timezone: "Europe/Berlin" },
      { type: "datetimepicker", initial_date_time: 1_628_633_820 },
      { type: "email_text_input", dispatch_action_config: { trigger_actions_on: ["on_enter_pressed"] } },
      { type: "url_text_input", focus_on_load: true },
      { type: "number_input", is_decimal_allowed: true, min_value: "-1.5", max_value: "14" },
      { type: "rich_text_input", action_id: "rich" },
      { type: "file_input", filetypes: ["pdf"], max_files: 1 },
    ];
    expect(validateView(modal(elements.map((element) => input(element))))).toEqual([]);
  });

  it("includes the same action_id in different blocks, and no options at all as an answer", () => {
    expect(validateView(modal([input(text({ action_id: "value" })), input(text({ action_id: "value" }))]))).toEqual([]);
    expect(validateOptionsAnswer({ options: [] })).toEqual([]);
  });
});
