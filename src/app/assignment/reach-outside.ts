import type { DeliveryFailure } from "../../domain/assignment/settled-grant.ts";
import { ConnectorFailure } from "../../domain/resource/holding.ts";
import type { Logger } from "../../lib/log.ts";
import { briefly } from "../../lib/temporary.ts";

export type Reached<Answer> = { answer: Answer } | { failure: DeliveryFailure };

/**
 * Asks a system outside. What it cannot do is a code, not an error; what nobody foresaw is noted in the log, and may
 * pass.
 */
export async function reachOutside<Answer>(log: Logger, ask: () => Promise<Answer>): Promise<Reached<Answer>> {
  try {
    return { answer: await ask() };
  } catch (error) {
    const isForeseen = error instanceof ConnectorFailure;
    if (!isForeseen) log.error({ cause: briefly(error) }, "a connector failed in an unforeseen way");
    const { code, isTemporary } = isForeseen ? error : { code: "unknown", isTemporary: true };
    return { failure: { code, isTemporary } };
  }
}
