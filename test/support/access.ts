/** Packages that give resource roles, and people who hold them: stored as they are, without a request's way to them. */
import { asc, eq } from "drizzle-orm";
import type { AssignmentState, GrantState } from "../../src/domain/assignment/assignment.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import type { RequestState, RequestType } from "../../src/domain/request/request.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { assignmentById, insertAssignment } from "../../src/store/query/assignment.ts";
import { grantsOf, insertGrantsOfPackage } from "../../src/store/query/assignment-grant.ts";
import { insertResourceRoles, policiesOf, resourceRolesOf } from "../../src/store/query/package.ts";
import { assignment, assignmentGrant } from "../../src/store/schema/assignment.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { accessPackage } from "../../src/store/schema/package.ts";
import { person } from "../../src/store/schema/person.ts";
import { request } from "../../src/store/schema/request.ts";
import { policyFor } from "./app.ts";
import type { App, Someone } from "./app.ts";

export const OPEN_TO_ALL: PolicySettings = policyFor({ scope: "allMemberUsers" });

/** A package of a new catalog that gives `Member` on these groups. */
export async function packageGiving(
  app: App,
  resources: readonly string[],
  { policies = [OPEN_TO_ALL], catalogId }: { policies?: readonly PolicySettings[]; catalogId?: string } = {},
): Promise<string> {
  const createdBy = await app.person("Author");
  const home = catalogId ?? (await app.catalog("Catalog", { resources })).id;
  const id = await app.package(app.name("Package"), { catalogId: home, createdBy, policies });
  const roles = resources.map((resourceId) => ({ resourceId, role: "Member" }));
  await app.deps.database.transact((tx) => insertResourceRoles(tx, id, roles));
  return id;
}

export interface Access {
  assignmentId: string;
  requestId: string;
}

/** The person's assignment of the package, with all roles of it in one state, and the request that led to it. */
export async function access(
  app: App,
  who: Someone,
  packageId: string,
  {
    state = "delivering",
    grants = state === "delivered" ? "granted" : "pending",
    heldBefore = grants === "pending" ? null : false,
    requestState = state === "expired" ? "delivered" : state,
    endsAt = null,
    promptAt = null,
    ...more
  }: {
    state?: AssignmentState;
    grants?: GrantState;
    heldBefore?: boolean | null;
    requestState?: RequestState;
  } & Partial<typeof assignment.$inferInsert> = {},
): Promise<Access> {
  const assignmentId = newRandomId();
  const [home] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  const [policy] = await policiesOf(app.db, packageId);
  const catalogId = home?.catalogId ?? "";
  const policyId = policy?.id ?? null;
  const row = { id: assignmentId, packageId, catalogId, personId: who.id, policyId, startsAt: app.now };
  await app.deps.database.transact(async (tx) => {
    await insertAssignment(tx, { ...row, endsAt, promptAt }, app.now);
    await insertGrantsOfPackage(tx, { assignmentId, personId: who.id, packageId }, app.now);
    await tx
      .update(assignmentGrant)
      .set({ state: grants, heldBefore })
      .where(eq(assignmentGrant.assignmentId, assignmentId));
    const isUnderWay = grants === "pending" || grants === "revoking";
    await tx
      .update(assignment)
      .set({ state, ...(!isUnderWay && { retryAt: null, completedAt: app.now }), ...more })
      .where(eq(assignment.id, assignmentId));
  });
  return { assignmentId, requestId: await requestFor(app, who, packageId, { assignmentId, state: requestState }) };
}

function rolesOnly(roles: readonly { resourceId: string; role: string }[]) {
  return roles.map(({ resourceId, role }) => ({ resourceId, role }));
}

/** A request about the assignment: the one that led to it, or another of the type given. */
export async function requestFor(
  app: App,
  who: Someone,
  packageId: string,
  {
    assignmentId,
    state,
    type = "userAdd",
    ...more
  }: { assignmentId: string; state: RequestState; type?: RequestType } & Partial<typeof request.$inferInsert>,
): Promise<string> {
  const id = newRandomId();
  const [home] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  await app.db.insert(request).values({
    id,
    type,
    state,
    packageId,
    catalogId: home?.catalogId ?? "",
    settings: OPEN_TO_ALL,
    requestorId: who.id,
    submittedBy: who.id,
    justification: "",
    assignmentId,
    createdAt: app.now,
    ...more,
  });
  return id;
}

/** Many people's delivered assignments of the package, stored at once; gives their ids in the order of their making. */
export async function manyHolders(
  app: App,
  packageId: string,
  count: number,
  change: (at: number) => Partial<typeof assignment.$inferInsert> = () => ({}),
): Promise<string[]> {
  const [home] = await app.db.select().from(accessPackage).where(eq(accessPackage.id, packageId));
  const [policy] = await policiesOf(app.db, packageId);
  const roles = rolesOnly(await resourceRolesOf(app.db, packageId));
  const people = Array.from({ length: count }, () => ({
    id: newRandomId(),
    name: "One of many",
    slackState: "active" as const,
  }));
  const ids = people.map(() => newRandomId());
  const catalogId = home?.catalogId ?? "";
  const rows = people.map(({ id: personId }, at) => ({
    state: "delivered" as const,
    packageId,
    catalogId,
    personId,
    policyId: policy?.id ?? null,
    startsAt: app.now,
    completedAt: app.now,
    ...change(at),
    id: ids[at] ?? "",
  }));
  const grants = rows.flatMap(({ id: assignmentId, personId }) =>
    roles.map((role) => ({
      ...role,
      assignmentId,
      personId,
      state: "granted" as const,
      heldBefore: false,
      changedAt: app.now,
    })),
  );
  await app.db.insert(person).values(people);
  await app.db.insert(assignment).values(rows);
  if (grants.length > 0) await app.db.insert(assignmentGrant).values(grants);
  return ids;
}

/** How an assignment stands: its own state, its request's, and that of each grant in the order of the resources. */
export async function standingOfAccess(
  app: App,
  { assignmentId, requestId }: Access,
  resources: readonly string[] = [],
) {
  const row = await assignmentById(app.db, assignmentId);
  const [asked] = await app.db.select().from(request).where(eq(request.id, requestId));
  const grants = await grantsOf(app.db, assignmentId);
  const order = resources.length > 0 ? resources : grants.map(({ resourceId }) => resourceId);
  return {
    state: row?.state,
    request: asked?.state,
    grants: order.map((id) => grants.find(({ resourceId }) => resourceId === id)?.state),
  };
}

/** The audit rows about a thing, oldest first. */
export async function trailOf(app: App, targetId: string) {
  return app.db.select().from(audit).where(eq(audit.targetId, targetId)).orderBy(asc(audit.id));
}

/** What has been promised about these ids, oldest first; without what looks for the Home tabs on which it shows. */
export async function promisesAbout(app: App, ...ids: readonly string[]): Promise<string[]> {
  const rows = await app.db.select().from(outbox);
  return rows
    .map(({ job, payload }) => ({ job, id: Object.values(payload as Record<string, string>)[0] ?? "" }))
    .filter(({ job, id }) => ids.includes(id) && job !== "homes.touch")
    .map(({ job }) => job);
}
