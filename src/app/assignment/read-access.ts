import { dateIn } from "../../lib/calendar.ts";
import { readWrittenDay } from "../../lib/written-day.ts";
import { endOfDay, startOfDay } from "../../lib/zoned.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { staffFor } from "../../domain/permission/permit.ts";
import { accessTo } from "../../store/query/access-history.ts";
import type { AccessRow, AccessSight, AccessSubject } from "../../store/query/access-history.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import { seenResource } from "../../store/query/resource-sight.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageEverForStaff } from "../package/package-for-staff.ts";
import { accessSight } from "./access-sight.ts";
import { WHO_PAGE } from "./list-holders.ts";

export type { AccessRow, AccessWay } from "../../store/query/access-history.ts";

/** A package or a resource by its id, or a person by their Slack user id. */
export type WhoSubject = AccessSubject;

/** What is asked: of whom or what, on which day (`YYYY-MM-DD`; null: now), and from which place on. */
export interface AccessQuestion {
  subject: WhoSubject;
  on: string | null;
  from: number;
}

/** One page of who has what now, or had it on a day. */
export interface AccessPage extends AccessQuestion {
  name: string;
  isOneself: boolean;
  /** Whether access of other catalogs is left out, as whoever asks may not view it. */
  isPart: boolean;
  total: number;
  rows: readonly AccessRow[];
  /** The place at which the next page begins, when there is more. */
  next: number | null;
}

/**
 * Who has a package or a role on a resource, or what a person has: now, or at any time on a day as it is in the time
 * zone of whoever asks. As far as they may view it: user administrators all, staff the access of their catalogs,
 * everybody their own. Refused where that is nothing, with whom to ask (domain.md 2.2).
 */
export async function readAccess(
  deps: AppDeps,
  slackUserId: string,
  { subject, on, from }: AccessQuestion,
  size = WHO_PAGE,
): Promise<AccessPage> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { id, name, sight } = await subjectFor(db, by, subject);
  const during = on === null ? null : { from: startOfDay(on, by.timeZone), to: endOfDay(on, by.timeZone) };
  const { total, rows } = await accessTo(db, { kind: subject.kind, id }, sight, { during, size, from });
  return {
    subject,
    on,
    from,
    name,
    isOneself: subject.kind === "person" && id === by.id,
    isPart: sight.catalogIds !== "all",
    total,
    rows,
    next: from + rows.length < total ? from + rows.length : null,
  };
}

/** The day that is meant by what somebody wrote, in their time zone; refused where it does not exist or is to come. */
export async function readDay(deps: AppDeps, slackUserId: string, written: string): Promise<string> {
  const by = await actingPerson(deps.database.read, slackUserId, deps.rights);
  const today = dateIn(by.timeZone, deps.clock.now());
  const day = readWrittenDay(written, today, "last");
  if (day === undefined) throw new Refusal(fault("noSuchDay", { written, lean: "last" }));
  if (day > today) throw new Refusal(fault("dayToCome", { day }));
  return day;
}

interface SubjectInSight {
  id: string;
  name: string;
  sight: AccessSight;
}

async function subjectFor(db: Reader, by: ActingPerson, { kind, id }: WhoSubject): Promise<SubjectInSight> {
  if (kind === "package") {
    const { found } = await packageEverForStaff(db, by, id, { action: "assignment.view" });
    return { id, name: found.name, sight: { catalogIds: "all", personId: by.id } };
  }
  const sight = await accessSight(db, by);
  if (kind === "person") return personFor(db, by, id, sight);
  const found = await seenResource(db, sight, id);
  if (!found) throw new Refusal(fault("notFound", { what: "resource" }));
  return { id, name: found.name, sight };
}

async function personFor(
  db: Reader,
  by: ActingPerson,
  slackUserId: string,
  sight: AccessSight,
): Promise<SubjectInSight> {
  const isOneself = slackUserId === by.slackUserId;
  if (!isOneself && sight.catalogIds !== "all" && sight.catalogIds.length === 0)
    throw new Refusal(fault("notPermitted", { action: "assignment.viewOfPerson", ask: staffFor("assignment.view") }));
  const [person] = await peopleBySlackIds(db, [slackUserId]);
  if (!person) throw new Refusal(fault("personNotKnownYet", {}));
  return { id: person.id, name: person.name, sight: isOneself ? { ...sight, catalogIds: "all" } : sight };
}
