/** What people send when they ask and decide. */
import { ACTION, encodeStage } from "../../src/slack/cards/ids.ts";
import { NOTHING_TYPED, requestView } from "../../src/slack/request-access/request-view.ts";
import { interactionBody, submissionBody } from "../load/requests.ts";
import { APPROVALS, APPROVER } from "../seed/requests.ts";

/** `Submit` in `Request access`. */
export function submitBody(slackUserId: string): string {
  const { packageId } = APPROVALS;
  const view = requestView({
    purpose: { named: null, repeats: null, reportId: null },
    choice: { hasReports: false, chosen: null },
    wanted: null,
    typed: NOTHING_TYPED,
  });
  const choice = { text: { type: "plain_text", text: "Starter" }, value: packageId };
  return submissionBody(slackUserId, view, {
    packageId: { value: { type: "external_select", selected_option: choice } },
    justification: { value: { type: "plain_text_input", value: "For the benchmark" } },
    isForPeriod: { value: { type: "radio_buttons", selected_option: { value: "no" } } },
  });
}

/** `Approve` on the card in the approvals channel. */
export function approveBody(requestId: string): string {
  const { channel } = APPROVALS;
  return interactionBody(APPROVER, {
    type: "block_actions",
    trigger_id: "1.2.3",
    response_url: "http://127.0.0.1:9/response",
    container: { type: "message", channel_id: channel, message_ts: "1.1", is_ephemeral: false },
    channel: { id: channel, name: "approvals" },
    message: { type: "message", ts: "1.1", text: "", blocks: [] },
    actions: [
      {
        type: "button",
        block_id: "decide",
        action_id: ACTION.approve,
        value: encodeStage({ requestId, stage: 0 }),
        action_ts: "1.1",
      },
    ],
  });
}
