import { describe, expect, it } from "vitest";
import { validateHome } from "../../src/sandbox/validator/validate-home.ts";
import { validateMessage } from "../../src/sandbox/validator/validate-message.ts";
import { validateOptionsAnswer } from "../../src/sandbox/validator/validate-options.ts";
import { validateView } from "../../src/sandbox/validator/validate-view.ts";
import type { Violation } from "../../src/sandbox/validator/violation.ts";
import * as p from "./payloads.ts";

const { plain, mrkdwn, x, times, options, option, group, input, text, select, section, button, actions } = p;

type Code = "too_long" | "too_many" | "too_large";
type Limit = [thing: string, code: Code, limit: number, pointer: string, make: (size: number) => object];

const IN_MODALS: Limit[] = [
  ["block_id", "too_long", 255, "/block_id", (n) => section({ block_id: x(n) })],
  ["action_id", "too_long", 255, "/elements/0/action_id", (n) => actions(button({ action_id: x(n) }))],
  ["a section's text", "too_long", 3_000, "/text/text", (n) => section({ text: mrkdwn(n) })],
  ["a section's fields", "too_many", 10, "/fields", (n) => section({ fields: times(n, () => mrkdwn(1)) })],
  ["a field's text", "too_long", 2_000, "/fields/0/text", (n) => section({ fields: [mrkdwn(n)] })],
  ["a header", "too_long", 150, "/text/text", (n) => ({ type: "header", text: plain(n) })],
  ["a context", "too_many", 10, "/elements", (n) => ({ type: "context", elements: times(n, () => mrkdwn(1)) })],
  ["actions", "too_many", 25, "/elements", (n) => actions(...times(n, () => button()))],
  ["a button's text", "too_long", 75, "/elements/0/text/text", (n) => actions(button({ text: plain(n) }))],
  ["a button's value", "too_long", 2_000, "/elements/0/value", (n) => actions(button({ value: x(n) }))],
  ["a button's url", "too_long", 3_000, "/elements/0/url", (n) => actions(button({ url: `https://${x(n - 8)}` }))],
  [
    "a button's spoken label",
    "too_long",
    75,
    "/elements/0/accessibility_label",
    (n) => actions(button({ accessibility_label: x(n) })),
  ],
  [
    "an option's text",
    "too_long",
    75,
    "/element/options/0/text/text",
    (n) => select({ options: [option("o", { text: plain(n) })] }),
  ],
  [
    "an option's value",
    "too_long",
    75,
    "/element/options/0/value",
    (n) => select({ options: [option("o", { value: x(n) })] }),
  ],
  [
    "an option's description",
    "too_long",
    75,
    "/element/options/0/description/text",
    (n) => select({ options: [option("o", { description: plain(n) })] }),
  ],
  ["a select's options", "too_many", 100, "/element/options", (n) => select({ options: options(n) })],
  [
    "a select's groups",
    "too_many",
    100,
    "/element/option_groups",
    (n) => select({ option_groups: times(n, () => group(1, 1)) }),
  ],
  [
    "a group's label",
    "too_long",
    75,
    "/element/option_groups/0/label/text",
    (n) => select({ option_groups: [group(n, 1)] }),
  ],
  [
    "a group's options",
    "too_many",
    100,
    "/element/option_groups/0/options",
    (n) => select({ option_groups: [group(1, n)] }),
  ],
  [
    "an overflow menu",
    "too_many",
    5,
    "/accessory/options",
    (n) => section({ accessory: { type: "overflow", options: options(n) } }),
  ],
  ["checkboxes", "too_many", 10, "/element/options", (n) => input({ type: "checkboxes", options: options(n) })],
  ["radio buttons", "too_many", 10, "/element/options", (n) => input({ type: "radio_buttons", options: options(n) })],
  ["a placeholder", "too_long", 150, "/element/placeholder/text", (n) => input(text({ placeholder: plain(n) }))],
  ["an input's label", "too_long", 2_000, "/label/text", (n) => input(text(), { label: plain(n) })],
  ["an input's hint", "too_long", 2_000, "/hint/text", (n) => input(text(), { hint: plain(n) })],
  ["max_length", "too_large", 3_000, "/element/max_length", (n) => input(text({ max_length: n }))],
  ["a preset text", "too_long", 3_000, "/element/initial_value", (n) => input(text({ initial_value: x(n) }))],
  ["max_files", "too_large", 10, "/element/max_files", (n) => input({ type: "file_input", max_files: n })],
  ["a question's title", "too_long", 100, "/elements/0/confirm/title/text", (n) => p.asking({ title: plain(n) })],
  ["a question's text", "too_long", 300, "/elements/0/confirm/text/text", (n) => p.asking({ text: mrkdwn(n) })],
  ["a question's yes", "too_long", 30, "/elements/0/confirm/confirm/text", (n) => p.asking({ confirm: plain(n) })],
  ["a question's no", "too_long", 30, "/elements/0/confirm/deny/text", (n) => p.asking({ deny: plain(n) })],
  ["an image's alt_text", "too_long", 2_000, "/alt_text", (n) => p.image({ alt_text: x(n) })],
  ["an image's title", "too_long", 2_000, "/title/text", (n) => p.image({ title: plain(n) })],
  ["an alert", "too_long", 200, "/text/text", (n) => ({ type: "alert", text: plain(n), level: "error" })],
];

const IN_MESSAGES: Limit[] = [
  ["markdown", "too_long", 12_000, "/text", (n) => ({ type: "markdown", text: x(n) })],
  ["a table's rows", "too_many", 100, "/rows", (n) => p.table(n)],
  ["a table's columns", "too_many", 20, "/rows/0", (n) => p.table(1, n)],
  ["a table's characters", "too_long", 10_000, "", (n) => p.table(1, 1, n)],
  ["a data table's rows", "too_many", 101, "/rows", p.dataTable],
  ["a card's title", "too_long", 150, "/title/text", (n) => p.card({ title: mrkdwn(n) })],
  ["a card's body", "too_long", 200, "/body/text", (n) => p.card({ body: mrkdwn(n) })],
  ["a card's buttons", "too_many", 3, "/actions", (n) => p.card({ actions: times(n, () => button()) })],
  ["a carousel", "too_many", 10, "/elements", (n) => ({ type: "carousel", elements: times(n, () => p.card()) })],
  [
    "a container",
    "too_many",
    10,
    "/child_blocks",
    (n) => ({ type: "container", title: plain(1), child_blocks: p.dividers(n) }),
  ],
  ["a plan's tasks", "too_many", 50, "/tasks", (n) => ({ type: "plan", title: "p", tasks: times(n, p.task) })],
];

type WholeLimit = [thing: string, code: string, limit: number, pointer: string, check: (size: number) => Violation[]];

const AS_A_WHOLE: WholeLimit[] = [
  ["a modal's title", "too_long", 24, "/title/text", (n) => validateView(p.modal([], { title: plain(n) }))],
  ["a modal's submit", "too_long", 24, "/submit/text", (n) => validateView(p.modal([], { submit: plain(n) }))],
  ["a modal's close", "too_long", 24, "/close/text", (n) => validateView(p.modal([], { close: plain(n) }))],
  ["a modal's blocks", "too_many", 100, "/blocks", (n) => validateView(p.modal(p.dividers(n)))],
  [
    "private_metadata",
    "too_long",
    3_000,
    "/private_metadata",
    (n) => validateView(p.modal([], { private_metadata: x(n) })),
  ],
  ["callback_id", "too_long", 255, "/callback_id", (n) => validateView(p.modal([], { callback_id: x(n) }))],
  ["external_id", "too_long", 255, "/external_id", (n) => validateView(p.modal([], { external_id: x(n) }))],
  ["a Home tab's blocks", "too_many", 100, "/blocks", (n) => validateHome(p.home(p.dividers(n)))],
  ["a message's blocks", "too_many", 50, "/blocks", (n) => validateMessage(p.message(p.dividers(n)))],
  ["a message's text", "msg_too_long", 4_000, "/text", (n) => validateMessage({ text: x(n) })],
  ["markdown_text", "msg_too_long", 12_000, "/markdown_text", (n) => validateMessage({ markdown_text: x(n) })],
  [
    "attachments",
    "too_many_attachments",
    100,
    "/attachments",
    (n) => validateMessage({ text: "t", attachments: times(n, () => ({})) }),
  ],
  [
    "tables in a message",
    "only_one_table_allowed",
    1,
    "/blocks",
    (n) => validateMessage(p.message(times(n, () => p.table(1)))),
  ],
  [
    "visualizations in a message",
    "too_many",
    2,
    "/blocks",
    (n) => validateMessage(p.message(times(n, () => ({ type: "data_visualization" })))),
  ],
  [
    "all texts of a message",
    "msg_blocks_too_long",
    10_000,
    "/blocks",
    (n) =>
      validateMessage(
        p.message([...times(4, () => section({ text: mrkdwn(2_000) })), section({ text: mrkdwn(n - 8_000) })]),
      ),
  ],
  ["offered options", "too_many", 100, "/options", (n) => validateOptionsAnswer({ options: options(n) })],
];

function expectLimit(code: string, limit: number, pointer: string, check: (size: number) => Violation[]): void {
  expect(check(limit)).toEqual([]);
  expect(check(limit + 1)).toContainEqual(expect.objectContaining({ code, pointer, limit, actual: limit + 1 }));
}

describe("as much as Slack takes, and not one more", () => {
  it.each(IN_MODALS)("in a modal: %s (%s: %i)", (_thing, code, limit, pointer, make) => {
    expectLimit(code, limit, `/blocks/0${pointer}`, (size) => validateView(p.modal([make(size)])));
  });

  it.each(IN_MESSAGES)("in a message: %s (%s: %i)", (_thing, code, limit, pointer, make) => {
    expectLimit(code, limit, `/blocks/0${pointer}`, (size) => validateMessage(p.message([make(size)])));
  });

  it.each(AS_A_WHOLE)("%s (%s: %i)", (_thing, code, limit, pointer, check) => {
    expectLimit(code, limit, pointer, check);
  });

  it("counts letters outside the basic plane as one character each", () => {
    expect(validateView(p.modal([], { title: { type: "plain_text", text: "🦊".repeat(24) } }))).toEqual([]);
    expect(validateView(p.modal([], { title: { type: "plain_text", text: "🦊".repeat(25) } }))).toHaveLength(1);
  });
});
