import { z } from "zod";
import type { SandboxPerson } from "../contract.ts";
import { accepted, type Answer, deliver, interaction, jsonIn } from "../delivery/deliver.ts";
import { interactionBase, viewPayload } from "../delivery/payloads.ts";
import { ImpossibleAct, SlackRefusal } from "../refusal.ts";
import type { Sandbox } from "../sandbox.ts";
import { acceptedModal } from "../view/accept.ts";
import { submissionErrors } from "../view/checks.ts";
import { placedElements } from "../view/elements.ts";
import { valueIn } from "../view/values.ts";
import { blocksOf, type OpenView } from "../view/views.ts";
import { failureWords } from "./dispatch.ts";
import { viewInFront } from "./spot.ts";

const TROUBLE = "We had some trouble connecting. Try again?";

const Reply = z.discriminatedUnion("response_action", [
  z.object({ response_action: z.literal("errors"), errors: z.record(z.string(), z.string().min(1)) }),
  z.object({ response_action: z.literal("update"), view: z.unknown() }),
  z.object({ response_action: z.literal("push"), view: z.unknown() }),
  z.object({ response_action: z.literal("clear") }),
]);
type Reply = z.infer<typeof Reply>;

function showErrors(sandbox: Sandbox, open: OpenView, errors: Record<string, string>): void {
  open.errors = errors;
  sandbox.audience.changed(open.personId);
}

function showAppErrors(sandbox: Sandbox, open: OpenView, errors: Record<string, string>): void {
  const inputs = new Set(
    blocksOf(open)
      .filter(({ type }) => type === "input")
      .map((block) => block.block_id),
  );
  const strays = Object.keys(errors).filter((blockId) => !inputs.has(blockId));
  showErrors(sandbox, open, errors);
  if (strays.length > 0) throw new SlackRefusal("invalid_errors", [`no input block has the id ${strays.join(", ")}`]);
}

function carryOut(sandbox: Sandbox, open: OpenView, reply: Reply): void {
  const { views } = sandbox;
  switch (reply.response_action) {
    case "errors":
      return showAppErrors(sandbox, open, reply.errors);
    case "update":
      return void views.update({ viewId: open.id }, acceptedModal(reply.view));
    case "push":
      return void views.push(open.personId, acceptedModal(reply.view));
    case "clear":
      return views.closeAll(open.personId);
  }
}

function applyAnswer(sandbox: Sandbox, open: OpenView, answer: Answer): void {
  if (!accepted(answer)) throw new SlackRefusal(failureWords(answer));
  if (answer.body.trim() === "" || answer.body.trim() === "{}") {
    // The app may have replaced or closed nothing else meanwhile; only the view that was submitted goes.
    if (sandbox.views.modals(open.personId).at(-1)?.id === open.id) sandbox.views.closeTop(open.personId);
    return;
  }
  const reply = Reply.safeParse(jsonIn(answer.body));
  if (!reply.success) throw new SlackRefusal("invalid_response_action", [answer.body.slice(0, 200)]);
  carryOut(sandbox, open, reply.data);
}

/** Where the app may answer, if a conversation chosen in an input allows it. */
function responseUrls(sandbox: Sandbox, open: OpenView): object[] {
  return placedElements(blocksOf(open)).flatMap(({ block, blockId, actionId, element }) => {
    const enabled = "response_url_enabled" in element && element.response_url_enabled;
    const state = open.values[blockId]?.[actionId];
    const channel = state && valueIn(state);
    if (block.type !== "input" || !enabled || typeof channel !== "string") return [];
    const secret = sandbox.responseUrls.issue({ personId: open.personId, conversationId: channel });
    const response_url = `${sandbox.url()}/actions/${secret}`;
    return [{ block_id: blockId, action_id: actionId, channel_id: channel, response_url }];
  });
}

/** The person presses the modal's submit button. */
export async function submit(sandbox: Sandbox, person: SandboxPerson, viewId: string): Promise<void> {
  const open = viewInFront(sandbox, person, viewId);
  if (open.view.type !== "modal" || !open.view.submit) throw new ImpossibleAct("This view has nothing to submit");
  const errors = submissionErrors(open);
  showErrors(sandbox, open, errors);
  if (Object.keys(errors).length > 0) return;
  const payload = {
    type: "view_submission",
    ...interactionBase(sandbox, person),
    trigger_id: sandbox.triggers.issue(person.id),
    view: viewPayload(sandbox, open),
    response_urls: responseUrls(sandbox, open),
  };
  const answer = await deliver(sandbox, interaction(payload));
  try {
    applyAnswer(sandbox, open, answer);
  } catch (error) {
    if (!(error instanceof SlackRefusal)) throw error;
    sandbox.notices.tell(person.id, `${TROUBLE} (${error.message})`);
  }
}
