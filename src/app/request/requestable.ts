/** What stands against a request for a package, in words about whoever asks, or about the report for whom they ask. */
import { fault, Refusal } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { canRequest, choosePolicies } from "../../domain/policy/eligibility.ts";
import type { PersonFacts } from "../../domain/policy/eligibility.ts";
import type { ReportCannot } from "../../domain/request/on-behalf.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { offeredPolicies } from "./offered-policies.ts";
import type { OfferedThrough } from "./offered-policies.ts";
import type { Requestor } from "./requestor.ts";

/** What somebody has of a package already, or what rules it out for them. */
interface Taken {
  isHeld: boolean;
  isRequested: boolean;
  /** What they hold that is incompatible with it. */
  incompatible: readonly { name: string }[];
}

/**
 * Refuses what is held or asked for already, and what is incompatible with what is held (domain.md 4.2, 4.8, R18). A
 * manager is not told what their report holds.
 */
export function refuseTaken(requestor: Requestor, { isHeld, isRequested, incompatible }: Taken): void {
  if (isHeld) refuse(requestor, fault("alreadyHeld", {}, "packageId"), "held");
  if (isRequested) refuse(requestor, fault("alreadyRequested", {}, "packageId"), "requested");
  const names = incompatible.map(({ name }) => name);
  if (names.length > 0) refuse(requestor, fault("incompatibleHeld", { names }, "packageId"), "incompatible");
}

function refuse({ isReport, name }: Requestor, own: Fault, because: ReportCannot): never {
  throw new Refusal(isReport ? fault("reportCannotRequest", { name, because }, "packageId") : own);
}

/**
 * The policies through which the package can be asked for; refuses where there is none. For a report, those of theirs
 * that let managers ask: their tier is chosen first, so that nobody gets through a manager what an easier policy gives
 * to others (domain.md 3.2, 4.3, R23).
 */
export function offeredTo(requestor: Requestor, offer: OfferedThrough, facts: PersonFacts): StoredPolicy[] {
  if (!requestor.isReport) return offeredPolicies(offer, facts);
  const openness = canRequest(offer, facts);
  const allowing = choosePolicies(offer.policies, facts).filter(({ settings }) => settings.isOnBehalfAllowed);
  if (openness.open && allowing.length > 0) return allowing;
  const because = openness.open ? "notOnBehalf" : openness.because;
  throw new Refusal(fault("reportCannotRequest", { name: requestor.name, because }, "packageId"));
}
