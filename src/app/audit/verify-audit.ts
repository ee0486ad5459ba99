import { chainedRowsAfter } from "../../store/query/audit-chain.ts";
import type { ChainedRow } from "../../store/query/audit-chain.ts";
import type { Reader } from "../../store/database.ts";
import { CHAIN_START, chainFaultOf } from "./audit-chain.ts";
import type { ChainFault } from "./audit-chain.ts";

/** Rows that are read at once. */
const BATCH = 2_000;

export interface AuditProof {
  /** How many rows stand as they were written, from the first on. */
  proven: number;
  /** The hash of the last of them: kept elsewhere, it shows later that the end was not cut off. */
  lastHash: string | null;
  /** The first row with which something is wrong. */
  broken: { row: Pick<ChainedRow, "id" | "at" | "action">; because: ChainFault } | null;
  /** Whether the hash that was asked for is that of a proven row. */
  hasExpected: boolean;
}

/** Follows the audit trail's chain from its first row, and stops at the first that breaks it (domain.md D22). */
export async function verifyAudit(db: Reader, expected?: string): Promise<AuditProof> {
  const proof: AuditProof = { proven: 0, lastHash: null, broken: null, hasExpected: false };
  for (let afterId = "0"; ;) {
    const rows = await chainedRowsAfter(db, afterId, BATCH);
    for (const row of rows) {
      const because = chainFaultOf(row, proof.lastHash ?? CHAIN_START);
      if (because) return { ...proof, broken: { row, because } };
      proof.proven += 1;
      proof.lastHash = row.hash;
      proof.hasExpected ||= row.hash === expected;
    }
    const last = rows.at(-1);
    if (!last) return proof;
    afterId = last.id;
  }
}
