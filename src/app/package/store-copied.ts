import type { CopiedContent } from "../../domain/draft/draft.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { replaceIncompatible } from "../../store/query/incompatible.ts";
import { insertPolicy } from "../../store/query/package.ts";
import { policyEvent } from "../policy/policy-event.ts";
import type { RequestMove } from "../request/request-move.ts";

/** Stores what a copy has beside what the wizard shows: its further policies, and what is incompatible with it. */
export async function storeCopied(
  { tx, now, newId }: RequestMove,
  { packageId, catalogId }: { packageId: string; catalogId: string },
  { policies, incompatible }: CopiedContent,
): Promise<DomainEvent[]> {
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
  return events;
}
