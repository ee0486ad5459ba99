import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";

/**
 * Slack's errors after which the same call may work later: its own trouble, and a token that the administrators will
 * have to replace. Everything else that Slack says will be said again.
 */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
  "ratelimited",
  "rate_limited",
  "invalid_auth",
  "not_authed",
  "token_expired",
  "token_revoked",
]);

export type SlackFailure =
  | { kind: "rateLimited"; retryAfterMs: number }
  | { kind: "passing" }
  | { kind: "final"; code: string };

/** What a failed call means: wait as long as Slack says, try again, or never try it again. */
export function judgeFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: "rateLimited", retryAfterMs: error.retryAfter * 1000 };
  if (!(error instanceof WebAPIPlatformError) || PASSING.has(error.data.error)) return { kind: "passing" };
  return { kind: "final", code: error.data.error };
}
