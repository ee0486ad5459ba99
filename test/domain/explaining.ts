import type { Deciders } from "../../src/domain/policy/explain-stage.ts";
import type { ApprovalStage, PolicySettings } from "../../src/domain/policy/policy-settings.ts";

const STAGE = { decisionDays: 14, isApproverJustificationRequired: false, alternates: null };

/** A stage that asks these people. */
export const specific = (...people: string[]): ApprovalStage => ({
  ...STAGE,
  approvers: { kind: "specific", people, groups: [] },
});

/** A stage that asks the manager, or else Fay. */
export const MANAGER: ApprovalStage = { ...STAGE, approvers: { kind: "manager", fallback: ["fay"] } };

/** The first of the people as a subject of their own, behind which all of them can decide. */
export const deciders = (...ids: string[]): Deciders => ({
  kind: "person",
  id: ids[0] ?? "",
  people: ids.map((id) => ({ id, name: id, delegate: null })),
  count: ids.length,
});

/** A policy for members with these stages. */
export function policy({
  stages = [],
  requestors = { scope: "allMemberUsers" },
}: { stages?: ApprovalStage[]; requestors?: PolicySettings["requestors"] } = {}): PolicySettings {
  return {
    requestors,
    approval: { stages, isRequestorJustificationRequired: false },
    expiration: { type: "noExpiration" },
    extension: { isAllowed: false, isApprovalRequired: false },
    questions: [],
    isOnBehalfAllowed: false,
    review: null,
    isEnabled: true,
  };
}
