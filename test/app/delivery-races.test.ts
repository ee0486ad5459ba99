import { beforeEach, describe, expect, test } from "vitest";
import { carryOut, deliverAssignment } from "../../src/app/assignment/deliver-assignment.ts";
import { giveUpAccess } from "../../src/app/assignment/give-up-access.ts";
import { lookAtHeld } from "../../src/app/assignment/note-held-before.ts";
import { recordDelivery } from "../../src/app/assignment/record-delivery.ts";
import { endDueAssignments } from "../../src/app/sweep/end-due-assignments.ts";
import { isTemporary } from "../../src/lib/temporary.ts";
import { grantsOf } from "../../src/store/query/assignment-grant.ts";
import { outbox } from "../../src/store/schema/journal.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, packageGiving, standingOfAccess, trailOf } from "../support/access.ts";
import type { Access } from "../support/access.ts";
import { onRealEngines } from "../support/engines.ts";
import { Outside } from "../support/outside.ts";
import { and, eq, inArray, isNull } from "drizzle-orm";

const app = useApp();
let outside = new Outside();

beforeEach(() => {
  outside = new Outside();
});

const deps = () => ({ ...app.deps, connector: outside });
const deliver = ({ assignmentId }: { assignmentId: string }) => deliverAssignment(deps(), assignmentId);
const giveUp = ({ slackUserId }: Someone, { assignmentId }: Access) =>
  giveUpAccess(app.deps, slackUserId, { assignmentId });
const actions = async ({ assignmentId }: Access) =>
  (await trailOf(app, assignmentId)).map(({ action }) => action.replace("assignment.", ""));

async function somebody() {
  const who = await app.person("Holder");
  const group = await app.resource("Group");
  const approved = async () => access(app, who, await packageGiving(app, [group]));
  return { who, group, approved };
}

/** Does what has been promised, and what is promised meanwhile, until nothing is. */
async function quieten(): Promise<void> {
  for (;;) {
    const isWaiting = and(eq(outbox.job, "assignment.deliver"), isNull(outbox.relayedAt));
    const waiting = await app.db.select().from(outbox).where(isWaiting);
    if (waiting.length === 0) return;
    const ids = waiting.map(({ id }) => id);
    await app.db.update(outbox).set({ relayedAt: app.now }).where(inArray(outbox.id, ids));
    await Promise.all(waiting.map(({ payload }) => patiently(() => deliver(payload as { assignmentId: string }))));
  }
}

/** As the queue does: what fails for a moment is tried again. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (!isTemporary(error) || attempt === 10) throw error;
    }
  }
}

/** Has this happen once, when the system outside is just about to do that. */
function justBefore(ask: string, happen: () => Promise<void>): void {
  outside.onAsk = async (asked) => {
    if (asked !== ask) return;
    outside.onAsk = async () => {};
    await happen();
  };
}

describe("while a role is being given,", () => {
  test("access ends and everything is taken away: the late role is taken away too", async () => {
    const { who, group, approved } = await somebody();
    const own = await approved();
    justBefore("grant", async () => {
      await giveUp(who, own);
      await quieten();
    });
    await deliver(own);
    expect(outside.holds(who, group)).toBe(true);
    await quieten();
    expect(outside.holds(who, group)).toBe(false);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "expired", grants: ["revoked"] });
  });

  test("the same delivery runs from start to end: it is told once", async () => {
    const { who, group, approved } = await somebody();
    const own = await approved();
    justBefore("grant", () => deliver(own));
    await deliver(own);
    expect(await actions(own)).toEqual(["delivered"]);
    expect(outside.holds(who, group)).toBe(true);
  });
});

describe("while a role is being taken away,", () => {
  test("another package gives it: it is given again", async () => {
    const { who, group, approved } = await somebody();
    const one = await approved();
    await deliver(one);
    await giveUp(who, one);
    justBefore("revoke", async () => deliver(await approved()));
    await quieten();
    expect(outside.holds(who, group)).toBe(true);
    expect(await standingOfAccess(app, one)).toMatchObject({ state: "expired", grants: ["revoked"] });
  });

  test("the other's delivery has given it and not said so yet: what it says then is out of date", async () => {
    const { who, group, approved } = await somebody();
    const one = await approved();
    await deliver(one);
    await giveUp(who, one);
    let sayLate = async (): Promise<void> => {};
    justBefore("revoke", async () => {
      const { assignmentId } = await approved();
      await lookAtHeld(deps(), assignmentId);
      const outcomes = await carryOut(deps(), assignmentId);
      sayLate = () => recordDelivery(app.deps, { assignmentId, outcomes });
    });
    await deliver(one);
    await sayLate();
    expect(outside.holds(who, group)).toBe(false);
    await quieten();
    expect(outside.holds(who, group)).toBe(true);
  });

  test("what the first noted of the time before is handed on to the second, which did not look yet", async () => {
    const { who, approved } = await somebody();
    const one = await approved();
    await deliver(one);
    await giveUp(who, one);
    const two = await approved();
    await deliver(one);
    expect((await grantsOf(app.db, two.assignmentId)).map(({ heldBefore }) => heldBefore)).toEqual([false]);
  });
});

describe.runIf(onRealEngines)("on several connections", () => {
  const ROUNDS = 15;

  test("the same delivery two to four times at once is told once", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { approved } = await somebody();
      const own = await approved();
      const times = Array.from({ length: 2 + (round % 3) }, () => patiently(() => deliver(own)));
      await Promise.all(times);
      expect(await actions(own)).toEqual(["delivered"]);
      expect(await standingOfAccess(app, own)).toEqual({
        state: "delivered",
        request: "delivered",
        grants: ["granted"],
      });
    }
  });

  test("two packages give and take the same role at once: in the end it is held by whoever still has a package", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const { who, group, approved } = await somebody();
      const [one, two] = [await approved(), await approved()];
      const late = round % 2 === 0 ? await approved() : undefined;
      await Promise.all([
        patiently(() => deliver(one)),
        patiently(() => giveUp(who, one)),
        patiently(() => deliver(two)),
        patiently(() => giveUp(who, two)),
        ...(late ? [patiently(() => deliver(late))] : []),
      ]);
      await quieten();
      expect([round, outside.holds(who, group)]).toEqual([round, late !== undefined]);
    }
  });

  test("access is given up and reaches its end at the same moment: it ends once", async () => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const who = await app.person("Holder");
      const endsAt = app.now;
      const own = await access(app, who, await packageGiving(app, []), { state: "delivered", endsAt });
      await Promise.allSettled([giveUp(who, own), endDueAssignments(app.deps), endDueAssignments(app.deps)]);
      expect(await actions(own)).toEqual(["ended"]);
    }
  });
});
