import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { catalogById } from "../../store/query/catalog.ts";
import { policyById } from "../../store/query/package.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { explainedCatalog } from "../package/explain-package.ts";
import { packageForStaff } from "../package/package-for-staff.ts";
import { checkPolicyForm } from "./policy-form.ts";
import type { PolicyForm } from "./policy-form.ts";
import { explainPolicies } from "./explain-policies.ts";
import type { ExplainedPolicies } from "./explain-policies.ts";

/**
 * What a policy would do that stands in the form, before it is saved: read by the rules of `addPolicy` and `editPolicy`,
 * and faults are on the same fields. Writes nothing.
 */
export async function tryPolicy(
  deps: AppDeps,
  slackUserId: string,
  { packageId, policyId, ...form }: PolicyForm & { packageId: string; policyId: string | null },
): Promise<ExplainedPolicies> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const { found } = await packageForStaff(db, by, packageId, { action: "policy.edit" });
  const stored = policyId === null ? undefined : await policyById(db, policyId);
  if (policyId !== null && stored?.packageId !== packageId) throw new Refusal(fault("notFound", { what: "policy" }));
  const now = deps.clock.now();
  const { settings, faults } = await checkPolicyForm(db, by, form, { packageId, now, ...(stored && { stored }) });
  refuseIfAny(faults);
  const catalog = await catalogById(db, found.catalogId);
  if (!settings || !catalog) throw new Refusal(fault("notFound", { what: "policy" }));
  return explainPolicies(db, explainedCatalog(catalog), [{ name: form.name, settings }], now);
}
