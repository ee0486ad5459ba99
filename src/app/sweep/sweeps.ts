import type { AppDeps } from "../deps.ts";
import { expireStages } from "./expire-stages.ts";
import { forwardStages } from "./forward-stages.ts";
import { remindApprovers } from "./remind-approvers.ts";
import { startScheduled } from "./start-scheduled.ts";

/** Handles one batch of what is due by now; gives how much there was, 0 when nothing is due. Several workers share it. */
export type Sweep = (deps: AppDeps) => Promise<number>;

/** Everything that happens by time alone. */
export const SWEEPS: Readonly<Record<string, Sweep>> = {
  expireStages: (deps) => expireStages(deps),
  forwardStages: (deps) => forwardStages(deps),
  remindApprovers: (deps) => remindApprovers(deps),
  startScheduled: (deps) => startScheduled(deps),
};
