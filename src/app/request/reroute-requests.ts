import type { DomainEvent } from "../../domain/event.ts";
import { ableSubjects, strandedRequests } from "../../store/query/approver.ts";
import {
  addApprovers,
  approverSubjects,
  dropReminders,
  lockRequest,
  updateRequest,
  updateStage,
} from "../../store/query/request.ts";
import type { AppDeps } from "../deps.ts";
import { systemCommand } from "../system-command.ts";
import type { SystemContext } from "../system-command.ts";
import { findRoute, neverDeciding, ownersOf, remindApprovers } from "./ask-approval.ts";
import { requestEvent } from "./request-event.ts";

const BATCH = 100;

/**
 * Finds pending requests that nobody can decide any more - an approver's account was deactivated, a group was emptied -
 * and asks the next in line: fallback, alternates, the catalog's owners (domain.md 4.4).
 */
export async function rerouteStranded(deps: AppDeps): Promise<void> {
  for (;;) {
    const ids = await strandedRequests(deps.database.read, BATCH);
    for (const requestId of ids) await reroute(deps, requestId);
    if (ids.length < BATCH) return;
  }
}

/** Asks the next in line in the present stage of one request, unless somebody can decide it after all. */
const reroute = systemCommand<string, void>({
  name: "request.reroute",
  run: async (context) => ({ result: undefined, events: await askNext(context) }),
});

async function askNext(context: SystemContext<string>): Promise<DomainEvent[]> {
  const { tx, now, input: requestId } = context;
  const request = await lockRequest(tx, requestId);
  const stage = request?.settings.approval.stages[request.stage ?? -1];
  if (!request || request.state !== "pendingApproval" || request.stage === null || !stage) return [];
  const asked = await approverSubjects(tx, requestId, request.stage);
  if ((await ableSubjects(tx, asked, neverDeciding(request))).length > 0) return [];

  const route = await findRoute(context, request, stage);
  const capacity = route.capacity === "nobody" ? "catalogOwner" : route.capacity;
  const subjects = route.capacity === "nobody" ? ownersOf(request) : route.subjects;
  const reference = { requestId, stage: request.stage };
  await addApprovers(tx, reference, subjects, capacity, now);
  await updateStage(tx, reference, { capacity });
  if (capacity === "alternate") await updateRequest(tx, requestId, { forwardAt: null });
  await dropReminders(tx, [requestId]);
  if (request.dueAt) await remindApprovers(context, request, { at: request.stage, subjects, dueAt: request.dueAt });
  return [
    requestEvent(request, "request.rerouted", {
      before: { subjects: asked },
      after: { stage: request.stage + 1, capacity, subjects },
    }),
  ];
}
