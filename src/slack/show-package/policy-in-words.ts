import type { ApprovalStage, Expiration, PolicySettings, Requestors } from "../../domain/policy/policy-settings.ts";
import type { ReviewFrequency, ReviewSettings, Unanswered } from "../../domain/review/review-settings.ts";

type Names = ReadonlyMap<string, string>;

const SHOWN = 10;

/** A policy in sentences: who can ask, who decides, when access ends. */
export function policyInWords(settings: PolicySettings, names: Names): string[] {
  return [
    `Who can request: ${requestorsInWords(settings.requestors, names)}.`,
    ...(settings.isOnBehalfAllowed ? ["Managers can request it for their direct reports."] : []),
    ...termsInWords(settings, names),
    ...(settings.review ? [reviewInWords(settings.review, names)] : []),
    ...(settings.questions.length > 0 ? [`It asks: ${settings.questions.map(({ text }) => text).join(" ")}`] : []),
    ...(settings.isEnabled ? [] : ["The policy is not enabled: nobody can request through it."]),
  ];
}

/** What a policy means for whoever may ask through it: who decides, when access ends. */
export function termsInWords({ requestors, approval, expiration, extension }: PolicySettings, names: Names): string[] {
  const isRequestable = requestors.scope !== "notSpecified";
  return [
    ...(isRequestable && approval.stages.length === 0 ? ["No approval is needed."] : []),
    ...approval.stages.map((stage, index) => stageInWords(stage, index, approval.stages.length, names)),
    ...(approval.isRequestorJustificationRequired && isRequestable ? ["A business justification is required."] : []),
    `Access ${endByPolicyInWords(expiration)}.`,
    ...(extension.isAllowed
      ? [extension.isApprovalRequired ? "It can be extended with approval." : "It can be extended without approval."]
      : []),
  ];
}

/** Whom a policy lets ask, to follow "Who can request:". */
export function requestorsInWords(requestors: Requestors, names: Names): string {
  switch (requestors.scope) {
    case "specificDirectoryUsers":
      return list([...requestors.people, ...requestors.groups], names);
    case "allMemberUsers":
      return "all members, without guests";
    case "allDirectoryUsers":
      return "all users, guests included";
    case "specificConnectedOrganizationUsers":
      return `users of ${list(requestors.organizations, names)}`;
    case "allConfiguredConnectedOrganizationUsers":
      return "users of all configured connected organizations";
    case "allExternalUsers":
      return "all users of connected organizations and new external users";
    case "notSpecified":
      return "nobody, administrators assign directly";
  }
}

function stageInWords(stage: ApprovalStage, index: number, count: number, names: Names): string {
  const title = count === 1 ? "Approval" : `Approval stage ${index + 1} of ${count}`;
  const days = `within ${stage.decisionDays} ${stage.decisionDays === 1 ? "day" : "days"}`;
  const { alternates } = stage;
  const forwarded = alternates
    ? `; after ${alternates.afterDays} ${alternates.afterDays === 1 ? "day" : "days"} also ${list(alternates.people, names)}`
    : "";
  return `${title}: ${approversInWords(stage, names)}, ${days}${forwarded}.`;
}

function approversInWords({ approvers }: ApprovalStage, names: Names): string {
  if (approvers.kind === "manager") return `the requestor's manager, or ${list(approvers.fallback, names)}`;
  if (approvers.kind === "catalogOwners") return "the catalog's owners";
  return list([...approvers.people, ...approvers.groups], names);
}

const HOW_OFTEN: Readonly<Record<ReviewFrequency, string>> = {
  weekly: "every week",
  monthly: "every month",
  quarterly: "every three months",
  halfYearly: "every half-year",
  annually: "every year",
};

const UNANSWERED_WORDS: Readonly<Record<Unanswered, string>> = {
  keepAccess: "access stays without an answer",
  removeAccess: "access ends without an answer",
  acceptRecommendation: "without an answer the recommendation counts",
};

function reviewInWords({ frequency, startDate, durationDays, reviewers, ifUnanswered }: ReviewSettings, names: Names) {
  const by =
    reviewers.kind === "self"
      ? "whoever holds it"
      : reviewers.kind === "manager"
        ? `the holder's manager, or ${list(reviewers.fallback, names)}`
        : list(reviewers.people, names);
  const days = `${durationDays} ${durationDays === 1 ? "day" : "days"}`;
  return `Access is reviewed ${HOW_OFTEN[frequency]} from ${startDate}, within ${days}, by ${by}; ${UNANSWERED_WORDS[ifUnanswered]}.`;
}

/** When access ends by a policy, to follow "Access". */
export function endByPolicyInWords(expiration: Expiration): string {
  switch (expiration.type) {
    case "noExpiration":
      return "never ends";
    case "onDate":
      return `ends on ${expiration.date}`;
    case "afterDays":
      return `ends after ${expiration.days} ${expiration.days === 1 ? "day" : "days"}`;
    case "afterHours":
      return `ends after ${expiration.hours} ${expiration.hours === 1 ? "hour" : "hours"}`;
  }
}

function list(ids: readonly string[], names: Names): string {
  const shown = ids.slice(0, SHOWN).map((id) => names.get(id) ?? "somebody who is gone");
  const rest = ids.length - shown.length;
  return shown.join(", ") + (rest > 0 ? ` and ${rest} more` : "");
}
