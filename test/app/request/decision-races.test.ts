/** Several people act on one request in the same moment, on connections of their own: one decision, whoever wins. */
import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { cancelRequest } from "../../../src/app/request/cancel-request.ts";
import { expireStages } from "../../../src/app/sweep/expire-stages.ts";
import { later } from "../../../src/lib/duration.ts";
import { audit } from "../../../src/store/schema/journal.ts";
import { onRealEngines } from "../../support/engines.ts";
import { refusals, useApp } from "../../support/app.ts";
import type { Someone } from "../../support/app.ts";
import { asks, assignmentsOf, decides, offered, policyWith, stageOf, stored } from "../../support/requesting.ts";

const app = useApp();

/** The embedded engine does one thing after the other, so a few rounds show all that it can. */
const ROUNDS = onRealEngines ? 200 : 5;

const DECISIONS = new Set(["request.approved", "request.denied", "request.expired", "request.canceled"]);

interface Race {
  requestor: Someone;
  approvers: [Someone, Someone];
  requestId: string;
}

/** The same race again and again, each with a new request of the same two approvers. */
async function rounds(count: number, run: (race: Race) => Promise<void>): Promise<void> {
  const approvers: [Someone, Someone] = [await app.person("Approver"), await app.person("Approver")];
  const { packageId } = await offered(app, policyWith({ stages: [stageOf(approvers, { decisionDays: 1 })] }));
  for (let round = 0; round < count; round += 1) {
    const requestor = await app.person("Requestor");
    const { requestId } = await asks(app, requestor, packageId);
    await run({ requestor, approvers, requestId });
  }
}

/** What the audit trail says became of it: exactly one thing. */
async function outcome({ requestId, requestor }: Race): Promise<string> {
  const rows = await app.db.select().from(audit).where(eq(audit.targetId, requestId));
  const decisions = rows.map(({ action }) => action).filter((action) => DECISIONS.has(action));
  expect(decisions).toHaveLength(1);
  const isApproved = decisions[0] === "request.approved";
  expect(await assignmentsOf(app, requestor)).toHaveLength(isApproved ? 1 : 0);
  const { state, stages } = await stored(app, requestId);
  expect(state === "delivering").toBe(isApproved);
  expect(stages.filter(({ result }) => result === "notReviewed")).toEqual([]);
  return decisions[0] ?? "";
}

describe("in the same moment", () => {
  test(`R1, R2: two approvers approve, ${ROUNDS} times over`, async () => {
    await rounds(ROUNDS, async (race) => {
      const [ann, bob] = race.approvers;
      const told = await Promise.all([ann, bob].map((who) => refusals(decides(app, who, race.requestId, "approve"))));
      expect(told.flat()).toEqual(["alreadyDecided on no field"]);
      expect(await outcome(race)).toBe("request.approved");
    });
  }, 120_000);

  test(`one approves and the other denies, ${ROUNDS} times over`, async () => {
    await rounds(ROUNDS, async (race) => {
      const [ann, bob] = race.approvers;
      const told = await Promise.all([
        refusals(decides(app, ann, race.requestId, "approve")),
        refusals(decides(app, bob, race.requestId, "deny")),
      ]);
      expect(told.flat()).toEqual(["alreadyDecided on no field"]);
      expect(await outcome(race)).toBe(told[0]?.length === 0 ? "request.approved" : "request.denied");
    });
  }, 120_000);

  test.each([2, 3, 4])("the same click is delivered %i times", async (times) => {
    await rounds(5, async (race) => {
      const clicks = Array.from({ length: times }, () =>
        refusals(decides(app, race.approvers[0], race.requestId, "approve")),
      );
      const told = (await Promise.all(clicks)).flat();
      expect(told).toEqual(Array.from({ length: times - 1 }, () => "alreadyDecided on no field"));
      expect(await outcome(race)).toBe("request.approved");
    });
  });

  test("a decision, a cancellation and the end of its time", async () => {
    await rounds(onRealEngines ? 40 : 5, async (race) => {
      const { requestor, approvers, requestId } = race;
      const late = { ...app.deps, clock: { now: () => later(app.now, { days: 1 }) } };
      await Promise.all([
        refusals(decides(app, approvers[0], requestId, "approve")),
        refusals(cancelRequest(app.deps, requestor.slackUserId, { requestId })),
        expireStages(late),
      ]);
      expect([...DECISIONS]).toContain(await outcome(race));
    });
  }, 60_000);
});
