/** What can be incompatible with a package (domain.md 4.8): other packages, and groups. */
export const INCOMPATIBLE_KINDS = ["package", "group"] as const;

/** As many of each kind as one select can show. */
export const INCOMPATIBLE_MAX = 100;
