import { fault, Refusal } from "../../domain/fault.ts";
import { permit, staffFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import type { AuditSubject } from "../../store/query/audit-history.ts";
import { catalogWithRoles } from "../../store/query/catalog.ts";
import { deletedCatalog } from "../../store/query/retired.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import { accessSight } from "../assignment/access-sight.ts";
import type { AppDeps } from "../deps.ts";
import { packageEverForStaff } from "../package/package-for-staff.ts";
import { readRequest } from "../request/read-request.ts";

/** What a history is of: a package, a catalog or a request by its id, or a person by their Slack user id. */
export interface HistorySubject {
  kind: "package" | "catalog" | "request" | "person";
  id: string;
}

/** What is left out of a history, as whoever asks may not view it. */
export type HistoryGap = "requestsAndAccess" | "otherCatalogs";

/** What a history is of, as far as whoever asks may see it. */
interface SubjectSeen {
  of: AuditSubject;
  name: string;
  leftOut: HistoryGap | null;
  /** Whether its events are about several packages, so that each names its own. */
  namesPackages: boolean;
}

/** The subject of a history, for whoever asks; refused where they may see nothing of it, with whom to ask. */
export async function historySubject(
  deps: AppDeps,
  slackUserId: string,
  { kind, id }: HistorySubject,
): Promise<SubjectSeen> {
  const db = deps.database.read;
  if (kind === "request") {
    const { request } = await readRequest(deps, slackUserId, id);
    const name = `the request of ${request.requestor} for ${request.packageName}`;
    return { of: { kind, id }, name, leftOut: null, namesPackages: false };
  }
  const by = await actingPerson(db, slackUserId, deps.rights);
  switch (kind) {
    case "package": {
      const { found, may } = await packageEverForStaff(db, by, id, { action: "package.view", told: "package.history" });
      return { of: { kind, id }, name: found.name, leftOut: gapFor(may), namesPackages: false };
    }
    case "catalog": {
      const { name, may } = await catalogFor(db, by, id);
      return { of: { kind, id }, name, leftOut: gapFor(may), namesPackages: true };
    }
    case "person":
      return personFor(db, by, id);
  }
}

function gapFor(may: (action: Action) => boolean): HistoryGap | null {
  return may("request.view") && may("assignment.view") ? null : "requestsAndAccess";
}

async function catalogFor(db: Reader, by: ActingPerson, id: string) {
  const found = await catalogWithRoles(db, id, by.id);
  const named = found?.catalog ?? (await deletedCatalog(db, id));
  const may = (action: Action) => named !== undefined && permit(action, standingOf(by, found?.roles)).allowed;
  if (!named || !may("catalog.view")) throw new Refusal(fault("notFound", { what: "catalog" }));
  return { name: named.name, may };
}

async function personFor(db: Reader, by: ActingPerson, slackUserId: string): Promise<SubjectSeen> {
  const isOneself = slackUserId === by.slackUserId;
  const { catalogIds } = await accessSight(db, by);
  if (!isOneself && catalogIds !== "all" && catalogIds.length === 0)
    throw new Refusal(fault("notPermitted", { action: "person.history", ask: staffFor("assignment.view") }));
  const [person] = await peopleBySlackIds(db, [slackUserId]);
  if (!person) throw new Refusal(fault("personNotKnownYet", {}));
  const within = isOneself ? "all" : catalogIds;
  return {
    of: { kind: "person", id: person.id, catalogIds: within },
    name: person.name,
    leftOut: within === "all" ? null : "otherCatalogs",
    namesPackages: true,
  };
}
