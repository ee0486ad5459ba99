import { z } from "zod";
import { fault, refuseIfAny } from "../../domain/fault.ts";
import type { Fault } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import type { Standing } from "../../domain/permission/standing.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { holdResources, ownedAmong } from "../../store/query/resource.ts";
import type { ResourceRow } from "../../store/query/resource.ts";
import { command } from "../command.ts";
import { joinResources } from "./join-resources.ts";
import { lockCatalogFor } from "./lock-catalog-for.ts";
import type { LockedCatalog } from "./lock-catalog-for.ts";

/** What was picked in the select of each type. */
const AddResources = z.object({
  catalogId: z.uuid(),
  group: z.array(z.uuid()),
  application: z.array(z.uuid()),
  site: z.array(z.uuid()),
});
type AddResources = z.infer<typeof AddResources>;

interface AdditionTarget extends LockedCatalog {
  resources: ReadonlyMap<string, ResourceRow>;
  owned: ReadonlySet<string>;
}

/**
 * Puts resources into a catalog: it takes a right in the catalog and one over each resource (domain.md 2.3); user
 * administrators need none over the resource, access package managers may not even with it. Faults are on `group`,
 * `application` and `site`.
 */
export const addResources = command<AddResources, AdditionTarget, void>({
  name: "catalog.addResource",
  input: AddResources,
  target: async ({ tx, by, input }) => {
    const locked = await lockCatalogFor(tx, by, input.catalogId);
    const ids = RESOURCE_TYPES.flatMap((type) => input[type]);
    const rows = await holdResources(tx, ids);
    return {
      ...locked,
      resources: new Map(rows.map((row) => [row.id, row])),
      owned: await ownedAmong(tx, by.id, ids),
    };
  },
  // The side of the catalog; the resources are looked at one by one.
  permit: (_by, { standing }) => permit("catalog.addResource", owning(standing)),
  run: async (context) => {
    const { input, target } = context;
    refuseIfAny(RESOURCE_TYPES.flatMap((type) => input[type].flatMap((id) => faultOf(target, type, id) ?? [])));
    const added = RESOURCE_TYPES.flatMap((type) => input[type]).map((resourceId) => ({ resourceId }));
    return { result: undefined, events: await joinResources(context, input.catalogId, added) };
  },
});

function owning(standing: Standing): Standing {
  return { ...standing, derived: ["resourceOwner"] };
}

function faultOf({ standing, resources, owned }: AdditionTarget, type: string, id: string): Fault | undefined {
  const resource = resources.get(id);
  if (resource?.type !== type) return fault("notAChoice", { what: "resources" }, type);
  if (resource.goneAt) return fault("resourceGone", { resource: resource.name }, type);
  const asOwner = owned.has(id) ? owning(standing) : standing;
  return permit("catalog.addResource", asOwner).allowed
    ? undefined
    : fault("resourceNotOwned", { resource: resource.name }, type);
}
