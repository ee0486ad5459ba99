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
  dateOutOfRange: { from: string; to: string };
  alternatesNeedDays: { least: number };
  approvalNeededForOutsiders: Record<never, never>;
  policySubjectGone: { name: string };
  personNotKnownYet: Record<never, never>;
  personDeactivated: { name: string };

  // names
  nameTakenInCatalog: { name: string; catalog: string };
  catalogNameTaken: { name: string };

  // rights
  notPermitted: { action: string; ask: string[] };
  /** `administrators`: some of the people who could give the right, by name. */
  mayCreateNowhere: { administrators: string[] };
  catalogNotUsable: Record<never, never>;
  catalogNeeded: Record<never, never>;
  resourceNotPickable: { resource: string };
  resourceGone: { resource: string };
  roleNotOffered: { resource: string; role: string };
  lastCatalogOwner: Record<never, never>;
  generalKeepsItsName: Record<never, never>;
  personUnknown: Record<never, never>;
  accountDeactivated: Record<never, never>;

  // state
  notFound: { what: string };
  draftOutdated: Record<never, never>;
  draftNotYours: Record<never, never>;
  draftExpired: Record<never, never>;
  changedMeanwhile: { what: string };
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
