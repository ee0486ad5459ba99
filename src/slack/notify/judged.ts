import { AnswerLost, MessageRefused } from "../../app/message/message-door.ts";
import { PutOff } from "../../lib/put-off.ts";
import type { Gate } from "./gate.ts";
import { judgeFailure } from "./slack-failure.ts";

/**
 * Makes a call and says what a failure means: MessageRefused for what cannot heal, PutOff when Slack wants to be left
 * alone for a while (slack.md C5, D5), AnswerLost when a message may have been posted; else what the client throws.
 * `channel`: where a message is being posted; nothing for other calls.
 */
export async function judged<Answer>(
  gate: Gate,
  method: string,
  channel: string | undefined,
  call: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await call();
  } catch (error) {
    const failure = judgeFailure(error);
    if (failure.kind === "final") throw new MessageRefused(failure.code);
    if (failure.kind === "passing") throw channel !== undefined && failure.mayBeDone ? new AnswerLost(error) : error;
    gate.close(method, failure.retryAfterMs, channel);
    throw new PutOff(failure.retryAfterMs, `Slack asked to wait with ${method}`);
  }
}
