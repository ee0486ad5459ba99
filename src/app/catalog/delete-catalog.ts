import { z } from "zod";
import { fault, Refusal } from "../../domain/fault.ts";
import { permit } from "../../domain/permission/permit.ts";
import { membersOf, removeCatalog } from "../../store/query/catalog.ts";
import { packagesOf } from "../../store/query/catalog-content.ts";
import { groupsWithRole } from "../../store/query/slack-group.ts";
import { retire } from "../../store/query/retired.ts";
import { command } from "../command.ts";
import { lockCatalogFor } from "./lock-catalog-for.ts";
import type { LockedCatalog } from "./lock-catalog-for.ts";

const DeleteCatalog = z.object({ catalogId: z.uuid() });
type DeleteCatalog = z.infer<typeof DeleteCatalog>;

const PACKAGES_NAMED = 3;

/**
 * Deletes a catalog that has no packages (domain.md 7, D14); General stays. Its name outlives it, for the requests,
 * the ended access and the audit trail of packages that were in it.
 */
export const deleteCatalog = command<DeleteCatalog, LockedCatalog, void>({
  name: "catalog.delete",
  input: DeleteCatalog,
  target: ({ tx, by, input: { catalogId } }) => lockCatalogFor(tx, by, catalogId),
  permit: (_by, { standing }) => permit("catalog.delete", standing),
  run: async ({ tx, now, target: { catalog } }) => {
    const { id, type, name, description } = catalog;
    if (type === "serviceDefault") throw new Refusal(fault("generalStays", {}));
    const packages = (await packagesOf(tx, id, PACKAGES_NAMED + 1)).map((each) => each.name);
    if (packages.length > 0) {
      const more = packages.length > PACKAGES_NAMED;
      throw new Refusal(fault("catalogNotEmpty", { packages: packages.slice(0, PACKAGES_NAMED), more }));
    }
    const people = (await membersOf(tx, id)).map(({ personId }) => personId);
    const groups = (await groupsWithRole(tx, id)).map(({ groupId }) => groupId);
    await removeCatalog(tx, id);
    await retire(tx, { id, kind: "catalog", name, deletedAt: now });
    const target = { kind: "catalog" as const, id };
    return {
      result: undefined,
      events: [{ type: "catalog.deleted", target, catalogId: id, before: { name, description, people, groups } }],
    };
  },
});
