import type { SandboxPerson } from "../contract.ts";
import { accepted, deliver, interaction } from "../delivery/deliver.ts";
import { interactionBase, viewPayload } from "../delivery/payloads.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import type { OpenView } from "../view/views.ts";
import { failureWords } from "./dispatch.ts";

async function tellApp(sandbox: Sandbox, person: SandboxPerson, closed: OpenView, isCleared: boolean): Promise<void> {
  if (closed.view.type !== "modal" || closed.view.notify_on_close !== true) return;
  const payload = {
    type: "view_closed",
    ...interactionBase(sandbox, person),
    view: viewPayload(sandbox, closed),
    is_cleared: isCleared,
  };
  const answer = await deliver(sandbox, interaction(payload));
  if (!accepted(answer)) sandbox.notices.tell(person.id, failureWords(answer));
}

/** The person cancels the modal in front, or closes the whole stack by its X. */
export async function close(sandbox: Sandbox, person: SandboxPerson, viewId: string, all: boolean): Promise<void> {
  const stack = sandbox.views.modals(person.id);
  const [root] = stack;
  const front = stack.at(-1);
  if (!root || front?.id !== viewId) throw new ImpossibleAct("That modal is not in front any more");
  if (all || (front.view.type === "modal" && front.view.clear_on_close)) {
    sandbox.views.closeAll(person.id);
    return tellApp(sandbox, person, root, true);
  }
  sandbox.views.closeTop(person.id);
  return tellApp(sandbox, person, front, false);
}
