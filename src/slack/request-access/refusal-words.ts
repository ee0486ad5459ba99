import type { ClosedReason } from "../../domain/policy/eligibility.ts";
import type { PolicyMiss } from "../../domain/policy/policy-miss.ts";
import type { ReportCannot } from "../../domain/request/on-behalf.ts";

const CLOSED: Readonly<Record<ClosedReason, string>> = {
  catalogDisabled: "Its catalog is not enabled: ask one of the catalog's owners to enable it.",
  catalogClosedToOutsiders:
    "Its catalog is not enabled for external users: ask one of the catalog's owners to enable it for them.",
  packageHidden: "It is hidden.",
  noPolicyForPerson: "None of its policies includes you.",
};

const REPORT_CANNOT: Readonly<Record<ReportCannot, (name: string) => string>> = {
  held: (name) => `${name} holds it already.`,
  requested: (name) => `It has been requested for ${name} already, and that is not decided yet.`,
  incompatible: (name) => `${name} holds what is incompatible with it, and would have to give that up first.`,
  notOnBehalf: (name) => `Its policies do not let managers request it: ${name} can request it themselves.`,
  catalogDisabled: () => CLOSED.catalogDisabled,
  catalogClosedToOutsiders: () => CLOSED.catalogClosedToOutsiders,
  packageHidden: () => CLOSED.packageHidden,
  noPolicyForPerson: (name) => `None of its policies includes ${name}: ask its catalog's owners.`,
};

const MISSES: Readonly<Record<PolicyMiss, string>> = {
  disabled: "includes you, but is not enabled",
  staffAssignOnly: "is for direct assignment by administrators only",
  notNamed: "names other users and groups",
  membersOnly: "is for members, not for guests or connected organizations",
  directoryOnly: "is for users of this directory",
  organizationNotNamed: "names other connected organizations",
  organizationNotConfigured: "is for configured connected organizations, and yours is not one",
  outsidersOnly: "is for users outside this directory",
};

/** Why somebody cannot request a package: what is closed, or the rule on which each of its policies fails for them. */
export function notRequestable(because: ClosedReason, policies: readonly { name: string; miss: PolicyMiss }[]): string {
  if (because !== "noPolicyForPerson") return `You cannot request this access package. ${CLOSED[because]}`;
  if (policies.length === 0)
    return "You cannot request this access package: it has no policy yet. Ask its catalog's owners.";
  const misses = policies.map(({ name, miss }) => `“${name}” ${MISSES[miss]}`).join("; ");
  const { why, advice } = remedyFor(policies.map(({ miss }) => miss));
  return `You cannot request this access package. ${why} ${misses}. Ask its catalog's owners to ${advice}.`;
}

/** What stands in the way, and what the catalog's owners could do about it with the least change. */
function remedyFor(misses: readonly PolicyMiss[]): { why: string; advice: string } {
  if (misses.includes("disabled")) return { why: "No policy that includes you is enabled.", advice: "enable one" };
  const isForStaff = misses.every((miss) => miss === "staffAssignOnly");
  return { why: CLOSED.noPolicyForPerson, advice: isForStaff ? "assign it to you" : "include you" };
}

/** Why a manager cannot request a package for their direct report of that name. */
export function reportCannot(name: string, because: ReportCannot): string {
  return `You cannot request this access package for ${name}. ${REPORT_CANNOT[because](name)}`;
}
