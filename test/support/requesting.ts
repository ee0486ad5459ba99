/** Requests at the level of the use cases: a package with a policy, its people, and what became of a request. */
import { asc, eq } from "drizzle-orm";
import { submitRequest } from "../../src/app/request/submit-request.ts";
import { decideRequest } from "../../src/app/request/decide-request.ts";
import type { ApprovalStage, PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { assignment } from "../../src/store/schema/assignment.ts";
import { request, requestApprover, requestStage } from "../../src/store/schema/request.ts";
import type { App, Someone } from "./app.ts";

export const ANYBODY: PolicySettings["requestors"] = { scope: "allDirectoryUsers" };

/** A policy with these stages; everything else as little as can be. */
export function policyWith(more: Partial<PolicySettings> & { stages?: readonly ApprovalStage[] } = {}): PolicySettings {
  const { stages = [], ...rest } = more;
  return {
    requestors: ANYBODY,
    approval: { stages: [...stages], isRequestorJustificationRequired: false },
    expiration: { type: "afterDays", days: 30 },
    extension: { isAllowed: true, isApprovalRequired: false },
    questions: [],
    review: null,
    isOnBehalfAllowed: false,
    isEnabled: true,
    ...rest,
  };
}

/** A stage that asks these people, without a reason, for 14 days. */
export function stageOf(people: readonly Someone[], more: Partial<ApprovalStage> = {}): ApprovalStage {
  return {
    approvers: { kind: "specific", people: people.map(({ id }) => id), groups: [] },
    decisionDays: 14,
    isApproverJustificationRequired: false,
    alternates: null,
    ...more,
  };
}

export interface Offered {
  packageId: string;
  catalogId: string;
  owner: Someone;
}

/** A package in a catalog of its own, with these policies, which gives one role on one group. */
export async function offered(app: App, ...policies: PolicySettings[]): Promise<Offered> {
  const owner = await app.person("Owner");
  const { id: catalogId } = await app.catalog("Catalog", { roles: [["owner", owner]] });
  const packageId = await app.package(app.name("Package"), { catalogId, createdBy: owner, policies });
  return { packageId, catalogId, owner };
}

/** Asks for a package with nothing filled in but this. */
export function asks(
  app: App,
  who: Someone,
  packageId: string,
  more: Partial<
    Record<"reportId" | "policyId" | "startDate" | "endDate" | "repeats" | "justification", string | null>
  > = {},
) {
  const input = { policyId: null, justification: "", startDate: null, endDate: null, repeats: null, ...more };
  return submitRequest(app.deps, who.slackUserId, { packageId, ...input });
}

export function decides(
  app: App,
  who: Someone,
  requestId: string,
  decision: "approve" | "deny",
  more: { stage?: number; reason?: string } = {},
) {
  return decideRequest(app.deps, who.slackUserId, { requestId, stage: 0, reason: "", ...more, decision });
}

/** The request as it is stored, with its stages. */
export async function stored(app: App, requestId: string) {
  const [row] = await app.db.select().from(request).where(eq(request.id, requestId));
  if (!row) throw new Error(`There is no request ${requestId}.`);
  const stages = await app.db
    .select()
    .from(requestStage)
    .where(eq(requestStage.requestId, requestId))
    .orderBy(asc(requestStage.stage));
  return { ...row, stages };
}

/** Whom the request asks, in the order in which they were added: kind and subject. */
export async function askedIn(app: App, requestId: string, stage = 0) {
  const rows = await app.db.select().from(requestApprover).where(eq(requestApprover.requestId, requestId));
  return rows
    .filter((row) => row.stage === stage)
    .map(({ kind, subjectId, capacity }) => ({ kind, subjectId, capacity }));
}

export async function assignmentsOf(app: App, { id }: Someone) {
  return app.db.select().from(assignment).where(eq(assignment.personId, id)).orderBy(asc(assignment.startsAt));
}

/** What the audit trail says of a target: the actions, in order. */
export async function actionsOn(app: App, targetId: string): Promise<string[]> {
  const rows = await app.db.select().from(audit).where(eq(audit.targetId, targetId)).orderBy(asc(audit.id));
  return rows.map(({ action }) => action);
}

/** The jobs promised for an id, in order; without those that look for the Home tabs on which it shows. */
export async function jobsFor(app: App, id: string): Promise<string[]> {
  const rows = await app.db.select().from(outbox).orderBy(asc(outbox.createdAt));
  const jobs = rows.filter(({ payload }) => JSON.stringify(payload).includes(id)).map(({ job }) => job);
  return jobs.filter((job) => job !== "homes.touch");
}
