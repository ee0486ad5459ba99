import { roleDiff } from "../assignment/role-diff.ts";
import type { ResourceRole } from "../assignment/role-diff.ts";
import { answersFromRule, readAutomaticForm } from "../automatic/automatic-form.ts";
import type { AutomaticRule } from "../automatic/automatic-rule.ts";
import { CATALOG_ROLES } from "../catalog/catalog.ts";
import { tidyLine } from "../../lib/text.ts";
import type { RoleHolders, StoredCatalog, StoredPackage } from "./stored-packages.ts";
import type { CatalogWish, PackageWish } from "./wishes.ts";

/** What of a catalog the wish would change, but for its resources and packages. */
export function changesOf(stored: StoredCatalog, wish: CatalogWish): string[] {
  const settings = (["approvalsChannel", "isEnabled", "isEnabledForExternalUsers"] as const).filter(
    (field) => wish[field] !== undefined && wish[field] !== stored[field],
  );
  const roles = CATALOG_ROLES.filter((role) => {
    const holders = wish.members[role];
    return holders !== undefined && !areSameHolders(stored.members[role], holders);
  });
  return [...textChanges(stored, wish), ...settings, ...roles];
}

/** What of a package the wish would change, but for its resource roles, policies and rule. */
export function packageChangesOf(
  stored: Omit<StoredPackage, "policies" | "automatic" | "resourceRoles" | "id" | "version">,
  wish: PackageWish,
  incompatible: StoredPackage["incompatible"],
): string[] {
  return [
    ...textChanges(stored, wish),
    ...(wish.isHidden !== undefined && wish.isHidden !== stored.isHidden ? ["isHidden"] : []),
    ...(isSameSet(stored.incompatible.packages, incompatible.packages) ? [] : ["incompatiblePackages"]),
    ...(isSameSet(stored.incompatible.groups, incompatible.groups) ? [] : ["incompatibleGroups"]),
  ];
}

/** Whether a package is to give something else. */
export function givesOtherRoles(stored: readonly ResourceRole[], wish: readonly ResourceRole[] | undefined): boolean {
  if (wish === undefined) return false;
  const { give, take } = roleDiff(wish, stored);
  return give.length + take.length > 0;
}

/** What of a rule the wish would change, in itself or as the form would read it. */
export function ruleChangesOf(stored: AutomaticRule, wish: AutomaticRule): string[] {
  const attributes = new Set(wish.conditions.map(({ attribute }) => attribute));
  const read = readAutomaticForm(answersFromRule(wish), attributes).rule ?? wish;
  return (["match", "conditions", "isAssigning", "isRemoving", "graceDays"] as const).filter(
    (field) => JSON.stringify(read[field]) !== JSON.stringify(stored[field]),
  );
}

function textChanges(
  stored: { name: string; description: string },
  wish: { name: string; description: string | undefined },
): string[] {
  const isDescribed = wish.description === undefined || wish.description.trim() === stored.description;
  return [...(tidyLine(wish.name) === stored.name ? [] : ["name"]), ...(isDescribed ? [] : ["description"])];
}

function areSameHolders(one: RoleHolders, other: RoleHolders): boolean {
  return isSameSet(one.people, other.people) && isSameSet(one.groups, other.groups);
}

function isSameSet(one: readonly string[], other: readonly string[]): boolean {
  return new Set([...one, ...other]).size === new Set(one).size && new Set(one).size === new Set(other).size;
}
