import type { DomainEvent } from "../../domain/event.ts";
import { addCatalogResources } from "../../store/query/catalog.ts";
import { resourcesInCatalog } from "../../store/query/resource.ts";
import type { Transaction } from "../../store/database.ts";

/** Puts the resources of a package into its catalog, so that others can use them later (domain.md 2.4, A15). */
export async function joinResources(
  { tx, now }: { tx: Transaction; now: Date },
  catalogId: string,
  resources: readonly { resourceId: string }[],
): Promise<DomainEvent[]> {
  const ids = resources.map(({ resourceId }) => resourceId);
  const present = await resourcesInCatalog(tx, catalogId, ids);
  const joining = ids.filter((id) => !present.has(id));
  await addCatalogResources(tx, catalogId, joining, now);
  return joining.map((resourceId) => ({
    type: "catalog.resourceAdded",
    target: { kind: "catalog", id: catalogId },
    catalogId,
    after: { resourceId },
  }));
}
