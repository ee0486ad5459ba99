import { eq } from "drizzle-orm";
import { expect, test } from "vitest";
import { clearDrafts, clearOutbox } from "../../src/app/sweep/clear-away.ts";
import { later } from "../../src/lib/duration.ts";
import { newRandomId } from "../../src/lib/ids.ts";
import { promisedJobs, markDone } from "../../src/store/query/outbox.ts";
import { draft } from "../../src/store/schema/draft.ts";
import { outbox } from "../../src/store/schema/journal.ts";
import { useApp } from "../support/app.ts";

const app = useApp();

test("promised jobs are kept for a week once they are done, and until then for good", async () => {
  const [old, recent, open] = [newRandomId(), newRandomId(), newRandomId()];
  const jobs = [old, recent, open].map((id) => ({ id, job: "requestMessages.show", payload: {} }));
  await app.deps.database.transact(
    async () => {},
    () => [promisedJobs(later(app.now, { days: -30 }), jobs)],
  );
  await markDone(app.db, [old], later(app.now, { days: -8 }));
  await markDone(app.db, [recent], later(app.now, { days: -6 }));
  expect(await clearOutbox(app.deps)).toBe(1);
  expect(await clearOutbox(app.deps)).toBe(0);
  const left = await app.db.select({ id: outbox.id }).from(outbox);
  expect(left.map(({ id }) => id).toSorted()).toEqual([recent, open].toSorted());
});

test("drafts are kept for a week after they have expired", async () => {
  const owner = await app.person("Author");
  const other = await app.person("Author");
  const content = { basics: { name: "", description: "", catalog: null }, resourceRoles: [], policy: null };
  const row = { step: "basics" as const, version: 1, content };
  const expired = (days: number) => later(app.now, { days: -days });
  await app.db.insert(draft).values([
    { ...row, ownerId: owner.id, expiresAt: expired(8) },
    { ...row, ownerId: other.id, expiresAt: expired(6) },
  ]);
  expect(await clearDrafts(app.deps)).toBe(1);
  expect(await clearDrafts(app.deps)).toBe(0);
  expect(await app.db.select().from(draft).where(eq(draft.ownerId, other.id))).toHaveLength(1);
});
