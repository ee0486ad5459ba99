import { WebAPIPlatformError, WebAPIRequestError, WebAPIHTTPError, WebAPIRateLimitedError } from "@slack/web-api";
import type { WebClient } from "@slack/web-api";
import type { Logger } from "../../lib/log.ts";
import { StartFailure, untilItAnswers } from "../../lib/start.ts";

/** Who the bot is in its workspace. */
export interface BotIdentity {
  botToken: string;
  botId?: string;
  botUserId?: string;
}

/** Asks Slack whose token it is, and waits for Slack where it does not answer yet; a token that is refused stops the start. */
export async function identify(
  client: WebClient,
  options: { token: string; apiUrl: string; log: Logger; patienceMs?: number },
): Promise<BotIdentity> {
  const { token, apiUrl: address } = options;
  try {
    const { bot_id: botId, user_id: botUserId } = await untilItAnswers(
      { name: "Slack", address, ...options, isTemporary: isOutOfReach },
      () => client.auth.test(),
    );
    return { botToken: token, ...(botId && { botId }), ...(botUserId && { botUserId }) };
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError)) throw error;
    throw new StartFailure(
      `Slack at ${address} does not accept SLACK_BOT_TOKEN (${error.data.error}). Copy the Bot User OAuth Token again.`,
    );
  }
}

function isOutOfReach(error: unknown): boolean {
  return (
    error instanceof WebAPIRequestError || error instanceof WebAPIHTTPError || error instanceof WebAPIRateLimitedError
  );
}
