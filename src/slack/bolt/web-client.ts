import { WebClient } from "@slack/web-api";
import type { WebClientOptions } from "@slack/web-api";
import type { Logger } from "../../lib/log.ts";
import { slackLogger } from "./logger.ts";

/** Told how each call of Slack's Web API ended: "ok", Slack's error code, "http_500" or "unreachable". */
export type OnCall = (method: string, result: string) => void;

type Fetch = NonNullable<WebClientOptions["fetch"]>;

/** Settings for the client that answers people: Slack gives three seconds in all, so it does not insist for long. */
export function requestClientOptions(options: { apiUrl: string; log: Logger; onCall: OnCall }): WebClientOptions {
  return {
    slackApiUrl: options.apiUrl,
    logger: slackLogger(options.log),
    fetch: countingFetch(options.apiUrl, options.onCall),
    timeout: 5_000,
    retryConfig: { retries: 1, minTimeout: 100, maxTimeout: 200 },
    rejectRateLimitedCalls: true,
  };
}

/** A client for jobs: the queue tries again, at the time that Slack names, so the client itself never waits. */
export function workerClient(options: { apiUrl: string; token: string; log: Logger; onCall: OnCall }): WebClient {
  const settings = { ...requestClientOptions(options), timeout: 10_000, retryConfig: { retries: 0 } };
  return new WebClient(options.token, settings);
}

function countingFetch(apiUrl: string, onCall: OnCall): Fetch {
  return async (url, init) => {
    const address = String(url);
    // Response URLs hold a secret, so they have one name for all.
    const method = address.startsWith(apiUrl) ? address.slice(apiUrl.length).split("?", 1).join() : "response_url";
    try {
      const response = await fetch(url, init);
      const body = await response.text();
      onCall(method, resultOf(response.status, body));
      return new Response(body, { status: response.status, headers: response.headers });
    } catch (error) {
      onCall(method, "unreachable");
      throw error;
    }
  };
}

function resultOf(status: number, body: string): string {
  if (status !== 200) return `http_${status}`;
  return /"ok"\s*:\s*false/.test(body) ? (/"error"\s*:\s*"(\w{1,60})"/.exec(body)?.[1] ?? "failed") : "ok";
}
