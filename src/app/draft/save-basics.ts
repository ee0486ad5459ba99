import { z } from "zod";
import { GENERAL_CATALOG_ID } from "../../domain/catalog/catalog.ts";
import type { DraftCatalog, DraftContent } from "../../domain/draft/draft.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { isUuid } from "../../lib/ids.ts";
import { tidyLine } from "../../lib/text.ts";
import type { Transaction } from "../../store/database.ts";
import { catalogWithRolesOfSlackUser } from "../../store/query/catalog.ts";
import { isPackageNameTaken } from "../../store/query/package.ts";
import { checkBasics } from "./check-basics.ts";
import type { BasicsLookUps } from "./check-basics.ts";
import { draftCommand, moveDraft, StepMove } from "./draft-command.ts";
import { NEW_CATALOG } from "./read-wizard.ts";

const SaveBasics = StepMove.extend({
  name: z.string(),
  description: z.string(),
  /** The value chosen: a catalog's id, or the one that stands for the draft's new catalog; null: left empty. */
  catalog: z.string().nullable(),
});

/** Keeps what was typed on Basics. */
export const saveBasics = draftCommand(
  "draft.saveBasics",
  SaveBasics,
  async (context, lookUps) => {
    const { tx, by, input, target } = context;
    const basics = {
      name: tidyLine(input.name),
      description: input.description.trim(),
      catalog: catalogChosen(input.catalog, target.content),
    };
    if (input.check) refuseIfAny((await checkBasics(tx, by, basics, lookUps)).faults);
    return moveDraft(context, { ...target.content, basics });
  },
  lookAhead,
);

/** What checking a catalog that exists will ask; the draft's own new one is known only from the draft. */
async function lookAhead(
  tx: Transaction,
  { check, name, catalog }: z.infer<typeof SaveBasics>,
  slackUserId: string,
): Promise<Partial<BasicsLookUps>> {
  const catalogId = catalog ?? GENERAL_CATALOG_ID;
  if (!check || !isUuid(catalogId)) return {};
  const [found, isTaken] = await Promise.all([
    catalogWithRolesOfSlackUser(tx, catalogId, slackUserId),
    isPackageNameTaken(tx, catalogId, tidyLine(name)),
  ]);
  return { catalog: async () => found, isNameTaken: async () => isTaken };
}

/** The catalog that the value stands for; refused when it was never offered. */
function catalogChosen(value: string | null, { basics }: DraftContent): DraftCatalog | null {
  if (value === null) return null;
  if (value === NEW_CATALOG && basics.catalog?.kind === "new") return basics.catalog;
  if (!isUuid(value)) throw new Refusal(fault("catalogNotUsable", {}, "catalog"));
  return { kind: "existing", id: value };
}
