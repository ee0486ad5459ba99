import type { AppDeps } from "../deps.ts";

/** Handles one batch of what is due by now; gives how much there was, 0 when nothing is due. Several workers share it. */
export type Sweep = (deps: AppDeps) => Promise<number>;
