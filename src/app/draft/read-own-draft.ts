import { fault, Refusal } from "../../domain/fault.ts";
import type { PolicyAnswers } from "../../domain/policy/policy-fields.ts";
import { draftById } from "../../store/query/draft.ts";
import { actingPerson } from "../acting-person.ts";
import type { AppDeps } from "../deps.ts";
import type { DraftReference, DraftState } from "./draft-command.ts";
import { namesIn } from "./read-wizard.ts";

/** One's own open draft as it is now, whatever its version. */
export async function readOwnDraft(deps: AppDeps, slackUserId: string, draftId: string): Promise<DraftState> {
  const db = deps.database.read;
  const by = await actingPerson(db, slackUserId, deps.rights);
  const draft = await draftById(db, draftId);
  if (draft && draft.ownerId !== by.id) throw new Refusal(fault("draftNotYours", {}));
  if (!draft || draft.packageId !== null || draft.expiresAt <= deps.clock.now())
    throw new Refusal(fault("draftExpired", {}));
  return { draft, by };
}

/** The policy form with answers that are typed but not yet kept, and the names that it shows. */
export async function previewPolicy(
  deps: AppDeps,
  slackUserId: string,
  { draftId, version }: DraftReference,
  typed: PolicyAnswers,
): Promise<{ answers: PolicyAnswers; names: ReadonlyMap<string, string> }> {
  const { draft } = await readOwnDraft(deps, slackUserId, draftId);
  if (draft.version !== version) throw new Refusal(fault("draftOutdated", {}));
  const answers = { ...draft.content.policy, ...typed };
  return { answers, names: await namesIn(deps.database.read, answers) };
}
