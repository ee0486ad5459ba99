import { z } from "zod";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { mayCreateNewCatalog } from "../../domain/package/creation.ts";
import { tidyLine } from "../../lib/text.ts";
import { isCatalogNameTaken } from "../../store/query/catalog.ts";
import { standingOf } from "../acting-person.ts";
import { draftCommand, DraftReference, storeDraft } from "./draft-command.ts";

const TakeNewCatalog = DraftReference.extend({ name: z.string(), description: z.string() });

/** Takes a new catalog into the draft; it is stored together with the package, or not at all (A6, A7, A9, A25). */
export const takeNewCatalog = draftCommand("draft.takeNewCatalog", TakeNewCatalog, async (context) => {
  const { tx, by, input, target } = context;
  if (!mayCreateNewCatalog(standingOf(by))) {
    throw new Refusal(
      fault("notPermitted", { action: "catalog.create", ask: ["user administrator", "catalog creator"] }),
    );
  }
  const name = tidyLine(input.name);
  const description = input.description.trim();
  const faults = [
    ...textFaults(name, "name", CATALOG_NAME_MAX),
    ...textFaults(description, "description", CATALOG_DESCRIPTION_MAX),
  ];
  if (await isCatalogNameTaken(tx, name)) faults.push(fault("catalogNameTaken", { name }, "name"));
  refuseIfAny(faults);
  const basics = { ...target.content.basics, catalog: { kind: "new" as const, name, description } };
  return storeDraft(context, { ...target.content, basics }, "basics");
});
