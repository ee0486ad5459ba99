import { describe, expect, test } from "vitest";
import { endDueAssignments } from "../../src/app/sweep/end-due-assignments.ts";
import { promptHolders } from "../../src/app/sweep/prompt-holders.ts";
import { retryDeliveries } from "../../src/app/sweep/retry-deliveries.ts";
import type { Sweep } from "../../src/app/sweep/sweep.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { later } from "../../src/lib/duration.ts";
import { assignmentById } from "../../src/store/query/assignment.ts";
import { assignment, directoryGrant } from "../../src/store/schema/assignment.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { policy } from "../../src/store/schema/package.ts";
import { policyFor, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { access, manyHolders, packageGiving, promisesAbout, standingOfAccess, trailOf } from "../support/access.ts";
import { onRealEngines } from "../support/engines.ts";
import { and, eq, inArray } from "drizzle-orm";

const app = useApp();

/** Runs the sweep as the sweeper does, until nothing is due. */
async function sweepUp(sweep: Sweep): Promise<number> {
  let rows = 0;
  for (let batch = 1; batch > 0; rows += batch) batch = await sweep(app.deps);
  return rows;
}

const told = async (assignmentId: string) =>
  (await trailOf(app, assignmentId)).map(({ action }) => action.replace("assignment.", ""));
const days = (count: number) => later(app.now, { days: count });
const rowsAbout = async (ids: readonly string[], action: string) =>
  app.db
    .select()
    .from(audit)
    .where(and(inArray(audit.targetId, [...ids]), eq(audit.action, action)));

const extendable = (requestors: PolicySettings["requestors"], more: Partial<PolicySettings> = {}): PolicySettings => ({
  ...policyFor(requestors),
  expiration: { type: "afterDays", days: 30 },
  extension: { isAllowed: true, isApprovalRequired: false },
  ...more,
});
const TO_ALL = extendable({ scope: "allMemberUsers" });

describe("the end of access", () => {
  test("comes at its instant, not a moment before, and once", async () => {
    const own = await access(app, await app.person("Holder"), await packageGiving(app, []), {
      state: "delivered",
      endsAt: days(1),
    });
    app.passes({ days: 1, seconds: -1 });
    expect(await sweepUp(endDueAssignments)).toBe(0);
    app.passes({ seconds: 1 });
    expect(await sweepUp(endDueAssignments)).toBe(1);
    expect(await sweepUp(endDueAssignments)).toBe(0);
    expect(await told(own.assignmentId)).toEqual(["ended"]);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({
      state: "expired",
      endReason: "expired",
      endedAt: app.now,
      promptAt: null,
    });
  });

  test("never comes to access that has none", async () => {
    const own = await access(app, await app.person("Holder"), await packageGiving(app, []), { state: "delivered" });
    app.passes({ days: 4000 });
    await sweepUp(endDueAssignments);
    expect(await standingOfAccess(app, own)).toMatchObject({ state: "delivered" });
  });

  test("comes to many at once, in batches; the others stay", async () => {
    const packageId = await packageGiving(app, [await app.resource("Group")]);
    const ids = await manyHolders(app, packageId, 520, (at) => ({ endsAt: days(at < 450 ? 1 : 2) }));
    app.passes({ days: 1 });
    expect(await sweepUp(endDueAssignments)).toBe(450);
    const rows = await app.db.select().from(assignment).where(inArray(assignment.id, ids));
    expect(rows.filter(({ state }) => state === "expired")).toHaveLength(450);
    expect(await rowsAbout(ids, "assignment.ended")).toHaveLength(450);
    const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "assignment.deliver"));
    expect(jobs.filter(({ payload }) => ids.includes((payload as { assignmentId: string }).assignmentId))).toHaveLength(
      450,
    );
  });
});

describe.runIf(onRealEngines)("two workers that sweep at the same time", () => {
  test.each<[string, Sweep, (at: Date) => Parameters<typeof manyHolders>[3]]>([
    ["assignment.ended", endDueAssignments, (at) => () => ({ endsAt: at })],
    ["assignment.reprocessed", retryDeliveries, (at) => () => ({ retryAt: at })],
    ["assignment.endingSoon", promptHolders, (at) => () => ({ promptAt: at, endsAt: later(at, { days: 14 }) })],
  ])("share the work, each thing done once: %s", async (action, sweep, due) => {
    const packageId = await packageGiving(app, [await app.resource("Group")], { policies: [TO_ALL] });
    const ids = await manyHolders(app, packageId, 700, due(days(1)));
    app.passes({ days: 1 });
    await Promise.all([sweepUp(sweep), sweepUp(sweep)]);
    const rows = await rowsAbout(ids, action);
    expect(rows).toHaveLength(700);
    expect(new Set(rows.map(({ targetId }) => targetId)).size).toBe(700);
  });
});

describe("D5: who may extend is told, 14 days and 1 day before the end,", () => {
  async function endsInThirtyDays(who: Someone, settings: PolicySettings) {
    const packageId = await packageGiving(app, [], { policies: [settings] });
    return access(app, who, packageId, { state: "delivered", endsAt: days(30), promptAt: days(16) });
  }

  test("each time once", async () => {
    const own = await endsInThirtyDays(await app.person("Holder"), TO_ALL);
    await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual([]);
    app.passes({ days: 16 });
    for (const _ of [1, 2]) await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual(["endingSoon"]);
    expect(await promisesAbout(app, own.assignmentId)).toEqual(["assignmentMessages.show"]);
    app.passes({ days: 13 });
    for (const _ of [1, 2]) await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual(["endingSoon", "endingSoon"]);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ promptAt: null });
  });

  test.each<[string, Partial<PolicySettings>]>([
    ["allows no extension", { extension: { isAllowed: false, isApprovalRequired: false } }],
    ["is not enabled any more", { isEnabled: false }],
    ["ends on that date for all", { expiration: { type: "onDate", date: "2024-01-01", timeZone: "UTC" } }],
    ["names others", { requestors: { scope: "specificDirectoryUsers", people: [], groups: [] } }],
  ])("but not while its policy %s", async (_words, change) => {
    const own = await endsInThirtyDays(await app.person("Holder"), { ...TO_ALL, ...change });
    app.passes({ days: 16 });
    await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual([]);
    expect(await assignmentById(app.db, own.assignmentId)).toMatchObject({ promptAt: days(13) });
  });

  test("by the policy as it is at that moment: who is included again is told the second time", async () => {
    const own = await endsInThirtyDays(await app.person("Holder"), { ...TO_ALL, isEnabled: false });
    app.passes({ days: 16 });
    await sweepUp(promptHolders);
    const { policyId } = (await assignmentById(app.db, own.assignmentId)) ?? {};
    await app.db
      .update(policy)
      .set({ settings: TO_ALL })
      .where(eq(policy.id, policyId ?? ""));
    app.passes({ days: 13 });
    await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual(["endingSoon"]);
  });

  test("members of the policy's groups too, by the directory or through a package; nobody whose account is deactivated", async () => {
    const [listed, granted, left] = [await app.person("Listed"), await app.person("Granted"), await app.person("Left")];
    const group = await app.resource("Group", { members: [listed, left] });
    await app.db
      .insert(directoryGrant)
      .values({ resourceId: group, personId: granted.id, role: "Member", grantedAt: app.now });
    await app.changePerson(left, { slackState: "deactivated" });
    const toGroup = extendable({ scope: "specificDirectoryUsers", people: [], groups: [group] });
    const all = [];
    for (const who of [listed, granted, left]) all.push(await endsInThirtyDays(who, toGroup));
    app.passes({ days: 16 });
    await sweepUp(promptHolders);
    expect(await Promise.all(all.map((own) => told(own.assignmentId)))).toEqual([["endingSoon"], ["endingSoon"], []]);
  });

  test("nobody whose access has been given up, or is only being delivered", async () => {
    const who = await app.person("Holder");
    const packageId = await packageGiving(app, [], { policies: [TO_ALL] });
    const own = await access(app, who, packageId, { state: "delivering", endsAt: days(3), promptAt: days(1) });
    app.passes({ days: 1 });
    await sweepUp(promptHolders);
    expect(await told(own.assignmentId)).toEqual([]);
  });
});

describe("a delivery that was promised and of which nothing is heard", () => {
  test("is promised anew after a quarter of an hour, again and again", async () => {
    const own = await access(app, await app.person("Holder"), await packageGiving(app, [await app.resource("Group")]));
    app.passes({ minutes: 14 });
    await sweepUp(retryDeliveries);
    expect(await told(own.assignmentId)).toEqual([]);
    for (const _ of [1, 2]) {
      app.passes({ minutes: 15 });
      await sweepUp(retryDeliveries);
    }
    expect((await promisesAbout(app, own.assignmentId)).filter((job) => job === "assignment.deliver")).toHaveLength(2);
    expect((await trailOf(app, own.assignmentId)).at(-1)).toMatchObject({
      actorKind: "system",
      actorId: "assignment.retry",
      action: "assignment.reprocessed",
      after: { because: "retried", failedAttempts: 0 },
    });
  });
});
