import type { ResourceType } from "../../domain/resource/resource.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { permit } from "../../domain/permission/permit.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { maySeePackage } from "../../store/query/package-search.ts";
import { packageWithCatalog, policiesOf, resourceRolesOf } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import { packageUse } from "../../store/query/request-lists.ts";
import { requestableAmong } from "../../store/query/requestable-packages.ts";
import { organizationsById, resourcesById } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { viewerOf } from "../viewer.ts";
import { packageNamedBy } from "./name-package.ts";
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
  /** For staff of the catalog alone. */
  staff: { holders: number; pendingRequests: number } | null;
}

export type PackageAnswer = { kind: "card"; card: PackageCard } | PackageChoices;

/** The package of that name, or the choice among those that could be meant. Shows nothing that the person may not see. */
export async function findPackageByName(deps: AppDeps, slackUserId: string, name: string): Promise<PackageAnswer> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const named = await packageNamedBy(deps, by, name);
  return named.kind === "one" ? { kind: "card", card: await cardFor(db, by, named.found.id) } : named;
}

/** The card of one package; refused when the person may not see it. */
export async function showPackage(deps: AppDeps, slackUserId: string, packageId: string): Promise<PackageCard> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  if (!(await maySeePackage(db, viewerOf(by), packageId)))
    throw new Refusal(fault("notFound", { what: "access package" }));
  return cardFor(db, by, packageId);
}

/** The card as this person may see it; whether they may has been asked. */
async function cardFor(db: Reader, by: ActingPerson, packageId: string): Promise<PackageCard> {
  const [card, requestable] = await Promise.all([
    readCard(db, packageId),
    requestableAmong(db, viewerOf(by), [packageId]),
  ]);
  const isStaff = permit("assignment.view", standingOf(by, await rolesIn(db, card.catalogId, by.id))).allowed;
  return {
    ...card,
    isRequestable: requestable.has(packageId),
    staff: isStaff ? await packageUse(db, packageId) : null,
  };
}

/** What everybody sees of a package; the caller has asked whether they may. */
export async function readCard(db: Reader, packageId: string): Promise<PackageCard & { catalogId: string }> {
  const [row, resourceRoles, policies] = await Promise.all([
    packageWithCatalog(db, packageId),
    resourceRolesOf(db, packageId),
    policiesOf(db, packageId),
  ]);
  if (!row) throw new Refusal(fault("notFound", { what: "access package" }));
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    catalogId: row.catalogId,
    catalogName: row.catalogName,
    isCatalogEnabled: row.isCatalogEnabled,
    isHidden: row.isHidden,
    resourceRoles: resourceRoles.map(({ type, name, role, goneAt, roles }) => ({
      type,
      name,
      role,
      isGone: goneAt !== null || !roles.includes(role),
    })),
    policies,
    names: await namesInPolicies(
      db,
      policies.map(({ settings }) => settings),
    ),
    isRequestable:
      row.isCatalogEnabled &&
      policies.some(({ settings }) => settings.isEnabled && settings.requestors.scope !== "notSpecified"),
    staff: null,
  };
}

/** The names of the people, groups and organizations in the policies, by id. */
export async function namesInPolicies(
  db: Reader,
  policies: readonly PolicySettings[],
): Promise<ReadonlyMap<string, string>> {
  const people: string[] = [];
  const groups: string[] = [];
  const organizations: string[] = [];
  for (const { requestors, approval } of policies) {
    if (requestors.scope === "specificDirectoryUsers") {
      people.push(...requestors.people);
      groups.push(...requestors.groups);
    }
    if (requestors.scope === "specificConnectedOrganizationUsers") organizations.push(...requestors.organizations);
    for (const { approvers, alternates } of approval.stages) {
      people.push(...(alternates?.people ?? []));
      if (approvers.kind === "manager") people.push(...approvers.fallback);
      if (approvers.kind === "specific") {
        people.push(...approvers.people);
        groups.push(...approvers.groups);
      }
    }
  }
  const rows = await Promise.all([
    peopleById(db, people),
    resourcesById(db, groups),
    organizationsById(db, organizations),
  ]);
  return new Map(rows.flat().map(({ id, name }) => [id, name]));
}
