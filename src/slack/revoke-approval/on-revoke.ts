import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { listApproved } from "../../app/request/list-approved.ts";
import { readRevocation } from "../../app/request/read-revocation.ts";
import { revokeApproval } from "../../app/request/revoke-approval.ts";
import { ephemeral } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { answerClick } from "../kit/answer-click.ts";
import { readLoss } from "../kit/loss-pane.ts";
import { MomentCursor } from "../kit/moment-cursor.ts";
import { readTyped, textAt } from "../kit/state.ts";
import { placeOf } from "../refresh/place.ts";
import type { Place } from "../refresh/place.ts";
import { refresh } from "../refresh/refresh.ts";
import { approvedMessage } from "./approved-message.ts";
import { ACTION, CALLBACK } from "./ids.ts";
import { revocationPane } from "./revocation-pane.ts";

/** Listens to `Approved by me` and its `More`, to `Revoke approval`, and to its pane. */
export function listenToRevocations(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.list, (click) =>
    answerClick(click, deps.log, async () => ephemeral(approvedMessage(await listApproved(deps, click.body.user.id)))),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.more, (click) =>
    answerClick(click, deps.log, async () => {
      const after = MomentCursor.parse(JSON.parse(click.action.value ?? ""));
      const page = await listApproved(deps, click.body.user.id, after);
      return { ...ephemeral(approvedMessage(page)), replace_original: true };
    }),
  );
  app.action<BlockAction<ButtonAction>>(ACTION.open, (click) =>
    answerClick(click, deps.log, async () => {
      const { body, action } = click;
      return revocationPane(await readRevocation(deps, body.user.id, action.value ?? ""), placeOf(body, action));
    }),
  );
  onSubmit(app, CALLBACK.pane, async (submission) => {
    const { view, body, client } = submission;
    let revokedIn: Place | undefined;
    await answerSubmission(submission, deps.log, async () => {
      const { id: requestId, place } = readLoss(view.private_metadata);
      const reason = textAt(readTyped(view.state.values), "reason");
      await revokeApproval(deps, body.user.id, { requestId, reason });
      revokedIn = place;
      return undefined;
    });
    if (revokedIn) await refresh(deps, client, body.user.id, revokedIn);
  });
}
