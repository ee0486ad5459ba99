import { fault, Refusal } from "../../domain/fault.ts";
import type { Question } from "../../domain/policy/question.ts";
import { policiesOf } from "../../store/query/package.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { packageForStaff } from "../package/package-for-staff.ts";

/** A policy through which somebody can be assigned. */
export interface AssignablePolicy {
  id: string;
  name: string;
  asksApproval: boolean;
  /** What whoever assigns has to answer. */
  questions: readonly Question[];
}

/** What `Assign access` shows. */
export interface AssignForm {
  packageId: string;
  packageName: string;
  /** Those that are enabled, in their order. */
  policies: readonly AssignablePolicy[];
}

/**
 * The package that somebody is about to assign, and its policies through which that is possible (domain.md B6). Refused
 * for those who may not, with whom to ask, and where no policy is enabled.
 */
export async function readAssignForm(deps: AppDeps, slackUserId: string, packageId: string): Promise<AssignForm> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found } = await packageForStaff(db, by, packageId, { action: "assignment.assign" });
  const policies = (await policiesOf(db, packageId)).filter(({ settings }) => settings.isEnabled);
  if (policies.length === 0) throw new Refusal(fault("noPolicyToAssign", {}));
  return {
    packageId,
    packageName: found.name,
    policies: policies.map(({ id, name, settings }) => ({
      id,
      name,
      asksApproval: settings.approval.stages.length > 0,
      questions: settings.questions,
    })),
  };
}
