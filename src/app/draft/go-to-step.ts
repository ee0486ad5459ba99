import { StepMove, draftCommand, storeDraft } from "./draft-command.ts";

/** Leads to another step, with nothing typed on the present one: `Edit` and `Back` on Review. */
export const goToStep = draftCommand("draft.goToStep", StepMove.omit({ check: true }), async (context) =>
  storeDraft(context, context.target.content, context.input.goTo),
);
