import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Verdict } from "../../domain/permission/standing.ts";
import { directReport, directReportsOf } from "../../store/query/direct-report.ts";
import type { DirectReport } from "../../store/query/direct-report.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { OPTIONS_MAX } from "../draft/read-options.ts";

/** Whom a request is for: whoever asks, or a direct report of theirs. */
export interface Requestor extends Pick<
  ActingPerson,
  "id" | "name" | "isGuest" | "organizationId" | "organizationState"
> {
  isReport: boolean;
}

/**
 * Whom a request is for, as things are now; `reportId`: the direct report, null for whoever asks themselves. Refused, on
 * `requestFor`, for everybody else (domain.md 2.2, R23). `find` may lock the report.
 */
export async function requestorFor<Db extends Reader>(
  db: Db,
  by: ActingPerson,
  reportId: string | null,
  find: (db: Db, managerId: string, id: string) => ReturnType<typeof directReport> = directReport,
): Promise<Requestor> {
  if (reportId === null) return { ...by, isReport: false };
  const report = await find(db, by.id, reportId);
  if (!report) throw new Refusal(fault("notDirectReport", {}, "requestFor"));
  return { ...report, isReport: true };
}

/** Whether whoever asks may ask for them. */
export function permitRequest(by: ActingPerson, { isReport }: Requestor): Verdict {
  return isReport
    ? permit("request.submitForReport", { ...standingOf(by), derived: ["requestorsManager"] })
    : permit("request.submit", { ...standingOf(by), derived: ["requestor"] });
}

/** Whom the person can ask for besides themselves, and whom they have chosen. */
export interface RequestorChoice {
  hasReports: boolean;
  /** The direct report; null for whoever asks themselves. */
  chosen: DirectReport | null;
}

/** For whom the form is drawn. Refused where the one who is chosen is no direct report any more. */
export async function readRequestorChoice(
  deps: AppDeps,
  slackUserId: string,
  reportId: string | null,
): Promise<RequestorChoice> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  if (reportId === null) return { hasReports: (await directReportsOf(db, by.id, "", 1)).length > 0, chosen: null };
  const { id, name } = await requestorFor(db, by, reportId);
  return { hasReports: true, chosen: { id, name } };
}

/** The direct reports whose name holds the text, as far as a select shows them beside whoever asks. */
export async function directReportOptions(deps: AppDeps, slackUserId: string, text: string): Promise<DirectReport[]> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  return directReportsOf(db, by.id, text, OPTIONS_MAX - 1);
}
