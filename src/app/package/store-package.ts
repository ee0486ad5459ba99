import type { DomainEvent } from "../../domain/event.ts";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { insertPackage, insertResourceRoles } from "../../store/query/package.ts";
import { joinResources } from "../catalog/join-resources.ts";
import type { OuterCommand } from "../command.ts";

export interface NewPackage {
  id: string;
  catalogId: string;
  name: string;
  description: string;
  isHidden: boolean;
  resourceRoles: readonly ResourceRole[];
}

/** Stores a package that has been checked, with its resource roles; their resources join the catalog (A15). */
export async function storePackage(
  { tx, now, by }: Pick<OuterCommand, "tx" | "now" | "by">,
  { id, catalogId, name, description, isHidden, resourceRoles }: NewPackage,
): Promise<DomainEvent[]> {
  const joined = await joinResources({ tx, now }, catalogId, resourceRoles);
  await insertPackage(tx, { id, catalogId, name, description, isHidden, createdBy: by.id, createdAt: now });
  await insertResourceRoles(tx, id, resourceRoles);
  const target = { kind: "package" as const, id };
  return [...joined, { type: "package.created", target, catalogId, after: { name, description, resourceRoles } }];
}
