import type { DomainEvent } from "../../domain/event.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { mayCreateIn, mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { FIRST_POLICY_NAME } from "../../domain/policy/policy-settings.ts";
import { holdCatalogWithRoles } from "../../store/query/catalog.ts";
import { lockDraft, updateDraft } from "../../store/query/draft.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import { insertPolicy } from "../../store/query/package.ts";
import { holdResources } from "../../store/query/resource.ts";
import type { Reader, Transaction } from "../../store/database.ts";
import { storeNewCatalog } from "../catalog/store-new-catalog.ts";
import { command } from "../command.ts";
import type { CommandContext } from "../command.ts";
import { DraftReference, ownDraft } from "../draft/draft-command.ts";
import { reviewDraft } from "../draft/review-draft.ts";
import type { DraftReview } from "../draft/review-draft.ts";
import type { TargetCatalog } from "../draft/target-catalog.ts";
import { policyEvent } from "../policy/policy-event.ts";
import { storeCopied } from "./store-copied.ts";
import { storePackage } from "./store-package.ts";

export interface CreatedPackage {
  packageId: string;
  /** False when this draft had become a package before: the second `Create` makes nothing. */
  isNew: boolean;
}

interface CreationTarget {
  draft: DraftRow;
  review: DraftReview | null;
}

/**
 * Makes the draft a package: new catalog, package, resource roles, resources that join the catalog, first policy,
 * audit and outbox rows are stored together or not at all (A2, A8, A15, A20, A22, A26).
 * Rights, names, resources and roles are checked again under lock.
 */
export const createPackage = command<DraftReference, CreationTarget, CreatedPackage, DraftRow | undefined>({
  name: "package.create",
  input: DraftReference,
  lock: (tx, { draftId }) => lockDraft(tx, draftId),
  target: async ({ tx, by, now, locked, input: { version } }) => {
    const draft = ownDraft(locked, by, now);
    if (draft.packageId !== null) return { draft, review: null };
    if (draft.version !== version) throw new Refusal(fault("draftOutdated", {}));
    const lock = {
      catalog: (db: Reader, id: string, personId: string) => holdCatalogWithRoles(db as Transaction, id, personId),
      resources: (db: Reader, ids: readonly string[]) => holdResources(db as Transaction, ids),
    };
    return { draft, review: await reviewDraft(tx, by, draft.content, now, lock) };
  },
  permit: (_by, { review }) => {
    if (!review?.catalog) return { allowed: true, because: "nothing will be stored" };
    const { kind, standing } = review.catalog;
    if (kind !== "new") return mayCreateIn(kind, standing);
    return mayCreateNewCatalog(standing)
      ? { allowed: true, because: "may create catalogs" }
      : { allowed: false, ask: ["user administrator", "catalog creator"] };
  },
  run: async (context) => {
    const { draft, review } = context.target;
    if (draft.packageId !== null) return { result: { packageId: draft.packageId, isNew: false }, events: [] };
    refuseIfAny(review?.faults.map(({ fault }) => fault) ?? []);
    if (!review?.catalog) throw new Refusal(fault("catalogNotUsable", {}));
    return store(context, draft, review, review.catalog);
  },
});

async function store(
  context: CommandContext<DraftReference, CreationTarget>,
  draft: DraftRow,
  { settings }: DraftReview,
  target: TargetCatalog,
): Promise<{ result: CreatedPackage; events: DomainEvent[] }> {
  const { tx, last, now, newId } = context;
  const { basics, resourceRoles, copied } = draft.content;
  const events: DomainEvent[] = [];
  const catalogId = target.id ?? newId();
  if (target.id === null) {
    const { name, description } = target;
    events.push(await storeNewCatalog(context, { id: catalogId, name, description }));
  }

  const roles = resourceRoles.map(({ resourceId, role }) => ({ resourceId, role: role ?? "" }));
  const packageId = newId();
  const isHidden = copied?.isHidden ?? false;
  events.push(
    ...(await storePackage(context, { ...basics, id: packageId, catalogId, isHidden, resourceRoles: roles })),
  );

  if (settings) {
    const first = {
      name: copied?.policyName ?? FIRST_POLICY_NAME,
      settings: { ...settings, questions: copied?.questions ?? [] },
    };
    const policyId = newId();
    await insertPolicy(tx, { id: policyId, packageId, ...first, position: 0, createdAt: now });
    events.push(policyEvent("policy.created", { id: packageId, catalogId }, policyId, { after: first }));
  }
  if (copied) events.push(...(await storeCopied(context, { packageId, catalogId, standing: target.standing }, copied)));
  await updateDraft(last, draft.id, { packageId });
  return { result: { packageId, isNew: true }, events };
}
