import { randomUUID } from "node:crypto";
import { WebAPIPlatformError, WebAPIRateLimitedError } from "@slack/web-api";
import { afterEach, expect, test } from "vitest";
import { postPackageCard } from "../../src/jobs/post-package-card.ts";
import type { PackageCardMessages } from "../../src/jobs/post-package-card.ts";
import type { JobHandlers } from "../../src/jobs/catalog.ts";
import type { JobWorker } from "../../src/jobs/queue-connection.ts";
import { startRelay } from "../../src/jobs/relay.ts";
import { startWorker } from "../../src/jobs/worker.ts";
import { systemClock } from "../../src/lib/clock.ts";
import { createLogger } from "../../src/lib/log.ts";
import { claimMessage } from "../../src/store/query/message-ledger.ts";
import { addToOutbox } from "../../src/store/query/outbox.ts";
import { messageLedger } from "../../src/store/schema/journal.ts";
import { useEngines } from "../support/engines.ts";

const engines = useEngines();
const log = createLogger("silent");
let worker: JobWorker | undefined;

afterEach(() => worker?.close());

/** A Slack that answers as told, one answer for each call, then with success. */
class ScriptedSlack implements PackageCardMessages {
  readonly posted: number[] = [];
  readonly explained: string[] = [];
  readonly #answers: (Error | null)[];

  constructor(...answers: (Error | null)[]) {
    this.#answers = answers;
  }

  async post(): Promise<{ channel: string; ts: string } | null> {
    this.posted.push(performance.now());
    const answer = this.#answers.shift();
    if (answer instanceof Error) throw answer;
    return answer === null ? null : { channel: "C1", ts: "1.000" };
  }

  async explainFailure(_payload: unknown, code: string): Promise<void> {
    this.explained.push(code);
  }
}

/** Handlers of which only these may be called. */
function only(handlers: Partial<JobHandlers>): JobHandlers {
  return handlers as JobHandlers;
}

const refusedWith = (error: string) => new WebAPIPlatformError({ ok: false, error });

function startWith(slack: ScriptedSlack) {
  return async () => {
    const { database } = engines();
    const handlers = only({ "packageCard.post": postPackageCard({ database, clock: systemClock }, slack) });
    worker = startWorker({ connection: await engines().queue(), handlers, log });
  };
}

async function promise(payload: Record<string, string>): Promise<string> {
  const id = randomUUID();
  await engines().database.transact((tx) => addToOutbox(tx, new Date(), [{ id, job: "packageCard.post", payload }]));
  const relay = startRelay({ batch: await engines().relayBatch(), log });
  await relay.drain();
  await relay.stop();
  return id;
}

function share() {
  return { packageId: randomUUID(), channel: "C1", sharedBy: randomUUID(), shareId: randomUUID() };
}

async function ledgerOf(shareId: string) {
  const rows = await engines().database.read.select().from(messageLedger);
  return rows.find(({ entityId }) => entityId === shareId);
}

const patience = { timeout: 10_000, interval: 50 };

test("a shared package's card is posted, and the ledger knows where", async () => {
  const slack = new ScriptedSlack();
  await startWith(slack)();
  const payload = share();
  await promise(payload);
  await expect.poll(() => ledgerOf(payload.shareId), patience).toMatchObject({ channel: "C1", ts: "1.000" });
});

test("the same share promised twice is posted once", async () => {
  const slack = new ScriptedSlack();
  await startWith(slack)();
  const [payload, last] = [share(), share()];
  await promise(payload);
  await promise(payload);
  await promise(last);
  await expect.poll(() => ledgerOf(last.shareId), patience).toMatchObject({ ts: "1.000" });
  await expect.poll(() => slack.posted.length, patience).toBe(2);
});

test("Slack's 429 holds the queue for as long as Slack says, and costs no attempt", async () => {
  const slack = new ScriptedSlack(new WebAPIRateLimitedError(1));
  await startWith(slack)();
  const payload = share();
  await promise(payload);
  await expect.poll(() => ledgerOf(payload.shareId), patience).toMatchObject({ ts: "1.000" });
  const [first = 0, second = 0] = slack.posted;
  expect(second - first).toBeGreaterThan(900);
  expect(slack.explained).toEqual([]);
});

test("what passes is tried again", async () => {
  const slack = new ScriptedSlack(refusedWith("internal_error"), new Error("fetch failed"));
  await startWith(slack)();
  const payload = share();
  await promise(payload);
  await expect.poll(() => ledgerOf(payload.shareId), patience).toMatchObject({ ts: "1.000" });
  expect(slack.explained).toEqual([]);
});

test("what cannot heal is not tried again: the sharer is told, once", async () => {
  const slack = new ScriptedSlack(refusedWith("not_in_channel"));
  await startWith(slack)();
  const payload = share();
  await promise(payload);
  await expect.poll(() => slack.explained, patience).toEqual(["not_in_channel"]);
  await promise(payload);
  await expect.poll(() => ledgerOf(payload.shareId), patience).toMatchObject({ failure: "not_in_channel", ts: null });
  expect(slack.posted).toHaveLength(1);
});

test("a package that is gone by then is no error", async () => {
  const slack = new ScriptedSlack(null);
  await startWith(slack)();
  const [gone, last] = [share(), share()];
  await promise(gone);
  await promise(last);
  await expect.poll(() => ledgerOf(last.shareId), patience).toMatchObject({ ts: "1.000" });
  expect(await ledgerOf(gone.shareId)).toBeUndefined();
});

test("closing waits for the job under way", async () => {
  const slack = new ScriptedSlack();
  let finish = () => {};
  const isUnderWay = new Promise<void>((begun) => {
    slack.post = () => {
      begun();
      return new Promise((resolve) => (finish = () => resolve({ channel: "C1", ts: "2.000" })));
    };
  });
  await startWith(slack)();
  const payload = share();
  await promise(payload);
  await isUnderWay;
  const closed = worker?.close();
  finish();
  await closed;
  expect(await ledgerOf(payload.shareId)).toMatchObject({ ts: "2.000" });
});

test("a claim that was abandoned is taken over after a minute, not before", async () => {
  const key = { kind: "packageCard", entityId: randomUUID(), recipient: "C1" };
  const at = (second: number) => new Date(Date.UTC(2026, 0, 1, 12, 0, second));
  const { read } = engines().database;
  expect(await claimMessage(read, key, at(0))).toBe("claimed");
  expect(await claimMessage(read, key, at(59))).toBe("busy");
  expect(await claimMessage(read, key, at(61))).toBe("claimed");
});
