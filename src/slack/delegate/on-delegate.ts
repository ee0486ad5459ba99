import type { App, BlockAction, ButtonAction } from "@slack/bolt";
import { delegateApprovals, endDelegation } from "../../app/delegation/delegate-approvals.ts";
import { readDelegations } from "../../app/delegation/read-delegations.ts";
import { ephemeral } from "../command/message.ts";
import type { Message } from "../command/message.ts";
import type { SlackDeps } from "../deps.ts";
import { answerClick } from "../kit/answer-click.ts";
import { attempt } from "../kit/attempt.ts";
import { note } from "../kit/block.ts";
import { delegationsMessage, HOW } from "./delegations-message.ts";
import { ACTION } from "./ids.ts";
import { parseDelegate } from "./parse-delegate.ts";

/** Answers `/access delegate`: names a delegate, and shows one's delegations. */
export async function delegateAnswer(deps: SlackDeps, slackUserId: string, rest: string): Promise<Message> {
  const typed = parseDelegate(rest);
  if (typed.kind === "unclear") return { text: HOW, blocks: [note(HOW)] };
  if (typed.kind === "delegate")
    await attempt(deps, [slackUserId, typed.slackUserId], () => delegateApprovals(deps, slackUserId, typed));
  return delegationsMessage(await readDelegations(deps, slackUserId));
}

/** Listens to `End delegation`. */
export function listenToDelegations(app: App, deps: SlackDeps): void {
  app.action<BlockAction<ButtonAction>>(ACTION.end, (click) =>
    answerClick(click, deps.log, async () => {
      const user = click.body.user.id;
      await endDelegation(deps, user, { delegationId: click.action.value ?? "" });
      return { ...ephemeral(delegationsMessage(await readDelegations(deps, user))), replace_original: true };
    }),
  );
}
