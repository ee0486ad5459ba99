import { fault, Refusal } from "../../domain/fault.ts";
import type { Answer } from "../../domain/request/answers.ts";
import { isMadeOnBehalfBy } from "../../domain/request/on-behalf.ts";
import { datesOf } from "../../domain/request/period.ts";
import type { WishedPeriod } from "../../domain/request/period.ts";
import { mayResubmit } from "../../domain/request/transitions.ts";
import { liveAssignmentOf } from "../../store/query/assignment.ts";
import { incompatibleHeldBy } from "../../store/query/incompatible.ts";
import { offerOf } from "../../store/query/offer.ts";
import { packageWithCatalog, resourceRolesOf } from "../../store/query/package.ts";
import type { StoredPolicy } from "../../store/query/package.ts";
import { hasOpenRequest, requestById } from "../../store/query/request.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { namesInPolicies } from "../package/show-package.ts";
import { personFacts } from "../person-facts.ts";
import { offeredTo, refuseTaken } from "./requestable.ts";
import { requestorFor } from "./requestor.ts";

/** The package that the form is about, as the person who asks sees it. */
export interface RequestedPackage {
  id: string;
  name: string;
  description: string;
  catalogName: string;
  resourceRoles: readonly { type: ResourceType; name: string; role: string }[];
  /** Those through which the person may ask; several where they have to pick (R15). */
  policies: readonly StoredPolicy[];
  /** Names of the people and groups in the policies, by id. */
  names: ReadonlyMap<string, string>;
}

/**
 * What `Request access` shows of the package, for whoever asks or for a direct report of theirs. Refuses, in the words
 * of the rule, where it cannot be requested for them now: what they hold or have asked for already, and what no policy
 * gives them (domain.md 4.2).
 */
export async function readRequestForm(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  reportId: string | null = null,
): Promise<RequestedPackage> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const requestor = await requestorFor(db, by, reportId);
  const [row, offer, resourceRoles, facts, held, isRequested, incompatible] = await Promise.all([
    packageWithCatalog(db, packageId),
    offerOf(db, packageId),
    resourceRolesOf(db, packageId),
    personFacts(db, requestor),
    liveAssignmentOf(db, { packageId, personId: requestor.id }),
    hasOpenRequest(db, packageId, requestor.id),
    incompatibleHeldBy(db, packageId, [requestor.id]),
  ]);
  if (!row || !offer) throw new Refusal(fault("notFound", { what: "access package" }, "packageId"));
  refuseTaken(requestor, { isHeld: held !== undefined, isRequested, incompatible });
  const policies = offeredTo(requestor, offer, facts);
  const { id, name, description, catalogName } = row;
  return {
    id,
    name,
    description,
    catalogName,
    resourceRoles: resourceRoles.map(({ type, name, role }) => ({ type, name, role })),
    policies,
    names: await namesInPolicies(
      db,
      policies.map(({ settings }) => settings),
    ),
  };
}

/** What an earlier request asked for. */
export interface Resubmission {
  requestId: string;
  packageId: string;
  policyId: string | null;
  justification: string;
  answers: readonly Answer[];
  period: WishedPeriod;
  /** The direct report for whom it was; null where it was for whoever asked. */
  reportId: string | null;
}

/** An own request, or one for a direct report, that was denied, expired or canceled, to ask for the same once more (domain.md 5.2, R5). */
export async function readResubmission(deps: AppDeps, slackUserId: string, requestId: string): Promise<Resubmission> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const earlier = await requestById(db, requestId);
  const isOnBehalf = earlier !== undefined && isMadeOnBehalfBy(earlier, by.id);
  if (!earlier || (earlier.requestorId !== by.id && !isOnBehalf))
    throw new Refusal(fault("notFound", { what: "request" }));
  if (!mayResubmit(earlier.state)) throw new Refusal(fault("notResubmittable", { state: earlier.state }));
  const { packageId, policyId, justification, answers, requestorId } = earlier;
  const period = datesOf(earlier, { now: deps.clock.now(), timeZone: by.timeZone });
  return { requestId, packageId, policyId, justification, answers, period, reportId: isOnBehalf ? requestorId : null };
}
