import { addToClockShift } from "../../store/query/clock.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";

/** The clock's id in the audit trail: there is one. */
const CLOCK_ID = "00000000-0000-4000-8000-00000000c10c";

/**
 * Moves the clock of all processes ahead and gives the whole shift, in milliseconds (words.md 7). The audit trail tells
 * of it, since it explains why the times in it leap.
 */
export const advanceClock: (deps: AppDeps, input: { milliseconds: number }) => Promise<number> = systemCommand({
  name: "clock.advance",
  run: async ({ tx, input: { milliseconds } }) => {
    const shift = await addToClockShift(tx, milliseconds);
    const target = { kind: "clock" as const, id: CLOCK_ID };
    const [before, after] = [{ milliseconds: shift - milliseconds }, { milliseconds: shift }];
    return { result: shift, events: [{ type: "clock.advanced", target, before, after }] };
  },
});
