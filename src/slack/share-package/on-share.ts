import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import type { ModalView } from "@slack/types";
import { sharePackage } from "../../app/package/share-package.ts";
import { ACTION, CALLBACK } from "../create-package/ids.ts";
import type { SlackDeps } from "../deps.ts";
import { answerSubmission, onSubmit } from "../kit/answer.ts";
import { context } from "../kit/block.ts";
import { channelField } from "../kit/field.ts";
import { modal } from "../kit/modal.ts";
import { readTyped, textAt } from "../kit/state.ts";

/** Listens to `Share`: asks for the channel, then has the card posted there. */
export function listenToShare(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.share, async ({ ack, body, action, client }) => {
    await ack();
    await client.views.push({ trigger_id: body.trigger_id, view: sharePane(action.value ?? "") });
  });
  onSubmit(app, CALLBACK.share, (submission) =>
    answerSubmission(submission, deps.log, async () => {
      const { view, body } = submission;
      await sharePackage(deps, body.user.id, {
        packageId: view.private_metadata,
        channel: textAt(readTyped(view.state.values), "channel"),
      });
      return undefined;
    }),
  );
}

export function sharePane(packageId: string): ModalView {
  return modal({
    callbackId: CALLBACK.share,
    title: "Share access package",
    submit: "Share",
    metadata: packageId,
    blocks: [
      channelField({ path: "channel", label: "Channel", value: null, hint: "The bot must be in the channel." }),
      context("Everybody in the channel will see the access package's card."),
    ],
  });
}
