import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { decideRequest } from "../../app/request/decide-request.ts";
import { readDecision } from "../../app/request/read-decision.ts";
import { Refusal } from "../../domain/fault.ts";
import { ACTION, decodeStage } from "../cards/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import type { ButtonClick, ClickAnswer } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { placeOf } from "../refresh/place.ts";
import type { Place } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { decisionPane, readMetadata } from "./decision-pane.ts";
import type { Decision } from "./decision-pane.ts";
import { CALLBACK } from "./ids.ts";

/** Listens to `Approve` and `Deny`, wherever they stand, and to the panes in which a decision gets its reason. */
export function listenToDecisions(app: App, deps: SlackDeps): void {
  for (const decision of ["approve", "deny"] as const) {
    app.action<BlockAction<ButtonAction>>(ACTION[decision], (click) =>
      answerClick(click, deps.log, () => onDecisionPressed(deps, click, decision)),
    );
    onSubmit(app, CALLBACK[decision], async (submission) => {
      const { view, body, client } = submission;
      let decidedIn: Place | undefined;
      await answerSubmission(submission, deps.log, async () => {
        const { place, ...stage } = readMetadata(view.private_metadata);
        const reason = textAt(readTyped(view.state.values), "reason");
        await decideRequest(deps, body.user.id, { ...stage, decision, reason });
        decidedIn = place;
        return undefined;
      });
      if (decidedIn) await refresh(deps, client, body.user.id, decidedIn);
    });
  }
}

/** Whether all that stands against the decision is that a reason is needed. */
async function lacksReason(decide: () => Promise<unknown>): Promise<boolean> {
  try {
    await decide();
    return false;
  } catch (error) {
    if (error instanceof Refusal && error.faults.every(({ field }) => field === "reason")) return true;
    throw error;
  }
}

/** Decides at once, where no reason is needed; else asks for it. Denying always asks. */
async function onDecisionPressed(
  deps: SlackDeps,
  { body, action, client }: ButtonClick,
  decision: Decision,
): Promise<ClickAnswer> {
  const user = body.user.id;
  const stage = decodeStage(action.value ?? "");
  const place = placeOf(body, action);
  try {
    const decide = () => decideRequest(deps, user, { ...stage, decision, reason: "" });
    if (decision === "deny" || (await lacksReason(() => attempt(deps, [user], decide))))
      return decisionPane(
        decision,
        await attempt(deps, [user], () => readDecision(deps, user, stage, decision)),
        place,
      );
  } catch (error) {
    // What was refused is out of date in a list; in a modal the refusal is drawn on top of it.
    if (place.kind === "listMessage" || place.kind === "home") await refresh(deps, client, user, place);
    throw error;
  }
  await refresh(deps, client, user, place);
  return undefined;
}
