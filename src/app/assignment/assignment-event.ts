import { roleKey } from "../../domain/assignment/role-diff.ts";
import type { DomainEvent } from "../../domain/event.ts";
import { resourcesById } from "../../store/query/resource.ts";
import type { AssignmentRow } from "../../store/query/assignment.ts";
import type { GrantRow } from "../../store/query/assignment-grant.ts";
import type { Reader } from "../../store/database.ts";

type AssignmentEventType = Extract<DomainEvent, { target: { kind: "assignment" } }>["type"];

/** What has happened to an assignment, for the audit trail and the jobs that follow. */
export function assignmentEvent(
  { id, catalogId, packageId }: Pick<AssignmentRow, "id" | "catalogId" | "packageId">,
  requestId: string | null,
  type: AssignmentEventType,
  more: { before?: unknown; after?: unknown; reason?: string } = {},
): DomainEvent {
  return { type, target: { kind: "assignment", id }, catalogId, packageId, requestId, ...more };
}

/**
 * Resource roles as the audit trail tells them: by the name that the resource has at this moment, how each stands, and
 * why one of those in `kept` stays with the person.
 */
export async function toldRoles(db: Reader, grants: readonly GrantRow[], kept: ReadonlySet<string> = new Set()) {
  const resources = await resourcesById(
    db,
    grants.map(({ resourceId }) => resourceId),
  );
  const names = new Map(resources.map(({ id, name }) => [id, name]));
  return grants.map(({ resourceId, role, state, failure, heldBefore }) => ({
    resourceId,
    resource: names.get(resourceId) ?? "",
    role,
    state,
    ...(failure !== null && { failure }),
    ...(kept.has(roleKey({ resourceId, role })) && { stays: heldBefore === true ? "heldBefore" : "givenElsewhere" }),
  }));
}
