import { describe, expect, test } from "vitest";
import { findPackages } from "../../src/app/package/find-packages.ts";
import { groupIdsOf, membersOfGroup } from "../../src/store/query/group.ts";
import { asUuids, rowsOf } from "../../src/store/query/rows.ts";
import { directoryGrant } from "../../src/store/schema/assignment.ts";
import { policyFor, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

async function grantHere(resourceId: string, { id: personId }: Someone, role = "Member"): Promise<void> {
  await app.db.insert(directoryGrant).values({ resourceId, personId, role, grantedAt: app.now });
}

async function memberships(who: Someone): Promise<string[]> {
  return [...(await groupIdsOf(app.db, who.id))];
}

async function members(groupId: string): Promise<string[]> {
  const rows = await rowsOf<{ person_id: string }>(app.db, membersOfGroup(asUuids([groupId])));
  return rows.map((row) => row.person_id).toSorted();
}

describe("somebody belongs to a group", () => {
  test("that the directory lists them in, or that a package made them a member of; in both ways once", async () => {
    const [listed, granted, both] = [await app.person("Listed"), await app.person("Granted"), await app.person("Both")];
    const group = await app.resource("Everybody", { members: [listed, both] });
    await grantHere(group, granted);
    await grantHere(group, both);
    for (const who of [listed, granted, both]) expect(await memberships(who)).toEqual([group]);
    expect(await members(group)).toEqual([listed.id, granted.id, both.id].toSorted());
  });

  test("not by owning it, not through an application, and not when it is gone", async () => {
    const who = await app.person("Somebody");
    const owned = await app.resource("Owned");
    const application = await app.resource("Application", { type: "application", roles: ["Member"] });
    const gone = await app.resource("Gone", { goneAt: app.now });
    await grantHere(owned, who, "Owner");
    await grantHere(application, who);
    await grantHere(gone, who);
    expect(await memberships(who)).toEqual([]);
    for (const resourceId of [owned, application, gone]) expect(await members(resourceId)).toEqual([]);
  });
});

test("a package for a group is found by those whom another package made its members", async () => {
  const [staff, who, other] = [await app.person("Staff"), await app.person("Granted"), await app.person("Other")];
  const group = await app.resource("Project");
  const { id: catalogId } = await app.catalog("Marketing");
  const policies = [policyFor({ scope: "specificDirectoryUsers", people: [], groups: [group] })];
  const name = app.name("Follow-up");
  await app.package(name, { catalogId, createdBy: staff, policies });
  await grantHere(group, who);
  const found = async ({ slackUserId }: Someone) =>
    (await findPackages(app.deps, slackUserId, name)).rows.map((row) => row.name);
  expect(await found(who)).toEqual([name]);
  expect(await found(other)).toEqual([]);
});
