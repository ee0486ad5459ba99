import { z } from "zod";
import { DRAFT_DAYS } from "../../domain/draft/draft.ts";
import type { DraftContent } from "../../domain/draft/draft.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { later } from "../../lib/duration.ts";
import { holdsAnywhere } from "../../store/query/catalog.ts";
import { deleteDraft, insertDraft, lockOpenDraftOf } from "../../store/query/draft.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import { namesOfActive } from "../../store/query/person.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import type { DraftState } from "./draft-command.ts";

const OpenDraft = z.object({ startOver: z.boolean() });

/** How many administrators a refusal names. */
const ADMINISTRATORS_NAMED = 3;

const EMPTY: DraftContent = { basics: { name: "", description: "", catalog: null }, resourceRoles: [], policy: null };

/** A draft that was just made, or one that was left alone and can be resumed. */
export type OpenedDraft = DraftState & { isResumed: boolean };

/**
 * Opens the wizard's draft: the one the person has left open, or a new one.
 * Refused for those who may create nowhere (domain.md C1, A5).
 */
export const openDraft = command<z.infer<typeof OpenDraft>, void, OpenedDraft>({
  name: "draft.open",
  input: OpenDraft,
  target: async ({ tx, by, deps }) => {
    const mayCreate =
      mayCreateNewCatalog(standingOf(by)) || (await holdsAnywhere(tx, by.id, ["owner", "packageManager"]));
    if (mayCreate) return;
    const administrators = await namesOfActive(tx, deps.rights.userAdministrators, ADMINISTRATORS_NAMED);
    throw new Refusal(fault("mayCreateNowhere", { administrators }));
  },
  permit: () => ({ allowed: true, because: "may create packages in some catalog" }),
  run: async ({ tx, by, now, newId, input }) => {
    const left = await lockOpenDraftOf(tx, by.id);
    if (left && !input.startOver && left.expiresAt > now) {
      return { result: { draft: left, by, isResumed: hasInput(left) }, events: [] };
    }
    if (left) await deleteDraft(tx, left.id);
    const draft: DraftRow = {
      id: newId(),
      ownerId: by.id,
      step: "basics",
      version: 1,
      content: EMPTY,
      packageId: null,
      expiresAt: later(now, { days: DRAFT_DAYS }),
    };
    await insertDraft(tx, draft);
    return { result: { draft, by, isResumed: false }, events: [] };
  },
});

function hasInput({ content }: DraftRow): boolean {
  const { name, description, catalog } = content.basics;
  return (
    name !== "" || description !== "" || catalog !== null || content.resourceRoles.length > 0 || content.policy !== null
  );
}
