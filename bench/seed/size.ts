/** How much a database is seeded with. */
export interface SeedSize {
  packages: number;
  catalogs: number;
  resources: number;
  people: number;
  /** People with a draft of their own, for the wizard's figures; as many as a round has requests. */
  drafts: number;
}

/** Issue 2, section 4. */
export const FULL = { packages: 20_000, catalogs: 7_500, resources: 100_000, people: 5_000 };

/** Only what the people who ask must have, so that every request has an answer. */
export const EMPTY = { packages: 1, catalogs: 1, resources: 10, people: 20 };

/** Enough for whoever asks and decides, where only that is measured. */
export const WORK = { packages: 100, catalogs: 10, resources: 1_000, people: 1_000 };

/** A tenant as large as domain.md 4.9 lets it be, or a small one of the same shape. */
export interface ScaleSize extends SeedSize {
  /** As many requests as assignments. */
  assignments: number;
  auditRows: number;
}

export const SCALE: ScaleSize = {
  packages: 20_000,
  catalogs: 7_500,
  resources: 100_000,
  people: 5_000,
  drafts: 20,
  assignments: 300_000,
  auditRows: 300_000,
};

/** One hundredth of it. */
export const SCALE_SMALL: ScaleSize = {
  packages: 200,
  catalogs: 75,
  resources: 1_000,
  people: 50,
  drafts: 20,
  assignments: 3_000,
  auditRows: 3_000,
};
