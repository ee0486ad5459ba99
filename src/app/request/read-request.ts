import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { requestorRights } from "../../domain/request/on-behalf.ts";
import { isOpenRequest } from "../../domain/request/request.ts";
import { deciderOf } from "../../store/query/approver.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { stagesOf } from "../../store/query/request.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { neverDeciding } from "./ask-approval.ts";
import { readRequestMessages } from "./read-request-messages.ts";
import type { ShownRequest } from "./read-request-messages.ts";

/** A request, and what whoever looks at it may do with it now. */
export interface RequestDetails {
  request: ShownRequest;
  mayDecide: boolean;
  mayCancel: boolean;
  mayReroute: boolean;
}

/**
 * A request for those whom it concerns: its requestor, the manager who asked for them, the approvers of any of its stages, and the catalog's staff
 * (domain.md 2.2). For everybody else it is not there.
 */
export async function readRequest(deps: AppDeps, slackUserId: string, requestId: string): Promise<RequestDetails> {
  const db = deps.database.read;
  const [by, read] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    readRequestMessages(deps, requestId),
  ]);
  if (!read) throw new Refusal(fault("notFound", { what: "request" }));
  const { request } = read;
  const { isApprover, isAskedNow, standing } = await standingTo(db, by, request);
  if (!isApprover && !permit("request.view", standing).allowed)
    throw new Refusal(fault("notFound", { what: "request" }));
  const isInTime = request.dueAt !== null && request.dueAt > deps.clock.now();
  return {
    request,
    mayDecide: request.state === "pendingApproval" && isAskedNow && isInTime && !neverDeciding(request).includes(by.id),
    mayReroute: request.state === "pendingApproval" && isInTime && permit("request.reroute", standing).allowed,
    mayCancel: isOpenRequest(request.state) && permit("request.cancel", standing).allowed,
  };
}

async function standingTo(db: Reader, by: ActingPerson, request: ShownRequest) {
  const stages = await stagesOf(db, request.id);
  const [roles, ...asked] = await Promise.all([
    rolesIn(db, request.catalogId, by.id),
    ...stages.map(({ requestId, stage }) => deciderOf(db, { requestId, stage }, by.id, neverDeciding(request))),
  ]);
  return {
    isApprover: asked.some((decider) => decider !== null),
    isAskedNow: stages.some(({ stage }, at) => stage === request.stage && asked[at] !== null),
    standing: { ...standingOf(by, roles), derived: requestorRights(request, by.id) },
  };
}
