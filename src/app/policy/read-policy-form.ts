import { fault, Refusal } from "../../domain/fault.ts";
import { listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers } from "../../domain/policy/policy-fields.ts";
import { policyById } from "../../store/query/package.ts";
import { peopleById } from "../../store/query/person.ts";
import type { Reader } from "../../store/database.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { namesIn } from "../draft/read-wizard.ts";
import { packageForStaff } from "../package/package-for-staff.ts";
import { lastEvent } from "../package/read-managed-package.ts";
import { answersOf } from "./policy-form.ts";

/** What the form of a policy shows. */
export interface ShownPolicyForm {
  packageId: string;
  packageName: string;
  /** Null: a policy that is being added. */
  policy: { id: string; version: number } | null;
  name: string;
  answers: PolicyAnswers;
  /** Names of the groups and organizations in the answers, by id. */
  names: ReadonlyMap<string, string>;
  /** Who is in the policy and not in Slack, by name; they stay. */
  unseen: readonly string[];
  /** The last thing that has happened to the package and its policies. */
  seen: number;
}

/** Which policy, and what is typed in its form already, which stands above what is stored. */
export type WantedForm = ({ packageId: string } | { policyId: string }) & {
  typed?: { name: string; answers: PolicyAnswers };
};

/** The form of a policy, for those who may change it; refused for others, with whom to ask. */
export async function readPolicyForm(deps: AppDeps, slackUserId: string, wanted: WantedForm): Promise<ShownPolicyForm> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const stored = "policyId" in wanted ? await policyById(db, wanted.policyId) : undefined;
  if ("policyId" in wanted && !stored) throw new Refusal(fault("notFound", { what: "policy" }));
  const packageId = "packageId" in wanted ? wanted.packageId : (stored?.packageId ?? "");
  const { found } = await packageForStaff(db, by, packageId, { action: "policy.edit" });
  const { answers: kept, unseen } = stored ? await answersOf(db, stored.settings) : { answers: {}, unseen: {} };
  const answers = { ...kept, ...wanted.typed?.answers };
  return {
    packageId,
    packageName: found.name,
    policy: stored ? { id: stored.id, version: stored.version } : null,
    name: wanted.typed?.name ?? stored?.name ?? "",
    answers,
    names: await namesIn(db, answers),
    unseen: await unseenNames(db, answers, unseen),
    seen: await lastEvent(deps, packageId),
  };
}

/** Those of the unseen whose field is shown. */
async function unseenNames(db: Reader, answers: PolicyAnswers, unseen: PolicyAnswers): Promise<string[]> {
  const ids = policyFields(answers).flatMap(({ path }) => listedIn(unseen, path));
  return (await peopleById(db, [...new Set(ids)])).map(({ name }) => name);
}
