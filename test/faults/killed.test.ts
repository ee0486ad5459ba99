import { eq, isNotNull, sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import type { FaultEffect } from "../../src/sandbox/faults.ts";
import { messageLedger } from "../../src/store/schema/journal.ts";
import { directoryGrant } from "../../src/store/schema/assignment.ts";
import { request } from "../../src/store/schema/request.ts";
import { onRealEngines } from "../support/engines.ts";
import { rowsOf } from "../../src/store/query/rows.ts";
import { presses, standingWith } from "../support/cards.ts";
import { withKillableBot } from "../support/killable-bot.ts";
import type { KillableBot } from "../support/killable-bot.ts";
import { decidedBy, offers, requests } from "../spec/offers.ts";
import type { Home } from "../spec/offers.ts";

/** Where a request is when the bot is killed: at which of the calls about its package, done by Slack or not. */
const STEPS = [
  { name: "Kestrel", at: "chat.postMessage", nth: 1, isDone: false },
  { name: "Merlin", at: "chat.postMessage", nth: 1, isDone: true },
  { name: "Osprey", at: "chat.postMessage", nth: 3, isDone: true },
  { name: "Harrier", at: "chat.update", nth: 1, isDone: false },
  { name: "Goshawk", at: "chat.update", nth: 1, isDone: true },
  { name: "Buzzard", at: "chat.update", nth: 3, isDone: true },
] as const;
type Step = (typeof STEPS)[number];

const POSTED = STEPS.filter(({ at }) => at === "chat.postMessage");
const DECIDED = STEPS.filter(({ at }) => at === "chat.update");
/** Killed as soon as the form was sent, wherever that leaves it. */
const AT_ONCE = "Hobby";
const ALL = [...STEPS.map(({ name }) => name), AT_ONCE];

const REQUESTOR = "Rosa";
const APPROVERS = ["Olivia", "Max"];
const PATIENT = { timeout: 60_000, interval: 100 };

/** Holds each request at its step; `reached` names those that are there. */
function hold({ sandbox }: KillableBot, steps: readonly Step[]): { reached: Set<string> } {
  const reached = new Set<string>();
  const calls = new Map<string, number>();
  sandbox.faults.byChance = (on, method, body): FaultEffect | undefined => {
    const step = steps.find(({ name, at }) => on === "api" && method === at && body.includes(name));
    if (!step) return undefined;
    const count = (calls.get(step.name) ?? 0) + 1;
    calls.set(step.name, count);
    if (count !== step.nth) return undefined;
    reached.add(step.name);
    return { kind: "hang", isDone: step.isDone };
  };
  return { reached };
}

/** How everybody's messages about these packages stand. */
async function standing({ sandbox }: KillableBot, names: readonly string[]): Promise<Record<string, string[][]>> {
  const people = [REQUESTOR, ...APPROVERS];
  const each = async (name: string) => Promise.all(people.map((person) => standingWith(sandbox, person, name)));
  return Object.fromEntries(await Promise.all(names.map(async (name) => [name, await each(name)] as const)));
}

const everywhere = (names: readonly string[], requestor: string, approver: string) =>
  Object.fromEntries(names.map((name) => [name, [[requestor], ...APPROVERS.map(() => [approver])]]));

/** A minute later, what a dead process held is free for others; at the start of a process that is alone, at once. */
function aMinuteIsOver({ inDatabase }: KillableBot): Promise<unknown> {
  const claimedAt = sql`${messageLedger.claimedAt} - interval '1 minute'`;
  return inDatabase(({ read }) =>
    read.update(messageLedger).set({ claimedAt }).where(isNotNull(messageLedger.claimedAt)),
  );
}

describe("a bot that is killed between a click and the last message", () => {
  it("goes on where it was, at whichever step: what is stored, held and shown agrees, and nothing is there twice", async () => {
    const prepare = async (home: Home) => {
      for (const name of ALL) await offers(home, name, { policies: [decidedBy(home, APPROVERS)] });
    };
    await withKillableBot({ prepare }, async (bot) => {
      await bot.starts();
      const rosa = await bot.visit(REQUESTOR);
      const decided = DECIDED.map(({ name }) => name);
      for (const name of decided) await requests(rosa, name);
      await expect.poll(() => standing(bot, decided), PATIENT).toEqual(everywhere(decided, "told", "asks"));

      const { reached } = hold(bot, STEPS);
      for (const { name } of POSTED) await requests(rosa, name);
      for (const name of decided) await presses(bot.sandbox, "Olivia", name, "Approve");
      await expect.poll(() => [...reached].toSorted(), PATIENT).toEqual(STEPS.map(({ name }) => name).toSorted());
      await requests(rosa, AT_ONCE);
      await bot.isKilled();
      bot.sandbox.faults.byChance = () => undefined;

      await aMinuteIsOver(bot);
      await bot.starts();
      const waiting = [...POSTED.map(({ name }) => name), AT_ONCE];
      await expect
        .poll(() => standing(bot, ALL), PATIENT)
        .toEqual({ ...everywhere(decided, "delivered", "told"), ...everywhere(waiting, "told", "asks") });
      for (const name of waiting) await presses(bot.sandbox, "Max", name, "Approve");
      await expect.poll(() => standing(bot, ALL), PATIENT).toEqual(everywhere(ALL, "delivered", "told"));

      await bot.isKilled();
      await bot.inDatabase(async ({ read }) => {
        const stored = await read.select({ state: request.state }).from(request);
        expect(stored).toEqual(ALL.map(() => ({ state: "delivered" })));
        const held = await read.select().from(directoryGrant).where(eq(directoryGrant.role, "Member"));
        expect(held).toHaveLength(1);
      });
    });
  }, 240_000);

  // On real engines alone: the embedded database belongs to the bot, so nobody else can hold a table of it.
  it.runIf(onRealEngines)(
    "gives the access, once, where it was killed while giving it (on real engines)",
    async () => {
      const prepare = (home: Home) => offers(home, "Kestrel", { policies: [decidedBy(home, APPROVERS)] });
      await withKillableBot({ prepare }, async (bot) => {
        await bot.starts();
        await requests(await bot.visit(REQUESTOR), "Kestrel");
        await expect.poll(() => standing(bot, ["Kestrel"]), PATIENT).toEqual(everywhere(["Kestrel"], "told", "asks"));
        await bot.inDatabase((database) =>
          database.transact(async (tx) => {
            await tx.execute(sql`lock table ${directoryGrant} in exclusive mode`);
            await presses(bot.sandbox, "Max", "Kestrel", "Approve");
            const held = sql`select from pg_locks where not granted and relation = 'directory_grant'::regclass`;
            await expect
              .poll(async () => rowsOf(database.read, held).then(({ length }) => length), PATIENT)
              .toBeGreaterThan(0);
            await bot.isKilled();
          }),
        );
        await aMinuteIsOver(bot);
        await bot.starts();
        await expect
          .poll(() => standing(bot, ["Kestrel"]), PATIENT)
          .toEqual(everywhere(["Kestrel"], "delivered", "told"));
        expect(await bot.inDatabase(({ read }) => read.select().from(directoryGrant))).toHaveLength(1);
      });
    },
    240_000,
  );
});
