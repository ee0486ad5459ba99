import type { ResourceType } from "../../domain/resource/resource.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { permit } from "../../domain/permission/permit.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { namesOf } from "../../store/query/names.ts";
import { packageCardOf, seenCard, seenCardsNamed } from "../../store/query/package-card.ts";
import type { PackageCardRow } from "../../store/query/package-card.ts";
import type { Reader } from "../../store/database.ts";
import { lookUpFor, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";
import { oneNamed, orAlike } from "./name-package.ts";
import type { PackageChoices } from "./name-package.ts";

/** All that the card of a package shows. */
export interface PackageCard {
  id: string;
  name: string;
  description: string;
  catalogName: string;
  isCatalogEnabled: boolean;
  isHidden: boolean;
  resourceRoles: readonly { type: ResourceType; name: string; role: string; isGone: boolean }[];
  policies: readonly { name: string; settings: PolicySettings }[];
  /** Names of the people, groups and organizations in the policies, by id. */
  names: ReadonlyMap<string, string>;
  /** Whether whoever looks can request it now; on a card for everybody, whether anybody could. */
  isRequestable: boolean;
  /** Whether whoever looks may manage it, or look at how it is managed. */
  mayManage: boolean;
  /** For staff of the catalog alone. */
  staff: { holders: number; pendingRequests: number } | null;
  /** Whether whoever looks can assign it to others now. */
  isAssignable: boolean;
}

export type PackageAnswer = { kind: "card"; card: PackageCard } | PackageChoices;

/** The package of that name, or the choice among those that could be meant. Shows nothing that the person may not see. */
export async function findPackageByName(deps: AppDeps, slackUserId: string, name: string): Promise<PackageAnswer> {
  return lookUpFor(deps, slackUserId, async (source, by) => {
    const viewer = viewerOf(by);
    const named = await orAlike(source, viewer, name, await oneNamed(source, viewer, name, seenCardsNamed));
    return named.kind === "one" ? { kind: "card", card: cardFor(by, named.found) } : named;
  });
}

/** The card of one package; refused when the person may not see it. */
export async function showPackage(deps: AppDeps, slackUserId: string, packageId: string): Promise<PackageCard> {
  return lookUpFor(deps, slackUserId, async (source, by) => {
    const seen = await seenCard(source, viewerOf(by), packageId);
    if (!seen) throw new Refusal(fault("notFound", { what: "access package" }));
    return cardFor(by, seen);
  });
}

/** The card as this person may see it; whether they may has been asked. */
function cardFor(by: ActingPerson, row: PackageCardRow): PackageCard {
  const standing = standingOf(by, row.catalogRoles);
  const isStaff = permit("assignment.view", standing).allowed;
  return {
    ...row,
    mayManage: permit("package.view", standing).allowed,
    staff: isStaff ? row.use : null,
    isAssignable:
      row.policies.some(({ settings }) => settings.isEnabled) && permit("assignment.assign", standing).allowed,
  };
}

/** What everybody sees of a package; the caller has asked whether they may. */
export async function readCard(db: Reader, packageId: string): Promise<PackageCard> {
  const row = await packageCardOf(db, packageId);
  if (!row) throw new Refusal(fault("notFound", { what: "access package" }));
  const isRequestable =
    row.isCatalogEnabled &&
    row.policies.some(({ settings }) => settings.isEnabled && settings.requestors.scope !== "notSpecified");
  return { ...row, isRequestable, mayManage: false, staff: null, isAssignable: false };
}

/** The names of the people, groups and organizations in the policies, by id. */
export async function namesInPolicies(
  db: Reader,
  policies: readonly PolicySettings[],
): Promise<ReadonlyMap<string, string>> {
  const people: string[] = [];
  const groups: string[] = [];
  const organizations: string[] = [];
  for (const { requestors, approval, review } of policies) {
    if (requestors.scope === "specificDirectoryUsers") {
      people.push(...requestors.people);
      groups.push(...requestors.groups);
    }
    if (requestors.scope === "specificConnectedOrganizationUsers") organizations.push(...requestors.organizations);
    if (review?.reviewers.kind === "specific") people.push(...review.reviewers.people);
    if (review?.reviewers.kind === "manager") people.push(...review.reviewers.fallback);
    for (const { approvers, alternates } of approval.stages) {
      people.push(...(alternates?.people ?? []));
      if (approvers.kind === "manager") people.push(...approvers.fallback);
      if (approvers.kind === "specific") {
        people.push(...approvers.people);
        groups.push(...approvers.groups);
      }
    }
  }
  return namesOf(db, { people, resources: groups, organizations });
}
