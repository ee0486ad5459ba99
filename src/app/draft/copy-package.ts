import { z } from "zod";
import { DRAFT_DAYS } from "../../domain/draft/draft.ts";
import type { CopiedContent, DraftContent } from "../../domain/draft/draft.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { mayCreateIn, PACKAGE_NAME_MAX } from "../../domain/package/creation.ts";
import { permit } from "../../domain/permission/permit.ts";
import { listedIn } from "../../domain/policy/policy-fields.ts";
import { startedAnew } from "../../domain/review/schedule.ts";
import { later } from "../../lib/duration.ts";
import { clip } from "../../lib/text.ts";
import { ruleOf } from "../../store/query/automatic-rule.ts";
import { catalogWithRoles } from "../../store/query/catalog.ts";
import type { CatalogWithRoles } from "../../store/query/catalog.ts";
import { deleteDraft, insertDraft, lockOpenDraftOf } from "../../store/query/draft.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import { incompatibleWith } from "../../store/query/incompatible.ts";
import { packageById, policiesOf, resourceRolesOf } from "../../store/query/package.ts";
import type { PackageRow, StoredPolicy } from "../../store/query/package.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import { answersOf } from "../policy/policy-form.ts";
import type { DraftState } from "./draft-command.ts";

const CopyPackage = z.object({ packageId: z.uuid() });
type CopyPackage = z.infer<typeof CopyPackage>;

interface CopyTarget {
  row: PackageRow;
  home: CatalogWithRoles;
}

/**
 * Fills in a new draft of the wizard from a package, in place of a draft that was left open. For those who may create
 * packages in its catalog; everything is checked by the wizard as if it had been typed. The rule of automatic assignment
 * comes along for those alone who may write one (domain.md 4.8).
 */
export const copyPackage = command<CopyPackage, CopyTarget, DraftState>({
  name: "draft.copy",
  input: CopyPackage,
  target: async ({ tx, by, input: { packageId } }) => {
    const row = await packageById(tx, packageId);
    const home = row && (await catalogWithRoles(tx, row.catalogId, by.id));
    if (!row || !home) throw new Refusal(fault("notFound", { what: "access package" }));
    return { row, home };
  },
  permit: (by, { home }) => mayCreateIn(home.catalog.type, standingOf(by, home.roles)),
  run: async ({ tx, by, now, newId, target: { row, home } }) => {
    const left = await lockOpenDraftOf(tx, by.id);
    if (left) await deleteDraft(tx, left.id);
    const mayWriteRules = permit("policy.editAutomatic", standingOf(by, home.roles)).allowed;
    const draft: DraftRow = {
      id: newId(),
      ownerId: by.id,
      step: "basics",
      version: 1,
      content: await contentOf(tx, row, { now, mayWriteRules }),
      packageId: null,
      expiresAt: later(now, { days: DRAFT_DAYS }),
    };
    await insertDraft(tx, draft);
    return { result: { draft, by }, events: [] };
  },
});

async function contentOf(
  tx: Transaction,
  row: PackageRow,
  { now, mayWriteRules }: { now: Date; mayWriteRules: boolean },
): Promise<DraftContent> {
  const roles = await resourceRolesOf(tx, row.id);
  const [first, ...further] = (await policiesOf(tx, row.id)).map((policy) => withReviewsAnew(policy, now));
  const { answers, unseen } = first ? await answersOf(tx, first.settings) : { answers: null, unseen: {} };
  const { packages, groups } = await incompatibleWith(tx, row.id);
  const rule = (await ruleOf(tx, row.id))?.rule ?? null;
  const isFirst = ({ resourceId }: { resourceId: string }, at: number) =>
    roles.findIndex((other) => other.resourceId === resourceId) === at;
  const copied: CopiedContent = {
    from: row.name,
    isHidden: row.isHidden,
    policyName: first?.name ?? null,
    unseen: Object.fromEntries(Object.keys(unseen).map((path) => [path, [...listedIn(unseen, path)]])),
    questions: first?.settings.questions ?? [],
    policies: further.map(({ name, settings }) => ({ name, settings })),
    incompatible: { packages: packages.map(({ id }) => id), groups: groups.map(({ id }) => id) },
    automatic: mayWriteRules ? rule : null,
    isAutomaticLeftOut: rule !== null && !mayWriteRules,
    leftOut: roles.filter((each, at) => !isFirst(each, at)).map(({ name, role }) => ({ resource: name, role })),
  };
  return {
    basics: {
      name: clip(`Copy of ${row.name}`, PACKAGE_NAME_MAX),
      description: row.description,
      catalog: { kind: "existing", id: row.catalogId },
    },
    resourceRoles: roles.filter(isFirst).map(({ resourceId, role }) => ({ resourceId, role })),
    policy: answers ? { ...mutable(answers), createFirstPolicy: "now" } : { createFirstPolicy: "later" },
    copied,
  };
}

/** Reviews of the copy start with the next that the original would have: their first day may be long past. */
function withReviewsAnew({ name, settings }: StoredPolicy, now: Date): Pick<StoredPolicy, "name" | "settings"> {
  return { name, settings: { ...settings, review: settings.review && startedAnew(settings.review, now) } };
}

function mutable(answers: Readonly<Record<string, string | readonly string[]>>): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(answers).map(([path, answer]) => [path, typeof answer === "string" ? answer : [...answer]]),
  );
}
