import { fault, Refusal } from "../../domain/fault.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { lockAssignment } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { lockRequestsOf } from "../../store/query/assignment-request.ts";
import type { AssignmentRequest } from "../../store/query/assignment-request.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";

/** An assignment under lock, its requests, and what somebody is to it. */
export interface LockedAccess {
  assignment: AssignmentRow;
  requests: AssignmentRequest[];
  standing: Standing;
}

/** Locks an assignment's requests, then the assignment itself; refuses where there is none. */
export async function lockAccess(tx: Transaction, by: ActingPerson, assignmentId: string): Promise<LockedAccess> {
  const requests = await lockRequestsOf(tx, [assignmentId]);
  const assignment = await lockAssignment(tx, assignmentId);
  if (!assignment) throw new Refusal(fault("notFound", { what: "access" }));
  const standing = standingOf(by, await rolesIn(tx, assignment.catalogId, by.id));
  const derived = assignment.personId === by.id ? (["requestor"] as const) : [];
  return { assignment, requests, standing: { ...standing, derived } };
}

/** Refuses where the access has ended already. */
export function refuseEnded({ assignment }: LockedAccess): void {
  if (assignment.state === "expired") throw new Refusal(fault("accessEnded", {}));
}
