import { nameKey } from "../../lib/text.ts";

/** A resource as the directory describes it; `originId` is its id there. */
interface Described {
  id: string;
  name: string;
  description: string;
  originId: string;
}

/** Those whose name another of them has as well. */
export function sameNamed<Row extends { id: string; name: string }>(rows: readonly Row[]): Row[] {
  const keys = rows.map(({ name }) => nameKey(name));
  const count = new Map<string, number>();
  for (const key of keys) count.set(key, (count.get(key) ?? 0) + 1);
  return rows.filter((_, at) => (count.get(keys[at] ?? "") ?? 0) > 1);
}

/** By id, what tells those apart that have the same name: their descriptions, or their ids in the directory. */
export function tellApart(rows: readonly Described[]): ReadonlyMap<string, string> {
  const alike = sameNamed(rows);
  const isShared = ({ id, description }: Described) =>
    alike.some((other) => other.id !== id && other.description === description);
  return new Map(
    alike.map((row) => [row.id, row.description === "" || isShared(row) ? row.originId : row.description]),
  );
}
