import type { DomainEvent } from "../../domain/event.ts";
import { addCatalogMembers, insertCatalog } from "../../store/query/catalog.ts";
import type { Transaction } from "../../store/database.ts";

/** Stores a new catalog; whoever makes it becomes its first owner (domain.md 2.1, A6). */
export async function storeNewCatalog(
  { tx, now, by }: { tx: Transaction; now: Date; by: { id: string } },
  { id, name, description }: { id: string; name: string; description: string },
): Promise<DomainEvent> {
  await insertCatalog(tx, { id, name, description, createdAt: now });
  await addCatalogMembers(tx, id, "owner", [by.id], now);
  const after = { name, description, owners: [by.id] };
  return { type: "catalog.created", target: { kind: "catalog", id }, catalogId: id, after };
}
