import type { HomeView, InputBlock, ModalView } from "@slack/types";
import { beforeEach, describe, expect, it } from "vitest";
import { Audience } from "../../src/sandbox/audience.ts";
import type { StateValues } from "../../src/sandbox/contract.ts";
import { valuesOf } from "../../src/sandbox/view/values.ts";
import { blocksOf, Views } from "../../src/sandbox/view/views.ts";

const plain = (text: string) => ({ type: "plain_text" as const, text });
const option = (text: string) => ({ text: plain(text), value: text });

function textInput(blockId: string, initial?: string): InputBlock {
  const element = {
    type: "plain_text_input" as const,
    action_id: "value",
    ...(initial !== undefined && { initial_value: initial }),
  };
  return { type: "input", block_id: blockId, label: plain(blockId), element };
}

function modal(title: string, more: Partial<ModalView> = {}): ModalView {
  return { type: "modal", title: plain(title), submit: plain("Next"), blocks: [textInput("name")], ...more };
}

const home: HomeView = { type: "home", blocks: [{ type: "divider" }] };

describe("the stack of modals", () => {
  let views: Views;
  beforeEach(() => {
    views = new Views(new Audience(), () => new Date(0));
  });

  it("holds three views that know root and predecessor", () => {
    const root = views.open("ada", modal("1"));
    const second = views.push("ada", modal("2"));
    const third = views.push("ada", modal("3"));
    expect([root.rootId, root.previousId]).toEqual([root.id, null]);
    expect([third.rootId, third.previousId]).toEqual([root.id, second.id]);
    expect(() => views.push("ada", modal("4"))).toThrow("push_limit_reached");
    expect(views.modals("ada")).toHaveLength(3);
  });

  it("belongs to one person", () => {
    views.open("ada", modal("1"));
    expect(views.modals("carl")).toEqual([]);
    expect(() => views.push("carl", modal("2"))).toThrow("not_found");
  });

  it("starts anew with every open", () => {
    views.open("ada", modal("1"));
    const second = views.open("ada", modal("2"));
    expect(views.modals("ada").map(({ id }) => id)).toEqual([second.id]);
  });

  it("forgets a view that is closed", () => {
    const root = views.open("ada", modal("1"));
    const pushed = views.push("ada", modal("2"));
    views.closeTop("ada");
    expect(() => views.update({ viewId: pushed.id }, modal("3"))).toThrow("not_found");
    expect(views.update({ viewId: root.id }, modal("3")).id).toBe(root.id);
    views.closeAll("ada");
    expect(() => views.update({ viewId: root.id }, modal("4"))).toThrow("not_found");
  });

  it("gives a new hash with every update, and refuses an old one", () => {
    const { id, hash } = views.open("ada", modal("1"));
    const newer = views.update({ viewId: id }, modal("2"), hash).hash;
    expect(newer).not.toBe(hash);
    expect(() => views.update({ viewId: id }, modal("3"), hash)).toThrow("hash_conflict");
    expect(views.find(id)?.view).toMatchObject({ title: plain("2") });
  });

  it("finds a view by its external_id, which no other view may have", () => {
    const open = views.open("ada", modal("1", { external_id: "draft" }));
    expect(views.update({ externalId: "draft" }, modal("2", { external_id: "draft" })).id).toBe(open.id);
    expect(() => views.open("carl", modal("3", { external_id: "draft" }))).toThrow("duplicate_external_id");
    expect(() => views.push("ada", modal("4", { external_id: "draft" }))).toThrow("duplicate_external_id");
    views.closeAll("ada");
    expect(views.open("carl", modal("5", { external_id: "draft" })).personId).toBe("carl");
  });

  it("gives ids to blocks and elements that have none", () => {
    const open = views.open(
      "ada",
      modal("1", { blocks: [{ type: "actions", elements: [{ type: "button", text: plain("Go") }] }] }),
    );
    const [block] = blocksOf(open);
    expect(block?.block_id).toMatch(/^\w{5}$/u);
    expect(block?.type === "actions" && block.elements[0]?.action_id).toMatch(/^\w{5}$/u);
  });

  it("keeps one Home tab for each person, whose id stays", () => {
    const first = views.publish("ada", home);
    const { id, hash } = first;
    expect(views.publish("ada", home).id).toBe(id);
    expect(() => views.publish("ada", home, hash)).toThrow("hash_conflict");
    expect(views.publish("carl", home).id).not.toBe(id);
  });

  it("does not turn a modal into a Home tab", () => {
    const { id } = views.open("ada", modal("1"));
    expect(() => views.update({ viewId: id }, home)).toThrow("not_found");
  });
});

describe("what a view knows of its values", () => {
  const typed = (text: string): StateValues => ({ name: { value: { type: "plain_text_input", value: text } } });

  it("starts with what is preset, and says null where nothing is", () => {
    expect(valuesOf([textInput("name", "preset")])).toEqual(typed("preset"));
    expect(valuesOf([textInput("name")])).toEqual({ name: { value: { type: "plain_text_input", value: null } } });
  });

  it("keeps what was typed where block_id and action_id stay the same, whatever is preset now", () => {
    expect(valuesOf([textInput("name", "another preset")], typed("typed"))).toEqual(typed("typed"));
    const other = valuesOf([textInput("name_2", "preset")], typed("typed"));
    expect(other).toEqual({ name_2: { value: { type: "plain_text_input", value: "preset" } } });
  });

  it("starts anew where the kind of element changes", () => {
    const number: InputBlock = {
      ...textInput("name"),
      element: { type: "number_input", action_id: "value", is_decimal_allowed: false },
    };
    expect(valuesOf([number], typed("typed"))).toEqual({ name: { value: { type: "number_input", value: null } } });
  });

  it("drops a choice that is not offered any more, and keeps the others", () => {
    const boxes = (...offered: string[]): InputBlock => ({
      type: "input",
      block_id: "b",
      label: plain("b"),
      element: { type: "checkboxes", action_id: "a", options: offered.map(option) },
    });
    const before = { b: { a: { type: "checkboxes", selected_options: [option("one"), option("two")] } } };
    expect(valuesOf([boxes("two", "three")], before)).toEqual({
      b: { a: { type: "checkboxes", selected_options: [option("two")] } },
    });
  });

  it.each([
    [{ type: "static_select", options: [option("a")] }, { selected_option: null }],
    [{ type: "radio_buttons", options: [option("a")], initial_option: option("a") }, { selected_option: option("a") }],
    [{ type: "external_select" }, { selected_option: null }],
    [{ type: "multi_external_select", initial_options: [option("a")] }, { selected_options: [option("a")] }],
    [{ type: "checkboxes", options: [option("a")] }, { selected_options: [] }],
    [{ type: "users_select", initial_user: "U1" }, { selected_user: "U1" }],
    [{ type: "multi_users_select" }, { selected_users: [] }],
    [{ type: "channels_select" }, { selected_channel: null }],
    [{ type: "multi_conversations_select" }, { selected_conversations: [] }],
    [{ type: "datepicker", initial_date: "2026-01-02" }, { selected_date: "2026-01-02" }],
    [{ type: "timepicker" }, { selected_time: null }],
    [{ type: "datetimepicker" }, { selected_date_time: null }],
    [{ type: "number_input", is_decimal_allowed: false, initial_value: "14" }, { value: "14" }],
  ])("holds $0.type in Slack's form", (element, expected) => {
    const block = { ...textInput("b"), element: { ...element, action_id: "a" } } as InputBlock;
    expect(valuesOf([block])).toEqual({ b: { a: { type: element.type, ...expected } } });
  });

  it("holds selects beside sections and in actions too, but no buttons", () => {
    const values = valuesOf([
      { type: "section", block_id: "s", text: plain("s"), accessory: { type: "users_select", action_id: "u" } },
      {
        type: "actions",
        block_id: "x",
        elements: [
          { type: "datepicker", action_id: "d" },
          { type: "button", action_id: "b", text: plain("b") },
        ],
      },
    ]);
    expect(values).toEqual({
      s: { u: { type: "users_select", selected_user: null } },
      x: { d: { type: "datepicker", selected_date: null } },
    });
  });
});
