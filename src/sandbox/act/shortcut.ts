import type { SandboxPerson } from "../contract.ts";
import { accepted, deliver, interaction } from "../delivery/deliver.ts";
import { interactionBase } from "../delivery/payloads.ts";
import { ImpossibleAct } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { failureWords } from "./dispatch.ts";

/** The person picks a global shortcut. */
export async function useShortcut(sandbox: Sandbox, person: SandboxPerson, callbackId: string): Promise<void> {
  const known = sandbox.workspace.shortcuts.some((shortcut) => shortcut.callbackId === callbackId);
  if (!known) throw new ImpossibleAct(`There is no shortcut "${callbackId}"`);
  const payload = {
    type: "shortcut",
    ...interactionBase(sandbox, person),
    callback_id: callbackId,
    trigger_id: sandbox.triggers.issue(person.id),
    action_ts: sandbox.conversations.timestamp(),
  };
  const answer = await deliver(sandbox, interaction(payload));
  if (!accepted(answer)) sandbox.notices.tell(person.id, failureWords(answer));
}
