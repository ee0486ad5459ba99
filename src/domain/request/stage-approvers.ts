import type { ApprovalStage } from "../policy/policy-settings.ts";

/**
 * Why somebody is asked in a stage: named first, or instead of whoever cannot decide; for an approver who is away, or
 * because staff handed the stage on (domain.md 4.4, 4.7).
 */
export const APPROVER_CAPACITIES = [
  "primary",
  "fallback",
  "alternate",
  "catalogOwner",
  "delegate",
  "rerouted",
] as const;
export type ApproverCapacity = (typeof APPROVER_CAPACITIES)[number];

/** Whom a stage asks. Groups and owners are looked up when somebody decides, so whoever has joined since may. */
export const APPROVER_KINDS = ["person", "group", "catalogOwners"] as const;
export type ApproverKind = (typeof APPROVER_KINDS)[number];

/** `id`: the person's, the group's, or the catalog's. */
export interface ApproverSubject {
  kind: ApproverKind;
  id: string;
}

/** What decides whom a stage asks. */
export interface StageQuestion {
  stage: Pick<ApprovalStage, "approvers" | "alternates">;
  catalogId: string;
  /** The manager of whoever the request is for. */
  managerId: string | null;
}

/** Whom the stage asks, and why them; nobody is left when not even the catalog's owners can decide. */
export interface StageRoute {
  capacity: ApproverCapacity | "nobody";
  subjects: readonly ApproverSubject[];
}

/** Everybody the stage could ask, in the order in which they are tried: primary approvers, fallback, alternates, the catalog's owners. */
export function stageCandidates({ stage, catalogId, managerId }: StageQuestion): StageRoute[] {
  const { approvers, alternates } = stage;
  const owners: StageRoute = { capacity: "catalogOwner", subjects: [{ kind: "catalogOwners", id: catalogId }] };
  return [
    { capacity: "primary", subjects: primarySubjects(approvers, catalogId, managerId) },
    { capacity: "fallback", subjects: approvers.kind === "manager" ? approvers.fallback.map(person) : [] },
    { capacity: "alternate", subjects: alternates?.people.map(person) ?? [] },
    owners,
  ];
}

/**
 * The first candidates among whom somebody can decide (domain.md 4.4, R10). `isAble` says whether a subject has
 * anybody who can: an active person other than the requestor.
 */
export function routeStage(question: StageQuestion, isAble: (subject: ApproverSubject) => boolean): StageRoute {
  const route = stageCandidates(question).find(({ subjects }) => subjects.some(isAble));
  return route ?? { capacity: "nobody", subjects: [] };
}

function primarySubjects(
  approvers: ApprovalStage["approvers"],
  catalogId: string,
  managerId: string | null,
): ApproverSubject[] {
  switch (approvers.kind) {
    case "specific":
      return [...approvers.people.map(person), ...approvers.groups.map((id) => ({ kind: "group" as const, id }))];
    case "manager":
      return managerId === null ? [] : [person(managerId)];
    case "catalogOwners":
      return [{ kind: "catalogOwners", id: catalogId }];
  }
}

function person(id: string): ApproverSubject {
  return { kind: "person", id };
}
