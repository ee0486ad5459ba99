import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";

/** Slack's errors that are Slack's own trouble: the same call may work later. */
const PASSING = new Set([
  "internal_error",
  "fatal_error",
  "service_unavailable",
  "request_timeout",
  "team_added_to_org",
]);

export type FailureKind = { kind: "rateLimited"; retryAfterMs: number } | { kind: "passing" | "final"; code: string };

/** What a failed attempt means for the job: wait as long as Slack says, try again, or give up. */
export function judgeFailure(error: unknown): FailureKind {
  if (error instanceof WebAPIRateLimitedError) return { kind: "rateLimited", retryAfterMs: error.retryAfter * 1000 };
  if (!(error instanceof WebAPIPlatformError)) return { kind: "passing", code: "failed" };
  const code = error.data.error;
  return { kind: PASSING.has(code) ? "passing" : "final", code };
}
