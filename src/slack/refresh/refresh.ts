import type { WebClient } from "@slack/web-api";
import { listMine } from "../../app/person/list-mine.ts";
import { listApproved } from "../../app/request/list-approved.ts";
import { listApprovals } from "../../app/request/list-approvals.ts";
import { readRequest } from "../../app/request/read-request.ts";
import { listReviews } from "../../app/review/list-reviews.ts";
import { briefly } from "../../lib/temporary.ts";
import { approvalsMessage } from "../approvals/approvals-message.ts";
import type { Message } from "../command/message.ts";
import { ephemeral } from "../command/message.ts";
import { detailsView } from "../decide/details-view.ts";
import type { SlackDeps } from "../deps.ts";
import { publishHome } from "../home/on-home.ts";
import { answerModal } from "../kit/answer-click.ts";
import { mineMessage } from "../mine/mine-message.ts";
import { packageRequestsPage } from "../package-requests/requests-page.ts";
import { reviewsMessage } from "../review/reviews-message.ts";
import { approvedMessage } from "../revoke-approval/approved-message.ts";
import { whoPage } from "../who/who-page.ts";
import type { ListName, Place } from "./place.ts";

/** Draws anew what stands where something was just done. It is done: what cannot be drawn is only noted. */
export async function refresh(deps: SlackDeps, client: WebClient, slackUserId: string, place: Place): Promise<void> {
  try {
    await drawAnew(deps, client, slackUserId, place);
  } catch (error) {
    deps.log.warn({ cause: briefly(error), place: place.kind }, "what was clicked could not be drawn anew");
  }
}

async function drawAnew(deps: SlackDeps, client: WebClient, slackUserId: string, place: Place): Promise<void> {
  switch (place.kind) {
    case "card":
      return;
    case "home":
      return publishHome(deps, client, slackUserId);
    case "listMessage":
      return replaceMessage(place.responseUrl, await listOf(deps, slackUserId, place));
    case "listModal": {
      const { blocks } = await listOf(deps, slackUserId, place);
      await client.views.update({ view_id: place.viewId, view: answerModal(blocks) });
      return;
    }
    case "details": {
      const view = detailsView(await readRequest(deps, slackUserId, place.requestId));
      await client.views.update({ view_id: place.viewId, view });
      return;
    }
  }
}

interface Listed {
  list: ListName;
  of: string;
}

async function listOf(deps: SlackDeps, slackUserId: string, { list, of }: Listed): Promise<Message> {
  switch (list) {
    case "approvals":
      return approvalsMessage(await listApprovals(deps, slackUserId));
    case "approved":
      return approvedMessage(await listApproved(deps, slackUserId));
    case "mine":
      return mineMessage(await listMine(deps, slackUserId));
    case "reviews":
      return reviewsMessage(await listReviews(deps, slackUserId));
    case "requests":
      return packageRequestsPage(deps, slackUserId, of);
    case "holders":
    case "held":
    case "waiting":
      return whoPage(deps, slackUserId, list, of);
  }
}

async function replaceMessage(responseUrl: string, message: Message): Promise<void> {
  const response = await fetch(responseUrl, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ ...ephemeral(message), replace_original: true }),
  });
  if (!response.ok) throw new Error(`Slack answered ${response.status}`);
}
