import { fault, Refusal } from "../../domain/fault.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { policiesOf } from "../../store/query/package.ts";
import { catalogById } from "../../store/query/catalog.ts";
import type { CatalogRow } from "../../store/query/catalog.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { explainPolicies } from "../policy/explain-policies.ts";
import type { ExplainedCatalog, ExplainedPolicies } from "../policy/explain-policies.ts";
import { packageForStaff } from "./package-for-staff.ts";

/** How many policies are explained at once. */
export const EXPLAINED_POLICIES = 5;

/** What each policy of a package would do, for all whom it lets ask. */
export interface ExplainedPackage extends ExplainedPolicies {
  id: string;
  name: string;
  catalogName: string;
  isHidden: boolean;
  /** How many policies there are beside those that are explained. */
  more: number;
}

/** A package that is explained, and the catalog that it stands in. */
export interface PackageToExplain {
  id: string;
  name: string;
  isHidden: boolean;
  catalog: ExplainedCatalog;
  policies: readonly StoredPolicy[];
}

/** Explains a package to staff of its catalog; refused for others, with whom to ask. Writes nothing. */
export async function explainPackage(deps: AppDeps, slackUserId: string, packageId: string): Promise<ExplainedPackage> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { id, name, isHidden, catalog, policies } = await packageToExplain(db, by, packageId);
  const shown = policies.slice(0, EXPLAINED_POLICIES);
  const explained = await explainPolicies(db, catalog, shown, deps.clock.now());
  return { ...explained, id, name, isHidden, catalogName: catalog.name, more: policies.length - shown.length };
}

/** The package with all that its explanation begins with, for those who may ask for one. */
export async function packageToExplain(db: Reader, by: ActingPerson, packageId: string): Promise<PackageToExplain> {
  const { found } = await packageForStaff(db, by, packageId, { action: "package.explain" });
  const [catalog, policies] = await Promise.all([catalogById(db, found.catalogId), policiesOf(db, packageId)]);
  if (!catalog) throw new Refusal(fault("notFound", { what: "access package" }));
  const { id, name, isHidden } = found;
  return { id, name, isHidden, catalog: explainedCatalog(catalog), policies };
}

/** A catalog that is there, as explanations take it. */
export function explainedCatalog(catalog: CatalogRow): ExplainedCatalog {
  const { id, name, approvalsChannel, isEnabled, isEnabledForExternalUsers } = catalog;
  return { id, name, approvalsChannel, flags: { isEnabled, isEnabledForExternalUsers }, newOwner: null };
}
