import type { Standing } from "../../src/domain/permission/standing.ts";

const nobody: Standing = { isUserAdministrator: false, isCatalogCreator: false, catalogRoles: [], derived: [] };

/** What somebody can be to a catalog. */
export const STANDINGS = {
  member: nobody,
  "user administrator": { ...nobody, isUserAdministrator: true },
  "catalog creator": { ...nobody, isCatalogCreator: true },
  owner: { ...nobody, catalogRoles: ["owner"] },
  "package manager": { ...nobody, catalogRoles: ["packageManager"] },
  "assignment manager": { ...nobody, catalogRoles: ["assignmentManager"] },
  reader: { ...nobody, catalogRoles: ["reader"] },
  "owner and package manager": { ...nobody, catalogRoles: ["packageManager", "owner"] },
  "package manager who creates catalogs": { ...nobody, isCatalogCreator: true, catalogRoles: ["packageManager"] },
  "administrator and package manager": { ...nobody, isUserAdministrator: true, catalogRoles: ["packageManager"] },
} as const satisfies Record<string, Standing>;
export type StandingName = keyof typeof STANDINGS;
