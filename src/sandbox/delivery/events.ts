import { setTimeout as sleep } from "node:timers/promises";
import { slackId } from "../ids.ts";
import type { Sandbox } from "../sandbox.ts";
import { accepted, type Answer, type Delivery, deliver } from "./deliver.ts";
import { VERIFICATION_TOKEN } from "./payloads.ts";

function retryReason(answer: Answer): string {
  switch (answer.kind) {
    case "timeout":
      return "http_timeout";
    case "unreachable":
      return "connection_failed";
    case "answered":
      return "http_error";
  }
}

function wantsNoRetry(answer: Answer): boolean {
  return answer.kind === "answered" && answer.headers.get("x-slack-no-retry") === "1";
}

async function retry(sandbox: Sandbox, delivery: Delivery, first: Answer): Promise<void> {
  let last = first;
  for (const [index, ms] of sandbox.eventRetriesMs.entries()) {
    await sleep(ms, undefined, { ref: false, signal: sandbox.stopping });
    const headers = { "x-slack-retry-num": String(index + 1), "x-slack-retry-reason": retryReason(last) };
    last = await deliver(sandbox, { ...delivery, headers });
    if (accepted(last) || wantsNoRetry(last)) return;
  }
}

/** Whether the app has subscribed to events of this name. */
export function subscribesTo({ workspace }: Sandbox, name: string): boolean {
  return workspace.events === undefined || workspace.events.includes(name);
}

/**
 * Tells the bot what happened, if it has asked to hear of it. Resolves after the first attempt; further ones follow on
 * their own while the bot does not take it.
 */
export async function deliverEvent(sandbox: Sandbox, subscription: string, event: { type: string }): Promise<void> {
  if (!subscribesTo(sandbox, subscription)) return;
  const { team, bot } = sandbox;
  const eventId = slackId("Ev");
  const body = JSON.stringify({
    token: VERIFICATION_TOKEN,
    team_id: team.id,
    context_team_id: team.id,
    context_enterprise_id: null,
    api_app_id: bot.appId,
    event,
    type: "event_callback",
    event_id: eventId,
    event_time: Math.floor(sandbox.now().getTime() / 1000),
    authorizations: [
      { enterprise_id: null, team_id: team.id, user_id: bot.userId, is_bot: true, is_enterprise_install: false },
    ],
    is_ext_shared_channel: false,
    event_context: `4-${Buffer.from(JSON.stringify({ et: event.type, id: eventId, tid: team.id })).toString("base64url")}`,
  });
  const delivery: Delivery = { name: "event", contentType: "application/json", body };
  const first = await deliver(sandbox, delivery);
  // A stop of the sandbox ends the waiting between two attempts.
  if (!accepted(first) && !wantsNoRetry(first)) void retry(sandbox, delivery, first).catch(() => undefined);
}
