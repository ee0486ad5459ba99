import type { DraftContent, DraftStep } from "../../domain/draft/draft.ts";
import type { Fault } from "../../domain/fault.ts";
import type { PolicySettings } from "../../domain/policy/policy-settings.ts";
import type { ResourceRow } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { checkBasics } from "./check-basics.ts";
import { checkPolicy } from "./check-policy.ts";
import { checkResourceRoles } from "./check-resource-roles.ts";
import type { LoadResources } from "./check-resource-roles.ts";
import type { LoadCatalog, TargetCatalog } from "./target-catalog.ts";

export type CheckedStep = Exclude<DraftStep, "review">;

/** What is worth knowing before `Create`, though it does not prevent it. */
export type DraftWarning = "noResources" | "noPolicy" | "policyDisabled";

export interface DraftReview {
  faults: readonly { step: CheckedStep; fault: Fault }[];
  warnings: readonly DraftWarning[];
  catalog: TargetCatalog | null;
  resources: readonly ResourceRow[];
  settings: PolicySettings | null;
}

/** Checks the whole draft as it stands now: the Review step shows it, and `Create` asks it again under lock (A21, A26). */
export async function reviewDraft(
  db: Reader,
  by: ActingPerson,
  content: DraftContent,
  now: Date,
  load?: { catalog: LoadCatalog; resources: LoadResources },
): Promise<DraftReview> {
  const basics = await checkBasics(db, by, content.basics, load && { catalog: load.catalog });
  const roles = basics.catalog
    ? await checkResourceRoles(db, by, basics.catalog, content.resourceRoles, load?.resources)
    : { faults: [], resources: [] };
  const policy = await checkPolicy(db, by, content.policy ?? {}, now, content.copied?.unseen);
  const at = (step: CheckedStep) => (fault: Fault) => ({ step, fault });
  return {
    faults: [
      ...basics.faults.map(at("basics")),
      ...roles.faults.map(at("resourceRoles")),
      ...policy.faults.map(at("policy")),
    ],
    warnings: warningsOf(content, policy.settings, policy.faults.length > 0),
    catalog: basics.catalog,
    resources: roles.resources,
    settings: policy.settings,
  };
}

function warningsOf(content: DraftContent, settings: PolicySettings | null, isPolicyWrong: boolean): DraftWarning[] {
  const warnings: DraftWarning[] = [];
  if (content.resourceRoles.length === 0) warnings.push("noResources");
  if (settings === null && !isPolicyWrong) warnings.push("noPolicy");
  if (settings && !settings.isEnabled) warnings.push("policyDisabled");
  return warnings;
}
