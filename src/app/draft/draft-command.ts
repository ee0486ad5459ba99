import { z } from "zod";
import { DRAFT_DAYS, DRAFT_STEPS } from "../../domain/draft/draft.ts";
import type { DraftContent, DraftStep } from "../../domain/draft/draft.ts";
import { fault, Refusal } from "../../domain/fault.ts";
import { later } from "../../lib/duration.ts";
import type { Transaction } from "../../store/database.ts";
import { lockDraft, updateDraft } from "../../store/query/draft.ts";
import type { DraftRow } from "../../store/query/draft.ts";
import type { ActingPerson } from "../acting-person.ts";
import { command } from "../command.ts";
import type { Command, CommandContext } from "../command.ts";

/** Which state of which draft a view was made from. */
export const DraftReference = z.object({ draftId: z.uuid(), version: z.int() });
export type DraftReference = z.infer<typeof DraftReference>;

/** Where a step leads, and whether what was typed must be right for that (`Next`) or is only kept (`Back`, a pane). */
export const StepMove = DraftReference.extend({ goTo: z.enum(DRAFT_STEPS), check: z.boolean() });

/** The draft as it is after a command, and whose it is. */
export interface DraftState {
  draft: DraftRow;
  by: ActingPerson;
}

export type DraftContext<Input> = CommandContext<Input, DraftRow>;

/** The draft, and what a step has read together with it. */
interface Opened<Extra> {
  draft: DraftRow;
  read: Extra;
}

/**
 * A command on one's own open draft, in exactly the state that the person saw. What `read` finds for the rule is asked
 * together with the draft, behind its lock.
 */
export function draftCommand<Input extends DraftReference, Extra = undefined>(
  name: string,
  input: z.ZodType<Input>,
  run: (context: DraftContext<Input>, read: Extra) => Promise<DraftRow>,
  read?: (tx: Transaction, input: Input, slackUserId: string) => Promise<Extra>,
): Command<DraftState> {
  return command<Input, Opened<Extra>, DraftState, [DraftRow | undefined, Extra]>({
    name,
    input,
    lock: (tx, asked, slackUserId) =>
      Promise.all([lockDraft(tx, asked.draftId), read?.(tx, asked, slackUserId) as Promise<Extra>]),
    target: async ({ input: { version }, by, now, locked: [locked, extra] }) => {
      const draft = ownDraft(locked, by, now);
      if (draft.packageId !== null || draft.version !== version) throw new Refusal(fault("draftOutdated", {}));
      return { draft, read: extra };
    },
    permit: () => ({ allowed: true, because: "owner of the draft" }),
    run: async ({ target, ...context }) => {
      const draft = await run({ ...context, target: target.draft }, target.read);
      return { result: { draft, by: context.by }, events: [] };
    },
  });
}

/** The draft, if it is the person's own; refused when it is somebody else's, or gone. */
export function ownDraft(draft: DraftRow | undefined, by: ActingPerson, now: Date): DraftRow {
  if (!draft || (draft.packageId === null && draft.expiresAt <= now)) throw new Refusal(fault("draftExpired", {}));
  if (draft.ownerId !== by.id) throw new Refusal(fault("draftNotYours", {}));
  return draft;
}

/** Stores a new state of the draft: the next version, kept for another seven days. */
export async function storeDraft(
  { last, target, now }: Pick<DraftContext<unknown>, "last" | "target" | "now">,
  content: DraftContent,
  step: DraftStep,
): Promise<DraftRow> {
  const change = { content, step, version: target.version + 1, expiresAt: later(now, { days: DRAFT_DAYS }) };
  await updateDraft(last, target.id, change);
  return { ...target, ...change };
}

/**
 * Stores what was typed and goes where the step leads. Where it stays (a pane opens on top of it) the version stays
 * as well, because the view underneath is not drawn again.
 */
export async function moveDraft(
  context: Pick<DraftContext<z.infer<typeof StepMove>>, "last" | "target" | "now" | "input">,
  content: DraftContent,
): Promise<DraftRow> {
  const { target, input, last } = context;
  if (input.goTo !== target.step) return storeDraft(context, content, input.goTo);
  await updateDraft(last, target.id, { content });
  return { ...target, content };
}
