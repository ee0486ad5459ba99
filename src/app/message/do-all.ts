import { PutOff } from "../../lib/put-off.ts";

/**
 * Does each piece of work, whatever becomes of the others; then throws what stands in the way of the rest: the shortest
 * putting off, so that everything is looked at again in good time, else the first failure.
 */
export async function doAll<Item>(items: readonly Item[], work: (item: Item) => Promise<unknown>): Promise<void> {
  const troubles: Error[] = [];
  for (const item of items) {
    try {
      await work(item);
    } catch (error) {
      troubles.push(error instanceof Error ? error : new Error(String(error)));
    }
  }
  const [soonest] = troubles.filter((error) => error instanceof PutOff).toSorted((a, b) => a.afterMs - b.afterMs);
  if (soonest) throw soonest;
  const [first] = troubles;
  if (first) throw first;
}
