import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import type { JobHandlers } from "../../src/jobs/catalog.ts";
import type { JobWorker } from "../../src/jobs/queue-connection.ts";
import { settle } from "../../src/jobs/settle.ts";
import type { Patience } from "../../src/jobs/settle.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/lib/log.ts";
import { PutOff } from "../../src/lib/put-off.ts";
import { promisedJobs } from "../../src/store/query/outbox.ts";
import { useEngines } from "../support/engines.ts";

const engines = useEngines();
let worker: JobWorker | undefined;
afterEach(() => worker?.close());

/** Begins to do jobs of one kind in this way. */
async function work(run: () => Promise<void>): Promise<void> {
  // No other kind is promised here.
  const handlers = { "approvals.reroute": { run, giveUp: async () => {} } } as unknown as JobHandlers;
  worker = startWorker({ connection: await engines().queue(), handlers, log: createLogger("silent") });
}

async function promise(count = 1): Promise<void> {
  const jobs = Array.from({ length: count }, () => ({
    id: randomUUID(),
    job: "approvals.reroute",
    payload: { causeId: randomUUID() },
  }));
  await engines().database.transact(
    async () => {},
    () => [promisedJobs(new Date(), jobs)],
  );
}

async function settles(patience: Partial<Patience> = {}): Promise<boolean> {
  const { database } = engines();
  const [connection, batch] = [await engines().queue(), await engines().relayBatch()];
  return settle({ database, connection, drain: batch }, { inAllMs: 10_000, forRetriesMs: 5_000, ...patience });
}

test("it waits for all that was promised, and for what that promises in turn", async () => {
  let done = 0;
  await work(async () => {
    done += 1;
    if (done < 8) await promise();
  });
  await promise(3);
  expect(await settles()).toBe(true);
  // Three at first, and one for each of the first seven.
  expect(done).toBe(10);
});

test("it waits for a further attempt, and for what was put off", async () => {
  const ways = [Promise.reject(new Error("fetch failed")), Promise.reject(new PutOff(50, "Slack is busy"))];
  for (const way of ways) way.catch(() => {});
  let done = 0;
  await work(async () => {
    await ways.shift();
    done += 1;
  });
  await promise();
  expect([await settles(), done]).toEqual([true, 1]);
});

test("what has failed holds it up only as long as it is told", async () => {
  let isBroken = true;
  await work(async () => {
    if (isBroken) throw new Error("fetch failed");
  });
  await promise();
  expect(await settles({ forRetriesMs: 0 })).toBe(true);
  isBroken = false;
  expect(await settles()).toBe(true);
});

test("it gives up when its patience is over, or when it is told to", async () => {
  await promise();
  expect(await settles({ inAllMs: 50 })).toBe(false);
  expect(await settles({ until: AbortSignal.abort() })).toBe(false);
  await work(async () => {});
  expect(await settles()).toBe(true);
});
