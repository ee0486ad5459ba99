import { CATALOG_ROLES } from "../../src/domain/catalog/catalog.ts";
import { DERIVED_RIGHTS } from "../../src/domain/permission/standing.ts";
import type { Standing } from "../../src/domain/permission/standing.ts";

/** A plain member, to whom the target is nothing. */
export const nobody: Standing = { isUserAdministrator: false, isCatalogCreator: false, catalogRoles: [], derived: [] };

/** Every standing that there can be. */
export function everyStanding(): Standing[] {
  return [false, true].flatMap((isUserAdministrator) =>
    [false, true].flatMap((isCatalogCreator) =>
      subsets(CATALOG_ROLES).flatMap((catalogRoles) =>
        subsets(DERIVED_RIGHTS).map((derived) => ({ isUserAdministrator, isCatalogCreator, catalogRoles, derived })),
      ),
    ),
  );
}

function subsets<Item>(items: readonly Item[]): Item[][] {
  return items.reduce<Item[][]>((some, item) => [...some, ...some.map((subset) => [...subset, item])], [[]]);
}
