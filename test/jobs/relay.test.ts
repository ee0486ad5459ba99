import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { startRelay } from "../../src/jobs/relay.ts";
import { createLogger } from "../../src/lib/log.ts";
import { addToOutbox, waitingJobs } from "../../src/store/query/outbox.ts";
import { useEngines } from "../support/engines.ts";

const engines = useEngines();
const log = createLogger("silent");

async function promise(count: number): Promise<void> {
  const jobs = Array.from({ length: count }, () => ({
    id: randomUUID(),
    job: "packageCard.post",
    payload: { n: "1" },
  }));
  await engines().database.transact((tx) => addToOutbox(tx, new Date(), jobs));
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
