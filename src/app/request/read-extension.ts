import { canExtend } from "../../domain/assignment/extension.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { isInScope } from "../../domain/policy/eligibility.ts";
import { lastDayBefore } from "../../domain/request/period.ts";
import { assignmentById } from "../../store/query/assignment.ts";
import { packageById, policyById } from "../../store/query/package.ts";
import { hasOpenRequest } from "../../store/query/request.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { personFacts } from "../person-facts.ts";

/** What the pane of an extension shows. */
export interface ExtensionForm {
  assignmentId: string;
  packageName: string;
  endsAt: Date;
  latestEnd: Date;
  /** The last day that can be chosen, `YYYY-MM-DD` in the person's time zone. */
  lastDay: string;
  asksApproval: boolean;
  isJustificationRequired: boolean;
}

/** Access that its holder is about to extend; refused at once where the extension would be (domain.md 4.6, C16). */
export async function readExtension(deps: AppDeps, slackUserId: string, assignmentId: string): Promise<ExtensionForm> {
  const db = deps.database.read;
  const [by, access] = await Promise.all([
    actingPerson(db, slackUserId, deps.rights),
    assignmentById(db, assignmentId),
  ]);
  if (!access || access.personId !== by.id) throw new Refusal(fault("notFound", { what: "access" }));
  if (access.state === "expired") throw new Refusal(fault("accessEnded", {}));
  const [row, policy, facts, isRequested] = await Promise.all([
    packageById(db, access.packageId),
    access.policyId === null ? undefined : policyById(db, access.policyId),
    personFacts(db, by),
    hasOpenRequest(db, access.packageId, by.id),
  ]);
  if (isRequested) throw new Refusal(fault("alreadyRequested", {}));
  const settings = policy?.settings ?? null;
  const answer = canExtend(access, settings, settings !== null && isInScope(settings.requestors, facts));
  if (!answer.extendable) throw new Refusal(fault("notExtendable", { because: answer.because }));
  if (settings === null || access.endsAt === null) throw new Refusal(fault("notExtendable", { because: "neverEnds" }));
  const { approval, extension } = settings;
  const asksApproval = extension.isApprovalRequired && approval.stages.length > 0;
  return {
    assignmentId,
    packageName: row?.name ?? "",
    endsAt: access.endsAt,
    latestEnd: answer.latestEnd,
    lastDay: lastDayBefore(answer.latestEnd, by.timeZone),
    asksApproval,
    isJustificationRequired: asksApproval && approval.isRequestorJustificationRequired,
  };
}
