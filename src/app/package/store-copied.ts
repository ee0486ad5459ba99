import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import type { CopiedContent } from "../../domain/draft/draft.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { replaceIncompatible } from "../../store/query/incompatible.ts";
import { insertPolicy } from "../../store/query/package.ts";
import { effectOf, refuseTooMany } from "../automatic/check-automatic.ts";
import { storeNewRule } from "../automatic/store-new-rule.ts";
import { policyEvent } from "../policy/policy-event.ts";
import type { RequestMove } from "../request/request-move.ts";

/** What a copy becomes, and what whoever makes it is in its catalog. */
interface Copy {
  packageId: string;
  catalogId: string;
  standing: Standing;
}

/**
 * Stores what a copy has beside what the wizard shows: its further policies, what is incompatible with it, and its rule
 * of automatic assignment. Refuses the rule on no field: to those who may not write it, and where it means too many.
 */
export async function storeCopied(
  move: RequestMove,
  copy: Copy,
  { policies, incompatible, automatic }: CopiedContent,
): Promise<DomainEvent[]> {
  const { tx, now, newId } = move;
  const { packageId, catalogId } = copy;
  const events: DomainEvent[] = [];
  for (const [index, { name, settings }] of policies.entries()) {
    const id = newId();
    await insertPolicy(tx, { id, packageId, name, position: index + 1, settings, createdAt: now });
    events.push(policyEvent("policy.created", { id: packageId, catalogId }, id, { after: { name, settings } }));
  }
  if (incompatible.packages.length + incompatible.groups.length > 0) {
    await replaceIncompatible(tx, packageId, incompatible);
    const target = { kind: "package" as const, id: packageId };
    events.push({ type: "package.incompatibleChanged", target, catalogId, after: incompatible });
  }
  if (automatic) events.push(await storeRule(move, copy, automatic));
  return events;
}

async function storeRule(
  move: RequestMove,
  { packageId, catalogId, standing }: Copy,
  rule: AutomaticRule,
): Promise<DomainEvent> {
  const verdict = permit("policy.editAutomatic", standing);
  if (!verdict.allowed)
    throw new Refusal(fault("notPermitted", { action: "policy.editAutomatic", ask: [...verdict.ask] }));
  refuseTooMany(rule, await effectOf(move.tx, rule, { packageId, ruleId: null }));
  return storeNewRule(move, { id: packageId, catalogId }, rule);
}
