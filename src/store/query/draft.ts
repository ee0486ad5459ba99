import { eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { DraftContent } from "../../domain/draft/draft.ts";
import type { DraftStep } from "../../domain/draft/draft.ts";
import { draft } from "../schema/draft.ts";
import type { Reader, Transaction } from "../database.ts";
import { wholeRows } from "./rows.ts";

export interface DraftRow {
  id: string;
  ownerId: string;
  step: DraftStep;
  version: number;
  content: DraftContent;
  /** The package it became; null while the wizard is open. */
  packageId: string | null;
  expiresAt: Date;
}

const DRAFT = wholeRows(draft);

async function one(db: Reader, condition: SQL): Promise<DraftRow | undefined> {
  const [row] = await DRAFT.read(db, sql`select ${DRAFT.columns} from ${draft} where ${condition}`);
  return row && { ...row, content: DraftContent.parse(row.content) };
}

export async function draftById(db: Reader, id: string): Promise<DraftRow | undefined> {
  return one(db, sql`${draft.id} = ${id}`);
}

/** The draft, locked until the transaction ends. */
export async function lockDraft(tx: Transaction, id: string): Promise<DraftRow | undefined> {
  return one(tx, sql`${draft.id} = ${id} for update`);
}

/** The wizard a person has left open, locked. */
export async function lockOpenDraftOf(tx: Transaction, ownerId: string): Promise<DraftRow | undefined> {
  return one(tx, sql`${draft.ownerId} = ${ownerId} and ${draft.packageId} is null for update`);
}

export async function insertDraft(tx: Transaction, row: DraftRow): Promise<void> {
  await tx.insert(draft).values(row);
}

export async function updateDraft(
  tx: Transaction,
  id: string,
  change: Partial<Pick<DraftRow, "step" | "version" | "content" | "packageId" | "expiresAt">>,
): Promise<void> {
  await tx.update(draft).set(change).where(eq(draft.id, id));
}

export async function deleteDraft(tx: Transaction, id: string): Promise<void> {
  await tx.delete(draft).where(eq(draft.id, id));
}
