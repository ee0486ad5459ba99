/** What stands in the workspace about packages, person by person. */
import type { KnownBlock } from "@slack/types";
import type { ElementAddress } from "../../src/sandbox/contract.ts";
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import { act, screenOf } from "../sandbox/fake-bot.ts";

/** How a card stands: access is given, or about to be; a decision is asked for; or else it only tells. */
export type Standing = "delivered" | "delivering" | "asks" | "told";

export interface Card {
  text: string;
  standing: Standing;
  buttons: { label: string; at: ElementAddress }[];
}

function idOfPerson(name: string): string {
  const found = sampleWorkspace.people.find((each) => each.name.startsWith(`${name} `));
  if (!found) throw new Error(`There is no ${name} in the workspace.`);
  return found.id;
}

/** The app's direct messages to the person that name the package, oldest first. */
export async function cardsOf({ url }: RunningSandbox, person: string, packageName: string): Promise<Card[]> {
  const { conversations } = await screenOf(url, idOfPerson(person));
  return conversations
    .filter(({ kind }) => kind === "direct")
    .flatMap(({ id, messages }) => messages.map((message) => ({ conversation: id, ...message })))
    .filter(({ blocks }) => JSON.stringify(blocks).includes(packageName))
    .map(({ conversation, ts, blocks }) => {
      const buttons = blocks.flatMap((block) => buttonsIn(block, { conversation, message: ts }));
      const text = JSON.stringify(blocks);
      return { text, buttons, standing: standingOf(text, buttons) };
    });
}

function buttonsIn(block: KnownBlock, place: { conversation: string; message: string }): Card["buttons"] {
  if (block.type !== "actions") return [];
  return block.elements.flatMap((element) => {
    if (element.type !== "button") return [];
    const at = { place, blockId: block.block_id ?? "", actionId: element.action_id ?? "" };
    return [{ label: element.text.text, at }];
  });
}

function standingOf(text: string, buttons: Card["buttons"]): Standing {
  if (buttons.some(({ label }) => label === "Approve" || label === "Deny")) return "asks";
  if (text.includes("Delivered")) return "delivered";
  return text.includes("Delivering") ? "delivering" : "told";
}

/** How each of the person's messages about the package stands. */
export async function standingWith(sandbox: RunningSandbox, person: string, packageName: string): Promise<Standing[]> {
  return (await cardsOf(sandbox, person, packageName)).map(({ standing }) => standing);
}

/** Presses every button of this label that the person has on messages about the package. */
export async function presses(
  sandbox: RunningSandbox,
  person: string,
  packageName: string,
  label: string,
): Promise<void> {
  const cards = await cardsOf(sandbox, person, packageName);
  const buttons = cards.flatMap((card) => card.buttons).filter((button) => button.label === label);
  for (const { at } of buttons) await act(sandbox.url, idOfPerson(person), { do: "press", at });
}
