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

/** Those of them that leave open whether something was done. */
const UNCLEAR = new Set(["internal_error", "fatal_error", "service_unavailable", "request_timeout"]);

export type SlackFailure =
  | { kind: "rateLimited"; retryAfterMs: number }
  /** `mayBeDone`: nobody knows whether Slack has done what was asked of it. */
  | { kind: "passing"; mayBeDone: boolean }
  | { kind: "final"; code: string };

/** What a failed call means: wait as long as Slack says, try again, or never try it again. */
export function judgeFailure(error: unknown): SlackFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: "rateLimited", retryAfterMs: error.retryAfter * 1000 };
  if (!(error instanceof WebAPIPlatformError)) return { kind: "passing", mayBeDone: true };
  const { error: code } = error.data;
  return PASSING.has(code) ? { kind: "passing", mayBeDone: UNCLEAR.has(code) } : { kind: "final", code };
}
