import type { Clock } from "../lib/clock.ts";
import type { Database } from "../store/database.ts";
import { claimMessage, recordFailure, recordPosted, releaseClaim } from "../store/query/message-ledger.ts";
import type { LedgerKey } from "../store/query/message-ledger.ts";
import type { JobHandler, PackageCardPost } from "./catalog.ts";

/** The Slack side of the job. */
export interface PackageCardMessages {
  /** Posts the card and says where it stands; null when the package is gone, so that there is nothing to post. */
  post(payload: PackageCardPost): Promise<{ channel: string; ts: string } | null>;
  /** Tells the person who shared it that it could not be posted, and what to do. */
  explainFailure(payload: PackageCardPost, code: string): Promise<void>;
}

/** Posts a shared package's card, once for each time it was shared. */
export function postPackageCard(
  { database, clock }: { database: Database; clock: Clock },
  slack: PackageCardMessages,
): JobHandler<PackageCardPost> {
  const db = database.read;
  const keyOf = ({ shareId, channel }: PackageCardPost): LedgerKey => ({
    kind: "packageCard",
    entityId: shareId,
    recipient: channel,
  });
  return {
    run: async (payload) => {
      const key = keyOf(payload);
      const claim = await claimMessage(db, key, clock.now());
      if (claim === "settled") return;
      if (claim === "busy") throw new Error("the card is being posted by another worker");
      try {
        const posted = await slack.post(payload);
        if (posted) await recordPosted(db, key, posted, clock.now());
        else await releaseClaim(db, key);
      } catch (error) {
        await releaseClaim(db, key);
        throw error;
      }
    },
    giveUp: async (payload, code) => {
      if (await recordFailure(db, keyOf(payload), code, clock.now())) await slack.explainFailure(payload, code);
    },
  };
}
