/** What can be incompatible with a package (domain.md 4.8): other packages, and groups. */
export const INCOMPATIBLE_KINDS = ["package", "group"] as const;
export type IncompatibleKind = (typeof INCOMPATIBLE_KINDS)[number];
