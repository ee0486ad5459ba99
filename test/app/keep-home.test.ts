import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { delegateApprovals } from "../../src/app/delegation/delegate-approvals.ts";
import { homeToPublish, noteHomeOpened, touchHomes } from "../../src/app/person/keep-home.ts";
import type { TouchedHomes } from "../../src/domain/home-tab.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { asks, offered, policyWith, stageOf } from "../support/requesting.ts";

const app = useApp();

const opens = ({ slackUserId }: Someone) => noteHomeOpened(app.deps, slackUserId);
const touch = (kind: TouchedHomes["kind"], id: string) => touchHomes(app.deps, { kind, id });

/** How often a publish of the person's Home tab was promised. */
async function promised({ id: personId }: Someone): Promise<number> {
  const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "home.publish"));
  return jobs.filter(({ payload }) => (payload as { personId: string }).personId === personId).length;
}

describe("a publish is promised", () => {
  test("to those who have opened their Home tab, and to nobody else; without a line in the audit trail", async () => {
    const [opened, other] = [await app.person("Opened"), await app.person("Other")];
    await opens(opened);
    const before = await app.db.$count(audit);
    await touch("person", opened.id);
    await touch("person", other.id);
    expect([await promised(opened), await promised(other)]).toEqual([1, 0]);
    expect(await app.db.$count(audit)).toBe(before);
  });

  test("once for all that changes until it is kept, and then anew", async () => {
    const who = await app.person("Busy");
    await opens(who);
    for (let change = 1; change <= 3; change += 1) await touch("person", who.id);
    expect(await promised(who)).toBe(1);
    expect((await homeToPublish(app.deps, who.id))?.slackUserId).toBe(who.slackUserId);
    await touch("person", who.id);
    expect(await promised(who)).toBe(2);
    await opens(who);
    await touch("person", who.id);
    expect(await promised(who)).toBe(2);
  });

  test("once, when two changes come at the same time", async () => {
    const who = await app.person("Busy");
    await opens(who);
    await Promise.all([touch("person", who.id), touch("person", who.id)]);
    expect(await promised(who)).toBe(1);
  });

  test("for a request also to the delegates of those who are asked", async () => {
    const [approver, delegate] = [await app.person("Approver"), await app.person("Delegate")];
    await opens(delegate);
    const { packageId } = await offered(app, policyWith({ stages: [stageOf([approver])] }));
    const { slackUserId } = delegate;
    await delegateApprovals(app.deps, approver.slackUserId, { slackUserId, from: null, until: null });
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    await touch("request", requestId);
    expect(await promised(delegate)).toBe(1);
  });

  test("for a request to its requestor and to all who are asked: people, members of groups, and owners", async () => {
    const everybody = [];
    for (const words of ["Requestor", "Approver", "Member", "Owner", "Stranger"])
      everybody.push(await app.person(words));
    for (const who of everybody) await opens(who);
    const [requestor, approver, member, owner, stranger] = everybody as [Someone, Someone, Someone, Someone, Someone];
    const group = await app.resource("Approvers", { members: [member] });
    const stage = stageOf([], { approvers: { kind: "specific", people: [approver.id], groups: [group] } });
    const last = stageOf([], { approvers: { kind: "catalogOwners" } });
    for (const stages of [[stage], [last]]) {
      const { packageId, catalogId } = await offered(app, policyWith({ stages }));
      await app.give(catalogId, "owner", owner.id);
      await touch("request", (await asks(app, requestor, packageId)).requestId);
    }
    expect(await Promise.all([requestor, approver, member, owner, stranger].map(promised))).toEqual([1, 1, 1, 1, 0]);
  });

  test("for a catalog to its staff, and for a user group to its members", async () => {
    const [owner, member] = [await app.person("Owner"), await app.person("Member")];
    for (const who of [owner, member]) await opens(who);
    const { id } = await app.catalog("Marketing", { roles: [["owner", owner]] });
    const group = await app.userGroup("Group", [member]);
    await touch("catalog", id);
    await touch("slackGroup", group.id);
    expect(await Promise.all([owner, member].map(promised))).toEqual([1, 1]);
    await homeToPublish(app.deps, member.id);
    await touch("slackUser", member.slackUserId);
    expect(await promised(member)).toBe(2);
  });
});

describe("what is published", () => {
  test("is nothing where the person is deactivated, or never opened their Home tab", async () => {
    const [leaver, never] = [await app.person("Leaver"), await app.person("Never")];
    await opens(leaver);
    await app.changePerson(leaver, { slackState: "deactivated" });
    expect(await homeToPublish(app.deps, leaver.id)).toBeUndefined();
    expect(await homeToPublish(app.deps, never.id)).toBeUndefined();
  });
});
