import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { RequestType } from "../../domain/request/request.ts";
import { rerouteStateFaults } from "../../domain/request/reroute.ts";
import { rolesIn } from "../../store/query/catalog.ts";
import { actingPerson, standingOf } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { readRequestMessages } from "./read-request-messages.ts";

/** What the pane shows in which staff hand a request on. */
export interface RerouteForm {
  requestId: string;
  /** The stage that decides now, counted from 0, and when it was handed on last. */
  stage: number;
  reroutedAt: Date | null;
  type: RequestType;
  packageName: string;
  requestorName: string;
  /** Who asks in the requestor's place; null where they ask themselves. */
  submitterName: string | null;
  /** Who is asked at present. */
  asked: readonly string[];
}

/** A request that somebody is about to hand on; refused at once where that itself would be. */
export async function readReroute(deps: AppDeps, slackUserId: string, requestId: string): Promise<RerouteForm> {
  const db = deps.database.read;
  const [by, read] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    readRequestMessages(deps, requestId),
  ]);
  if (!read) throw new Refusal(fault("notFound", { what: "request" }));
  const { request } = read;
  const verdict = permit("request.reroute", standingOf(by, await rolesIn(db, request.catalogId, by.id)));
  if (!verdict.allowed) throw new Refusal(fault("notPermitted", { action: "request.reroute", ask: [...verdict.ask] }));
  const stage = request.stages.find((each) => each.stage === request.stage);
  const at = request.stage ?? 0;
  const reroutedAt = stage?.reroutedAt ?? null;
  refuseIfAny(rerouteStateFaults({ request, stage }, { at, reroutedAt, now: deps.clock.now() }));
  const { type, packageName, requestor, submitter, asked } = request;
  const submitterName = request.submittedBy === request.requestorId ? null : submitter;
  const names = asked.map(({ name }) => name);
  return { requestId, stage: at, reroutedAt, type, packageName, requestorName: requestor, submitterName, asked: names };
}
