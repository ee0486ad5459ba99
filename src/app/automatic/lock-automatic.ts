import { lockRuleOf } from "../../store/query/automatic-rule.ts";
import type { RuleRow } from "../../store/query/automatic-rule.ts";
import type { Transaction } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { lockManaged } from "../package/lock-managed.ts";
import type { ManagedTarget } from "../package/lock-managed.ts";

/** A package and the rule by which it is assigned automatically, if any, both locked. */
export interface AutomaticTarget extends ManagedTarget {
  stored: RuleRow | undefined;
}

/** Locks the rule of a package, then the package, as the evaluation does; refuses where there is no package. */
export async function lockAutomatic(tx: Transaction, by: ActingPerson, packageId: string): Promise<AutomaticTarget> {
  const stored = await lockRuleOf(tx, packageId);
  return { ...(await lockManaged(tx, by, packageId)), stored };
}
