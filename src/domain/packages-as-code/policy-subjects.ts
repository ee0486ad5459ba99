import type { ApprovalStage, PolicySettings, Requestors, StageApprovers } from "../policy/policy-settings.ts";
import type { ReviewSettings } from "../review/review-settings.ts";
import type { FieldPath } from "../../lib/field-path.ts";

/** Gives for each text of a list what is to stand in its place; `path` is where the list stands in the policy. */
export interface SubjectNaming {
  people: (subjects: readonly string[], path: FieldPath) => string[];
  groups: (subjects: readonly string[], path: FieldPath) => string[];
  organizations: (subjects: readonly string[], path: FieldPath) => string[];
}

type Subjects = Pick<PolicySettings, "requestors" | "approval" | "review">;

/** The same policy, with everybody in it called otherwise: by ids instead of the names of a file, or the other way. */
export function renameSubjects<Policy extends Subjects>(policy: Policy, naming: SubjectNaming): Policy {
  return {
    ...policy,
    requestors: requestorsIn(policy.requestors, naming),
    approval: {
      ...policy.approval,
      stages: policy.approval.stages.map((stage, at) => stageIn(stage, naming, ["approval", "stages", at])),
    },
    review: policy.review && reviewIn(policy.review, naming),
  };
}

function reviewIn(review: ReviewSettings, naming: SubjectNaming): ReviewSettings {
  const { reviewers } = review;
  const at = (field: string): FieldPath => ["review", "reviewers", field];
  if (reviewers.kind === "specific")
    return { ...review, reviewers: { ...reviewers, people: naming.people(reviewers.people, at("people")) } };
  if (reviewers.kind === "manager")
    return { ...review, reviewers: { ...reviewers, fallback: naming.people(reviewers.fallback, at("fallback")) } };
  return review;
}

function requestorsIn(requestors: Requestors, naming: SubjectNaming): Requestors {
  const { scope } = requestors;
  const at = (field: string): FieldPath => ["requestors", field];
  if (scope === "specificDirectoryUsers")
    return {
      scope,
      people: naming.people(requestors.people, at("people")),
      groups: naming.groups(requestors.groups, at("groups")),
    };
  if (scope === "specificConnectedOrganizationUsers")
    return { scope, organizations: naming.organizations(requestors.organizations, at("organizations")) };
  return requestors;
}

function stageIn(stage: ApprovalStage, naming: SubjectNaming, path: FieldPath): ApprovalStage {
  const { alternates } = stage;
  return {
    ...stage,
    approvers: approversIn(stage.approvers, naming, [...path, "approvers"]),
    alternates: alternates && {
      ...alternates,
      people: naming.people(alternates.people, [...path, "alternates", "people"]),
    },
  };
}

function approversIn(approvers: StageApprovers, naming: SubjectNaming, path: FieldPath): StageApprovers {
  const { kind } = approvers;
  if (kind === "specific")
    return {
      kind,
      people: naming.people(approvers.people, [...path, "people"]),
      groups: naming.groups(approvers.groups, [...path, "groups"]),
    };
  if (kind === "manager") return { kind, fallback: naming.people(approvers.fallback, [...path, "fallback"]) };
  return approvers;
}
