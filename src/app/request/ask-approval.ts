import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import type { ApprovalStage } from "../../domain/policy/policy-settings.ts";
import { reminders, stageDeadlines } from "../../domain/request/deadlines.ts";
import { fixedEnd } from "../../domain/request/period.ts";
import { routeStage, stageCandidates } from "../../domain/request/stage-approvers.ts";
import type { ApproverSubject, StageRoute } from "../../domain/request/stage-approvers.ts";
import type { Transaction } from "../../store/database.ts";
import { approversAmong, approversBehind } from "../../store/query/approver.ts";
import type { Approver, ApproverSearch } from "../../store/query/approver.ts";
import { assignmentById } from "../../store/query/assignment.ts";
import { managerOf } from "../../store/query/person.ts";
import { beginStage, insertReminders } from "../../store/query/request.ts";
import type { RequestChange, RequestRow } from "../../store/query/request.ts";
import type { RequestMove } from "./request-move.ts";
import { requestEvent } from "./request-event.ts";

/** More approvers than these are not reminded one by one. */
const REMINDED_MAX = 100;

/** A stage that has begun: whom it waits for, by name, and until when. */
export interface BegunStage {
  approvers: readonly Approver[];
  dueAt: Date;
  events: DomainEvent[];
}

/**
 * Begins a stage: finds out who can decide it, notes whom it asks and until when, and when they are reminded
 * (domain.md 4.4). Refuses where nobody could decide the first stage; a later one waits for a catalog owner to come.
 * `store` writes what changes of the request itself, before all else.
 */
export async function askApproval(
  move: RequestMove,
  request: RequestRow,
  at: number,
  store: (change: RequestChange) => Promise<void>,
): Promise<BegunStage> {
  const { tx, last, now } = move;
  const stage = request.settings.approval.stages[at];
  if (!stage) throw new Error(`the policy of request ${request.id} has no stage ${at}`);
  const { approvers, ...route } = await findRoute(move, request, stage);
  if (route.capacity === "nobody" && at === 0) throw new Refusal(fault("nobodyCanDecide", { stage: at + 1 }));
  const capacity = route.capacity === "nobody" ? "catalogOwner" : route.capacity;
  const subjects = route.capacity === "nobody" ? ownersOf(request) : route.subjects;

  const { dueAt, forwardAt } = stageDeadlines(stage, now, await pointlessAt(tx, request));
  // The stage refers to its request.
  await store({ state: "pendingApproval", stage: at, dueAt, forwardAt: capacity === "alternate" ? null : forwardAt });
  const begun = { requestId: request.id, stage: at, capacity, enteredAt: now, dueAt };
  await beginStage(last, begun, subjects, remindersFor(move, request, { at, approvers, dueAt }));
  const after = { stage: at + 1, capacity, subjects, dueAt };
  return { approvers, dueAt, events: [requestEvent(request, "request.approvalAsked", { after })] };
}

/** When nobody need decide the request any more: the access to be prolonged has ended, or the period that was asked for. */
async function pointlessAt(
  tx: Transaction,
  { type, assignmentId, settings, endsAt }: RequestRow,
): Promise<Date | null> {
  if (type !== "userExtend") return fixedEnd(settings.expiration, endsAt);
  return (await assignmentById(tx, assignmentId ?? ""))?.endsAt ?? null;
}

/** Whom a stage asks, and those behind it who can decide now, by name: not more than are reminded. */
interface FoundRoute extends StageRoute {
  approvers: Approver[];
}

/** Whom the stage asks, given who can decide at this moment. */
export async function findRoute(
  { tx, now }: Pick<RequestMove, "tx" | "now">,
  request: RequestRow,
  stage: ApprovalStage,
): Promise<FoundRoute> {
  const managerId = stage.approvers.kind === "manager" ? await managerOf(tx, request.requestorId) : null;
  const question = { stage, catalogId: request.catalogId, managerId };
  const candidates = stageCandidates(question).flatMap(({ subjects }) => subjects);
  const able = await approversBehind(tx, candidates, searchFor(request, now));
  const behind = ({ kind, id }: ApproverSubject) => able.filter((each) => each.kind === kind && each.subjectId === id);
  const route = routeStage(question, (subject) => behind(subject).length > 0);
  const approvers = new Map(route.subjects.flatMap(behind).map((approver) => [approver.id, approver]));
  const byName = [...approvers.values()].toSorted((one, other) => one.name.localeCompare(other.name, "en"));
  return { ...route, approvers: byName.slice(0, REMINDED_MAX) };
}

/** Whoever can never decide a request: who it is for, and who made it for them. */
export function neverDeciding({ requestorId, submittedBy }: Pick<RequestRow, "requestorId" | "submittedBy">): string[] {
  return [requestorId, submittedBy];
}

function searchFor(request: RequestRow, askedAt: Date): ApproverSearch {
  return { excluded: neverDeciding(request), askedAt, limit: REMINDED_MAX };
}

/** The last who are asked when nobody else can decide. */
export function ownersOf({ catalogId }: RequestRow): ApproverSubject[] {
  return [{ kind: "catalogOwners", id: catalogId }];
}

/** Plans the reminders of those who decide the stage and of their delegates, from now until it is due (domain.md 6, N2). */
export async function remindApprovers(
  move: RequestMove,
  request: RequestRow,
  { at, subjects, dueAt }: { at: number; subjects: readonly ApproverSubject[]; dueAt: Date },
): Promise<void> {
  const approvers = await approversAmong(move.tx, subjects, searchFor(request, move.now));
  await insertReminders(move.tx, remindersFor(move, request, { at, approvers, dueAt }));
}

function remindersFor(
  { now, newId }: RequestMove,
  request: RequestRow,
  { at, approvers, dueAt }: { at: number; approvers: readonly Approver[]; dueAt: Date },
) {
  return [...remindedOf(approvers)].flatMap(([personId, timeZone]) =>
    reminders(now, dueAt, timeZone).map((time) => ({
      id: newId(),
      requestId: request.id,
      stage: at,
      personId,
      dueAt: time,
    })),
  );
}

/** Who is reminded, each once, with the time zone: whoever is asked, and who can decide in their place. */
function remindedOf(approvers: readonly Approver[]): ReadonlyMap<string, string | null> {
  return new Map(
    approvers.flatMap(({ id, timeZone, delegateId, delegateTimeZone }) => [
      [id, timeZone] as const,
      ...(delegateId === null ? [] : [[delegateId, delegateTimeZone] as const]),
    ]),
  );
}
