// @ts-check
/** All selects: short static ones as the browser's own, the others with search. */
/** @import { MultiSelect, Option, Select, StaticSelect } from "@slack/types" */
/** @import { Choice, ElementState } from "../../contract.ts" */
/** @import { ChoiceGroup } from "../combobox.js" */
/** @import { Slot, Widget } from "./slot.js" */
import { Combobox } from "../combobox.js";
import { h } from "../dom.js";
import { conversationChoices, matching, named, peopleChoices } from "../people-picker.js";
import { words } from "../text/text-object.js";
import { commit, describe, isPending, naming, stateOf } from "./slot.js";

const SEARCH_FROM = 13;
const TYPING_PAUSE = 200;
const SLACK_MIN_QUERY = 3;

/**
 * @param {Select | MultiSelect} element
 * @param {Slot} slot
 * @returns {Widget}
 */
export function select(element, slot) {
  if (element.type === "static_select" && isShort(element)) return nativeSelect(element, slot);
  return searchSelect(element, slot);
}

/** @param {Option} option @returns {Choice} */
function choice(option) {
  const description = words(option.description);
  return { text: words(option.text), value: option.value ?? "", ...(description ? { description } : {}) };
}

/** @param {{ options?: Option[], option_groups?: { label: import("@slack/types").PlainTextElement, options: Option[] }[] }} element @returns {ChoiceGroup[]} */
function groupsOf(element) {
  if (element.option_groups) {
    return element.option_groups.map((group) => ({ label: words(group.label), choices: group.options.map(choice) }));
  }
  return [{ label: null, choices: (element.options ?? []).map(choice) }];
}

/** @param {StaticSelect} element */
function isShort(element) {
  const all = groupsOf(element).flatMap(({ choices }) => choices);
  return all.length < SEARCH_FROM && all.every((one) => one.description === undefined);
}

/**
 * @param {StaticSelect} element
 * @param {Slot} slot
 * @returns {Widget}
 */
function nativeSelect(element, slot) {
  /** @param {Choice} one */
  const optionNode = (one) => h("option", { value: one.value }, one.text);
  const control = h(
    "select",
    {
      id: slot.id,
      "data-key": slot.key,
      "aria-required": slot.required ? "true" : null,
      ...naming(slot, words(element.placeholder) || "Select"),
    },
    h("option", { value: "" }, words(element.placeholder) || "Select an option"),
    groupsOf(element).flatMap(({ label, choices }) =>
      label === null ? choices.map(optionNode) : [h("optgroup", { label }, choices.map(optionNode))],
    ),
  );
  let before = element.initial_option?.value ?? "";
  /** @param {string} value */
  const show = (value) => {
    before = value;
    control.value = value;
    control.classList.toggle("empty", value === "");
  };
  control.addEventListener("change", () => {
    const old = before;
    show(control.value);
    void commit(slot, element, control.value || null, () => show(old));
  });
  describe(control, slot);
  show(before);
  /** @param {ElementState | undefined} state */
  const sync = (state) => {
    if (state !== undefined && !isPending(slot)) show(chosenIn(state)[0]?.value ?? "");
  };
  sync(stateOf(slot));
  return { node: h("div", { class: "select" }, control), controls: [control], sync };
}

/**
 * @param {Select | MultiSelect} element
 * @param {Slot} slot
 * @returns {Widget}
 */
function searchSelect(element, slot) {
  const { workspace } = slot.surface;
  const multiple = element.type.startsWith("multi_");
  const external = element.type === "external_select" || element.type === "multi_external_select";
  const box = new Combobox({
    id: slot.id,
    key: slot.key,
    naming: naming(slot, words(element.placeholder) || "Select"),
    required: slot.required,
    multiple,
    most: ("max_selected_items" in element ? element.max_selected_items : undefined) ?? Number.POSITIVE_INFINITY,
    placeholder: words(element.placeholder) || (multiple ? "Choose…" : "Select an option"),
    minQuery: external ? (element.min_query_length ?? SLACK_MIN_QUERY) : 0,
    delay: external ? TYPING_PAUSE : 0,
    load: async (query) => {
      if (external) return [{ label: null, choices: await workspace.options(slot.at, query) }];
      return offered(element, workspace).map((group) => ({ ...group, choices: matching(group.choices, query) }));
    },
    changed: (choices) => {
      const before = known;
      known = choices;
      const ids = choices.map((one) => one.value);
      void commit(slot, element, multiple ? ids : (ids[0] ?? null), () => {
        known = before;
        box.show(before);
      });
    },
  });
  let known = initialOf(element, workspace);
  box.show(known);
  describe(box.input, slot);
  /** @param {ElementState | undefined} state */
  const sync = (state) => {
    if (state === undefined || isPending(slot)) return;
    known = chosenIn(state).map((one) => (one.text === "" ? named(workspace, one.value) : one));
    box.show(known);
  };
  sync(stateOf(slot));
  return { node: box.node, controls: [box.input], sync };
}

/**
 * @param {Select | MultiSelect} element
 * @param {import("../workspace.js").Workspace} workspace
 * @returns {ChoiceGroup[]}
 */
function offered(element, workspace) {
  switch (element.type) {
    case "static_select":
    case "multi_static_select":
      return groupsOf(element);
    case "users_select":
    case "multi_users_select":
      return [{ label: null, choices: peopleChoices(workspace) }];
    case "conversations_select":
    case "multi_conversations_select":
      return [{ label: null, choices: conversationChoices(workspace, element.filter) }];
    case "channels_select":
    case "multi_channels_select":
      return [{ label: null, choices: conversationChoices(workspace, { include: ["public"] }) }];
    default:
      return [];
  }
}

/**
 * `initial_option`, `initial_users` and so on, for the surfaces whose values the server does not keep.
 *
 * @param {Select | MultiSelect} element
 * @param {import("../workspace.js").Workspace} workspace
 */
function initialOf(element, workspace) {
  /** @type {Record<string, unknown>} */
  const state = {};
  for (const [name, value] of Object.entries(element)) {
    if (name.startsWith("initial_")) state[name.replace("initial_", "selected_")] = value;
  }
  return chosenIn({ ...state, type: element.type }).map((one) => (one.text === "" ? named(workspace, one.value) : one));
}

const SINGLE_IDS = ["selected_user", "selected_conversation", "selected_channel"];
const SEVERAL_IDS = ["selected_users", "selected_conversations", "selected_channels"];

/**
 * What a state says is chosen; ids without a text.
 *
 * @param {ElementState} state
 * @returns {Choice[]}
 */
function chosenIn(state) {
  const one = /** @type {Option | null | undefined} */ (state["selected_option"]);
  const several = /** @type {Option[] | undefined} */ (state["selected_options"]);
  const ids = [
    ...SINGLE_IDS.map((name) => state[name]),
    ...SEVERAL_IDS.flatMap((name) => /** @type {string[] | undefined} */ (state[name]) ?? []),
  ];
  return [
    ...(one ? [choice(one)] : []),
    ...(several ?? []).map(choice),
    ...ids.flatMap((id) => (typeof id === "string" && id !== "" ? [{ text: "", value: id }] : [])),
  ];
}
