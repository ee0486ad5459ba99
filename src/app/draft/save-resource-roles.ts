import { z } from "zod";
import { Refusal, refuseIfAny } from "../../domain/fault.ts";
import { checkResourceRoles } from "./check-resource-roles.ts";
import { draftCommand, moveDraft, StepMove } from "./draft-command.ts";
import { findTargetCatalog } from "./target-catalog.ts";

const SaveResourceRoles = StepMove.extend({
  /** The role chosen for each resource; one that is not named keeps what it had. */
  roles: z.record(z.string(), z.string().nullable()),
});

/** Keeps the roles chosen on Resource roles. */
export const saveResourceRoles = draftCommand("draft.saveResourceRoles", SaveResourceRoles, async (context) => {
  const { tx, by, input, target } = context;
  const resourceRoles = target.content.resourceRoles.map(({ resourceId, role }) => ({
    resourceId,
    role: input.roles[resourceId] === undefined ? role : input.roles[resourceId],
  }));
  if (input.check) {
    const { catalog, fault: catalogFault } = await findTargetCatalog(tx, by, target.content.basics.catalog);
    if (catalogFault) throw new Refusal(catalogFault);
    refuseIfAny((await checkResourceRoles(tx, by, catalog, resourceRoles)).faults);
  }
  return moveDraft(context, { ...target.content, resourceRoles });
});
