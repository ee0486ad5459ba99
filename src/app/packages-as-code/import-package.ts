import { givesOtherRoles, packageChangesOf } from "../../domain/packages-as-code/differences.ts";
import type { OpenLine } from "../../domain/packages-as-code/plan.ts";
import { isSamePolicy } from "../../domain/packages-as-code/same-policy.ts";
import type { StoredPackage } from "../../domain/packages-as-code/stored-packages.ts";
import type { PackageWish, PolicyWish } from "../../domain/packages-as-code/wishes.ts";
import { dateIn } from "../../lib/calendar.ts";
import { nameKey, tidyLine } from "../../lib/text.ts";
import { changeResourceRoles } from "../assignment/change-resource-roles.ts";
import { addPackage } from "../package/add-package.ts";
import { editPackage } from "../package/edit-package.ts";
import { addPolicy } from "../policy/add-policy.ts";
import { editPolicy } from "../policy/edit-policy.ts";
import { answersOf } from "../policy/policy-form.ts";
import type { Importing } from "./importing.ts";

/** The package as it stands when it gives what the file says; null where it was refused. */
export async function openPackage(
  importing: Importing,
  line: OpenLine,
  { catalog, wish, stored }: { catalog: { id: string }; wish: PackageWish; stored: StoredPackage | undefined },
): Promise<StoredPackage | null> {
  if (!stored) return makePackage(importing, line, catalog.id, wish);
  if (!givesOtherRoles(stored.resourceRoles, wish.resourceRoles)) return stored;
  line.changed.push("resourceRoles");
  const { id: packageId, version } = stored;
  await importing.attempt(line, changeResourceRoles, { packageId, version, roles: wish.resourceRoles });
  return line.refusal ? stored : { ...stored, version: version + 1 };
}

async function makePackage(
  importing: Importing,
  line: OpenLine,
  catalogId: string,
  { name, description = "", resourceRoles = [] }: PackageWish,
): Promise<StoredPackage | null> {
  line.isNew = true;
  const id = await importing.attempt(line, addPackage, { catalogId, name, description, resourceRoles });
  if (id === undefined) return null;
  const incompatible = { packages: [], groups: [] };
  const texts = { name: tidyLine(name), description: description.trim(), isHidden: false };
  return { id, version: 1, ...texts, resourceRoles, incompatible, policies: [], automatic: null };
}

/** The package's policies: those of the file are made and changed, others stay. */
export async function importPolicies(
  importing: Importing,
  path: readonly string[],
  wish: PackageWish,
  stored: StoredPackage,
): Promise<void> {
  for (const policy of wish.policies) {
    const line = importing.line("policy", [...path, policy.name]);
    const before = stored.policies.find(({ name }) => nameKey(name) === nameKey(policy.name));
    const today = dateIn(importing.outer.by.timeZone, importing.outer.now);
    if (!before) {
      line.isNew = true;
      await importing.attempt(line, addPolicy, { packageId: stored.id, ...(await formOf(importing, policy)) });
    } else if (before.name !== tidyLine(policy.name) || !isSamePolicy(before.settings, policy.settings, today)) {
      line.changed.push(before.name === tidyLine(policy.name) ? "settings" : "name");
      const { id: policyId, version } = before;
      await importing.attempt(line, editPolicy, { policyId, version, ...(await formOf(importing, policy)) });
    }
  }
}

async function formOf({ outer: { tx } }: Importing, { name, settings }: PolicyWish) {
  const { expiration, review } = settings;
  return {
    name,
    ...(await answersOf(tx, settings)),
    ...(expiration.type === "onDate" && { timeZone: expiration.timeZone }),
    ...(review && { reviewTimeZone: review.timeZone }),
  };
}

/** What is said about the package, and what is incompatible with it: when all packages of the file are there. */
export async function finishPackage(
  importing: Importing,
  line: OpenLine,
  wish: PackageWish,
  stored: StoredPackage,
): Promise<void> {
  const { incompatiblePackages, incompatibleGroups } = wish;
  const incompatible = {
    packages: incompatiblePackages ? importing.idsOf(line, incompatiblePackages) : stored.incompatible.packages,
    groups: incompatibleGroups ?? stored.incompatible.groups,
  };
  const changes = packageChangesOf(stored, wish, incompatible);
  if (changes.length === 0) return;
  line.changed.push(...changes);
  await importing.attempt(line, editPackage, {
    packageId: stored.id,
    version: stored.version,
    name: wish.name,
    description: wish.description ?? stored.description,
    isHidden: wish.isHidden ?? stored.isHidden,
    incompatiblePackages: incompatible.packages,
    incompatibleGroups: incompatible.groups,
  });
}
