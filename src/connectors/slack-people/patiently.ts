import { WebAPIRateLimitedError } from "@slack/web-api";

/** How often one page is asked for anew before giving up. */
const PATIENCE = 10;

/** Asks, and asks again after the time that Slack names when it is asked too often. */
export async function patiently<Answer>(
  ask: () => Promise<Answer>,
  wait: (ms: number) => Promise<unknown>,
): Promise<Answer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await ask();
    } catch (error) {
      if (!(error instanceof WebAPIRateLimitedError) || attempt >= PATIENCE) throw error;
      await wait(error.retryAfter * 1000);
    }
  }
}
