/** What a catalog is: the container of packages and resources, and the unit of delegation (domain.md 1). */

/** Graph's catalogType; `serviceDefault` is General, of which there is exactly one. */
export const CATALOG_TYPES = ["serviceDefault", "userManaged"] as const;
export type CatalogType = (typeof CATALOG_TYPES)[number];

/** The roles that a person can hold in one catalog (domain.md 2.1). */
export const CATALOG_ROLES = ["owner", "packageManager", "assignmentManager", "reader"] as const;
export type CatalogRole = (typeof CATALOG_ROLES)[number];

/** The id of the General catalog, which the first migration stores. */
export const GENERAL_CATALOG_ID = "00000000-0000-4000-8000-000000000001";

export const CATALOG_NAME_MAX = 100;
export const CATALOG_DESCRIPTION_MAX = 1000;
