import { z } from "zod";
import type { PlanCounts } from "../../domain/packages-as-code/plan.ts";
import { importNoted } from "../../store/query/audit-history.ts";
import { catalogById } from "../../store/query/catalog.ts";
import { peopleById } from "../../store/query/person.ts";
import type { AppDeps } from "../deps.ts";

/** What a catalog's approvals channel is told of an import. */
export interface ImportNotice {
  channel: string;
  catalogName: string;
  by: string;
  fileName: string;
  counts: PlanCounts;
}

const count = z.object({ created: z.int(), changed: z.int() });
const Noted = z.object({
  fileName: z.string(),
  catalog: count,
  package: count,
  policy: count,
  rule: count.default({ created: 0, changed: 0 }),
});

/** What was imported, as the audit trail has noted it; null where the catalog is gone or has no approvals channel. */
export async function readImportNotice(
  { database: { read: db } }: AppDeps,
  catalogId: string,
  noticeId: string,
): Promise<ImportNotice | null> {
  const [catalog, row] = await Promise.all([catalogById(db, catalogId), importNoted(db, catalogId, noticeId)]);
  if (!catalog?.approvalsChannel || !row) return null;
  const [by] = await peopleById(db, [row.actorId]);
  const { fileName, ...counts } = Noted.parse(row.after);
  return {
    channel: catalog.approvalsChannel,
    catalogName: catalog.name,
    by: by?.name ?? "Somebody",
    fileName,
    counts,
  };
}
