import type {
  ActionsBlockElement,
  FileInput,
  InputBlockElement,
  KnownBlock,
  Option,
  PlainTextOption,
  SectionBlockAccessory,
} from "@slack/types";
import { generatedId } from "../ids.ts";

export type BlockElement = ActionsBlockElement | SectionBlockAccessory | InputBlockElement | FileInput;

/** An element and where it stands. */
export interface PlacedElement {
  block: KnownBlock;
  blockId: string;
  element: BlockElement;
  actionId: string;
}

function elementsIn(block: KnownBlock): BlockElement[] {
  switch (block.type) {
    case "input":
      return [block.element];
    case "actions":
      return block.elements;
    case "section":
      return block.accessory ? [block.accessory] : [];
    case "card":
      return block.actions ?? [];
    default:
      return [];
  }
}

/** Every element of the blocks that a person can act on, in the order of the screen. */
export function placedElements(blocks: KnownBlock[]): PlacedElement[] {
  return blocks.flatMap((block) =>
    elementsIn(block).flatMap((element) => {
      if (element.type === "image") return [];
      return [{ block, blockId: block.block_id ?? "", element, actionId: element.action_id ?? "" }];
    }),
  );
}

/** A copy of the blocks in which every block and element has an id, as Slack sees to it. */
export function withIds(blocks: KnownBlock[]): KnownBlock[] {
  const copies = structuredClone(blocks);
  for (const block of copies) {
    block.block_id ??= generatedId();
    for (const element of elementsIn(block)) {
      if (element.type !== "image") element.action_id ??= generatedId();
    }
  }
  return copies;
}

/** The options written into the element itself, those of groups included; undefined where they come from elsewhere. */
export function ownOptions(element: BlockElement): Option[] | undefined {
  switch (element.type) {
    case "radio_buttons":
    case "checkboxes":
    case "overflow":
      return element.options;
    case "static_select":
    case "multi_static_select":
      return element.options ?? element.option_groups?.flatMap((group) => group.options) ?? [];
    default:
      return undefined;
  }
}

/** The options that an external select shows at first. */
export function initialOptions(element: BlockElement): PlainTextOption[] {
  if (element.type === "external_select") return element.initial_option ? [element.initial_option] : [];
  if (element.type === "multi_external_select") return element.initial_options ?? [];
  return [];
}
