import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { removeCatalogResource } from "../../store/query/catalog.ts";
import { packagesUsing } from "../../store/query/catalog-content.ts";
import { ownedAmong, resourcesById } from "../../store/query/resource.ts";
import type { ResourceRow } from "../../store/query/resource.ts";
import { command } from "../command.ts";
import { lockCatalogFor } from "./lock-catalog-for.ts";
import type { LockedCatalog } from "./lock-catalog-for.ts";

const RemoveResource = z.object({ catalogId: z.uuid(), resourceId: z.uuid() });
type RemoveResource = z.infer<typeof RemoveResource>;

interface RemovalTarget extends LockedCatalog {
  resource: ResourceRow | undefined;
}

const PACKAGES_NAMED = 3;

/**
 * Takes a resource out of a catalog: by the catalog's owners who also own the resource, and by user administrators
 * (domain.md 2.3). Refused while a package of the catalog gives a role on it (section 7, D15).
 */
export const removeResource = command<RemoveResource, RemovalTarget, void>({
  name: "catalog.removeResource",
  input: RemoveResource,
  target: async ({ tx, by, input: { catalogId, resourceId } }) => {
    const { catalog, standing } = await lockCatalogFor(tx, by, catalogId);
    const [resource] = await resourcesById(tx, [resourceId]);
    const isOwner = (await ownedAmong(tx, by.id, [resourceId])).has(resourceId);
    return { catalog, resource, standing: { ...standing, derived: isOwner ? ["resourceOwner"] : [] } };
  },
  permit: (_by, { standing }) => permit("catalog.removeResource", standing),
  run: async ({ tx, input, target: { resource } }) => {
    const packages = await packagesUsing(tx, input, PACKAGES_NAMED + 1);
    if (packages.length > 0) {
      const more = packages.length > PACKAGES_NAMED;
      const named = { resource: resource?.name ?? "", packages: packages.slice(0, PACKAGES_NAMED), more };
      throw new Refusal(fault("resourceInUse", named));
    }
    const wasThere = await removeCatalogResource(tx, input.catalogId, input.resourceId);
    if (!wasThere) return { result: undefined, events: [] };
    const { catalogId, resourceId } = input;
    const target = { kind: "catalog" as const, id: catalogId };
    return {
      result: undefined,
      events: [{ type: "catalog.resourceRemoved", target, catalogId, before: { resourceId } }],
    };
  },
});
