import { fault, Refusal } from "../../domain/fault.ts";
import { requestorRights } from "../../domain/request/on-behalf.ts";
import type { RequestState } from "../../domain/request/request.ts";
import { approversAmong } from "../../store/query/approver.ts";
import { packageById } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import { approverSubjects, requestById } from "../../store/query/request.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { neverDeciding } from "./ask-approval.ts";

const NAMED_MAX = 20;

/** How it stands with a request that has just been made. */
export interface SubmittedState {
  packageName: string;
  /** The direct report for whom it was made; null where it is for whoever asked. */
  reportName: string | null;
  state: RequestState;
  startsAt: Date | null;
  endsAt: Date | null;
  /** Who can decide the first stage, and until when; nobody where none decides. */
  asked: readonly string[];
  dueAt: Date | null;
}

/** What happens next with an own request, or one for a direct report. */
export async function readSubmitted(deps: AppDeps, slackUserId: string, requestId: string): Promise<SubmittedState> {
  const db = deps.database.read;
  const [by, request] = await Promise.all([actingPerson(db, slackUserId, deps.rights), requestById(db, requestId)]);
  if (!request || requestorRights(request, by.id).length === 0)
    throw new Refusal(fault("notFound", { what: "request" }));
  const { packageId, state, startsAt, endsAt, stage, dueAt } = request;
  const [row, people, subjects] = await Promise.all([
    packageById(db, packageId),
    request.requestorId === by.id ? [] : peopleById(db, [request.requestorId]),
    stage === null ? [] : approverSubjects(db, requestId, stage),
  ]);
  const asked = await approversAmong(db, subjects, neverDeciding(request), NAMED_MAX);
  const names = asked.map(({ name }) => name);
  const reportName = people[0]?.name ?? null;
  return { packageName: row?.name ?? "", reportName, state, startsAt, endsAt, asked: names, dueAt };
}
