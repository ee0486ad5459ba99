import type { KnownBlock, Option } from "@slack/types";
import type { ElementState, StateValues } from "../contract.ts";
import { type BlockElement, ownOptions, placedElements } from "./elements.ts";

interface StateShape {
  /** The key of the value in `state.values`. */
  field: string;
  /** The key of the element that presets it. */
  initial: string;
  many: boolean;
}

const one = (field: string, initial: string): StateShape => ({ field, initial, many: false });
const many = (field: string, initial: string): StateShape => ({ field, initial, many: true });

/** How each kind of element appears in `state.values`; what is not here has no state. */
const STATE_SHAPES: Readonly<Record<string, StateShape>> = {
  plain_text_input: one("value", "initial_value"),
  number_input: one("value", "initial_value"),
  email_text_input: one("value", "initial_value"),
  url_text_input: one("value", "initial_value"),
  rich_text_input: one("rich_text_value", "initial_value"),
  datepicker: one("selected_date", "initial_date"),
  timepicker: one("selected_time", "initial_time"),
  datetimepicker: one("selected_date_time", "initial_date_time"),
  radio_buttons: one("selected_option", "initial_option"),
  static_select: one("selected_option", "initial_option"),
  external_select: one("selected_option", "initial_option"),
  users_select: one("selected_user", "initial_user"),
  conversations_select: one("selected_conversation", "initial_conversation"),
  channels_select: one("selected_channel", "initial_channel"),
  checkboxes: many("selected_options", "initial_options"),
  multi_static_select: many("selected_options", "initial_options"),
  multi_external_select: many("selected_options", "initial_options"),
  multi_users_select: many("selected_users", "initial_users"),
  multi_conversations_select: many("selected_conversations", "initial_conversations"),
  multi_channels_select: many("selected_channels", "initial_channels"),
  file_input: many("files", "initial_files"),
};

/** Where the state of such an element keeps its value; undefined for buttons and the like. */
export function stateShape(elementType: string): StateShape | undefined {
  return STATE_SHAPES[elementType];
}

/** The state of an element with this value. */
export function stateWith(element: BlockElement, value: unknown): ElementState {
  const shape = stateShape(element.type);
  if (!shape) return { type: element.type };
  return { type: element.type, [shape.field]: value ?? (shape.many ? [] : null) };
}

/** The value within a state: null or an empty list where nothing has been entered. */
export function valueIn(state: ElementState): unknown {
  const shape = stateShape(state.type);
  return shape ? state[shape.field] : undefined;
}

function initialState(element: BlockElement, shape: StateShape): ElementState {
  return stateWith(element, new Map(Object.entries(element)).get(shape.initial));
}

/** A choice stays only while the element still offers it. */
function stillOffered(element: BlockElement, state: ElementState): ElementState {
  const options = ownOptions(element);
  if (!options) return state;
  const offers = (chosen: Option) => options.some(({ value }) => value === chosen.value);
  const value = valueIn(state);
  if (Array.isArray(value)) return stateWith(element, value.filter(offers));
  return value && !offers(value as Option) ? stateWith(element, null) : state;
}

/**
 * The values of a view that has just been shown or replaced: what was entered stays where block_id, action_id and kind are
 * the same, and `initial_*` counts for new elements only.
 */
export function valuesOf(blocks: KnownBlock[], before: StateValues = {}): StateValues {
  const values: StateValues = {};
  for (const { blockId, actionId, element } of placedElements(blocks)) {
    const shape = stateShape(element.type);
    if (!shape) continue;
    const kept = before[blockId]?.[actionId];
    const state = kept?.type === element.type ? stillOffered(element, kept) : initialState(element, shape);
    values[blockId] = { ...values[blockId], [actionId]: state };
  }
  return values;
}
