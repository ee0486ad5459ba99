import type { AutomaticEffect } from "../../domain/automatic/automatic-effect.ts";
import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { CopiedContent, DraftStep } from "../../domain/draft/draft.ts";
import { mayCreateIn, mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { listedIn, policyFields } from "../../domain/policy/policy-fields.ts";
import type { PolicyAnswers } from "../../domain/policy/policy-fields.ts";
import { FIRST_POLICY_NAME } from "../../domain/policy/policy-settings.ts";
import type { ResourceType } from "../../domain/resource/resource.ts";
import { tellApart } from "../../domain/resource/tell-apart.ts";
import { isUuid } from "../../lib/ids.ts";
import { catalogById, rolesIn } from "../../store/query/catalog.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import { peopleBySlackIds } from "../../store/query/person.ts";
import { organizationsById, resourcesById } from "../../store/query/resource.ts";
import type { Reader } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import type { ActingPerson } from "../acting-person.ts";
import { effectOf } from "../automatic/check-automatic.ts";
import { explainedCatalog } from "../package/explain-package.ts";
import { explainPolicies } from "../policy/explain-policies.ts";
import type { ExplainedCatalog, ExplainedPolicies } from "../policy/explain-policies.ts";
import { reviewDraft } from "./review-draft.ts";
import type { DraftReview } from "./review-draft.ts";

/** The value that stands for the draft's own new catalog in a choice of catalogs. */
export const NEW_CATALOG = "new";

export interface WizardResource {
  id: string;
  type: ResourceType;
  name: string;
  roles: readonly string[];
  role: string | null;
  isGone: boolean;
  /** What tells it apart from another of its name in the same package. */
  aside: string | null;
}

interface WizardBase {
  draftId: string;
  version: number;
  step: DraftStep;
}

/** What one step of the wizard shows. */
export type Wizard =
  | (WizardBase & { step: "basics"; basics: WizardBasics })
  | (WizardBase & { step: "resourceRoles"; resources: WizardResource[] })
  | (WizardBase & { step: "policy"; answers: PolicyAnswers; names: ReadonlyMap<string, string> })
  | (WizardBase & { step: "review"; review: WizardReview });

export interface WizardBasics {
  name: string;
  description: string;
  /** The catalog that the select shows. */
  catalog: { id: string; name: string } | null;
  mayCreateCatalog: boolean;
}

export interface WizardReview {
  name: string;
  description: string;
  catalogName: string;
  isNewCatalog: boolean;
  resources: WizardResource[];
  answers: PolicyAnswers;
  names: ReadonlyMap<string, string>;
  check: DraftReview;
  /** What is copied along from another package; null where none is. */
  copied: CopiedContent | null;
  /** What the rule that is copied along would do at once; null where none is. */
  automaticEffect: AutomaticEffect | null;
  /** What the policy would do; null where there is none, or something is wrong with it or with the catalog. */
  dryRun: ExplainedPolicies | null;
}

/** Reads what the draft's present step shows. */
export async function readWizard(db: Reader, by: ActingPerson, draft: DraftRow, now: Date): Promise<Wizard> {
  const base = { draftId: draft.id, version: draft.version };
  const { content } = draft;
  switch (draft.step) {
    case "basics":
      return { ...base, step: "basics", basics: await readBasics(db, by, draft) };
    case "resourceRoles":
      return {
        ...base,
        step: "resourceRoles",
        resources: await readResources(db, draft),
      };
    case "policy":
      return { ...base, step: "policy", answers: content.policy ?? {}, names: await namesIn(db, content.policy ?? {}) };
    case "review":
      return { ...base, step: "review", review: await readReview(db, by, draft, now) };
  }
}

async function readBasics(db: Reader, by: ActingPerson, draft: DraftRow): Promise<WizardBasics> {
  const { name, description } = draft.content.basics;
  return {
    name,
    description,
    catalog: await shownCatalog(db, by, draft),
    mayCreateCatalog: mayCreateNewCatalog(standingOf(by)),
  };
}

/** The catalog chosen; where none is, General for those who may create there. */
async function shownCatalog(
  db: Reader,
  by: ActingPerson,
  { content }: DraftRow,
): Promise<{ id: string; name: string } | null> {
  const chosen = content.basics.catalog;
  if (chosen?.kind === "new") return { id: NEW_CATALOG, name: chosen.name };
  const catalog = await catalogById(db, chosen?.id ?? GENERAL_CATALOG_ID);
  if (!catalog) return null;
  if (!chosen && !mayCreateIn(catalog.type, standingOf(by, await rolesIn(db, catalog.id, by.id))).allowed) return null;
  return { id: catalog.id, name: catalog.name };
}

async function readResources(db: Reader, { content }: DraftRow): Promise<WizardResource[]> {
  const chosen = content.resourceRoles;
  const rows = await resourcesById(
    db,
    chosen.map(({ resourceId }) => resourceId),
  );
  const byId = new Map(rows.map((row) => [row.id, row]));
  const asides = tellApart(rows);
  return chosen.flatMap(({ resourceId, role }) => {
    const row = byId.get(resourceId);
    if (!row) return [];
    const { id, type, name, roles, goneAt } = row;
    return [{ id, type, name, roles, role, isGone: goneAt !== null, aside: asides.get(id) ?? null }];
  });
}

/** The names of the people, groups and organizations that the answers list, by the ids in them. */
export async function namesIn(db: Reader, answers: PolicyAnswers): Promise<ReadonlyMap<string, string>> {
  const idsOf = (kind: "people" | "groups" | "organizations") => [
    ...new Set(
      policyFields(answers)
        .filter((field) => field.kind === kind)
        .flatMap(({ path }) => listedIn(answers, path)),
    ),
  ];
  const rows = [
    ...(await resourcesById(db, idsOf("groups").filter(isUuid))),
    ...(await organizationsById(db, idsOf("organizations").filter(isUuid))),
  ];
  const people = await peopleBySlackIds(db, idsOf("people"));
  return new Map([
    ...rows.map(({ id, name }) => [id, name] as const),
    ...people.map(({ slackUserId, name }) => [slackUserId ?? "", name] as const),
  ]);
}

async function readReview(db: Reader, by: ActingPerson, draft: DraftRow, now: Date): Promise<WizardReview> {
  const { basics, policy } = draft.content;
  const answers = policy ?? {};
  const [catalog, resources, names, check] = await Promise.all([
    shownCatalog(db, by, draft),
    readResources(db, draft),
    namesIn(db, answers),
    reviewDraft(db, by, draft.content, now),
  ]);
  const { name, description } = basics;
  const isNewCatalog = basics.catalog?.kind === "new";
  const copied = draft.content.copied ?? null;
  return {
    name,
    description,
    catalogName: catalog?.name ?? "",
    isNewCatalog,
    resources,
    answers,
    names,
    check,
    copied,
    automaticEffect: copied?.automatic ? await effectOf(db, copied.automatic, { packageId: null, ruleId: null }) : null,
    dryRun: await dryRunOf(db, by, check, now),
  };
}

/** The policy in the catalog that the draft leads to: a new one belongs to whoever makes it, and has no channel. */
async function dryRunOf(
  db: Reader,
  { id, name }: ActingPerson,
  { catalog, settings }: DraftReview,
  now: Date,
): Promise<ExplainedPolicies | null> {
  if (!catalog || !settings) return null;
  const row = catalog.id === null ? undefined : await catalogById(db, catalog.id);
  const home = row ? explainedCatalog(row) : newCatalog(catalog.name, { id, name });
  return explainPolicies(db, home, [{ name: FIRST_POLICY_NAME, settings }], now);
}

function newCatalog(name: string, newOwner: { id: string; name: string }): ExplainedCatalog {
  const flags = { isEnabled: true, isEnabledForExternalUsers: true };
  return { id: NEW_CATALOG, name, approvalsChannel: null, flags, newOwner };
}
