import type { NotExtendableReason } from "./assignment/assignment.ts";
import type { NotReprocessable } from "./assignment/reprocess.ts";
import type { ClosedReason } from "./policy/eligibility.ts";
import type { ReportCannot } from "./request/on-behalf.ts";
import type { PolicyMiss } from "./policy/policy-miss.ts";
import type { RequestState } from "./request/request.ts";
import type { Lean } from "../lib/written-day.ts";

/**
 * What can be wrong, as codes with data. The sentences live in slack/errors.ts, which does not compile
 * until every code has one.
 */
export interface FaultData {
  // input
  required: { what: string };
  tooLong: { what: string; limit: number };
  outOfRange: { what: string; from: number; to: number };
  notANumber: { what: string; from: number; to: number };
  notAChoice: { what: string };
  tooMany: { what: string; limit: number };
  tooManyLines: { limit: number };
  lineTooLong: { limit: number };
  /** `first`: the number of the question that asks the same, counted from 1. */
  questionRepeated: { first: number };
  /** Several values where a condition takes one. */
  oneValueOnly: Record<never, never>;
  /** So many people match a rule of automatic assignment. */
  ruleMeansTooMany: { people: number; limit: number };
  dateOutOfRange: { from: string; to: string };
  dateTooEarly: { from: string };
  /** `on`: the day on which the policy's reviews start, once and for all. */
  reviewStartStays: { on: string };
  /** The policy ends on a date that comes before access would begin. */
  policyEndsBeforeStart: { on: string };
  policyEnded: { on: string };
  alternatesNeedDays: { least: number };
  approvalNeededForOutsiders: Record<never, never>;
  policySubjectGone: { name: string };
  personNotKnownYet: Record<never, never>;
  /** `written`: what is no day, or could be two, as somebody wrote it; `lean`: which day is meant without a year. */
  noSuchDay: { written: string; lean: Lean };
  dayToCome: { day: string };
  personDeactivated: { name: string };
  delegateIsOneself: Record<never, never>;

  // names
  nameTakenInCatalog: { name: string; catalog: string };
  catalogNameTaken: { name: string };
  policyNameTaken: { name: string };

  // rights
  /** `ask`: the roles that may, in words; `owners`: some of the owners of the catalog that it is about, by name. */
  notPermitted: { action: string; ask: string[]; owners?: string[] };
  /** `administrators`: some of the people who could give the right, by name. */
  mayCreateNowhere: { administrators: string[] };
  catalogNotUsable: Record<never, never>;
  catalogNeeded: Record<never, never>;
  resourceNotPickable: { resource: string };
  resourceGone: { resource: string };
  roleNotOffered: { resource: string; role: string };
  lastCatalogOwner: Record<never, never>;
  generalKeepsItsName: Record<never, never>;
  generalStays: Record<never, never>;
  /** Only its owners may put it into a catalog, or take it out. */
  resourceNotOwned: { resource: string };
  /** `packages`: the names of some of them; `more`: whether there are others. */
  resourceInUse: { resource: string; packages: string[]; more: boolean };
  catalogNotEmpty: { packages: string[]; more: boolean };
  personUnknown: Record<never, never>;
  accountDeactivated: Record<never, never>;

  // state
  notFound: { what: string };
  draftOutdated: Record<never, never>;
  /** A window that another version of the program made. */
  windowOutdated: Record<never, never>;
  buttonOutdated: Record<never, never>;
  draftNotYours: Record<never, never>;
  draftExpired: Record<never, never>;
  changedMeanwhile: { what: string };
  /** `holders`: how many people hold access through the policy. */
  policyInUse: { name: string; holders: number };
  /** `deactivated`: some of the holders whose accounts are deactivated, by name. */
  packageHeld: { holders: number; deactivated: string[] };

  // requesting
  /** `policies`: each policy of the package and the rule on which it fails for this person. */
  notRequestable: { because: ClosedReason; policies: { name: string; miss: PolicyMiss }[] };
  alreadyRequested: Record<never, never>;
  alreadyHeld: Record<never, never>;
  /** `names`: the packages and groups that rule it out. */
  incompatibleHeld: { names: string[] };
  policyChoiceNeeded: Record<never, never>;
  /** Whoever asks is not the manager of whom they ask for. */
  notDirectReport: Record<never, never>;
  reportCannotRequest: { name: string; because: ReportCannot };
  /** Nobody could decide in that stage, counted from 1, not even the catalog's owners. */
  nobodyCanDecide: { stage: number };

  // deciding
  ownRequest: Record<never, never>;
  /** People to whom a request cannot be handed, as they made it or hand it on. */
  cannotDecideThis: { people: string[] };
  /** `by`: the name of whoever was first, null where it was the person themselves; `goesOn`: other stages are not decided yet. */
  alreadyDecided: { by: string | null; result: "approved" | "denied"; goesOn: boolean };
  requestClosed: { state: RequestState };
  decisionTooLate: Record<never, never>;
  requestorGone: { name: string };

  // reviewing
  reviewClosed: Record<never, never>;

  // access
  notCancelable: { state: RequestState };
  notResubmittable: { state: RequestState };
  recordNotCompleted: { state: RequestState };
  /** Somebody holds access that came of the request. */
  recordInUse: Record<never, never>;
  notExtendable: { because: NotExtendableReason };
  accessEnded: Record<never, never>;
  policyNotAssignable: { name: string };
  noPolicyToAssign: Record<never, never>;
  policyExcludes: { people: string[]; policy: string };
  heldAlready: { people: string[] };
  requestedAlready: { people: string[] };
  /** The policy asks questions, which are answered for one person at a time. */
  questionsForOne: Record<never, never>;
  /** Nobody could decide that stage, counted from 1, of what would be asked for these people. */
  nobodyCanDecideFor: { people: string[]; stage: number };
  /** `names`: what they hold that rules the package out. */
  incompatibleForPeople: { people: string[]; names: string[] };
  notReprocessable: { because: NotReprocessable };
}

export type FaultCode = keyof FaultData;

/** One thing that is wrong; `field` is the path of the input it concerns, as in `stages.0.decisionDays`. */
export type Fault = { [Code in FaultCode]: { code: Code; data: FaultData[Code]; field?: string } }[FaultCode];

/** A fault of the given kind. */
export function fault<Code extends FaultCode>(code: Code, data: FaultData[Code], field?: string): Fault {
  return (field === undefined ? { code, data } : { code, data, field }) as Fault;
}

/** Thrown when something is refused; carries every reason at once. Nothing has been changed. */
export class Refusal extends Error {
  readonly faults: readonly Fault[];

  constructor(...faults: Fault[]) {
    super(`refused: ${faults.map(({ code, field }) => (field ? `${code} (${field})` : code)).join(", ")}`);
    this.name = "Refusal";
    this.faults = faults;
  }
}

/** Throws a Refusal when there is any fault. */
export function refuseIfAny(faults: readonly Fault[]): void {
  if (faults.length > 0) throw new Refusal(...faults);
}
