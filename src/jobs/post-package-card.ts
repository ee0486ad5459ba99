import { giveUpMessage, postOnce } from "../app/message/post-once.ts";
import type { LedgerKey, PostedMessage } from "../app/message/post-once.ts";
import type { Clock } from "../lib/clock.ts";
import type { Database } from "../store/database.ts";
import type { JobHandler, PackageCardPost } from "./catalog.ts";

/** The Slack side of the job. */
export interface PackageCardMessages {
  /** Posts the card and says where it stands; null when the package is gone, so that there is nothing to post. */
  post(payload: PackageCardPost): Promise<PostedMessage | null>;
  /** Tells the person who shared it that it could not be posted, and what to do. */
  explainFailure(payload: PackageCardPost, code: string): Promise<void>;
}

/** Posts a shared package's card, once for each time it was shared. */
export function postPackageCard(
  deps: { database: Database; clock: Clock },
  slack: PackageCardMessages,
): JobHandler<PackageCardPost> {
  const keyOf = ({ shareId, channel }: PackageCardPost): LedgerKey => ({
    kind: "packageCard",
    entityId: shareId,
    recipient: channel,
  });
  return {
    run: (payload) => postOnce(deps, keyOf(payload), () => slack.post(payload)),
    giveUp: (payload, code) => giveUpMessage(deps, keyOf(payload), code, () => slack.explainFailure(payload, code)),
  };
}
