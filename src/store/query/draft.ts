import { eq, inArray, lt, sql } from "drizzle-orm";
import { DraftContent } from "../../domain/draft/draft.ts";
import type { DraftStep } from "../../domain/draft/draft.ts";
import { draft } from "../schema/draft.ts";
import type { Transaction, Writing } from "../database.ts";
import { wholeRows } from "./rows.ts";
import { given, statement } from "./statement.ts";
import type { Source } from "./statement.ts";

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

const decode = (row: Record<string, unknown>): DraftRow => {
  const decoded = DRAFT.decode(row);
  return { ...decoded, content: DraftContent.parse(decoded.content) };
};
const SELECT = sql`select ${DRAFT.columns} from ${draft}`;
const BY_ID = sql`${SELECT} where ${draft.id} = ${given("id")}`;

const findDraft = statement(BY_ID, decode);
const findForUpdate = statement(sql`${BY_ID} for update`, decode);
const findOpenForUpdate = statement(
  sql`${SELECT} where ${draft.ownerId} = ${given("ownerId")} and ${draft.packageId} is null for update`,
  decode,
);

export async function draftById(source: Source, id: string): Promise<DraftRow | undefined> {
  const [row] = await findDraft(source, { id });
  return row;
}

/** The draft, locked until the transaction ends. */
export async function lockDraft(tx: Transaction, id: string): Promise<DraftRow | undefined> {
  const [row] = await findForUpdate(tx, { id });
  return row;
}

/** The wizard a person has left open, locked. */
export async function lockOpenDraftOf(tx: Transaction, ownerId: string): Promise<DraftRow | undefined> {
  const [row] = await findOpenForUpdate(tx, { ownerId });
  return row;
}

export async function insertDraft(tx: Transaction, row: DraftRow): Promise<void> {
  await tx.insert(draft).values(row);
}

/** What is not given stays as it is. */
const update = statement(sql`update ${draft} set
    content = coalesce(${given("content")}::text::jsonb, content), step = coalesce(${given("step")}::draft_step, step),
    version = coalesce(${given("version")}::int, version),
    package_id = coalesce(${given("packageId")}::uuid, package_id),
    expires_at = coalesce(${given("expiresAt")}::timestamptz, expires_at)
  where ${draft.id} = ${given("id")}`);

export async function updateDraft(
  writing: Writing,
  id: string,
  {
    content,
    expiresAt,
    ...change
  }: Partial<Pick<DraftRow, "step" | "version" | "content" | "packageId" | "expiresAt">>,
): Promise<void> {
  const encoded = { content: content && JSON.stringify(content), expiresAt: expiresAt?.toISOString() };
  await update(writing, { ...change, ...encoded, id });
}

export async function deleteDraft(tx: Transaction, id: string): Promise<void> {
  await tx.delete(draft).where(eq(draft.id, id));
}

/** Deletes drafts that expired before then, whether or not they became packages; gives how many. */
export async function deleteExpiredDrafts(tx: Transaction, expiredBefore: Date, limit: number): Promise<number> {
  const old = tx.select({ id: draft.id }).from(draft).where(lt(draft.expiresAt, expiredBefore)).limit(limit);
  const deleted = await tx.delete(draft).where(inArray(draft.id, old)).returning({ id: draft.id });
  return deleted.length;
}
