import { auditOf, namesOfBeneficiaries, namesOfPackages } from "../../store/query/audit-history.ts";
import type { AuditRow } from "../../store/query/audit-history.ts";
import { peopleById } from "../../store/query/person.ts";
import { resourcesById } from "../../store/query/resource.ts";
import { slackGroupsById } from "../../store/query/slack-group.ts";
import type { Reader } from "../../store/database.ts";
import type { EntityKind } from "../../domain/event.ts";
import type { AppDeps } from "../deps.ts";
import { settingsNoted } from "../package/read-changes.ts";
import { namesInPolicies } from "../package/show-package.ts";
import { historySubject } from "./history-subject.ts";
import type { HistoryGap, HistorySubject } from "./history-subject.ts";

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
  /** The package that it is about, where the history is not of one package. */
  packageName: string | null;
  before: Noted;
  after: Noted;
  reason: string | null;
}

export type { HistorySubject } from "./history-subject.ts";

/** Which events are listed. */
export const HISTORY_SHOWS = ["all", "requests", "access", "settings"] as const;
export type HistoryShow = (typeof HISTORY_SHOWS)[number];

/** What is asked: the history of what, which events of it, and before which of them the page begins. */
export interface HistoryQuestion {
  subject: HistorySubject;
  show: HistoryShow;
  beforeId: number | null;
}

/** One page of a history, newest first. */
export interface History extends HistoryQuestion {
  /** Of what it is. */
  name: string;
  rows: readonly HistoryEntry[];
  /** The names of the people, user groups, resources, organizations and packages that the events mention, by id. */
  names: ReadonlyMap<string, string>;
  /** What is left out, as whoever asks may not view it: requests and access, or what belongs to other catalogs. */
  leftOut: HistoryGap | null;
  /** The last event on this page, when there are more. */
  next: number | null;
}

/**
 * Who did what when, newest first (words.md 1, D22). Of a package or a catalog for everybody with a role in the catalog;
 * those who may not view requests and assignments see only what was done to settings. Of a request for whoever may see
 * its details; of a person's requests and access for themselves, and for staff as far as their catalogs go. Refused for
 * others, with whom to ask.
 */
export async function readHistory(
  deps: AppDeps,
  slackUserId: string,
  { subject, show, beforeId }: HistoryQuestion,
  size = HISTORY_PAGE,
): Promise<History> {
  const db = deps.database.read;
  const { of, name, leftOut, namesPackages } = await historySubject(deps, slackUserId, subject);
  const kinds = KINDS[show].filter((kind) => leftOut !== "requestsAndAccess" || !ABOUT_PEOPLE.has(kind));
  const some = await auditOf(db, of, size + 1, { beforeId, kinds });
  const rows = some.slice(0, size);
  const [beneficiaries, names, packages] = await Promise.all([
    beneficiariesOf(db, rows),
    namesIn(db, rows),
    namesPackages ? packageNames(db, rows) : new Map<string, string>(),
  ]);
  return {
    subject,
    show,
    beforeId,
    name,
    rows: rows.map((row) => ({
      ...entryOf(row, names, beneficiaries),
      packageName: (row.packageId && packages.get(row.packageId)) ?? null,
    })),
    names,
    leftOut,
    next: some.length > size ? (rows.at(-1)?.id ?? null) : null,
  };
}

const ABOUT_PEOPLE: ReadonlySet<EntityKind> = new Set(["request", "assignment", "review"]);
const SETTINGS = ["catalog", "package", "policy", "resource", "directory", "person", "slackGroup", "clock"] as const;

const KINDS: Readonly<Record<HistoryShow, readonly EntityKind[]>> = {
  all: [...SETTINGS, ...ABOUT_PEOPLE],
  requests: ["request"],
  access: ["assignment", "review"],
  settings: SETTINGS,
};

function packageNames(db: Reader, rows: readonly AuditRow[]): Promise<ReadonlyMap<string, string>> {
  return namesOfPackages(db, [...new Set(rows.flatMap(({ packageId }) => packageId ?? []))]);
}

type Names = ReadonlyMap<string, string>;

function entryOf(row: AuditRow, names: Names, beneficiaries: Names): Omit<HistoryEntry, "packageName"> {
  const { id, at, action, targetKind, targetId, actorKind, actorId, reason } = row;
  return {
    id,
    at,
    action,
    targetKind,
    by: actorKind === "person" ? (names.get(actorId) ?? "Somebody who is gone") : null,
    beneficiary: beneficiaries.get(targetId) ?? reviewedIn(row, names),
    before: noted(row.before),
    after: noted(row.after),
    reason,
  };
}

/** Whose access somebody answered about in a review. */
function reviewedIn({ targetKind, after }: AuditRow, names: Names): string | null {
  const { personId } = noted(after);
  return targetKind === "review" && typeof personId === "string" ? (names.get(personId) ?? null) : null;
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
  const [packages, inPolicies, groups, ...others] = await Promise.all([
    namesOfPackages(db, [...ids]),
    namesInPolicies(
      db,
      rows.flatMap(({ before, after }) => settingsNoted(before, after)),
    ),
    slackGroupsById(db, [...ids]),
    peopleById(db, [...ids]),
    resourcesById(db, [...ids]),
  ]);
  return new Map([
    ...packages,
    ...inPolicies,
    ...groups.map(({ id, name }) => [id, `${name} (user group)`] as const),
    ...others.flat().map(({ id, name }) => [id, name] as const),
  ]);
}

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** Gathers the ids at any depth, but for those in the settings of a policy. */
function collectIds(value: unknown, ids: Set<string>): void {
  if (typeof value === "string" && ID.test(value)) ids.add(value);
  if (typeof value !== "object" || value === null) return;
  for (const [key, inner] of Object.entries(value)) if (key !== "settings") collectIds(inner, ids);
}
