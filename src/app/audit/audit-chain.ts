import { createHash } from "node:crypto";
import type { ChainedRow } from "../../store/query/audit-chain.ts";

/** What stands before the first row. */
export const CHAIN_START = "";

/** Altered: a column is not what it was. Missing before it: what it continues from is gone, or was replaced. */
export type ChainFault = "altered" | "missingBefore";

/** The hash that the row must have. Reckoned here once more, so that nobody has to trust the database's functions. */
export function hashOf(row: ChainedRow): string {
  const { previousHash, id, at, actorKind, actorId, action, targetKind, targetId } = row;
  const { catalogId, packageId, before, after, reason } = row;
  const who = [actorKind, actorId, action, targetKind, targetId, catalogId, packageId];
  const parts = [previousHash, id, at, ...who, before, after, reason];
  return createHash("sha256").update(parts.map(canonical).join("")).digest("hex");
}

/** A column as its length in bytes and its text, so that no two rows read the same; null has no length. */
function canonical(part: string | null): string {
  return part === null ? "-," : `${Buffer.byteLength(part)}:${part},`;
}

/** What is wrong with a row that should continue from that hash; null when nothing is. */
export function chainFaultOf(row: ChainedRow, continuesFrom: string): ChainFault | null {
  if (row.hash !== hashOf(row)) return "altered";
  return row.previousHash === continuesFrom ? null : "missingBefore";
}
