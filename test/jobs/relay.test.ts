import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { expect, test } from "vitest";
import { startDoneNotes } from "../../src/jobs/done-notes.ts";
import { lockedBatches, startRelay, unfinishedBatches } from "../../src/jobs/relay.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { later } from "../../src/lib/duration.ts";
import { createLogger } from "../../src/lib/log.ts";
import { promisedJobs, markRelayed, waitingJobs } from "../../src/store/query/outbox.ts";
import { rowsOf } from "../../src/store/query/rows.ts";
import { runFilled } from "../../src/store/query/statement.ts";
import { onRealEngines, useEngines } from "../support/engines.ts";

const engines = useEngines();
const log = createLogger("silent");

async function promise(count: number): Promise<void> {
  const jobs = Array.from({ length: count }, () => ({
    id: randomUUID(),
    job: "packageCard.post",
    payload: { n: "1" },
  }));
  await engines().database.transact(
    async () => {},
    () => [promisedJobs(new Date(), jobs)],
  );
}

async function counts(): Promise<number> {
  const { waiting = 0 } = await (await engines().queue()).queue.getJobCounts("waiting");
  return waiting;
}

test("what was promised is handed to the queue once, and marked", async () => {
  await promise(3);
  const before = await counts();
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  await relay.drain();
  await relay.drain();
  await relay.stop();
  expect(await counts()).toBe(before + 3);
  expect(await waitingJobs(engines().database.read, 10)).toEqual([]);
});

test("more than one batch is handed over at one nudge", async () => {
  await promise(250);
  const before = await counts();
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  await relay.drain();
  await relay.stop();
  expect(await counts()).toBe(before + 250);
});

test("two relays at once add each job once", async () => {
  await promise(150);
  const before = await counts();
  const relays = [1, 2].map(async () => startRelay({ batch: await engines().relayBatch(), log }));
  for (const relay of await Promise.all(relays)) {
    await relay.drain();
    await relay.stop();
  }
  expect(await counts()).toBe(before + 150);
});

test("a job that was added but not marked is the same job when it is added again", async () => {
  await promise(1);
  const before = await counts();
  const [row] = await waitingJobs(engines().database.read, 1);
  const { queue } = await engines().queue();
  await queue.addBulk([{ name: "packageCard.post", data: {}, opts: { jobId: row?.id ?? "" } }]);
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  await relay.drain();
  await relay.stop();
  expect(await counts()).toBe(before + 1);
});

// The embedded queue lies in the same database as the outbox, and can lose nothing alone.
test.runIf(onRealEngines)(
  "what was done is not handed over again, and what was not is, after a minute, in case the queue has lost it",
  async () => {
    const { database } = engines();
    const [done, lost] = [randomUUID(), randomUUID()];
    const handedOver = new Date("2026-01-01T12:00:00Z");
    const jobs = [done, lost].map((id) => ({ id, job: "requestMessages.show", payload: { requestId: id } }));
    await database.transact(
      async () => {},
      () => [promisedJobs(handedOver, jobs)],
    );
    await markRelayed(database.read, [done, lost], handedOver);
    const notes = startDoneNotes({ database, clock: { now: () => handedOver }, log });
    notes.note(done);
    await notes.stop();

    const connection = await engines().queue();
    const after = (seconds: number) =>
      unfinishedBatches({ database, connection, clock: { now: () => later(handedOver, { seconds }) } });
    const before = await counts();
    expect(await after(59)()).toBe(0);
    expect(await after(61)()).toBe(1);
    expect(await counts()).toBe(before + 1);
    expect(await after(62)()).toBe(0);
    expect(await after(122)()).toBe(1);
    expect(await counts()).toBe(before + 1);
  },
);

test("a relay looks for what was lost at every sweep, not at every nudge", async () => {
  let looks = 0;
  const unfinished = async () => {
    looks += 1;
    return 0;
  };
  const relay = startRelay({ batch: async () => 0, unfinished, log, sweepMs: 20 });
  await relay.drain();
  await relay.drain();
  expect(looks).toBeLessThan(2);
  await expect.poll(() => looks, { timeout: 5_000, interval: 5 }).toBeGreaterThan(1);
  await relay.stop();
});

test.runIf(onRealEngines)("nothing is handed over that is not on disk yet", async () => {
  const { database } = engines();
  const job = { id: randomUUID(), job: "packageCard.post", payload: { n: "1" } };
  // As a command commits: others see it before it is on disk.
  await database.transact(async (tx) => {
    await tx.execute(sql`set local synchronous_commit = off`);
    await runFilled(tx, promisedJobs(new Date(), [job]));
  });
  const lsnOf = async (of: "insert" | "flush") => {
    const [row] = await rowsOf<{ lsn: string }>(
      database.read,
      sql.raw(`select pg_current_wal_${of}_lsn() - '0/0' as lsn`),
    );
    return BigInt(row?.lsn ?? 0);
  };
  const written = await lsnOf("insert");
  const connection = await engines().queue();
  const onDisk: bigint[] = [];
  const watched = new Proxy(connection.queue, {
    get: (target, name) =>
      name === "addBulk"
        ? async (jobs: Parameters<typeof target.addBulk>[0]) => {
            onDisk.push(await lsnOf("flush"));
            return target.addBulk(jobs);
          }
        : Reflect.get(target, name, target),
  });
  await lockedBatches({ database, connection: { ...connection, queue: watched }, clock: systemClock })();
  expect(onDisk).toHaveLength(1);
  expect(onDisk[0]).toBeGreaterThanOrEqual(written);
});
