import { fault, Refusal } from "../../domain/fault.ts";
import { staffFor } from "../../domain/permission/permit.ts";
import { REPORT_PARTS } from "../../domain/report.ts";
import type { ReportPart } from "../../domain/report.ts";
import { later } from "../../lib/duration.ts";
import { reportPart } from "../../store/query/report.ts";
import type { ReportRow } from "../../store/query/report.ts";
import { actingPerson } from "../acting-person.ts";
import { accessSight } from "../assignment/access-sight.ts";
import type { AppDeps } from "../deps.ts";

export type { ReportRow } from "../../store/query/report.ts";

/** How many lines of each part a message shows, how many days back requests count, and how many ahead access that ends. */
export const REPORT_LINES = 10;
export const REPORT_DAYS_BACK = 90;
export const REPORT_DAYS_AHEAD = 30;

/** One part of a report, and whether it has more lines. */
export interface ReportSection {
  part: ReportPart;
  rows: readonly ReportRow[];
  hasMore: boolean;
}

/** The catalogs in numbers, for user administrators all of them, for staff their own; refused for others. */
export async function readReport(
  deps: AppDeps,
  slackUserId: string,
  parts: readonly ReportPart[] = REPORT_PARTS,
  size = REPORT_LINES,
): Promise<ReportSection[]> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { catalogIds } = await accessSight(db, by);
  if (catalogIds !== "all" && catalogIds.length === 0)
    throw new Refusal(fault("notPermitted", { action: "report.view", ask: staffFor("assignment.view") }));
  const now = deps.clock.now();
  const times = { now, since: later(now, { days: -REPORT_DAYS_BACK }), until: later(now, { days: REPORT_DAYS_AHEAD }) };
  return Promise.all(
    parts.map(async (part) => {
      const rows = await reportPart(db, part, catalogIds, times, size + 1);
      return { part, rows: rows.slice(0, size), hasMore: rows.length > size };
    }),
  );
}
