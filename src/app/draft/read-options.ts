/** What the wizard's searched selects offer. At most 100 each, which is Slack's limit. */
import { mayCreateIn } from "../../domain/package/creation.ts";
import { canNarrow } from "../../domain/resource/pickable.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { sameNamed, tellApart } from "../../domain/resource/tell-apart.ts";
import { isUuid } from "../../lib/ids.ts";
import { nameKey } from "../../lib/text.ts";
import { searchCatalogs } from "../../store/query/catalog.ts";
import { draftById } from "../../store/query/draft.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import { DRAFT_IN_WORK } from "../../store/query/own-draft.ts";
import type { DraftInWork } from "../../store/query/own-draft.ts";
import { resourcesById, searchGroups, searchOrganizations, searchPickable } from "../../store/query/resource.ts";
import type { Named } from "../../store/query/resource.ts";
import type { Source } from "../../store/query/statement.ts";
import { acting, actingPerson, lookUpFor, standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import { pickQuestion } from "./check-resource-roles.ts";
import { NEW_CATALOG } from "./read-wizard.ts";
import { findTargetCatalog } from "./target-catalog.ts";

export const OPTIONS_MAX = 100;

export interface OfferedOption {
  id: string;
  name: string;
  /** What tells it apart from another of its name. */
  aside?: string;
}

/** The catalogs in which this person may create packages, and the draft's own new one (A3, C3). */
export async function catalogOptions(
  deps: AppDeps,
  slackUserId: string,
  draftId: string,
  text: string,
): Promise<OfferedOption[]> {
  return lookUpForDraft(deps, slackUserId, draftId, async (source, by, { basics }) => {
    const who = {
      personId: by.id,
      all: by.isUserAdministrator,
      roles: ["owner", "packageManager"] as const,
      general: mayCreateIn("serviceDefault", standingOf(by)).allowed,
    };
    const { rows } = await searchCatalogs(source, text, who, OPTIONS_MAX - 1);
    const drafted = basics?.catalog;
    const isOffered = drafted?.kind === "new" && nameKey(drafted.name).includes(nameKey(text));
    return isOffered ? [{ id: NEW_CATALOG, name: drafted.name }, ...rows] : rows;
  });
}

export interface ResourceSearch {
  draftId: string;
  type: ResourceType;
  onlySee: boolean;
}

/** The resources of one type that this person may pick for the draft's catalog (domain.md 2.4). */
export async function resourceOptions(
  deps: AppDeps,
  slackUserId: string,
  { draftId, type, onlySee }: ResourceSearch,
  text: string,
): Promise<OfferedOption[]> {
  return lookUpForDraft(deps, slackUserId, draftId, async (source, by, { basics, catalog: chosen, roles }) => {
    if (!basics) return [];
    const load = async () => chosen && { catalog: chosen, roles };
    const { catalog } = await findTargetCatalog(deps.database.read, by, basics.catalog, load);
    if (!catalog) return [];
    const question = { ...pickQuestion(by, catalog), type };
    const onlyInCatalog = onlySee && canNarrow(catalog.kind, question.reach);
    return offeredApart(source, (await searchPickable(source, { ...question, onlyInCatalog }, text, OPTIONS_MAX)).rows);
  });
}

/** The resources as they are offered, those of the same name with what tells them apart. */
export async function offeredApart(source: Source, rows: readonly Named[]): Promise<OfferedOption[]> {
  const alike = sameNamed(rows).map(({ id }) => id);
  return withAsides(rows, await resourcesById(source, alike));
}

/** The same of resources that are known whole. */
export function withAsides(rows: readonly OfferedOption[], whole: Parameters<typeof tellApart>[0]): OfferedOption[] {
  const asides = tellApart(whole);
  return rows.map(({ id, name }) => {
    const aside = asides.get(id);
    return aside === undefined ? { id, name } : { id, name, aside };
  });
}

/** The roles of one of the resources that the draft holds. */
export async function roleOptions(
  deps: AppDeps,
  slackUserId: string,
  { draftId, resourceId }: { draftId: string; resourceId: string },
  text: string,
): Promise<OfferedOption[]> {
  const db = deps.database.read;
  const { draft } = await personWithDraft(deps, slackUserId, draftId);
  const held = draft?.content.resourceRoles.filter((each) => each.resourceId === resourceId) ?? [];
  const [resource] = await resourcesById(
    db,
    held.map((each) => each.resourceId),
  );
  const found = resource?.roles.filter((role) => nameKey(role).includes(nameKey(text))) ?? [];
  return found.slice(0, OPTIONS_MAX).map((role) => ({ id: role, name: role }));
}

export async function groupOptions(deps: AppDeps, slackUserId: string, text: string): Promise<OfferedOption[]> {
  return lookUpFor(deps, slackUserId, async (source) =>
    offeredApart(source, (await searchGroups(source, text, OPTIONS_MAX)).rows),
  );
}

export async function organizationOptions(deps: AppDeps, slackUserId: string, text: string): Promise<OfferedOption[]> {
  return lookUpFor(deps, slackUserId, async (source) => (await searchOrganizations(source, text, OPTIONS_MAX)).rows);
}

/** What a select pane opens with: what is picked already, and the catalog to which it can be narrowed. */
export async function readSelectPane(
  deps: AppDeps,
  by: ActingPerson,
  draft: DraftRow,
  type: ResourceType,
): Promise<{ picked: OfferedOption[]; narrowTo: string | null }> {
  const db = deps.database.read;
  const rows = await resourcesById(
    db,
    draft.content.resourceRoles.map(({ resourceId }) => resourceId),
  );
  const { catalog } = await findTargetCatalog(db, by, draft.content.basics.catalog);
  const isWider = catalog !== null && canNarrow(catalog.kind, pickQuestion(by, catalog).reach);
  const picked = rows.filter((row) => row.type === type);
  return { picked: withAsides(picked, picked), narrowTo: isWider ? catalog.name : null };
}

/** Looks something up for a person at work on a draft; both are looked up anew in the same round trip. */
function lookUpForDraft<Result>(
  { database, rights }: AppDeps,
  slackUserId: string,
  draftId: string,
  lookUp: (source: Source, by: ActingPerson, work: DraftInWork) => Promise<Result>,
): Promise<Result> {
  const values = { slackUserId, draftId: isUuid(draftId) ? draftId : null };
  return DRAFT_IN_WORK.answer(database, values, (source, work) =>
    lookUp(source, acting(work.asker, slackUserId, rights), work),
  );
}

/** The person, and the draft if it is theirs. */
async function personWithDraft(
  { database: { read: db }, rights }: AppDeps,
  slackUserId: string,
  draftId: string,
): Promise<{ by: ActingPerson; draft: DraftRow | undefined }> {
  const [by, draft] = await Promise.all([
    actingPerson(db, slackUserId, rights),
    isUuid(draftId) ? draftById(db, draftId) : undefined,
  ]);
  return { by, draft: draft?.ownerId === by.id ? draft : undefined };
}
