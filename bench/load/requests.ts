/** What Slack sends, as it sends it: form-encoded bodies, signed when they leave. */
import { signatureHeaders } from "../../src/sandbox/delivery/sign.ts";
import type { ModalView } from "@slack/types";
import { SIGNING_SECRET } from "../engine/bot.ts";

const TEAM = { id: "TBENCH", domain: "bench" };
const APP = { api_app_id: "ABENCH", token: "unused" };

/** A slash command. */
export function commandBody(slackUserId: string, text: string): string {
  return new URLSearchParams({
    ...APP,
    team_id: TEAM.id,
    team_domain: TEAM.domain,
    channel_id: "CBENCH",
    channel_name: "general",
    user_id: slackUserId,
    user_name: slackUserId.toLowerCase(),
    command: "/access",
    text,
    is_enterprise_install: "false",
    response_url: "http://127.0.0.1:9/response",
    trigger_id: "1.2.3",
  }).toString();
}

/** The letters typed into a select that is searched on the server. */
export function suggestionBody(
  slackUserId: string,
  options: { view: ModalView; blockId: string; actionId: string; text: string },
): string {
  const { view, blockId, actionId, text } = options;
  return interactionBody(slackUserId, {
    type: "block_suggestion",
    container: { type: "view", view_id: "VBENCH" },
    action_id: actionId,
    block_id: blockId,
    value: text,
    view: openView(view, {}),
  });
}

/** `Next` or `Create`. */
export function submissionBody(
  slackUserId: string,
  view: ModalView,
  values: Record<string, Record<string, object>>,
): string {
  return interactionBody(slackUserId, {
    type: "view_submission",
    trigger_id: "1.2.3",
    view: openView(view, values),
    response_urls: [],
  });
}

/** Whatever somebody does in a view or with a message. */
export function interactionBody(slackUserId: string, parts: object): string {
  const user = {
    id: slackUserId,
    username: slackUserId.toLowerCase(),
    name: slackUserId.toLowerCase(),
    team_id: TEAM.id,
  };
  return new URLSearchParams({
    payload: JSON.stringify({ team: TEAM, user, ...APP, enterprise: null, is_enterprise_install: false, ...parts }),
  }).toString();
}

function openView(view: ModalView, values: object) {
  return {
    id: "VBENCH",
    team_id: TEAM.id,
    ...view,
    private_metadata: view.private_metadata ?? "",
    state: { values },
    hash: "1.2",
    previous_view_id: null,
    root_view_id: "VBENCH",
    app_id: APP.api_app_id,
    external_id: "",
    app_installed_team_id: TEAM.id,
    bot_id: "BBOT",
  };
}

/** Somebody opens the Home tab. */
export function homeOpenedBody(slackUserId: string): string {
  return JSON.stringify({
    ...APP,
    type: "event_callback",
    team_id: TEAM.id,
    event: { type: "app_home_opened", user: slackUserId, channel: "DBENCH", tab: "home", event_ts: "1.2" },
    event_id: "EvBENCH",
    event_time: 1,
    authorizations: [{ enterprise_id: null, team_id: TEAM.id, user_id: "UBOT", is_bot: true }],
  });
}

/** The headers of a delivery that leaves now; events are JSON, all else is a form. */
export function deliveryHeaders(body: string): Record<string, string> {
  return {
    "content-type": body.startsWith("{") ? "application/json" : "application/x-www-form-urlencoded",
    "content-length": String(Buffer.byteLength(body)),
    ...signatureHeaders(SIGNING_SECRET, body, new Date()),
  };
}
