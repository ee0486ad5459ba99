import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { justificationFaults } from "./justification.ts";
import type { RequestState } from "./request.ts";

/** How many people a stage can be handed to, as many as Slack lets one choose. */
export const REROUTED_MAX = 100;

/** Who is to decide instead. */
export interface NewApprover {
  id: string;
  name: string;
  isDeactivated: boolean;
}

/**
 * What stands against handing the present stage of a request to others (domain.md 4.7, C20): it is decided or over, or
 * somebody has handed it on since it was shown. `at` and `reroutedAt`: the stage, and when it was handed on last, as
 * they were shown.
 */
export function rerouteStateFaults(
  { request, stage }: { request: { state: RequestState; stage: number | null }; stage: StageNow | undefined },
  { at, reroutedAt, now }: { at: number; reroutedAt: Date | null; now: Date },
): Fault[] {
  if (request.state !== "pendingApproval" || !stage) return [fault("requestClosed", { state: request.state })];
  if (request.stage !== at || stage.reroutedAt?.getTime() !== reroutedAt?.getTime())
    return [fault("changedMeanwhile", { what: "who is asked to decide" })];
  return now >= stage.dueAt ? [fault("decisionTooLate", {})] : [];
}

interface StageNow {
  dueAt: Date;
  reroutedAt: Date | null;
}

/**
 * What is wrong with who is to decide, and with the reason, which is always needed. `never`: the requestor, whoever
 * asked for them, and whoever hands the stage on: staff do not decide by way of it.
 */
export function rerouteFaults(
  approvers: readonly NewApprover[],
  { never, reason }: { never: readonly string[]; reason: string },
): Fault[] {
  const involved = approvers.filter(({ id }) => never.includes(id)).map(({ name }) => name);
  return [
    ...(approvers.length === 0 ? [fault("required", { what: "newApprovers" }, "approvers")] : []),
    ...(approvers.length > REROUTED_MAX
      ? [fault("tooMany", { what: "approvers", limit: REROUTED_MAX }, "approvers")]
      : []),
    ...approvers
      .filter(({ isDeactivated }) => isDeactivated)
      .map(({ name }) => fault("personDeactivated", { name }, "approvers")),
    ...(involved.length > 0 ? [fault("cannotDecideThis", { people: involved }, "approvers")] : []),
    ...(reason.trim() === ""
      ? [fault("required", { what: "rerouteReason" }, "reason")]
      : justificationFaults(reason, "reason", { isRequired: false })),
  ];
}
