import { catalogById } from "../../store/query/catalog.ts";
import { lastOutcomeIn, messagesAbout } from "../../store/query/message-ledger.ts";
import type { LedgerRow } from "../../store/query/message-ledger.ts";
import { staffOf } from "../../store/query/request-messages.ts";
import type { Reachable } from "../../store/query/request-messages.ts";
import type { AppDeps } from "../deps.ts";

const OWNERS_TOLD_MAX = 20;

/** How a catalog's approvals channel fares, and who is told of it. */
export interface ChannelState {
  catalogId: string;
  catalogName: string;
  channel: string;
  /** Slack's code for what the last card met; null when it got through. */
  failure: string | null;
  owners: readonly Reachable[];
  ledger: readonly LedgerRow[];
}

export async function readChannelState(
  { database: { read: db } }: AppDeps,
  { catalogId, channel }: { catalogId: string; channel: string },
): Promise<ChannelState> {
  const [catalog, outcome, owners] = await Promise.all([
    catalogById(db, catalogId),
    lastOutcomeIn(db, channel),
    staffOf(db, catalogId, ["owner"], OWNERS_TOLD_MAX),
  ]);
  const ledger = await messagesAbout(db, [catalogId]);
  const failure = outcome?.failure ?? null;
  return { catalogId, catalogName: catalog?.name ?? "", channel, failure, owners, ledger };
}
