import type { DomainEvent } from "../../domain/event.ts";
import type { PackageRow } from "../../store/query/package.ts";

type PolicyEventType = Extract<DomainEvent, { target: { kind: "policy" } }>["type"];

/** What has happened to a policy of the package, for the audit trail. */
export function policyEvent(
  type: PolicyEventType,
  { id: packageId, catalogId }: Pick<PackageRow, "id" | "catalogId">,
  policyId: string,
  noted: { before?: unknown; after?: unknown },
): DomainEvent {
  return { type, target: { kind: "policy", id: policyId }, catalogId, packageId, ...noted };
}
