import type { App } from "@slack/bolt";
import type { Logger } from "../../lib/log.ts";
import { briefly } from "../../lib/temporary.ts";
import { option } from "./field.ts";
import type { Choice } from "./field.ts";
import { inTime } from "./in-time.ts";
import type { readTyped } from "./state.ts";

/** Somebody searches in a select. */
export interface Suggestion {
  text: string;
  /** The field that asks. */
  path: string;
  userId: string;
  view: { private_metadata: string; state?: { values: Parameters<typeof readTyped>[0] } } | undefined;
}

/** Answers a searched select. Slack takes no later answer: a failure is logged, and the list stays empty. */
export function onSuggestion(
  app: App,
  log: Logger,
  actionId: string | RegExp,
  find: (suggestion: Suggestion) => Promise<readonly Choice[]>,
): void {
  app.options(actionId, async ({ ack, body, payload }) => {
    let found: readonly Choice[] = [];
    try {
      const suggestion = {
        text: payload.value ?? "",
        path: payload.block_id,
        userId: body.user.id,
        view: body.view as Suggestion["view"],
      };
      found = await inTime(() => find(suggestion));
    } catch (error) {
      log.warn({ cause: briefly(error), actionId: payload.action_id }, "no options could be offered");
    }
    await ack({ options: found.map(option) });
  });
}
