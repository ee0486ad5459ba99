import { z } from "zod";
import { fault, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { JUSTIFICATION_MAX } from "../../domain/request/request.ts";
import { lengthOf } from "../../lib/text.ts";
import { command } from "../command.ts";
import { endAssignment } from "./end-assignment.ts";
import { lockAccess, refuseEnded } from "./lock-access.ts";
import type { LockedAccess } from "./lock-access.ts";

const RemoveAccess = z.object({ assignmentId: z.uuid(), reason: z.string() });
type RemoveAccess = z.infer<typeof RemoveAccess>;

/** Staff end somebody's access, and may say why (domain.md 2.2, 5.3, 7). */
export const removeAccess = command<RemoveAccess, LockedAccess, void>({
  name: "assignment.remove",
  input: RemoveAccess,
  target: ({ tx, by, input }) => lockAccess(tx, by, input.assignmentId),
  permit: (_by, { standing }) => permit("assignment.remove", standing),
  run: async ({ tx, now, input, target }) => {
    refuseEnded(target);
    const reason = input.reason.trim();
    const isTooLong = lengthOf(reason) > JUSTIFICATION_MAX;
    refuseIfAny(isTooLong ? [fault("tooLong", { what: "reason", limit: JUSTIFICATION_MAX }, "reason")] : []);
    const more = reason === "" ? {} : { reasonText: reason };
    return { result: undefined, events: await endAssignment({ tx, now }, target.assignment, "adminRemoved", more) };
  },
});
