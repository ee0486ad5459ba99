import { describe, expect, it } from "vitest";
import { request } from "../../src/store/schema/request.ts";
import { decidedBy, offers, requests } from "../spec/offers.ts";
import type { Home } from "../spec/offers.ts";
import { presses, standingWith } from "../support/cards.ts";
import { cuttableProxy } from "../support/cuttable-proxy.ts";
import { onRealEngines } from "../support/engines.ts";
import { emptyRedis, withKillableBot } from "../support/killable-bot.ts";
import type { KillableBot } from "../support/killable-bot.ts";
import { realEngines } from "../support/real-engines.ts";

const PATIENT = { timeout: 60_000, interval: 100 };
const DECIDED_BEFORE = ["Kestrel", "Merlin"];
const DECIDED_WITHOUT = ["Osprey", "Harrier"];
const REQUESTED_WITHOUT = ["Goshawk", "Falcon"];
/** Its messages are put off by Slack when Redis is lost, so that its job is lost with it. */
const LOST = "Buzzard";
const ALL = [...DECIDED_BEFORE, ...DECIDED_WITHOUT, ...REQUESTED_WITHOUT, LOST];

async function standing({ sandbox }: KillableBot, names: readonly string[]): Promise<string[]> {
  const people = ["Rosa", "Olivia"];
  const all = names.flatMap((name) => people.map((person) => standingWith(sandbox, person, name)));
  return (await Promise.all(all)).map((cards) => cards.join(" and "));
}

const each = (names: readonly string[], requestor: string, approver: string) =>
  names.flatMap(() => [requestor, approver]);

// The embedded pair has no Redis: its queue lies in the database, and is lost with it or not at all.
describe.runIf(onRealEngines)(
  "Redis (on real engines), cut off while people click, and back with nothing in it",
  () => {
    it("loses nothing: people are answered meanwhile, and all messages are right in the end, each there once", async () => {
      const real = realEngines();
      if (!real) throw new Error("There are no real engines.");
      const server = new URL(real.redisUrl);
      const proxy = await cuttableProxy(server.hostname, Number(server.port || 6379));
      server.port = String(proxy.port);
      const prepare = async (home: Home) => {
        for (const name of ALL) await offers(home, name, { policies: [decidedBy(home, ["Olivia"])] });
      };
      await withKillableBot({ prepare, redisUrl: server.href }, async (bot) => {
        await bot.starts();
        const rosa = await bot.visit("Rosa");
        const asked = [...DECIDED_BEFORE, ...DECIDED_WITHOUT];
        for (const name of asked) await requests(rosa, name);
        await expect.poll(() => standing(bot, asked), PATIENT).toEqual(each(asked, "told", "asks"));
        for (const name of DECIDED_BEFORE) await presses(bot.sandbox, "Olivia", name, "Approve");
        await expect
          .poll(() => standing(bot, DECIDED_BEFORE), PATIENT)
          .toEqual(each(DECIDED_BEFORE, "delivered", "told"));

        const wait = { kind: "status", status: 429, retryAfter: 5 } as const;
        bot.sandbox.faults.byChance = (_on, method, body) =>
          method === "chat.postMessage" && body.includes(LOST) ? wait : undefined;
        await requests(rosa, LOST);
        await expect.poll(() => bot.calls.some(({ status }) => status === 429), PATIENT).toBe(true);
        await proxy.cut();
        bot.sandbox.faults.byChance = () => undefined;
        for (const name of REQUESTED_WITHOUT) await requests(rosa, name);
        for (const name of DECIDED_WITHOUT) await presses(bot.sandbox, "Olivia", name, "Approve");
        await emptyRedis(real.redisUrl, bot.redisPrefix);
        await proxy.mend();

        const told = [...each(DECIDED_WITHOUT, "delivered", "told"), ...each(REQUESTED_WITHOUT, "told", "asks")];
        await expect.poll(() => standing(bot, [...DECIDED_WITHOUT, ...REQUESTED_WITHOUT]), PATIENT).toEqual(told);
        await bot.timePasses(61);
        await expect.poll(() => standing(bot, [LOST]), PATIENT).toEqual(["told", "asks"]);
        for (const name of [...REQUESTED_WITHOUT, LOST]) await presses(bot.sandbox, "Olivia", name, "Approve");
        await expect.poll(() => standing(bot, ALL), PATIENT).toEqual(each(ALL, "delivered", "told"));
        await bot.isKilled();
        const stored = await bot.inDatabase(({ read }) => read.select({ state: request.state }).from(request));
        expect(stored).toEqual(ALL.map(() => ({ state: "delivered" })));
      });
      await proxy.close();
    }, 240_000);
  },
);
