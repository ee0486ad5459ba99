import { and, eq, sql } from "drizzle-orm";
import type { SQL } from "drizzle-orm";
import { OPEN_REQUEST_STATES } from "../../domain/request/request.ts";
import type { RequestState, StageResult } from "../../domain/request/request.ts";
import type { ApproverCapacity, ApproverSubject } from "../../domain/request/stage-approvers.ts";
import { PolicySettings } from "../../domain/policy/policy-settings.ts";
import { person } from "../schema/person.ts";
import { approverReminder, request, requestApprover, requestStage } from "../schema/request.ts";
import type { Reader, Transaction, Writing } from "../database.ts";
import type { PersonRow } from "./person.ts";
import { asMoment, jsonText, rowsOf, uuids, wholeRows } from "./rows.ts";
import { given, statement } from "./statement.ts";
import { change, insertInto, insertion } from "./write.ts";

/** A request with its policy as it was when it was made. */
export type RequestRow = Omit<typeof request.$inferSelect, "settings"> & { settings: PolicySettings };
export type StageRow = typeof requestStage.$inferSelect;

const OPEN_STATES = sql.raw(`(${OPEN_REQUEST_STATES.map((state) => `'${state}'`).join(", ")})`);

const REQUEST = wholeRows(request);
const STAGE = wholeRows(requestStage);

const decodeRequest = (row: Record<string, unknown>): RequestRow => {
  const decoded = REQUEST.decode(row);
  return { ...decoded, settings: PolicySettings.parse(decoded.settings) };
};

const OF_ID = sql`select ${REQUEST.columns} from ${request} where ${request.id} = ${given("id")}::uuid`;
const findRequest = statement(OF_ID, decodeRequest);
const findRequestLocked = statement(sql`${OF_ID} for update`, decodeRequest);

export async function requestById(db: Reader, id: string): Promise<RequestRow | undefined> {
  const [row] = await findRequest(db, { id });
  return row;
}

/** The request, locked until the transaction ends. Lock it before its assignment, always in this order. */
export async function lockRequest(tx: Transaction, id: string): Promise<RequestRow | undefined> {
  const [row] = await findRequestLocked(tx, { id });
  return row;
}

const findRequestor = statement<Pick<PersonRow, "name" | "slackState">>(
  sql`select ${person.name}, ${person.slackState} as "slackState" from ${person}
    where ${person.id} = (select ${request.requestorId} from ${request} where ${request.id} = ${given("id")}::uuid)`,
);

/** Whom the request is for. */
export async function requestorOf(
  db: Reader,
  requestId: string,
): Promise<Pick<PersonRow, "name" | "slackState"> | undefined> {
  const [row] = await findRequestor(db, { id: requestId });
  return row;
}

/** A new request: nobody has decided it, and nothing has ended it. */
export type NewRequest = Omit<RequestRow, "decidedAt" | "completedAt" | "closedBy">;

const insertRequests = insertion(request, [
  "id",
  "type",
  "state",
  "packageId",
  "catalogId",
  "policyId",
  "settings",
  "requestorId",
  "submittedBy",
  "justification",
  "answers",
  "startsAt",
  "endsAt",
  "stage",
  "dueAt",
  "forwardAt",
  "assignmentId",
  "repeats",
  "createdAt",
]);

export async function insertRequest(writing: Writing, row: NewRequest): Promise<void> {
  await insertRequests(writing, [row]);
}

export type RequestChange = Partial<
  Pick<
    RequestRow,
    | "state"
    | "stage"
    | "dueAt"
    | "forwardAt"
    | "startsAt"
    | "endsAt"
    | "assignmentId"
    | "decidedAt"
    | "completedAt"
    | "closedBy"
  >
>;

const changeRequest = change(request, sql`${request.id} = ${given("id")}::uuid`);

export async function updateRequest(writing: Writing, id: string, to: RequestChange): Promise<void> {
  await changeRequest(writing, { id }, to);
}

const findOpen = statement(sql`select 1 from ${request} where ${request.packageId} = ${given("packageId")}::uuid
  and ${request.requestorId} = ${given("personId")}::uuid and ${request.state} in ${OPEN_STATES}`);

/** Whether the person has asked for the package and it is still open. */
export async function hasOpenRequest(db: Reader, packageId: string, personId: string): Promise<boolean> {
  return (await findOpen(db, { packageId, personId })).length > 0;
}

/** The requests for the package that are open, locked. */
export async function lockOpenRequestsFor(tx: Transaction, packageId: string): Promise<RequestRow[]> {
  const rows = await REQUEST.read(
    tx,
    sql`select ${REQUEST.columns} from ${request} where ${request.packageId} = ${packageId}
      and ${request.state} in ${OPEN_STATES} order by ${request.id} for update`,
  );
  return rows.map((row) => ({ ...row, settings: PolicySettings.parse(row.settings) }));
}

/** Up to `limit` requests in that state whose time has come, the longest due first, locked; other workers pass over them. */
export async function lockDueRequests(
  tx: Transaction,
  state: RequestState,
  now: Date,
  limit: number,
): Promise<RequestRow[]> {
  return lockWhere(tx, sql`${request.dueAt} <= ${asMoment(now)}`, state, request.dueAt, limit);
}

/** Up to `limit` pending requests whose alternates are to be asked now, locked. */
export async function lockForwardableRequests(tx: Transaction, now: Date, limit: number): Promise<RequestRow[]> {
  return lockWhere(tx, sql`${request.forwardAt} <= ${asMoment(now)}`, "pendingApproval", request.forwardAt, limit);
}

async function lockWhere(
  tx: Transaction,
  isDue: SQL,
  state: RequestState,
  order: typeof request.dueAt | typeof request.forwardAt,
  limit: number,
): Promise<RequestRow[]> {
  const rows = await REQUEST.read(
    tx,
    sql`select ${REQUEST.columns} from ${request} where ${isDue} and ${request.state} = ${state}
      order by ${order} limit ${limit} for update skip locked`,
  );
  return rows.map((row) => ({ ...row, settings: PolicySettings.parse(row.settings) }));
}

/** The stages that the request has reached, in order. */
export async function stagesOf(db: Reader, requestId: string): Promise<StageRow[]> {
  return STAGE.read(
    db,
    sql`select ${STAGE.columns} from ${requestStage} where ${requestStage.requestId} = ${requestId}
      order by ${requestStage.stage}`,
  );
}

const IS_STAGE = sql`${requestStage.requestId} = ${given("requestId")}::uuid and ${requestStage.stage} = ${given("stage")}::int`;
const findStage = statement(sql`select ${STAGE.columns} from ${requestStage} where ${IS_STAGE}`, STAGE.decode);

export async function stageOf(db: Reader, requestId: string, stage: number): Promise<StageRow | undefined> {
  const [row] = await findStage(db, { requestId, stage });
  return row;
}

const changeStage = change(requestStage, IS_STAGE);

export async function updateStage(
  writing: Writing,
  { requestId, stage }: { requestId: string; stage: number },
  to: Partial<Pick<StageRow, "capacity" | "forwardedAt" | "reroutedBy" | "reroutedAt" | "rerouteReason">> & {
    result?: StageResult;
    decidedBy?: string;
    decidedFor?: string | null;
    decidedAt?: Date;
    reason?: string;
  },
): Promise<void> {
  await changeStage(writing, { requestId, stage }, to);
}

const STAGE_KEYS = ["requestId", "stage", "capacity", "enteredAt", "dueAt", "result"] as const;
const APPROVER_KEYS = ["requestId", "stage", "kind", "subjectId", "capacity", "addedAt"] as const;
const REMINDER_KEYS = ["id", "requestId", "stage", "personId", "dueAt"] as const;
const ONCE = sql`on conflict do nothing`;

const insertStage = statement(sql`with
  stage as (${insertInto(requestStage, STAGE_KEYS, "stages")}),
  approver as (${insertInto(requestApprover, APPROVER_KEYS, "approvers", ONCE)})
  ${insertInto(approverReminder, REMINDER_KEYS, "reminders")}`);

/** Begins a stage: whom it asks, and when those behind them are reminded. */
export async function beginStage(
  writing: Writing,
  stage: Pick<StageRow, "requestId" | "stage" | "capacity" | "enteredAt" | "dueAt">,
  subjects: readonly ApproverSubject[],
  reminders: readonly PlannedReminder[],
): Promise<void> {
  await insertStage(writing, {
    stages: jsonText([{ ...stage, result: "notReviewed" }]),
    approvers: jsonText(approverRows(stage, subjects, stage.capacity, stage.enteredAt)),
    reminders: jsonText(reminders),
  });
}

function approverRows(
  { requestId, stage }: { requestId: string; stage: number },
  subjects: readonly ApproverSubject[],
  capacity: ApproverCapacity,
  addedAt: Date,
) {
  return subjects.map(({ kind, id }) => ({ requestId, stage, kind, subjectId: id, capacity, addedAt }));
}

const insertApprovers = insertion(requestApprover, APPROVER_KEYS, ONCE);

/** Whom a stage asks, with the reason why. */
export async function addApprovers(
  writing: Writing,
  reference: { requestId: string; stage: number },
  subjects: readonly ApproverSubject[],
  capacity: ApproverCapacity,
  addedAt: Date,
): Promise<void> {
  await insertApprovers(writing, approverRows(reference, subjects, capacity, addedAt));
}

/** The stage asks nobody of those whom it asked. */
export async function removeApprovers(
  tx: Transaction,
  { requestId, stage }: { requestId: string; stage: number },
): Promise<void> {
  await tx
    .delete(requestApprover)
    .where(and(eq(requestApprover.requestId, requestId), eq(requestApprover.stage, stage)));
}

export async function approverSubjects(db: Reader, requestId: string, stage: number): Promise<ApproverSubject[]> {
  return rowsOf<ApproverSubject>(
    db,
    sql`select ${requestApprover.kind}, ${requestApprover.subjectId} as id from ${requestApprover}
      where ${requestApprover.requestId} = ${requestId} and ${requestApprover.stage} = ${stage}`,
  );
}

export type PlannedReminder = Pick<typeof approverReminder.$inferInsert, (typeof REMINDER_KEYS)[number]>;

/** Plans reminders of approvers. */
export const insertReminders = insertion(approverReminder, REMINDER_KEYS);

const forgetReminders = statement(sql`update ${approverReminder} set due_at = null
  where ${approverReminder.requestId} = any(${given("requestIds")}::text::uuid[]) and ${approverReminder.dueAt} is not null`);

/** The reminders of these requests are needed no more. */
export async function dropReminders(writing: Writing, requestIds: readonly string[]): Promise<void> {
  await forgetReminders(writing, { requestIds: uuids(requestIds) });
}

/** Up to `limit` reminders whose time has come, taken out of the list; other workers take others. */
export async function takeDueReminders(
  tx: Transaction,
  now: Date,
  limit: number,
): Promise<{ id: string; personId: string; requestId: string; catalogId: string; packageId: string }[]> {
  return rowsOf(
    tx,
    sql`with due as (
        select id from ${approverReminder} where ${approverReminder.dueAt} <= ${asMoment(now)}
        order by ${approverReminder.dueAt} limit ${limit} for update skip locked
      )
      update ${approverReminder} set due_at = null from ${request}
      where ${approverReminder.id} = any(array(select id from due)) and ${request.id} = ${approverReminder.requestId}
      returning ${approverReminder.id}, ${approverReminder.personId} as "personId", ${approverReminder.requestId} as "requestId",
        ${request.catalogId} as "catalogId", ${request.packageId} as "packageId"`,
  );
}
