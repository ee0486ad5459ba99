import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { decisionFaults } from "../../domain/request/decision.ts";
import type { RequestType } from "../../domain/request/request.ts";
import { deciderOf } from "../../store/query/approver.ts";
import { packageById } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import { requestById, stageOf } from "../../store/query/request.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { neverDeciding } from "./ask-approval.ts";

/** What the pane of a decision shows. */
export interface DecisionForm {
  requestId: string;
  stage: number;
  type: RequestType;
  packageName: string;
  requestorName: string;
  /** Who asks in the requestor's place; null where they ask themselves. */
  submitterName: string | null;
  isReasonRequired: boolean;
}

/** A stage that the person is about to decide; refused at once where the decision itself would be (domain.md 4.4). */
export async function readDecision(
  deps: AppDeps,
  slackUserId: string,
  { requestId, stage: at }: { requestId: string; stage: number },
  decision: "approve" | "deny",
): Promise<DecisionForm> {
  const db = deps.database.read;
  const [by, request, stage] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    requestById(db, requestId),
    stageOf(db, requestId, at),
  ]);
  if (!request || !stage) throw new Refusal(fault("notFound", { what: "request" }));
  if (neverDeciding(request).includes(by.id)) throw new Refusal(fault("ownRequest", {}));
  const derived = (await deciderOf(db, { requestId, stage: at }, by.id, neverDeciding(request)))
    ? (["approver"] as const)
    : [];
  const verdict = permit("request.decide", { ...standingOf(by), derived });
  if (!verdict.allowed) throw new Refusal(fault("notPermitted", { action: "request.decide", ask: [...verdict.ask] }));
  const { type, requestorId, submittedBy, packageId, settings } = request;
  const [people, row] = await Promise.all([
    peopleById(db, [requestorId, submittedBy, ...(stage.decidedBy ? [stage.decidedBy] : [])]),
    packageById(db, packageId),
  ]);
  const requestor = people.find(({ id }) => id === requestorId);
  const nameOf = (personId: string | null) => people.find(({ id }) => id === personId)?.name ?? "Somebody";
  refuseIfAny(
    decisionFaults(
      {
        request,
        stage,
        by: stage.decidedBy === by.id ? null : nameOf(stage.decidedBy),
        requestor: { name: requestor?.name ?? "", isGone: requestor?.slackState === "deactivated" },
      },
      { at, decision, reason: "", isReasonRequired: false, now: deps.clock.now() },
    ),
  );
  return {
    requestId,
    stage: at,
    type,
    packageName: row?.name ?? "",
    requestorName: requestor?.name ?? "",
    submitterName: submittedBy === requestorId ? null : nameOf(submittedBy),
    isReasonRequired: settings.approval.stages[at]?.isApproverJustificationRequired ?? false,
  };
}
