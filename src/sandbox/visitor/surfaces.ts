/** The places on a screen where something can be read or done, and what stands there. */
import type { KnownBlock } from "@slack/types";
import type {
  ElementAddress,
  ElementState,
  Place,
  SandboxMessage,
  SandboxView,
  Screen,
  StateValues,
} from "../contract.ts";
import { type BlockElement, placedElements } from "../view/elements.ts";
import { stateShape } from "../view/values.ts";
import { plainWords, withoutEmphasis } from "./plain-words.ts";

export interface Surface {
  place: Place;
  blocks: KnownBlock[];
  values: StateValues;
  errors: Record<string, string>;
  people: Screen["people"];
}

/** Something with a label that holds a value. */
export interface Field {
  label: string;
  at: ElementAddress;
  element: BlockElement;
  state: ElementState;
  error: string | undefined;
  /** Whether the app hears of a new choice at once; of typed text it hears when Enter is pressed, if at all. */
  tellsApp: boolean;
}

/** Something with a label that can be pressed. */
export interface Pressable {
  label: string;
  at: ElementAddress;
  /** Which option of an overflow menu. */
  value?: string;
}

export function viewSurface({ people }: Screen, { id, view, values, errors }: SandboxView): Surface {
  return { place: { view: id }, blocks: view.blocks as KnownBlock[], values, errors, people };
}

export function messageSurface(
  { people }: Screen,
  conversation: string,
  { ts, blocks, values }: SandboxMessage,
): Surface {
  return { place: { conversation, message: ts }, blocks, values, errors: {}, people };
}

/** Every message that the person can see, newest first. */
export function newestMessages(screen: Screen): { conversation: string; message: SandboxMessage }[] {
  return screen.conversations
    .flatMap(({ id, messages }) => messages.map((message) => ({ conversation: id, message })))
    .toSorted((a, b) => Number(b.message.ts) - Number(a.message.ts));
}

function labelOf(block: KnownBlock, element: BlockElement, people: Screen["people"]): string {
  if (block.type === "input") return block.label.text;
  if (block.type === "section" && block.text) return withoutEmphasis(plainWords(block.text.text, people));
  return ("placeholder" in element && element.placeholder?.text) || element.type;
}

/** The fields on the surface, top to bottom. */
export function fieldsOn({ place, blocks, values, errors, people }: Surface): Field[] {
  return placedElements(blocks).flatMap(({ block, blockId, actionId, element }) => {
    const state = values[blockId]?.[actionId];
    if (!state || !stateShape(element.type)) return [];
    const isTyped = element.type.endsWith("_input");
    const tellsApp = block.type !== "input" || (block.dispatch_action === true && !isTyped);
    const at = { place, blockId, actionId };
    return [{ label: labelOf(block, element, people), at, element, state, error: errors[blockId], tellsApp }];
  });
}

/** The buttons on the surface, top to bottom, options of overflow menus among them. */
export function pressablesOn({ place, blocks }: Surface): Pressable[] {
  return placedElements(blocks).flatMap(({ blockId, actionId, element }): Pressable[] => {
    const at = { place, blockId, actionId };
    if (element.type === "button") return [{ label: element.text.text, at }];
    if (element.type !== "overflow") return [];
    return element.options.map(({ text, value }) => ({ label: text.text, at, ...(value !== undefined && { value }) }));
  });
}
