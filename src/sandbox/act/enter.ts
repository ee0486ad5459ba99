import type { ElementAddress, ElementState, EnteredValue, SandboxPerson } from "../contract.ts";
import type { Sandbox } from "../sandbox.ts";
import type { BlockElement, PlacedElement } from "../view/elements.ts";
import { enteredState } from "../view/enter.ts";
import { dispatchAction } from "./dispatch.ts";
import { elementAt, optionsAt, type Spot, spotAt } from "./spot.ts";

/** The ids of those whom or what a person can pick in this element. */
export function pickableIds(
  { people, conversations }: Sandbox,
  person: SandboxPerson,
  element: BlockElement,
): string[] {
  switch (element.type) {
    case "users_select":
    case "multi_users_select":
      return people
        .all()
        .filter(({ deactivated }) => !deactivated)
        .map(({ id }) => id);
    case "channels_select":
    case "multi_channels_select":
      return conversations
        .all()
        .filter(({ kind, isPrivate }) => kind === "channel" && !isPrivate)
        .map(({ id }) => id);
    case "conversations_select":
    case "multi_conversations_select":
      return conversations
        .all()
        .filter((one) => one.members.has(person.id) && matchesFilter(one.kind, one.isPrivate, element.filter?.include))
        .map(({ id }) => id);
    default:
      return [];
  }
}

function matchesFilter(kind: "channel" | "direct", isPrivate: boolean, include: string[] | undefined): boolean {
  const type = kind === "direct" ? "im" : isPrivate ? "private" : "public";
  return include === undefined || include.includes(type);
}

/** Whether Slack tells the app at once that this element's value has changed. */
function dispatches({ block, element }: PlacedElement, pressedEnter: boolean): boolean {
  if (block.type !== "input") return true;
  if (block.dispatch_action !== true) return false;
  if (!("dispatch_action_config" in element) && !isTyped(element)) return true;
  const config = "dispatch_action_config" in element ? element.dispatch_action_config : undefined;
  const on = config?.trigger_actions_on ?? ["on_enter_pressed"];
  return on.includes("on_character_entered") || (pressedEnter && on.includes("on_enter_pressed"));
}

function isTyped({ type }: BlockElement): boolean {
  return type.endsWith("_input");
}

function keep(
  sandbox: Sandbox,
  person: SandboxPerson,
  spot: Spot,
  { blockId, actionId }: PlacedElement,
  state: ElementState,
): void {
  spot.values = { ...spot.values, [blockId]: { ...spot.values[blockId], [actionId]: state } };
  const { surface } = spot;
  if (surface.kind === "view") {
    surface.open.values = spot.values;
    const { [blockId]: _put, ...errors } = surface.open.errors;
    surface.open.errors = errors;
  } else {
    surface.message.values.set(person.id, spot.values);
  }
  sandbox.audience.changed(person.id);
}

/** The person types, chooses, picks or clears. */
export async function enter(
  sandbox: Sandbox,
  person: SandboxPerson,
  at: ElementAddress,
  value: EnteredValue,
  pressedEnter = false,
): Promise<void> {
  const spot = spotAt(sandbox, person, at.place);
  const placed = elementAt(spot, at);
  const choosable = { options: optionsAt(spot, placed), ids: pickableIds(sandbox, person, placed.element) };
  const state = enteredState(placed.element, value, choosable);
  const before = JSON.stringify(spot.values[at.blockId]?.[at.actionId]);
  keep(sandbox, person, spot, placed, state);
  const changed = JSON.stringify(state) !== before;
  if (!(changed || pressedEnter) || !dispatches(placed, pressedEnter)) return;
  const { type: _type, ...details } = state;
  await dispatchAction(sandbox, person, spot, placed, details);
}
