import type { OrganizationState } from "../person/person.ts";
import type { PolicySettings, Requestors } from "./policy-settings.ts";
import type { RequestorScope } from "./scope.ts";

/** What the rules of eligibility look at in a person. */
export interface PersonFacts {
  personId: string;
  /** A guest of the workspace, or somebody of another workspace in a shared channel. */
  isGuest: boolean;
  /** The connected organization the person belongs to, and its state. */
  organizationId: string | null;
  organizationState: OrganizationState | null;
  groupIds: ReadonlySet<string>;
}

/** A policy, as far as it says who may ask. */
export interface AskablePolicy {
  settings: Pick<PolicySettings, "requestors" | "isEnabled">;
}

/** What decides whether a package is open to somebody. */
export interface Offer {
  catalog: { isEnabled: boolean; isEnabledForExternalUsers: boolean };
  isHidden: boolean;
  policies: readonly AskablePolicy[];
}

/** Why a package is not open, in the order in which it is asked (domain.md 4.2). */
export const CLOSED_REASONS = [
  "catalogDisabled",
  "catalogClosedToOutsiders",
  "packageHidden",
  "noPolicyForPerson",
] as const;
export type ClosedReason = (typeof CLOSED_REASONS)[number];

export type Openness = { open: true } | { open: false; because: ClosedReason };

/** Somebody who comes from outside: a guest, or a person of a connected organization. */
export function isOutsider({ isGuest, organizationId }: Pick<PersonFacts, "isGuest" | "organizationId">): boolean {
  return isGuest || organizationId !== null;
}

/**
 * Whether a policy's requestors include the person (domain.md 4.1).
 * Who is named is included, guests too; a connected organization may be named while it is only proposed.
 */
export function isInScope(requestors: Requestors, person: PersonFacts): boolean {
  switch (requestors.scope) {
    case "specificDirectoryUsers":
      return requestors.people.includes(person.personId) || requestors.groups.some((id) => person.groupIds.has(id));
    case "allMemberUsers":
      return !isOutsider(person);
    case "allDirectoryUsers":
      return person.isGuest || !isOutsider(person);
    case "specificConnectedOrganizationUsers":
      return person.organizationId !== null && requestors.organizations.includes(person.organizationId);
    case "allConfiguredConnectedOrganizationUsers":
      return person.organizationState === "configured";
    case "allExternalUsers":
      return isOutsider(person);
    case "notSpecified":
      return false;
  }
}

const OPEN_SCOPES = [
  { scope: "allMemberUsers" },
  { scope: "allDirectoryUsers" },
  { scope: "allConfiguredConnectedOrganizationUsers" },
  { scope: "allExternalUsers" },
] as const satisfies readonly Requestors[];

/** The scopes that include the person without naming anybody; what searches ask of each policy (domain.md 4.1). */
export function openScopes(person: PersonFacts): RequestorScope[] {
  return OPEN_SCOPES.filter((requestors) => isInScope(requestors, person)).map(({ scope }) => scope);
}

/** Whether browsing and search show the package to the person (domain.md 4.2); catalog roles show more, see `package.view`. */
export function canSee(offer: Offer, person: PersonFacts): Openness {
  return openness(offer, person, { isListed: true });
}

/** Whether the person may ask for the package, as by a direct link: hidden or not (domain.md 4.2, C12). */
export function canRequest(offer: Offer, person: PersonFacts): Openness {
  return openness(offer, person, { isListed: false });
}

function openness(
  { catalog, isHidden, policies }: Offer,
  person: PersonFacts,
  { isListed }: { isListed: boolean },
): Openness {
  if (!catalog.isEnabled) return closed("catalogDisabled");
  if (isOutsider(person) && !catalog.isEnabledForExternalUsers) return closed("catalogClosedToOutsiders");
  if (isListed && isHidden) return closed("packageHidden");
  return policies.some((policy) => mayAskThrough(policy, person)) ? { open: true } : closed("noPolicyForPerson");
}

function closed(because: ClosedReason): Openness {
  return { open: false, because };
}

function mayAskThrough({ settings }: AskablePolicy, person: PersonFacts): boolean {
  return settings.isEnabled && isInScope(settings.requestors, person);
}

const TIERS: Readonly<Record<RequestorScope, number>> = {
  specificDirectoryUsers: 1,
  specificConnectedOrganizationUsers: 1,
  allMemberUsers: 2,
  allDirectoryUsers: 3,
  allConfiguredConnectedOrganizationUsers: 4,
  allExternalUsers: 4,
  notSpecified: Infinity,
};

/** How closely a scope fits, 1 the closest; nobody may ask through `notSpecified` (domain.md 4.3, C10). */
export function tierOf(scope: RequestorScope): number {
  return TIERS[scope];
}

/**
 * The policies that the person may ask through: of those that are enabled and include them, the closest tier
 * (domain.md 4.3, C10). One: it is taken silently. Several: the person picks. None: no request.
 */
export function choosePolicies<Policy extends AskablePolicy>(
  policies: readonly Policy[],
  person: PersonFacts,
): Policy[] {
  const matching = policies.filter((policy) => mayAskThrough(policy, person));
  const tierOfPolicy = ({ settings }: Policy) => tierOf(settings.requestors.scope);
  const closest = Math.min(...matching.map(tierOfPolicy));
  return matching.filter((policy) => tierOfPolicy(policy) === closest);
}
