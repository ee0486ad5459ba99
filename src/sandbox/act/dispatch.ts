/** A person's click or choice, on its way to the app as `block_actions`. */
import type { SandboxPerson } from "../contract.ts";
import { accepted, type Answer, deliver, interaction } from "../delivery/deliver.ts";
import { interactionBase } from "../delivery/payloads.ts";
import type { Sandbox } from "../sandbox.ts";
import type { PlacedElement } from "../view/elements.ts";
import { type Spot, surfacePayload } from "./spot.ts";

/** What Slack tells a person whose click came to nothing. */
export function failureWords(answer: Answer): string {
  switch (answer.kind) {
    case "answered":
      return `This app responded with Status Code ${answer.status}.`;
    case "timeout":
      return "This app did not respond in time. Try again, or let its developer know (operation_timeout).";
    case "unreachable":
      return "This app could not be reached. Try again, or let its developer know.";
  }
}

/** Actions in messages may be answered later, where the message stands. */
function responseUrl(sandbox: Sandbox, person: SandboxPerson, { surface }: Spot): { response_url?: string } {
  if (surface.kind === "view") return {};
  const { conversation, message } = surface;
  const secret = sandbox.responseUrls.issue({
    personId: person.id,
    conversationId: conversation.id,
    messageTs: message.ts,
  });
  return { response_url: `${sandbox.url()}/actions/${secret}` };
}

/** Sends `block_actions` for one element; what it says beside type and ids depends on the kind of element. */
export async function dispatchAction(
  sandbox: Sandbox,
  person: SandboxPerson,
  spot: Spot,
  placed: PlacedElement,
  details: object,
): Promise<void> {
  const { element, blockId, actionId } = placed;
  const placeholder = "placeholder" in element ? element.placeholder : undefined;
  const action = {
    type: element.type,
    block_id: blockId,
    action_id: actionId,
    ...(placeholder && { placeholder }),
    ...details,
    action_ts: sandbox.conversations.timestamp(),
  };
  const payload = {
    type: "block_actions",
    ...interactionBase(sandbox, person),
    ...surfacePayload(sandbox, spot),
    ...responseUrl(sandbox, person, spot),
    trigger_id: sandbox.triggers.issue(person.id),
    actions: [action],
  };
  const answer = await deliver(sandbox, interaction(payload));
  if (!accepted(answer)) sandbox.notices.tell(person.id, failureWords(answer));
}
