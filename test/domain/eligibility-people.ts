import type { PersonFacts } from "../../src/domain/policy/eligibility.ts";
import type { Requestors } from "../../src/domain/policy/policy-settings.ts";

export const EVERYBODY = "group: all employees";
export const FABRIKAM = "organization: configured";
export const TAILSPIN = "organization: proposed";

const member: PersonFacts = {
  personId: "member",
  isGuest: false,
  organizationId: null,
  organizationState: null,
  groupIds: new Set(),
};

/** One of each sort of person. */
export const PEOPLE = {
  member,
  "member in the group": { ...member, personId: "employee", groupIds: new Set([EVERYBODY]) },
  guest: { ...member, personId: "guest", isGuest: true },
  "guest in the group": { ...member, personId: "contractor", isGuest: true, groupIds: new Set([EVERYBODY]) },
  "person of a configured organization": {
    ...member,
    personId: "partner",
    organizationId: FABRIKAM,
    organizationState: "configured",
  },
  "guest of a configured organization": {
    ...member,
    personId: "visitor",
    isGuest: true,
    organizationId: FABRIKAM,
    organizationState: "configured",
  },
  "guest of a proposed organization": {
    ...member,
    personId: "applicant",
    isGuest: true,
    organizationId: TAILSPIN,
    organizationState: "proposed",
  },
} as const satisfies Record<string, PersonFacts>;
export type PersonName = keyof typeof PEOPLE;

export const forTheGroup: Requestors = { scope: "specificDirectoryUsers", people: [], groups: [EVERYBODY] };
export const forMembers: Requestors = { scope: "allMemberUsers" };
export const forEverybodyInside: Requestors = { scope: "allDirectoryUsers" };
export const forFabrikam: Requestors = { scope: "specificConnectedOrganizationUsers", organizations: [FABRIKAM] };
export const forOutsiders: Requestors = { scope: "allExternalUsers" };
export const forNobody: Requestors = { scope: "notSpecified" };

/** A policy for these requestors; the name tells policies apart. */
export function policyFor(requestors: Requestors, { isEnabled = true, name = "policy" } = {}) {
  return { name, settings: { requestors, isEnabled } };
}
