import { z } from "zod";
import { CATALOG_DESCRIPTION_MAX, CATALOG_NAME_MAX } from "../../domain/catalog/catalog.ts";
import { fault, refuseIfAny } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { textFaults } from "../../domain/text-faults.ts";
import { tidyLine } from "../../lib/text.ts";
import { isCatalogNameTaken } from "../../store/query/catalog.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import { storeNewCatalog } from "./store-new-catalog.ts";

const CreateCatalog = z.object({ name: z.string(), description: z.string() });
type CreateCatalog = z.infer<typeof CreateCatalog>;

/** Makes a catalog, of which whoever makes it is the first owner (domain.md 2.2); gives its id. */
export const createCatalog = command<CreateCatalog, null, string>({
  name: "catalog.create",
  input: CreateCatalog,
  target: async () => null,
  permit: (by) => permit("catalog.create", standingOf(by)),
  run: async (context) => {
    const { tx, newId, input } = context;
    const [name, description] = [tidyLine(input.name), input.description.trim()];
    const faults = [
      ...textFaults(name, "name", CATALOG_NAME_MAX),
      ...textFaults(description, "description", CATALOG_DESCRIPTION_MAX),
    ];
    if (await isCatalogNameTaken(tx, name)) faults.push(fault("catalogNameTaken", { name }, "name"));
    refuseIfAny(faults);
    const id = newId();
    return { result: id, events: [await storeNewCatalog(context, { id, name, description })] };
  },
});
