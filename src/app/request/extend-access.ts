import { z } from "zod";
import { canExtend } from "../../domain/assignment/extension.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { justificationFaults } from "../../domain/request/justification.ts";
import { lastDayBefore } from "../../domain/request/period.ts";
import { dateIn } from "../../lib/calendar.ts";
import { earliest } from "../../lib/duration.ts";
import { endOfDay } from "../../lib/zoned.ts";
import { lockAssignment } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { packageById, policyById } from "../../store/query/package.ts";
import { hasOpenRequest } from "../../store/query/request.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import { personFacts } from "../person-facts.ts";
import { placeRequest } from "./place-request.ts";
import { submittedState } from "./submitted-state.ts";
import type { SubmittedState } from "./submitted-state.ts";

const ExtendAccess = z.object({
  assignmentId: z.uuid(),
  /** The end that the person saw, so that the same pane submitted twice extends once. */
  presentEnd: z.iso.datetime(),
  /** The last day, `YYYY-MM-DD` in the person's time zone; null: as long as the policy gives. */
  endDate: z.iso.date().nullable(),
  justification: z.string(),
});
type ExtendAccess = z.infer<typeof ExtendAccess>;

/**
 * Asks to keep access longer (domain.md 4.6; D6-D8). The holder must still be among those who may ask, and the end may
 * not come after what the policy allows. Where approval is asked for, the stages are those of the policy, and the
 * present end stands until they have decided. Faults are on `endDate` and `justification`.
 */
export const extendAccess = command<ExtendAccess, AssignmentRow, SubmittedState>({
  name: "request.extend",
  input: ExtendAccess,
  target: async ({ tx, input: { assignmentId } }) => {
    const assignment = await lockAssignment(tx, assignmentId);
    if (!assignment) throw new Refusal(fault("notFound", { what: "access" }));
    return assignment;
  },
  permit: (by, { personId }) =>
    permit("request.submit", { ...standingOf(by), derived: personId === by.id ? ["requestor"] : [] }),
  run: async (context) => {
    const { tx, by, input, target: assignment } = context;
    const { packageId, catalogId, policyId } = assignment;
    if (assignment.state === "expired") throw new Refusal(fault("accessEnded", {}));
    if (await hasOpenRequest(tx, packageId, by.id)) throw new Refusal(fault("alreadyRequested", {}));
    if (assignment.endsAt !== null && assignment.endsAt.toISOString() !== input.presentEnd)
      throw new Refusal(fault("changedMeanwhile", { what: "the end of this access" }));
    const settings = policyId === null ? null : ((await policyById(tx, policyId))?.settings ?? null);
    const isIncluded = settings !== null && isInScope(settings.requestors, await personFacts(tx, by));
    const answer = canExtend(assignment, settings, isIncluded);
    if (!answer.extendable) throw new Refusal(fault("notExtendable", { because: answer.because }));
    if (settings === null || assignment.endsAt === null) throw new Error("what never ends is not extended");
    const { endsAt, faults } = readEnd(input.endDate, {
      from: assignment.endsAt,
      latest: answer.latestEnd,
      timeZone: by.timeZone,
    });
    const isRequired = asksApproval(settings) && settings.approval.isRequestorJustificationRequired;
    refuseIfAny([...faults, ...justificationFaults(input.justification, "justification", { isRequired })]);
    const row = await packageById(tx, packageId);
    const { result, events } = await placeRequest(
      context,
      {
        type: "userExtend",
        packageId,
        catalogId,
        policyId,
        settings,
        requestorId: by.id,
        submittedBy: by.id,
        justification: input.justification,
        startsAt: null,
        endsAt,
        assignmentId: assignment.id,
        repeats: null,
      },
      { before: { endsAt: assignment.endsAt }, after: { endsAt } },
    );
    const about = { packageName: row?.name ?? "", reportName: null, startsAt: null, endsAt };
    return { result: submittedState(result, about), events };
  },
});

function asksApproval({ extension, approval }: PolicySettings): boolean {
  return extension.isApprovalRequired && approval.stages.length > 0;
}

/** The end asked for: later than the present one, and not after the latest. */
function readEnd(
  endDate: string | null,
  { from, latest, timeZone }: { from: Date; latest: Date; timeZone: string | null },
): { endsAt: Date; faults: Fault[] } {
  if (endDate === null) return { endsAt: latest, faults: [] };
  const first = dateIn(timeZone, from);
  const last = lastDayBefore(latest, timeZone);
  const isPossible = endDate >= first && endDate <= last && endOfDay(endDate, timeZone) > from;
  return {
    endsAt: earliest(endOfDay(endDate, timeZone), latest),
    faults: isPossible ? [] : [fault("dateOutOfRange", { from: first, to: last }, "endDate")],
  };
}
