import { mayCreateIn } from "../../domain/package/creation.ts";
import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { Action } from "../../domain/permission/table.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { blockedBy, holdersByRule, ruleOf } from "../../store/query/automatic-rule.ts";
import { auditOf } from "../../store/query/audit-history.ts";
import { doubleHolders, incompatibleWith } from "../../store/query/incompatible.ts";
import type { DoubleHolders, Incompatible } from "../../store/query/incompatible.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { catalogById, rolesIn } from "../../store/query/catalog.ts";
import { reviewsOfPackage } from "../../store/query/review-lists.ts";
import type { StaffReviewRow } from "../../store/query/review-lists.ts";
import { packageCardOf, packageUse } from "../../store/query/package-card.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "./package-for-staff.ts";

export type { DoubleHolders } from "../../store/query/incompatible.ts";

/** What `Manage package` shows. */
export interface ManagedPackage {
  id: string;
  name: string;
  description: string;
  isHidden: boolean;
  version: number;
  catalogName: string;
  resourceRoles: readonly { type: ResourceType; name: string; role: string; isGone: boolean }[];
  policies: readonly StoredPolicy[];
  /** Names of the people, groups and organizations in the policies, by id. */
  names: ReadonlyMap<string, string>;
  incompatible: Incompatible;
  /** Null for those who may not view assignments. `both`: who holds what is incompatible with it as well. */
  use: { holders: number; pendingRequests: number; both: DoubleHolders } | null;
  /** The newest reviews of access, for those who may view assignments. */
  reviews: readonly StaffReviewRow[];
  automatic: ManagedRule | null;
  may: (action: Action) => boolean;
  /** Whether the person may make a package like it in its catalog. */
  mayCopy: boolean;
  /** The last thing that has happened to the package and its policies. */
  seen: number;
}

const REVIEWS_SHOWN = 3;
const DOUBLE_HOLDERS_SHOWN = 5;
const NOBODY: DoubleHolders = { total: 0, some: [] };

/** The rule by which a package is assigned automatically, and how far it has come. */
export interface ManagedRule {
  rule: AutomaticRule;
  isUnderWay: boolean;
  /** When everybody had been looked at last. */
  evaluatedAt: Date | null;
  /** How many hold the package by the rule, and how many it could not assign to; null as above. */
  use: { holders: number; blocked: number } | null;
}

/** A package for the staff of its catalog, readers included; refused for others, with whom to ask. */
export async function readManagedPackage(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
): Promise<ManagedPackage> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found, may } = await packageForStaff(db, by, packageId, { action: "package.view" });
  const [seen, card, catalog, roles, incompatible, use, reviews, automatic] = await Promise.all([
    lastEvent(deps, packageId),
    packageCardOf(db, packageId),
    catalogById(db, found.catalogId),
    rolesIn(db, found.catalogId, by.id),
    incompatibleWith(db, packageId),
    may("assignment.view") ? packageUse(db, packageId) : null,
    may("assignment.view") ? reviewsOfPackage(db, packageId, REVIEWS_SHOWN) : [],
    managedRule(db, packageId, may("assignment.view")),
  ]);
  if (!card || !catalog) throw new Refusal(fault("notFound", { what: "access package" }));
  const isAlone = incompatible.packages.length + incompatible.groups.length === 0;
  const { id, name, description, isHidden, version } = found;
  return {
    id,
    name,
    description,
    isHidden,
    version,
    catalogName: card.catalogName,
    resourceRoles: card.resourceRoles,
    policies: card.policies,
    names: card.names,
    incompatible,
    use: use && { ...use, both: isAlone ? NOBODY : await doubleHolders(db, packageId, DOUBLE_HOLDERS_SHOWN) },
    reviews,
    automatic,
    may,
    mayCopy: mayCreateIn(catalog.type, standingOf(by, roles)).allowed,
    seen,
  };
}

async function managedRule(db: Reader, packageId: string, mayViewUse: boolean): Promise<ManagedRule | null> {
  const stored = await ruleOf(db, packageId);
  if (!stored) return null;
  const { id, rule, evaluateAt, evaluatedAt } = stored;
  const [holders, blocked] = mayViewUse ? await Promise.all([holdersByRule(db, id), blockedBy(db, id)]) : [0, 0];
  return { rule, isUnderWay: evaluateAt !== null, evaluatedAt, use: mayViewUse ? { holders, blocked } : null };
}

/** The last thing that has happened to a package and its policies, by which later changes are told. */
export async function lastEvent({ database }: AppDeps, packageId: string): Promise<number> {
  const [last] = await auditOf(database.read, { kind: "package", id: packageId }, 1, {
    beforeId: null,
    kinds: ["package", "policy"],
  });
  return last?.id ?? 0;
}
