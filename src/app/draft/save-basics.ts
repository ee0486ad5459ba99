import { z } from "zod";
import type { DraftCatalog, DraftContent } from "../../domain/draft/draft.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { tidyLine } from "../../lib/text.ts";
import { checkBasics } from "./check-basics.ts";
import { draftCommand, moveDraft, StepMove } from "./draft-command.ts";
import { NEW_CATALOG } from "./read-wizard.ts";

const SaveBasics = StepMove.extend({
  name: z.string(),
  description: z.string(),
  /** The value chosen: a catalog's id, or the one that stands for the draft's new catalog; null: left empty. */
  catalog: z.string().nullable(),
});

/** Keeps what was typed on Basics. */
export const saveBasics = draftCommand("draft.saveBasics", SaveBasics, async (context) => {
  const { tx, by, input, target } = context;
  const basics = {
    name: tidyLine(input.name),
    description: input.description.trim(),
    catalog: catalogChosen(input.catalog, target.content),
  };
  if (input.check) refuseIfAny((await checkBasics(tx, by, basics)).faults);
  return moveDraft(context, { ...target.content, basics });
});

/** The catalog that the value stands for; refused when it was never offered. */
function catalogChosen(value: string | null, { basics }: DraftContent): DraftCatalog | null {
  if (value === null) return null;
  if (value === NEW_CATALOG && basics.catalog?.kind === "new") return basics.catalog;
  if (!z.uuid().safeParse(value).success) throw new Refusal(fault("catalogNotUsable", {}, "catalog"));
  return { kind: "existing", id: value };
}
