/** What stands in the workspace about a package, person by person. */
import type { RunningSandbox } from "../../src/sandbox/start-sandbox.ts";
import { sampleWorkspace } from "../../src/sandbox/workspace.ts";
import { act, screenOf } from "../sandbox/fake-bot.ts";

interface Card {
  text: string;
  buttons: {
    label: string;
    at: { place: { conversation: string; message: string }; blockId: string; actionId: string };
  }[];
}

function idOfPerson(name: string): string {
  const found = sampleWorkspace.people.find((each) => each.name.startsWith(`${name} `));
  if (!found) throw new Error(`There is no ${name} in the workspace.`);
  return found.id;
}

/** The app's direct messages to the person that name the package. */
async function cardsOf({ url }: RunningSandbox, person: string, packageName: string): Promise<Card[]> {
  const { conversations } = await screenOf(url, idOfPerson(person));
  return conversations
    .filter(({ kind }) => kind === "direct")
    .flatMap(({ id, messages }) =>
      messages
        .filter(({ blocks }) => JSON.stringify(blocks).includes(packageName))
        .map(({ ts, blocks }) => ({
          text: JSON.stringify(blocks),
          buttons: blocks.flatMap((block) =>
            block.type !== "actions"
              ? []
              : block.elements.flatMap((element) =>
                  element.type !== "button"
                    ? []
                    : {
                        label: element.text.text,
                        at: {
                          place: { conversation: id, message: ts },
                          blockId: block.block_id ?? "",
                          actionId: element.action_id ?? "",
                        },
                      },
                ),
          ),
        })),
    );
}

/**
 * How each of the person's messages about the package stands, in a word: "delivered", "delivering", "asks" where a
 * decision is asked for, else "told".
 */
export async function standingWith(sandbox: RunningSandbox, person: string, packageName: string): Promise<string[]> {
  return (await cardsOf(sandbox, person, packageName)).map(({ text, buttons }) => {
    if (buttons.some(({ label }) => label === "Approve" || label === "Deny")) return "asks";
    if (text.includes("Delivered")) return "delivered";
    return text.includes("Delivering") ? "delivering" : "told";
  });
}

/** Presses the button of this label on the person's message about the package; false when there is none. */
export async function presses(
  sandbox: RunningSandbox,
  person: string,
  packageName: string,
  label: string,
): Promise<boolean> {
  const cards = await cardsOf(sandbox, person, packageName);
  const button = cards.flatMap(({ buttons }) => buttons).find((one) => one.label === label);
  if (button) await act(sandbox.url, idOfPerson(person), { do: "press", at: button.at });
  return button !== undefined;
}
