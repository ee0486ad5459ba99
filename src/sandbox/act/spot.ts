/** Finds what a person acts on, wherever it stands, and what is true of it there. */
import type { KnownBlock, Option, PlainTextOption } from "@slack/types";
import type { ElementAddress, ElementState, Place, SandboxPerson, StateValues } from "../contract.ts";
import type { Conversation, StoredMessage } from "../conversations.ts";
import { conversationName, messagePayload, viewPayload } from "../delivery/payloads.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { initialOptions, ownOptions, type PlacedElement, placedElements } from "../view/elements.ts";
import { valueIn, valuesOf } from "../view/values.ts";
import { blocksOf, type OpenView } from "../view/views.ts";

type Surface =
  | { kind: "view"; open: OpenView }
  | { kind: "message"; conversation: Conversation; message: StoredMessage };

/** A view or message that the person can act on now. */
export interface Spot {
  surface: Surface;
  blocks: KnownBlock[];
  values: StateValues;
  offered: Map<string, PlainTextOption[]>;
}

/** The modal in front, or the Home tab when no modal covers it. */
export function viewInFront(sandbox: Sandbox, person: SandboxPerson, viewId: string): OpenView {
  const front = sandbox.views.modals(person.id).at(-1) ?? sandbox.views.home(person.id);
  if (front?.id !== viewId) throw new ImpossibleAct("That view is not in front any more");
  return front;
}

/** The view or message at this place. */
export function spotAt(sandbox: Sandbox, person: SandboxPerson, place: Place): Spot {
  if ("view" in place) {
    const open = viewInFront(sandbox, person, place.view);
    return { surface: { kind: "view", open }, blocks: blocksOf(open), values: open.values, offered: open.offered };
  }
  const conversation = sandbox.conversations.find(place.conversation);
  const message = conversation && sandbox.conversations.message(conversation, place.message);
  const hidden = message?.onlyFor !== undefined && message.onlyFor !== person.id;
  if (!conversation?.members.has(person.id) || !message || hidden)
    throw new ImpossibleAct("That message is not there any more");
  const values = valuesOf(message.blocks, message.values.get(person.id));
  return {
    surface: { kind: "message", conversation, message },
    blocks: message.blocks,
    values,
    offered: message.offered,
  };
}

/** The element at this address. */
export function elementAt(
  spot: Spot,
  { blockId, actionId }: Pick<ElementAddress, "blockId" | "actionId">,
): PlacedElement {
  const placed = placedElements(spot.blocks).find((one) => one.blockId === blockId && one.actionId === actionId);
  if (!placed) throw new ImpossibleAct("That element is not on the screen any more");
  return placed;
}

function chosenIn(state: ElementState | undefined): PlainTextOption[] {
  const value = state && valueIn(state);
  if (!value) return [];
  return (Array.isArray(value) ? value : [value]) as PlainTextOption[];
}

/** The key under which an element's offered options are kept. */
export function offerKey({ blockId, actionId }: PlacedElement): string {
  return `${blockId}/${actionId}`;
}

/** Every option that the element may take now: its own, or what the app has offered, preset or let be chosen. */
export function optionsAt(spot: Spot, placed: PlacedElement): Option[] {
  const own = ownOptions(placed.element);
  if (own) return own;
  if (placed.element.type !== "external_select" && placed.element.type !== "multi_external_select") return [];
  const chosen = chosenIn(spot.values[placed.blockId]?.[placed.actionId]);
  return [...(spot.offered.get(offerKey(placed)) ?? []), ...chosen, ...initialOptions(placed.element)];
}

/** What payloads say of the place where the person acted. */
export function surfacePayload(sandbox: Sandbox, { surface, values }: Spot) {
  if (surface.kind === "view") {
    const { open } = surface;
    return { container: { type: "view", view_id: open.id }, view: viewPayload(sandbox, open) };
  }
  const { conversation, message } = surface;
  const isEphemeral = message.onlyFor !== undefined;
  return {
    container: { type: "message", message_ts: message.ts, channel_id: conversation.id, is_ephemeral: isEphemeral },
    channel: { id: conversation.id, name: conversationName(conversation) },
    // Slack does not keep ephemeral messages, so it cannot show them to the app again.
    ...(!isEphemeral && { message: messagePayload(sandbox, message) }),
    state: { values },
  };
}
