import type { ReviewSettings } from "../review/review-settings.ts";
import { answersFromQuestions } from "./question-form.ts";
import type { PolicyAnswers } from "./policy-fields.ts";
import type { ApprovalStage, Expiration, PolicySettings, Requestors } from "./policy-settings.ts";

/** The answers of the policy form that would give this policy; people are person ids. The inverse of readPolicyForm. */
export function answersFromPolicy(settings: PolicySettings): PolicyAnswers {
  const { requestors, approval, expiration, extension, review } = settings;
  return {
    ...answersFromRequestors(requestors),
    isApprovalRequired: yesNo(approval.stages.length > 0),
    isRequestorJustificationRequired: yesNo(approval.isRequestorJustificationRequired),
    stageCount: String(Math.max(approval.stages.length, 1)),
    ...Object.assign({}, ...approval.stages.map(answersFromStage)),
    ...answersFromExpiration(expiration),
    isExtensionAllowed: yesNo(extension.isAllowed),
    isExtensionApprovalRequired: yesNo(extension.isApprovalRequired),
    isReviewed: yesNo(review !== null),
    ...(review && answersFromReview(review)),
    isOnBehalfAllowed: yesNo(settings.isOnBehalfAllowed),
    isEnabled: yesNo(settings.isEnabled),
    ...answersFromQuestions(settings.questions),
  };
}

function answersFromRequestors(requestors: Requestors): PolicyAnswers {
  const { scope } = requestors;
  switch (scope) {
    case "specificDirectoryUsers":
      return { audience: "inDirectory", scope, people: requestors.people, groups: requestors.groups };
    case "allMemberUsers":
    case "allDirectoryUsers":
      return { audience: "inDirectory", scope };
    case "specificConnectedOrganizationUsers":
      return { audience: "notInDirectory", scope, organizations: requestors.organizations };
    case "allConfiguredConnectedOrganizationUsers":
    case "allExternalUsers":
      return { audience: "notInDirectory", scope };
    case "notSpecified":
      return { audience: "none" };
  }
}

function answersFromStage(stage: ApprovalStage, number: number): PolicyAnswers {
  const { approvers, decisionDays, isApproverJustificationRequired, alternates } = stage;
  const answers: PolicyAnswers = {
    approver: approvers.kind,
    ...(approvers.kind === "specific" && { approvers: approvers.people, approverGroups: approvers.groups }),
    ...(approvers.kind === "manager" && { fallbackApprovers: approvers.fallback }),
    decisionDays: String(decisionDays),
    isApproverJustificationRequired: yesNo(isApproverJustificationRequired),
    isForwarded: yesNo(alternates !== null),
    ...(alternates && { alternates: alternates.people, forwardAfterDays: String(alternates.afterDays) }),
  };
  return Object.fromEntries(Object.entries(answers).map(([name, answer]) => [`stages.${number}.${name}`, answer]));
}

function answersFromExpiration(expiration: Expiration): PolicyAnswers {
  switch (expiration.type) {
    case "noExpiration":
      return { expiration: "never" };
    case "onDate":
      return { expiration: "onDate", expirationDate: expiration.date };
    case "afterDays":
      return { expiration: "days", expiresAfterDays: String(expiration.days) };
    case "afterHours":
      return { expiration: "hours", expiresAfterHours: String(expiration.hours) };
  }
}

function answersFromReview(review: ReviewSettings): PolicyAnswers {
  const { startDate, frequency, durationDays, reviewers, ifUnanswered } = review;
  return {
    reviewStartDate: startDate,
    reviewFrequency: frequency,
    reviewDays: String(durationDays),
    reviewers: reviewers.kind,
    ...(reviewers.kind === "specific" && { specificReviewers: reviewers.people }),
    ...(reviewers.kind === "manager" && { fallbackReviewers: reviewers.fallback }),
    ifUnanswered,
    isRecommendationShown: yesNo(review.isRecommendationShown),
    isReviewJustificationRequired: yesNo(review.isJustificationRequired),
  };
}

function yesNo(is: boolean): string {
  return is ? "yes" : "no";
}
