import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import { pickableAmong, resourcesById } from "../../store/query/resource.ts";
import { pickQuestion } from "./check-resource-roles.ts";
import { draftCommand, DraftReference, storeDraft } from "./draft-command.ts";
import { findTargetCatalog } from "./target-catalog.ts";

const PickResources = DraftReference.extend({ type: z.enum(RESOURCE_TYPES), resourceIds: z.array(z.string()) });

/**
 * Takes what was picked in a select pane: new picks without a role, those kept with theirs, unpicked ones removed.
 * Only resources of that type which this person may pick for the draft's catalog (domain.md 2.4).
 */
export const pickResources = draftCommand("draft.pickResources", PickResources, async (context) => {
  const { tx, by, input, target } = context;
  const { catalog, fault: catalogFault } = await findTargetCatalog(tx, by, target.content.basics.catalog);
  if (catalogFault) throw new Refusal({ ...catalogFault, field: "resources" });

  const before = target.content.resourceRoles;
  const ids = [...new Set(input.resourceIds.filter((id) => z.uuid().safeParse(id).success))];
  const rows = await resourcesById(tx, [...ids, ...before.map(({ resourceId }) => resourceId)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pickable = await pickableAmong(tx, pickQuestion(by, catalog), ids);
  const foreign = [
    ...input.resourceIds.filter((id) => !ids.includes(id)),
    ...ids.filter((id) => byId.get(id)?.type !== input.type || !pickable.has(id)),
  ];
  refuseIfAny(
    foreign.map((id) => fault("resourceNotPickable", { resource: byId.get(id)?.name ?? "" }, "resources")).slice(0, 1),
  );

  const kept = before.filter(({ resourceId }) => byId.get(resourceId)?.type !== input.type || ids.includes(resourceId));
  const known = new Set(kept.map(({ resourceId }) => resourceId));
  const resourceRoles = [
    ...kept,
    ...ids.filter((id) => !known.has(id)).map((resourceId) => ({ resourceId, role: null })),
  ];
  if (resourceRoles.length > RESOURCES_PER_PACKAGE_MAX) {
    throw new Refusal(fault("tooMany", { what: "resources", limit: RESOURCES_PER_PACKAGE_MAX }, "resources"));
  }
  return storeDraft(context, { ...target.content, resourceRoles }, "resourceRoles");
});
