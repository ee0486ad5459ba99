import { roleDiff } from "../../domain/assignment/role-diff.ts";
import type { ResourceRole } from "../../domain/assignment/role-diff.ts";
import { fault, refuseIfAny } from "../../domain/fault.ts";
import { canNarrow } from "../../domain/resource/pickable.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { tellApart } from "../../domain/resource/tell-apart.ts";
import { isUuid } from "../../lib/ids.ts";
import { nameKey } from "../../lib/text.ts";
import { holderCount } from "../../store/query/assignment-lists.ts";
import { resourcesById, searchPickable } from "../../store/query/resource.ts";
import type { AppDeps } from "../deps.ts";
import { checkResourceRoles, pickQuestion, roleField } from "../draft/check-resource-roles.ts";
import { takePicks } from "../draft/pick-resources.ts";
import { offeredApart, OPTIONS_MAX, withAsides } from "../draft/read-options.ts";
import type { OfferedOption } from "../draft/read-options.ts";
import type { WizardResource } from "../draft/read-wizard.ts";
import { chosenAtFirst, markOf, readChosen, rolesAfter, rolesInWork } from "./chosen-roles.ts";
import type { ChosenRole } from "./chosen-roles.ts";
import { lastEvent } from "./read-managed-package.ts";

/** What the window `Resource roles` of a package shows. */
export interface RolesForm {
  packageId: string;
  name: string;
  version: number;
  /** The last thing that has happened to the package. */
  seen: number;
  resources: WizardResource[];
}

/** The resource roles of a package, to change; as they are, or as they have been chosen so far. */
export async function readRolesForm(
  deps: AppDeps,
  slackUserId: string,
  packageId: string,
  chosen?: readonly ChosenRole[],
): Promise<RolesForm> {
  const work = await rolesInWork(deps, slackUserId, packageId);
  const read = await readChosen(deps.database.read, work, chosen ?? chosenAtFirst(work));
  const asides = tellApart(read.map(({ resource }) => resource));
  return {
    packageId,
    name: work.row.name,
    version: work.row.version,
    seen: await lastEvent(deps, packageId),
    resources: read.map(({ resource: { id, type, name, roles, goneAt }, role }) => ({
      id,
      type,
      name,
      roles,
      role,
      isGone: goneAt !== null,
      aside: asides.get(id) ?? null,
    })),
  };
}

/** What a select pane opens with: what is picked already, and the catalog to which it can be narrowed. */
export async function readPickPane(
  deps: AppDeps,
  slackUserId: string,
  { packageId, type, chosen }: { packageId: string; type: ResourceType; chosen: readonly ChosenRole[] },
): Promise<{ picked: OfferedOption[]; narrowTo: string | null }> {
  const { by, catalog } = await rolesInWork(deps, slackUserId, packageId);
  const rows = await resourcesById(
    deps.database.read,
    chosen.map(({ resourceId }) => resourceId),
  );
  const isWider = canNarrow(catalog.kind, pickQuestion(by, catalog).reach);
  const picked = rows.filter((row) => row.type === type);
  return { picked: withAsides(picked, picked), narrowTo: isWider ? catalog.name : null };
}

/** The resources of one type that this person may pick for the package, as in the wizard (domain.md 2.4). */
export async function packageResourceOptions(
  deps: AppDeps,
  slackUserId: string,
  { packageId, type, onlySee }: { packageId: string; type: ResourceType; onlySee: boolean },
  text: string,
): Promise<OfferedOption[]> {
  const { by, catalog } = await rolesInWork(deps, slackUserId, packageId);
  const question = pickQuestion(by, catalog);
  const onlyInCatalog = onlySee && canNarrow(catalog.kind, question.reach);
  const db = deps.database.read;
  const { rows } = await searchPickable(db, { ...question, type, onlyInCatalog }, text, OPTIONS_MAX);
  return offeredApart(db, rows);
}

/** The roles of a resource, for those who may change what the package gives. */
export async function packageRoleOptions(
  deps: AppDeps,
  slackUserId: string,
  { packageId, resourceId }: { packageId: string; resourceId: string },
  text: string,
): Promise<OfferedOption[]> {
  await rolesInWork(deps, slackUserId, packageId);
  const [resource] = await resourcesById(deps.database.read, [resourceId].filter(isUuid));
  const found = resource?.roles.filter((role) => nameKey(role).includes(nameKey(text))) ?? [];
  return found.slice(0, OPTIONS_MAX).map((role) => ({ id: role, name: role }));
}

/** What is chosen after a select pane; picks are checked as in the wizard, and what the package gives already may stay. */
export async function pickForPackage(
  deps: AppDeps,
  slackUserId: string,
  {
    packageId,
    type,
    resourceIds,
    chosen,
  }: { packageId: string; type: ResourceType; resourceIds: readonly string[]; chosen: readonly ChosenRole[] },
): Promise<ChosenRole[]> {
  const { by, catalog, present } = await rolesInWork(deps, slackUserId, packageId);
  const known = new Set(present.map(({ resourceId }) => resourceId));
  const picks = { type, resourceIds, before: chosen, known };
  const kept = await takePicks(deps.database.read, by, catalog, picks);
  return kept.map((each) => ({ resourceId: each.resourceId, mark: "mark" in each ? each.mark : "" }));
}

/** What would change for those who hold the package. */
export interface RolesChange {
  name: string;
  holders: number;
  given: readonly { resource: string; role: string }[];
  taken: readonly { resource: string; role: string }[];
  /** All that the package would give. */
  roles: readonly ResourceRole[];
  chosen: readonly ChosenRole[];
}

/** Whom the change would affect, and how; refuses what is wrong with it, each on the resource's role (domain.md 4.7, D11). */
export async function readRolesChange(
  deps: AppDeps,
  slackUserId: string,
  { packageId, chosen }: { packageId: string; chosen: readonly ChosenRole[] },
): Promise<RolesChange> {
  const db = deps.database.read;
  const work = await rolesInWork(deps, slackUserId, packageId);
  const read = await readChosen(db, work, chosen);
  refuseIfAny(
    read
      .filter(({ role }) => role === null)
      .map(({ resource }) => fault("required", { what: "role" }, roleField(resource.id))),
  );
  const roles = rolesAfter(work, read);
  const { give, take } = roleDiff(roles, work.present);
  refuseIfAny((await checkResourceRoles(db, work.by, work.catalog, give)).faults);
  const rows = await resourcesById(db, [...new Set([...give, ...take].map(({ resourceId }) => resourceId))]);
  const named = ({ resourceId, role }: ResourceRole) => ({
    resource: rows.find(({ id }) => id === resourceId)?.name ?? "",
    role,
  });
  return {
    name: work.row.name,
    holders: await holderCount(db, packageId),
    given: give.map(named),
    taken: take.map(named),
    roles,
    chosen: read.map(({ resource, role }) => ({ resourceId: resource.id, mark: markOf(role) })),
  };
}
