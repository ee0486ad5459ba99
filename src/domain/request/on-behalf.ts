import type { DerivedRight } from "../permission/standing.ts";
import type { ClosedReason } from "../policy/eligibility.ts";
import type { RequestType } from "./request.ts";

/** Why a manager cannot ask for a direct report: what the report has or asked for already, or what no policy gives. */
export type ReportCannot = "held" | "requested" | "incompatible" | "notOnBehalf" | ClosedReason;

interface AskedFor {
  type: RequestType;
  requestorId: string;
  submittedBy: string;
}

/** Whether a manager asked for a direct report, and the person is that manager. */
export function isMadeOnBehalfBy({ type, submittedBy }: Omit<AskedFor, "requestorId">, personId: string): boolean {
  return type === "onBehalfAdd" && submittedBy === personId;
}

/**
 * What the person is to the request by itself: its requestor is whom it is for, and a manager who asked for them
 * (domain.md 2.2). Staff who assign directly act by their role.
 */
export function requestorRights(asked: AskedFor, personId: string): DerivedRight[] {
  return asked.requestorId === personId || isMadeOnBehalfBy(asked, personId) ? ["requestor"] : [];
}
