import { fault, Refusal } from "../../domain/fault.ts";
import { canRequest, choosePolicies } from "../../domain/policy/eligibility.ts";
import type { Offer, PersonFacts } from "../../domain/policy/eligibility.ts";
import { policyMiss } from "../../domain/policy/policy-miss.ts";
import type { StoredPolicy } from "../../store/query/package.ts";

/**
 * The policies through which the person may ask for the package: one, which is taken silently, or several of the best
 * tier among which they pick (domain.md 4.2, 4.3, R15). Refuses where there is none, naming the rule on which each
 * policy fails.
 */
export function offeredPolicies(offer: OfferedThrough, person: PersonFacts): StoredPolicy[] {
  const openness = canRequest(offer, person);
  if (openness.open) return choosePolicies(offer.policies, person);
  const policies = offer.policies.flatMap((policy) => {
    const miss = policyMiss(policy, person);
    return miss === null ? [] : [{ name: policy.name, miss }];
  });
  throw new Refusal(fault("notRequestable", { because: openness.because, policies }, "packageId"));
}

/** A package, and the policies through which it is offered. */
export type OfferedThrough = Omit<Offer, "policies"> & { policies: readonly StoredPolicy[] };
