import { z } from "zod";
import { permit } from "../../domain/permission/permit.ts";
import { command } from "../command.ts";
import { endAssignment } from "./end-assignment.ts";
import { lockAccess, refuseEnded } from "./lock-access.ts";
import type { LockedAccess } from "./lock-access.ts";

const GiveUpAccess = z.object({ assignmentId: z.uuid() });
type GiveUpAccess = z.infer<typeof GiveUpAccess>;

/** The holder gives access up before its end (domain.md 2.2, 5.3). Nobody else can for them. */
export const giveUpAccess = command<GiveUpAccess, LockedAccess, void>({
  name: "assignment.giveUp",
  input: GiveUpAccess,
  target: ({ tx, by, input }) => lockAccess(tx, by, input.assignmentId),
  permit: (_by, { standing }) => permit("request.submit", standing),
  run: async ({ tx, now, target }) => {
    refuseEnded(target);
    return { result: undefined, events: await endAssignment({ tx, now }, target.assignment, "userRemoved") };
  },
});
