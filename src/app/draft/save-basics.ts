import { z } from "zod";
import { refuseIfAny } from "../../domain/fault.ts";
import { tidyLine } from "../../lib/text.ts";
import { checkBasics } from "./check-basics.ts";
import { draftCommand, moveDraft, StepMove } from "./draft-command.ts";

const SaveBasics = StepMove.extend({
  name: z.string(),
  description: z.string(),
  /** A catalog's id; `new`: the one taken into the draft by `Create new`; null: left empty. */
  catalog: z.union([z.uuid(), z.literal("new")]).nullable().catch(null),
});

/** Keeps what was typed on Basics. */
export const saveBasics = draftCommand("draft.saveBasics", SaveBasics, async (context) => {
  const { tx, by, input, target } = context;
  const drafted = target.content.basics.catalog;
  const isNew = input.catalog === "new" && drafted?.kind === "new";
  const existing = input.catalog === "new" || input.catalog === null ? null : { kind: "existing" as const, id: input.catalog };
  const basics = {
    name: tidyLine(input.name),
    description: input.description.trim(),
    catalog: isNew ? drafted : existing,
  };
  if (input.check) refuseIfAny((await checkBasics(tx, by, basics)).faults);
  return moveDraft(context, { ...target.content, basics });
});
