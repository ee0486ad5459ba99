import { and, eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { changeSlackGroup, noteSlackGroup, synchroniseSlackGroups } from "../../src/app/directory/note-slack-group.ts";
import type { SlackGroup } from "../../src/domain/person/slack-group.ts";
import { rolesIn } from "../../src/store/query/catalog.ts";
import { searchSlackGroups, slackIdsIn } from "../../src/store/query/slack-group.ts";
import { audit, outbox } from "../../src/store/schema/journal.ts";
import { slackGroup } from "../../src/store/schema/slack-group.ts";
import { useApp } from "../support/app.ts";

const app = useApp();

const described = (slackId: string, more: Partial<SlackGroup> = {}): SlackGroup => ({
  slackId,
  name: `Group ${slackId}`,
  handle: slackId,
  isDisabled: false,
  members: [],
  ...more,
});
const stored = async (slackId: string) => {
  const [row] = await app.db.select().from(slackGroup).where(eq(slackGroup.slackId, slackId));
  if (!row) throw new Error(`no ${slackId}`);
  return { ...row, members: await slackIdsIn(app.db, row.id) };
};
const told = async (groupId: string) =>
  app.db
    .select()
    .from(audit)
    .where(and(eq(audit.targetKind, "slackGroup"), eq(audit.targetId, groupId)));

describe("a user group", () => {
  test("is stored as Slack describes it, its members before they are known as people", async () => {
    await noteSlackGroup(app.deps, described("SNEW", { members: ["UNOTYET"] }));
    expect(await stored("SNEW")).toMatchObject({ name: "Group SNEW", disabledAt: null, members: ["UNOTYET"] });
    await noteSlackGroup(app.deps, described("SNEW", { name: "Renamed", members: null }));
    expect(await stored("SNEW")).toMatchObject({ name: "Renamed", nameKey: "renamed", members: ["UNOTYET"] });
  });

  test("gives and takes the roles that it holds with its members, in the audit trail and with other approvers asked", async () => {
    const member = await app.person("Member");
    const group = await app.userGroup("Group");
    const { id: catalogId } = await app.catalog("Marketing");
    await app.giveGroup(catalogId, "owner", group.id);
    const change = { slackId: group.slackId, added: [member.slackUserId], removed: [] };
    expect(await changeSlackGroup(app.deps, change)).toBe(true);
    expect(await changeSlackGroup(app.deps, change)).toBe(true);
    expect(await rolesIn(app.db, catalogId, member.id)).toEqual(["owner"]);
    expect(await told(group.id)).toMatchObject([
      { action: "slackGroup.membersChanged", before: { members: [] }, after: { members: [member.slackUserId] } },
    ]);
    const jobs = await app.db.select().from(outbox).where(eq(outbox.job, "approvals.reroute"));
    expect(jobs.map(({ payload }) => payload)).toContainEqual({ causeId: group.id });
    await changeSlackGroup(app.deps, { slackId: group.slackId, added: [], removed: [member.slackUserId] });
    expect(await rolesIn(app.db, catalogId, member.id)).toEqual([]);
  });

  test("without a role in any catalog changes silently", async () => {
    const group = await app.userGroup("Group");
    await changeSlackGroup(app.deps, { slackId: group.slackId, added: ["U1"], removed: [] });
    expect((await stored(group.slackId)).members).toEqual(["U1"]);
    expect(await told(group.id)).toEqual([]);
  });

  test("that nobody knows yet has to be read whole", async () => {
    expect(await changeSlackGroup(app.deps, { slackId: "SUNKNOWN", added: ["U1"], removed: [] })).toBe(false);
  });

  test("that is disabled has no members and is not offered; enabled again it is", async () => {
    const member = await app.person("Member");
    const { slackId } = await app.userGroup("Seasonal", [member]);
    const { name } = await stored(slackId);
    const offered = async () => (await searchSlackGroups(app.db, name, 10)).rows.map((row) => row.name);
    await noteSlackGroup(app.deps, described(slackId, { name, isDisabled: true, members: [member.slackUserId] }));
    expect(await stored(slackId)).toMatchObject({ disabledAt: app.now, members: [] });
    expect(await changeSlackGroup(app.deps, { slackId, added: [member.slackUserId], removed: [] })).toBe(true);
    expect((await stored(slackId)).members).toEqual([]);
    expect(await offered()).toEqual([]);
    await noteSlackGroup(app.deps, described(slackId, { name, members: [member.slackUserId] }));
    expect((await stored(slackId)).members).toEqual([member.slackUserId]);
    expect(await offered()).toEqual([name]);
  });

  test("that Slack no longer lists counts as disabled", async () => {
    const { slackId } = await app.userGroup("Gone", [await app.person("Member")]);
    await synchroniseSlackGroups(app.deps, [described("SHERE", { members: ["U1"] })]);
    expect(await stored("SHERE")).toMatchObject({ members: ["U1"], disabledAt: null });
    expect(await stored(slackId)).toMatchObject({ members: [], disabledAt: app.now });
  });
});
