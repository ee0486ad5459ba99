import { reach } from "../../domain/assignment/reach.ts";
import type { Reach } from "../../domain/assignment/reach.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { nextRequestState } from "../../domain/request/transitions.ts";
import { liveAssignmentIds, lockAssignments, redeliver } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { grantsOfAll, insertGrantsOfAll } from "../../store/query/assignment-grant.ts";
import type { GrantRow } from "../../store/query/assignment-grant.ts";
import { lockRequestsOf, setDeliveryState } from "../../store/query/assignment-request.ts";
import type { AssignmentRequest } from "../../store/query/assignment-request.ts";
import { updateGrants } from "../../store/query/delivery.ts";
import { holdResourceRoles } from "../../store/query/package.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import { assignmentEvent } from "./assignment-event.ts";
import { isSource, sourceOf } from "./end-assignment.ts";

const BATCH = 100;

/** Brings all holders of a package in line with its resource roles as they are now (domain.md 4.7, D11), some at a time. */
export async function reachHolders(deps: AppDeps, packageId: string): Promise<void> {
  let last: string | null = null;
  do last = await reachSome(deps, { packageId, after: last });
  while (last !== null);
}

interface Changed extends Reach<GrantRow> {
  assignment: AssignmentRow;
}

/** Gives the last of the holders looked at; null when none is left. */
const reachSome = systemCommand<{ packageId: string; after: string | null }, string | null>({
  name: "package.reachHolders",
  run: async ({ tx, now, input: { packageId, after } }) => {
    const ids = await liveAssignmentIds(tx, packageId, after, BATCH);
    const requests = await lockRequestsOf(tx, ids);
    const assignments = (await lockAssignments(tx, ids)).filter(({ state }) => state !== "expired");
    const roles = await holdResourceRoles(tx, packageId);
    const grants = await grantsOfAll(tx, ids);
    const changed: Changed[] = assignments
      .map((assignment) => ({
        assignment,
        ...reach(
          roles,
          grants.filter(({ assignmentId }) => assignmentId === assignment.id),
        ),
      }))
      .filter((each) => each.added.length + each.changed.length > 0);

    await updateGrants(
      tx,
      changed.flatMap((each) => each.changed),
      now,
    );
    const added = changed.flatMap(({ assignment, added }) =>
      added.map((role) => ({ ...role, assignmentId: assignment.id, personId: assignment.personId })),
    );
    await insertGrantsOfAll(tx, added, now);
    const changedIds = changed.map(({ assignment }) => assignment.id);
    await redeliver(tx, changedIds, now);
    const again = requests.filter((request) => isBegunAgain(request, changedIds)).map(({ id }) => id);
    await setDeliveryState(tx, again, "delivering", null);
    return { result: ids.at(-1) ?? null, events: changed.map((each) => reached(each, requests)) };
  },
});

function isBegunAgain(request: AssignmentRequest, assignmentIds: readonly string[]): boolean {
  const isChanged = isSource(request) && assignmentIds.includes(request.assignmentId);
  return isChanged && nextRequestState(request.state, "reprocess") === "delivering";
}

function reached({ assignment, added, changed }: Changed, requests: readonly AssignmentRequest[]): DomainEvent {
  const plain = ({ resourceId, role }: { resourceId: string; role: string }) => ({ resourceId, role });
  const again = changed.filter(({ state }) => state === "pending");
  return assignmentEvent(assignment, sourceOf(requests, assignment.id), "assignment.reprocessed", {
    before: { state: assignment.state },
    after: {
      state: "delivering",
      because: "packageChanged",
      given: [...added, ...again].map(plain),
      taken: changed.filter(({ state }) => state !== "pending").map(plain),
    },
  });
}
