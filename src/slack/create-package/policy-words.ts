/** The policy form's labels and options (words.md 2, Policy). */
import type { PolicyField } from "../../domain/policy/policy-fields.ts";

const LABELS: Readonly<Record<string, string>> = {
  createFirstPolicy: "Create first policy",
  audience: "Users who can request access",
  scope: "Scope",
  people: "Users",
  groups: "Groups",
  organizations: "Connected organizations",
  isOnBehalfAllowed: "Allow managers to request on behalf of direct reports",
  isApprovalRequired: "Require approval",
  isRequestorJustificationRequired: "Require requestor justification",
  stageCount: "How many stages",
  fallbackApprovers: "Fallback approvers",
  decisionDays: "Decision must be made in how many days?",
  isApproverJustificationRequired: "Require approver justification",
  isForwarded: "If no action taken, forward to alternate approvers?",
  alternates: "Alternate approvers",
  forwardAfterDays: "Forward to alternate approvers after how many days?",
  expiration: "Access package assignments expire",
  expirationDate: "Assignment expiration date",
  expiresAfterDays: "Assignments expire after",
  expiresAfterHours: "Assignments expire after",
  isExtensionAllowed: "Allow users to extend access",
  isExtensionApprovalRequired: "Require approval to grant extension",
  isReviewed: "Require access reviews",
  reviewStartDate: "Starting on",
  reviewFrequency: "Review frequency",
  reviewDays: "Review duration (in days)",
  reviewers: "Reviewers",
  specificReviewers: "Specific reviewers",
  fallbackReviewers: "Fallback reviewers",
  ifUnanswered: "If reviewers do not respond",
  isRecommendationShown: "Show reviewer recommendations",
  isReviewJustificationRequired: "Require reviewer justification",
  isEnabled: "Enable policy",
  questionCount: "How many questions",
};

const QUESTION_LABELS: Readonly<Record<string, string>> = {
  question: "Question",
  questionKind: "Answer format of question",
  choices: "Choices of question",
  isAnswerRequired: "Require an answer to question",
};

const LABELS_BY_STAGE: Readonly<Record<string, readonly string[]>> = {
  approver: ["Approver", "Second approver", "Third approver"],
  approvers: ["Approvers", "Second approvers", "Third approvers"],
  approverGroups: ["Approver groups", "Second approver groups", "Third approver groups"],
};

const YES_NO = { yes: "Yes", no: "No" };

const OPTIONS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  createFirstPolicy: { now: "Now", later: "Later" },
  audience: {
    inDirectory: "For users in your directory",
    notInDirectory: "For users not in your directory",
    none: "None (administrator direct assignments only)",
  },
  scope: {
    specificDirectoryUsers: "Specific users and groups",
    allMemberUsers: "All members (excluding guests)",
    allDirectoryUsers: "All users (including guests)",
    specificConnectedOrganizationUsers: "Specific connected organizations",
    allConfiguredConnectedOrganizationUsers: "All configured connected organizations",
    allExternalUsers: "All users (all connected organizations and new external users)",
  },
  approver: {
    specific: "Choose specific approvers",
    manager: "Manager as approver",
    catalogOwners: "Catalog owners",
  },
  reviewFrequency: {
    weekly: "Weekly",
    monthly: "Monthly",
    quarterly: "Quarterly",
    halfYearly: "Half-yearly",
    annually: "Annually",
  },
  reviewers: { self: "Self-review", specific: "Specific reviewers", manager: "Manager" },
  ifUnanswered: {
    keepAccess: "No change",
    removeAccess: "Remove access",
    acceptRecommendation: "Take recommendations",
  },
  questionKind: { shortText: "Short text", longText: "Long text", multipleChoice: "Multiple choice" },
  expiration: { onDate: "On date", days: "Number of days", hours: "Number of hours", never: "Never" },
};

/** The heading above the fields of one approval stage. */
export const STAGE_HEADINGS = ["First approval stage", "Second approval stage", "Third approval stage"] as const;

export function labelOf({ name, stage, question }: Pick<PolicyField, "name" | "stage" | "question">): string {
  if (question !== undefined) return `${QUESTION_LABELS[name] ?? name} ${question + 1}`;
  return LABELS_BY_STAGE[name]?.[stage ?? 0] ?? LABELS[name] ?? name;
}

/** The words of one option; numbers of stages speak for themselves. */
export function optionText(name: string, value: string): string {
  return (OPTIONS[name] ?? (value in YES_NO ? YES_NO : undefined))?.[value as keyof typeof YES_NO] ?? value;
}
