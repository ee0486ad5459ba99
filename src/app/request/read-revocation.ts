import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { assignmentFacts } from "../../store/query/assignment-messages.ts";
import { requestById, stagesOf } from "../../store/query/request.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { revocationRights } from "./revoke-approval.ts";

/** What the pane says in which an approval is revoked. */
export interface RevocationForm {
  requestId: string;
  packageName: string;
  holderName: string;
}

/** An approval that somebody is about to revoke; refused at once where the revocation itself would be. */
export async function readRevocation(deps: AppDeps, slackUserId: string, requestId: string): Promise<RevocationForm> {
  const db = deps.database.read;
  const [by, request, stages] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    requestById(db, requestId),
    stagesOf(db, requestId),
  ]);
  const facts = request?.assignmentId ? await assignmentFacts(db, request.assignmentId) : undefined;
  if (!request || !facts || request.type === "userExtend") throw new Refusal(fault("notFound", { what: "approval" }));
  const derived = revocationRights(by, request, stages);
  const verdict = permit("request.revokeApproval", { ...standingOf(by), derived });
  if (!verdict.allowed)
    throw new Refusal(fault("notPermitted", { action: "request.revokeApproval", ask: [...verdict.ask] }));
  if (facts.state === "expired") throw new Refusal(fault("accessEnded", {}));
  return { requestId, packageName: facts.packageName, holderName: facts.holderName };
}
