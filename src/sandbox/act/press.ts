import type { ElementAddress, SandboxPerson } from "../contract.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { BlockElement } from "../view/elements.ts";
import { dispatchAction } from "./dispatch.ts";
import { elementAt, spotAt } from "./spot.ts";

function pressDetails(element: BlockElement, value: string | undefined): object {
  if (element.type === "button") {
    const { text, style, url } = element;
    return {
      text,
      ...(element.value !== undefined && { value: element.value }),
      ...(style && { style }),
      ...(url && { url }),
    };
  }
  if (element.type === "overflow") {
    const option = element.options.find((one) => one.value === value);
    if (!option) throw new ImpossibleAct("That option is not in the menu any more");
    return { selected_option: option };
  }
  throw new ImpossibleAct(`A ${element.type} cannot be pressed`);
}

/** The person presses a button, or picks an option of an overflow menu. */
export async function press(
  sandbox: Sandbox,
  person: SandboxPerson,
  at: ElementAddress,
  value?: string,
): Promise<void> {
  const spot = spotAt(sandbox, person, at.place);
  const placed = elementAt(spot, at);
  await dispatchAction(sandbox, person, spot, placed, pressDetails(placed.element, value));
}
