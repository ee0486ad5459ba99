import { z } from "zod";
import { permit } from "../../domain/permission/permit.ts";
import { liveAssignmentIds, lockAssignments } from "../../store/query/assignment.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import { lockRequestsOf } from "../../store/query/assignment-request.ts";
import { catalogWithRoles } from "../../store/query/catalog.ts";
import { packageById } from "../../store/query/package.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { standingOf } from "../acting-person.ts";
import { endAssignments } from "../assignment/end-assignment.ts";
import { command } from "../command.ts";

const EndAllAccess = z.object({ packageId: z.uuid() });
type EndAllAccess = z.infer<typeof EndAllAccess>;

interface EndTarget {
  standing: Standing;
  assignments: AssignmentRow[];
}

/** As many as fit well into Slack's three seconds; more need another press. */
const AT_ONCE = 500;

/** Ends the access of all who hold a package, or of the first 500; gives how many that were (domain.md 7). */
export const endAllAccess = command<EndAllAccess, EndTarget, { ended: number }>({
  name: "package.endAllAccess",
  input: EndAllAccess,
  target: async ({ tx, by, input: { packageId } }) => {
    const found = await packageById(tx, packageId);
    const home = found && (await catalogWithRoles(tx, found.catalogId, by.id));
    if (!home) throw new Refusal(fault("notFound", { what: "access package" }));
    const ids = await liveAssignmentIds(tx, packageId, null, AT_ONCE);
    await lockRequestsOf(tx, ids);
    const assignments = (await lockAssignments(tx, ids)).filter(({ state }) => state !== "expired");
    return { standing: standingOf(by, home.roles), assignments };
  },
  permit: (_by, { standing }) => permit("assignment.remove", standing),
  run: async ({ tx, now, target: { assignments } }) => ({
    result: { ended: assignments.length },
    events: await endAssignments({ tx, now }, assignments, "adminRemoved"),
  }),
});
