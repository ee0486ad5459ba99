import { freeClaims } from "../../store/query/message-ledger.ts";
import type { Database } from "../../store/database.ts";

/** Frees the messages that a predecessor was at when it was killed; only for a process that is alone on its database. */
export async function freeMessages({ read }: Database): Promise<void> {
  await freeClaims(read);
}
