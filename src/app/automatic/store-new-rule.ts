import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { insertRule } from "../../store/query/automatic-rule.ts";
import { policyEvent } from "../policy/policy-event.ts";
import type { RequestMove } from "../request/request-move.ts";

/** Stores the first rule of a package, by which people are looked at as soon as it is committed. */
export async function storeNewRule(
  { tx, now, newId }: Pick<RequestMove, "tx" | "now" | "newId">,
  { id: packageId, catalogId }: { id: string; catalogId: string },
  rule: AutomaticRule,
): Promise<DomainEvent> {
  const id = newId();
  await insertRule(tx, { id, packageId, rule, createdAt: now, evaluateAt: now });
  return policyEvent("policy.automaticCreated", { id: packageId, catalogId }, id, { after: { rule } });
}
