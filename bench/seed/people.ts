import { createHash } from "node:crypto";

/** The people who ask, by the number of their row in the seed (see seed.ts). */
export const ASKERS = { administrator: 1, requestor: 2, outsider: 3, owner: 4, manager: 5 } as const;
export type Asker = keyof typeof ASKERS;

/** The seed's ids can be computed on both sides: the same sum as `bench_id` in the SQL. */
export function seedId(
  kind: "person" | "draft" | "catalog" | "package" | "resource" | "policy" | "org",
  n: number,
): string {
  const hex = createHash("md5").update(`${kind}${n}`).digest("hex");
  const id = `${hex.slice(0, 12)}4${hex.slice(13, 16)}8${hex.slice(17)}`;
  return [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-");
}

export function slackIdOf(person: number): string {
  return `UBENCH${String(person).padStart(6, "0")}`;
}

/** Draft owners are numbered from here on, apart from everybody else. */
export const FIRST_DRAFT_OWNER = 500_001;
