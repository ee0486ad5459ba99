import { CATALOG_ROLES } from "../catalog/catalog.ts";
import type { CatalogRole } from "../catalog/catalog.ts";
import type { DerivedRight, Standing, Verdict } from "./standing.ts";
import { ACTIONS, PERMISSIONS } from "./table.ts";
import type { Action, PermissionRule, Role } from "./table.ts";
import { DERIVED_WORDS, ROLE_WORDS } from "./words.ts";

/**
 * Whether somebody of this standing may do it, and why, or who may instead (domain.md 2.2).
 * A veto is asked last and beats every role and right.
 */
export function permit(action: Action, standing: Standing): Verdict {
  const rule: PermissionRule = PERMISSIONS[action];
  const because = grantOf(rule, standing);
  if (because === undefined) return { allowed: false, ask: whoMay(rule) };
  if (isVetoed(rule, standing)) return { allowed: false, ask: whoMay(rule).map((who) => `another ${who}`) };
  return { allowed: true, because };
}

/** All that somebody of this standing may do: what a screen offers and what a command allows are then one answer. */
export function permittedActions(standing: Standing): ReadonlySet<Action> {
  return new Set(ACTIONS.filter((action) => permit(action, standing).allowed));
}

/** The role or right that is enough, in words; none when nothing is. */
function grantOf(rule: PermissionRule, standing: Standing): string | undefined {
  const role = rule.roles.find((each) => holds(each, standing) && hasWhatItNeeds(rule, each, standing));
  if (role) return ROLE_WORDS[role];
  const right = rule.derived?.find((each) => standing.derived.includes(each));
  return right && DERIVED_WORDS[right];
}

function holds(role: Role, standing: Standing): boolean {
  if (role === "userAdministrator") return standing.isUserAdministrator;
  if (role === "catalogCreator") return standing.isCatalogCreator;
  return standing.catalogRoles.includes(role);
}

function hasWhatItNeeds(rule: PermissionRule, role: Role, standing: Standing): boolean {
  const needs = neededBy(rule, role);
  return needs === undefined || standing.derived.includes(needs);
}

/** What the role needs besides to be enough for this; administrators need nothing (domain.md 2.3). */
function neededBy(rule: PermissionRule, role: Role): DerivedRight | undefined {
  return role === "userAdministrator" ? undefined : rule.needs;
}

function isVetoed(rule: PermissionRule, standing: Standing): boolean {
  return rule.veto !== undefined && standing.derived.includes(rule.veto);
}

function whoMay(rule: PermissionRule): string[] {
  const byRole = rule.roles.map((role) => {
    const needs = neededBy(rule, role);
    return needs ? `${ROLE_WORDS[role]} who is the ${DERIVED_WORDS[needs]}` : ROLE_WORDS[role];
  });
  return [...byRole, ...(rule.derived ?? []).map((right) => DERIVED_WORDS[right])];
}

/** The catalog roles that are enough for it. */
export function catalogRolesFor(action: Action): CatalogRole[] {
  const { roles }: PermissionRule = PERMISSIONS[action];
  return CATALOG_ROLES.filter((role) => (roles as readonly Role[]).includes(role));
}

/** The roles that are enough for it, in words: whom to ask where no right of one's own counts. */
export function staffFor(action: Action): string[] {
  const { roles }: PermissionRule = PERMISSIONS[action];
  return roles.map((role) => ROLE_WORDS[role]);
}
