import { fault, Refusal } from "../../domain/fault.ts";
import { policyById } from "../../store/query/package.ts";
import type { FoundPolicy } from "../../store/query/package.ts";
import type { Transaction } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { lockManaged } from "../package/lock-managed.ts";
import type { ManagedTarget } from "../package/lock-managed.ts";

/** A policy that staff change, under its package's lock. */
export interface PolicyTarget extends ManagedTarget {
  policy: FoundPolicy;
}

/** Locks the package of a policy, and reads the policy as it is under that lock; refuses where there is none. */
export async function lockPolicy(tx: Transaction, by: ActingPerson, policyId: string): Promise<PolicyTarget> {
  const found = await policyById(tx, policyId);
  const managed = found && (await lockManaged(tx, by, found.packageId));
  const policy = managed && (await policyById(tx, policyId));
  if (!policy) throw new Refusal(fault("notFound", { what: "policy" }));
  return { ...managed, policy };
}

/** Refuses where the policy is no longer the one that the person saw. */
export function refuseOutdated({ policy }: PolicyTarget, version: number): void {
  if (policy.version !== version) throw new Refusal(fault("changedMeanwhile", { what: "this policy" }));
}
