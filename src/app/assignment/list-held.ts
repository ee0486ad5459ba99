import { fault, Refusal } from "../../domain/fault.ts";
import { catalogRolesFor, permit, staffFor } from "../../domain/permission/permit.ts";
import type { Action } from "../../domain/permission/table.ts";
import { heldBy, heldCount, rolesHeldBefore } from "../../store/query/assignment-lists.ts";
import type { HeldRow, RoleBefore } from "../../store/query/assignment-lists.ts";
import { catalogsWithRole, rolesByCatalog } from "../../store/query/catalog.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { WHO_PAGE } from "./list-holders.ts";
import { withStaffActions } from "./staff-actions.ts";
import type { StaffActions } from "./staff-actions.ts";

export type Held = HeldRow & StaffActions & { heldBefore: readonly RoleBefore[] };

/** One page of what somebody holds, as far as whoever asks may view it. */
export interface HeldByPerson {
  slackUserId: string;
  name: string;
  isOneself: boolean;
  /** Whether only the catalogs are looked into in which whoever asks may view assignments. */
  isPart: boolean;
  total: number;
  rows: readonly Held[];
  /** The package after which this page begins, and the last on it when there are more. */
  after: string | null;
  next: string | null;
}

/**
 * What a person holds, by the package's name: all of it for oneself and for user administrators, else what belongs to
 * the catalogs whose assignments one may view. Refused for those who may view none, with whom to ask (domain.md 2.2).
 */
export async function listHeld(
  deps: AppDeps,
  slackUserId: string,
  ofSlackUserId: string,
  after: string | null = null,
): Promise<HeldByPerson> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const staffed = by.isUserAdministrator
    ? ("all" as const)
    : await catalogsWithRole(db, by.id, catalogRolesFor("assignment.view"));
  const isOneself = slackUserId === ofSlackUserId;
  if (!isOneself && staffed.length === 0)
    throw new Refusal(fault("notPermitted", { action: "assignment.viewOfPerson", ask: staffFor("assignment.view") }));
  const [person] = await peopleBySlackIds(db, [ofSlackUserId]);
  if (!person) throw new Refusal(fault("personNotKnownYet", {}));

  const within = isOneself ? "all" : staffed;
  const [total, some] = await Promise.all([
    heldCount(db, person.id, within),
    heldBy(db, person.id, within, WHO_PAGE + 1, after),
  ]);
  const page = some.slice(0, WHO_PAGE);
  const roles = await rolesByCatalog(
    db,
    by.id,
    page.map(({ catalogId }) => catalogId),
  );
  const may = (action: Action, { catalogId }: HeldRow) => permit(action, standingOf(by, roles.get(catalogId))).allowed;
  const rows = await withStaffActions(db, page, may, deps.clock.now());
  const viewed = rows.filter(({ catalogId }) => staffed === "all" || staffed.includes(catalogId));
  const before = await rolesHeldBefore(
    db,
    viewed.map(({ assignmentId }) => assignmentId),
  );
  return {
    slackUserId: ofSlackUserId,
    name: person.name,
    isOneself,
    isPart: within !== "all",
    total,
    rows: rows.map((row) => ({ ...row, heldBefore: before.get(row.assignmentId) ?? [] })),
    after,
    next: some.length > WHO_PAGE ? (rows.at(-1)?.packageId ?? null) : null,
  };
}
