import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { RESOURCES_PER_PACKAGE_MAX } from "../../domain/resource/pickable.ts";
import { RESOURCE_TYPES } from "../../domain/resource/resource.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { isUuid } from "../../lib/ids.ts";
import { pickableAmong, resourcesById } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import type { ActingPerson } from "../acting-person.ts";
import { pickQuestion } from "./check-resource-roles.ts";
import { draftCommand, DraftReference, storeDraft } from "./draft-command.ts";
import { findTargetCatalog } from "./target-catalog.ts";
import type { TargetCatalog } from "./target-catalog.ts";

const PickResources = DraftReference.extend({ type: z.enum(RESOURCE_TYPES), resourceIds: z.array(z.string()) });

/**
 * Takes what was picked in a select pane: new picks without a role, those kept with theirs, unpicked ones removed.
 * Only resources of that type which this person may pick for the draft's catalog (domain.md 2.4).
 */
export const pickResources = draftCommand("draft.pickResources", PickResources, async (context) => {
  const { tx, by, input, target } = context;
  const { catalog, fault: catalogFault } = await findTargetCatalog(tx, by, target.content.basics.catalog);
  if (catalogFault) throw new Refusal({ ...catalogFault, field: "resources" });
  const picks = { type: input.type, resourceIds: input.resourceIds, before: target.content.resourceRoles };
  const taken = await takePicks(tx, by, catalog, picks);
  const resourceRoles = taken.map((each) => ({ resourceId: each.resourceId, role: "role" in each ? each.role : null }));
  return storeDraft(context, { ...target.content, resourceRoles }, "resourceRoles");
});

interface Picks<Chosen> {
  type: ResourceType;
  /** As the pane gives them. */
  resourceIds: readonly string[];
  /** What was chosen before, of all types. */
  before: readonly Chosen[];
  /** Resources that may be picked in any case, as they are there already. */
  known?: ReadonlySet<string>;
}

/**
 * What is chosen after a select pane of one type: what was chosen before and is still picked, as it was, and what is
 * new, by its id alone. Refuses on `resources` what this person may not pick (domain.md 2.4), and more than fit.
 */
export async function takePicks<Chosen extends { resourceId: string }>(
  db: Reader,
  by: ActingPerson,
  catalog: TargetCatalog,
  { type, resourceIds, before, known = new Set() }: Picks<Chosen>,
): Promise<(Chosen | { resourceId: string })[]> {
  const ids = [...new Set(resourceIds.filter(isUuid))];
  const rows = await resourcesById(db, [...ids, ...before.map(({ resourceId }) => resourceId)]);
  const byId = new Map(rows.map((row) => [row.id, row]));
  const pickable = await pickableAmong(db, pickQuestion(by, catalog), ids);
  const foreign = [
    ...resourceIds.filter((id) => !ids.includes(id)),
    ...ids.filter((id) => byId.get(id)?.type !== type || !(pickable.has(id) || known.has(id))),
  ];
  refuseIfAny(
    foreign.map((id) => fault("resourceNotPickable", { resource: byId.get(id)?.name ?? "" }, "resources")).slice(0, 1),
  );

  const kept = before.filter(({ resourceId }) => byId.get(resourceId)?.type !== type || ids.includes(resourceId));
  const chosen = new Set(kept.map(({ resourceId }) => resourceId));
  const taken = [...kept, ...ids.filter((id) => !chosen.has(id)).map((resourceId) => ({ resourceId }))];
  if (taken.length > RESOURCES_PER_PACKAGE_MAX) {
    throw new Refusal(fault("tooMany", { what: "resources", limit: RESOURCES_PER_PACKAGE_MAX }, "resources"));
  }
  return taken;
}
