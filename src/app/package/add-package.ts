import { z } from "zod";
import { fault, Refusal, refuseIfAny } from "../../domain/fault.ts";
import { mayCreateIn } from "../../domain/package/creation.ts";
import { roleKey } from "../../domain/assignment/role-diff.ts";
import { tidyLine } from "../../lib/text.ts";
import { holdCatalogWithRoles } from "../../store/query/catalog.ts";
import type { CatalogWithRoles } from "../../store/query/catalog.ts";
import { holdResources } from "../../store/query/resource.ts";
import type { Transaction } from "../../store/database.ts";
import { standingOf } from "../acting-person.ts";
import { command } from "../command.ts";
import { checkBasics } from "../draft/check-basics.ts";
import { checkResourceRoles } from "../draft/check-resource-roles.ts";
import { storePackage } from "./store-package.ts";

const AddPackage = z.object({
  catalogId: z.uuid(),
  name: z.string(),
  description: z.string(),
  resourceRoles: z.array(z.object({ resourceId: z.uuid(), role: z.string() })),
});
type AddPackage = z.infer<typeof AddPackage>;

/**
 * Makes a package without a draft and without a policy, by the rules of the wizard's steps (A2-A20); gives its id.
 * Faults are on the wizard's fields.
 */
export const addPackage = command<AddPackage, CatalogWithRoles, string>({
  name: "package.create",
  input: AddPackage,
  target: async ({ tx, by, input: { catalogId } }) => {
    const home = await holdCatalogWithRoles(tx, catalogId, by.id);
    if (!home) throw new Refusal(fault("notFound", { what: "catalog" }));
    return home;
  },
  permit: (by, { catalog, roles }) => mayCreateIn(catalog.type, standingOf(by, roles)),
  run: async (context) => {
    const { tx, by, newId, input } = context;
    const { catalogId } = input;
    const [name, description] = [tidyLine(input.name), input.description.trim()];
    const roles = [...new Map(input.resourceRoles.map((role) => [roleKey(role), role])).values()];
    const basics = { name, description, catalog: { kind: "existing" as const, id: catalogId } };
    const { faults, catalog } = await checkBasics(tx, by, basics);
    refuseIfAny(faults);
    if (!catalog) throw new Refusal(fault("catalogNotUsable", {}));
    const checked = await checkResourceRoles(tx, by, catalog, roles, (db, ids) =>
      holdResources(db as Transaction, ids),
    );
    refuseIfAny(checked.faults);
    const id = newId();
    return {
      result: id,
      events: await storePackage(context, { id, catalogId, name, description, isHidden: false, resourceRoles: roles }),
    };
  },
});
