import { randomUUID } from "node:crypto";
import { afterEach, expect, test } from "vitest";
import { jobCatalog, pauseAfter } from "../../src/jobs/catalog.ts";
import type { JobHandlers } from "../../src/jobs/catalog.ts";
import type { JobWorker } from "../../src/jobs/queue-connection.ts";
import { startRelay } from "../../src/jobs/relay.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { createLogger } from "../../src/lib/log.ts";
import { PutOff } from "../../src/lib/put-off.ts";
import { promisedJobs } from "../../src/store/query/outbox.ts";
import { useEngines } from "../support/engines.ts";

const engines = useEngines();
const log = createLogger("silent");
let worker: JobWorker | undefined;

afterEach(() => worker?.close());

/** What happened to the jobs, by their payload's id. */
class Story {
  readonly runs: string[] = [];
  readonly moments: number[] = [];
  readonly givenUp: [string, string][] = [];
  /** The queue's ids of jobs that will not be tried again. */
  readonly done: string[] = [];
  /** What happens in the next runs of a job, one for each; without an entry it succeeds. */
  readonly ends = new Map<string, Error[]>();

  readonly handlers = {
    "requestMessages.show": {
      run: async ({ requestId }: { requestId: string }) => {
        this.runs.push(requestId);
        this.moments.push(performance.now());
        const end = this.ends.get(requestId)?.shift();
        if (end) throw end;
      },
      giveUp: async ({ requestId }: { requestId: string }, code: string) => {
        this.givenUp.push([requestId, code]);
      },
    },
  } as unknown as JobHandlers;

  times(id: string): number {
    return this.runs.filter((one) => one === id).length;
  }
}

async function startWith({ handlers, done }: Story): Promise<void> {
  worker = startWorker({ connection: await engines().queue(), handlers, log, onDone: (id) => done.push(id) });
}

async function promise(payload: Record<string, string>, id: string = randomUUID()): Promise<void> {
  const job = { id, job: "requestMessages.show", payload };
  await engines().database.transact(
    async () => {},
    () => [promisedJobs(new Date(), [job])],
  );
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  await relay.drain();
  await relay.stop();
}

const patience = { timeout: 10_000, interval: 20 };

test("a promised job is done", async () => {
  const story = new Story();
  await startWith(story);
  const requestId = randomUUID();
  await promise({ requestId });
  await expect.poll(() => story.times(requestId), patience).toBe(1);
});

test("a job that is put off comes again, and costs no attempt; nobody else waits", async () => {
  const story = new Story();
  const [putOff, other] = [randomUUID(), randomUUID()];
  const more = jobCatalog["requestMessages.show"].attempts + 1;
  story.ends.set(
    putOff,
    Array.from({ length: more }, () => new PutOff(1, "Slack asks for it")),
  );
  await startWith(story);
  await promise({ requestId: putOff });
  await promise({ requestId: other });
  await expect.poll(() => story.times(other), patience).toBe(1);
  await expect.poll(() => story.times(putOff), patience).toBe(more + 1);
  expect(story.givenUp).toEqual([]);
});

test("a job that is put off does not come before its time", async () => {
  const story = new Story();
  const requestId = randomUUID();
  story.ends.set(requestId, [new PutOff(600, "Slack asks for it")]);
  await startWith(story);
  await promise({ requestId });
  await expect.poll(() => story.times(requestId), patience).toBe(2);
  const [first = 0, second = 0] = story.moments;
  expect(second - first).toBeGreaterThan(550);
});

test("a job is done when it has succeeded or makes no sense, not when it is put off or will be tried again", async () => {
  const story = new Story();
  const [putOff, failing, nonsense] = [randomUUID(), randomUUID(), randomUUID()];
  story.ends.set(putOff, [new PutOff(60_000, "Slack asks for it")]);
  story.ends.set(failing, [new Error("fetch failed")]);
  await startWith(story);
  await promise({ requestId: putOff }, putOff);
  await promise({ requestId: "nonsense" }, nonsense);
  await promise({ requestId: failing }, failing);
  await expect.poll(() => story.times(failing), patience).toBe(1);
  await expect.poll(() => story.done, patience).toEqual([nonsense]);
  await expect.poll(() => story.done, patience).toEqual([nonsense, failing]);
  expect(story.times(failing)).toBe(2);
});

test("a job that fails is tried again after a pause", async () => {
  const story = new Story();
  const requestId = randomUUID();
  story.ends.set(requestId, [new Error("fetch failed")]);
  await startWith(story);
  await promise({ requestId });
  await expect.poll(() => story.times(requestId), patience).toBe(2);
  expect(story.givenUp).toEqual([]);
});

test("a job that has failed for the last time is given up, once, with the cause", async () => {
  const story = new Story();
  const requestId = randomUUID();
  story.ends.set(requestId, [new Error("fetch failed")]);
  const connection = await engines().queue();
  await connection.queue.addBulk([{ name: "requestMessages.show", data: { requestId }, opts: { attempts: 1 } }]);
  await startWith(story);
  await expect.poll(() => story.givenUp, patience).toEqual([[requestId, "fetch failed"]]);
});

test("a job that no version here knows is given up after its last attempt, so that it is not handed over again", async () => {
  const story = new Story();
  const [waits, last] = [randomUUID(), randomUUID()];
  const connection = await engines().queue();
  const ofNewerVersion = (id: string, attempts: number) => ({
    name: "newer.job",
    data: {},
    opts: { jobId: id, attempts, backoff: { type: "fixed", delay: 60_000 } },
  });
  await connection.queue.addBulk([ofNewerVersion(waits, 2), ofNewerVersion(last, 1)]);
  await startWith(story);
  await expect.poll(() => story.done, patience).toEqual([last]);
});

test("a job whose payload makes no sense does not hold up the others", async () => {
  const story = new Story();
  const requestId = randomUUID();
  await startWith(story);
  await promise({ requestId: "nonsense" });
  await promise({ requestId });
  await expect.poll(() => story.runs, patience).toEqual([requestId]);
});

test("closing waits for the job under way", async () => {
  const story = new Story();
  let finish = () => {};
  let isFinished = false;
  const isUnderWay = new Promise<void>((begun) => {
    story.handlers["requestMessages.show"].run = () => {
      begun();
      return new Promise((resolve) => {
        finish = () => {
          isFinished = true;
          resolve();
        };
      });
    };
  });
  await startWith(story);
  await promise({ requestId: randomUUID() });
  await isUnderWay;
  const closed = worker?.close();
  finish();
  await closed;
  expect(isFinished).toBe(true);
});

test("an outage of an hour is outlived, and its end is noticed within five minutes", () => {
  const { attempts } = jobCatalog["requestMessages.show"];
  const pauses = Array.from({ length: attempts - 1 }, (_, made) => pauseAfter(made + 1));
  expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect(Math.max(...pauses)).toBe(300_000);
  expect(pauses.reduce((sum, pause) => sum + pause, 0)).toBeGreaterThan(2 * 3_600_000);
});
