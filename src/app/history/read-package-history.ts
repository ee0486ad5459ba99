import { auditOfPackage, namesOfBeneficiaries } from "../../store/query/audit-history.ts";
import type { AuditRow } from "../../store/query/audit-history.ts";
import { peopleById } from "../../store/query/person.ts";
import { resourcesById } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";

/** How many events one page of the history lists. */
export const HISTORY_PAGE = 10;

/** What is noted of an event before and after it, by its name. */
export type Noted = Readonly<Record<string, unknown>>;

/** One event of the audit trail, with the names of those whom it concerns. */
export interface HistoryEntry {
  id: number;
  at: Date;
  action: string;
  targetKind: string;
  /** Who did it; null for work of the system's own. */
  by: string | null;
  /** Whom the request or the access is for, where it is about one. */
  beneficiary: string | null;
  before: Noted;
  after: Noted;
  reason: string | null;
}

/** One page of a package's history, newest first. */
export interface PackageHistory {
  packageId: string;
  packageName: string;
  rows: readonly HistoryEntry[];
  /** The names of the people and resources that the events mention, by id. */
  names: ReadonlyMap<string, string>;
  /** Whether requests and assignments are left out, as whoever asks may not view them. */
  isPart: boolean;
  /** The last event on this page, when there are more. */
  next: number | null;
}

/**
 * Who did what when to a package, newest first (words.md 1, D22). For everybody with a role in its catalog; those who
 * may not view requests and assignments see only what was done to the package and its policies. Refused for others,
 * with whom to ask.
 */
export async function readPackageHistory(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  beforeId: number | null = null,
): Promise<PackageHistory> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found, may } = await packageForStaff(db, by, packageId, { action: "package.view", told: "package.history" });
  const isPart = !(may("request.view") && may("assignment.view"));
  const kinds = isPart ? (["package", "policy"] as const) : ("all" as const);
  const some = await auditOfPackage(db, packageId, HISTORY_PAGE + 1, { beforeId, kinds });
  const rows = some.slice(0, HISTORY_PAGE);
  const [beneficiaries, names] = await Promise.all([beneficiariesOf(db, rows), namesIn(db, rows)]);
  return {
    packageId,
    packageName: found.name,
    rows: rows.map((row) => entryOf(row, names, beneficiaries)),
    names,
    isPart,
    next: some.length > HISTORY_PAGE ? (rows.at(-1)?.id ?? null) : null,
  };
}

type Names = ReadonlyMap<string, string>;

function entryOf(row: AuditRow, names: Names, beneficiaries: Names): HistoryEntry {
  const { id, at, action, targetKind, targetId, actorKind, actorId, reason } = row;
  return {
    id,
    at,
    action,
    targetKind,
    by: actorKind === "person" ? (names.get(actorId) ?? "Somebody who is gone") : null,
    beneficiary: beneficiaries.get(targetId) ?? null,
    before: noted(row.before),
    after: noted(row.after),
    reason,
  };
}

function noted(value: unknown): Noted {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Noted) : {};
}

function beneficiariesOf(db: Reader, rows: readonly AuditRow[]): Promise<Names> {
  const idsOf = (kind: string) => rows.filter(({ targetKind }) => targetKind === kind).map(({ targetId }) => targetId);
  return namesOfBeneficiaries(db, idsOf("request"), idsOf("assignment"));
}

/** The names of everybody and everything that the rows mention by id. */
async function namesIn(db: Reader, rows: readonly AuditRow[]): Promise<Names> {
  const ids = new Set<string>();
  for (const { actorId, before, after } of rows) collectIds([actorId, noted(before), noted(after)], ids);
  const found = await Promise.all([peopleById(db, [...ids]), resourcesById(db, [...ids])]);
  return new Map(found.flat().map(({ id, name }) => [id, name]));
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Gathers the ids at any depth. A policy's settings name up to hundreds of people, and are not shown. */
function collectIds(value: unknown, ids: Set<string>): void {
  if (typeof value === "string" && ID.test(value)) ids.add(value);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) if (key !== "settings") collectIds(inner, ids);
}
