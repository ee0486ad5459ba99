import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";

/** What stands between a person and being assigned a package. */
export interface Candidate {
  name: string;
  isDeactivated: boolean;
  /** Whether the policy includes the person, or is for direct assignment. */
  isIncluded: boolean;
  holdsIt: boolean;
  /** Whether an own request for it is not decided yet. */
  hasAskedForIt: boolean;
}

/** How many people can be assigned at once, as many as Slack lets one choose. */
export const ASSIGNED_MAX = 100;

/**
 * Why the people cannot be assigned through the policy, each reason once, with the names (domain.md 4.1, 4.2; B5). A
 * person is named with the first of their reasons. All are on the field `people`.
 */
export function assignmentFaults(policy: string, candidates: readonly Candidate[]): Fault[] {
  const excluded: string[] = [];
  const holders: string[] = [];
  const askers: string[] = [];
  const faults: Fault[] = [];
  for (const { name, isDeactivated, isIncluded, holdsIt, hasAskedForIt } of candidates) {
    if (isDeactivated) faults.push(fault("personDeactivated", { name }, "people"));
    else if (!isIncluded) excluded.push(name);
    else if (holdsIt) holders.push(name);
    else if (hasAskedForIt) askers.push(name);
  }
  if (excluded.length > 0) faults.push(fault("policyExcludes", { people: excluded, policy }, "people"));
  if (holders.length > 0) faults.push(fault("heldAlready", { people: holders }, "people"));
  if (askers.length > 0) faults.push(fault("requestedAlready", { people: askers }, "people"));
  return faults;
}
