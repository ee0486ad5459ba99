/** A resource as the directory describes it; `originId` is its id there. */
interface Described {
  id: string;
  nameKey: string;
  description: string;
  originId: string;
}

/** Those whose name another of them has as well. */
export function sameNamed<Row extends { nameKey: string }>(rows: readonly Row[]): Row[] {
  const count = new Map<string, number>();
  for (const { nameKey } of rows) count.set(nameKey, (count.get(nameKey) ?? 0) + 1);
  return rows.filter(({ nameKey }) => (count.get(nameKey) ?? 0) > 1);
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
