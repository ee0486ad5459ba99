import { isInScope, isOutsider } from "./eligibility.ts";
import type { AskablePolicy, PersonFacts } from "./eligibility.ts";

/** On which rule a policy fails for somebody: what they are told when they cannot request (domain.md 4.1). */
export const POLICY_MISSES = [
  "disabled",
  "staffAssignOnly",
  "notNamed",
  "membersOnly",
  "directoryOnly",
  "organizationNotNamed",
  "organizationNotConfigured",
  "outsidersOnly",
] as const;
export type PolicyMiss = (typeof POLICY_MISSES)[number];

/** The rule on which the policy fails for the person; null when they may ask through it. */
export function policyMiss({ settings }: AskablePolicy, person: PersonFacts): PolicyMiss | null {
  const { requestors, isEnabled } = settings;
  if (requestors.scope === "notSpecified") return "staffAssignOnly";
  if (!isInScope(requestors, person)) return missOf(requestors.scope, person);
  return isEnabled ? null : "disabled";
}

function missOf(scope: string, person: PersonFacts): PolicyMiss {
  switch (scope) {
    case "allMemberUsers":
      return "membersOnly";
    case "allDirectoryUsers":
      return "directoryOnly";
    case "specificConnectedOrganizationUsers":
      return isOutsider(person) ? "organizationNotNamed" : "outsidersOnly";
    case "allConfiguredConnectedOrganizationUsers":
      return isOutsider(person) ? "organizationNotConfigured" : "outsidersOnly";
    case "allExternalUsers":
      return "outsidersOnly";
    default:
      return "notNamed";
  }
}
