import { eq } from "drizzle-orm";
import { describe, expect, test } from "vitest";
import { editCatalog } from "../../../src/app/catalog/edit-catalog.ts";
import { listCatalogs } from "../../../src/app/catalog/list-catalogs.ts";
import { readCatalog } from "../../../src/app/catalog/read-catalog.ts";
import { openDraft } from "../../../src/app/draft/open-draft.ts";
import { findPackages } from "../../../src/app/package/find-packages.ts";
import { readAbilities } from "../../../src/app/person/read-abilities.ts";
import { listApprovals } from "../../../src/app/request/list-approvals.ts";
import type { CatalogRole } from "../../../src/domain/catalog/catalog.ts";
import { catalogsWithRole, catalogWithRoles, rolesIn } from "../../../src/store/query/catalog.ts";
import { peopleAsked, staffOf } from "../../../src/store/query/request-messages.ts";
import { slackGroupMember } from "../../../src/store/schema/slack-group.ts";
import { policyFor, refusals, useApp } from "../../support/app.ts";
import { NOBODY_IN_ROLES } from "../../support/catalog-form.ts";
import { asks, decides, policyWith } from "../../support/requesting.ts";

const app = useApp();

/** A catalog in which a user group holds the role, and somebody who belongs to the group. */
async function staffed(role: CatalogRole) {
  const member = await app.person("Member");
  const owner = await app.person("Owner");
  const group = await app.userGroup("Group", [member]);
  const { id, name } = await app.catalog("Marketing", { roles: [["owner", owner]] });
  await app.giveGroup(id, role, group.id);
  return { id, name, member, owner, group };
}

describe("a member of a user group that holds a role in a catalog", () => {
  test("holds it, once, however often it is given", async () => {
    const { id, member } = await staffed("packageManager");
    const other = await app.userGroup("Another", [member]);
    await app.giveGroup(id, "packageManager", other.id);
    await app.give(id, "packageManager", member.id);
    expect(await rolesIn(app.db, id, member.id)).toEqual(["packageManager"]);
    expect((await catalogWithRoles(app.db, id, member.id))?.roles).toEqual(["packageManager"]);
    expect(await catalogsWithRole(app.db, member.id, ["packageManager"])).toEqual([id]);
    const { rows } = await listCatalogs(app.deps, member.slackUserId, 10);
    expect(rows).toMatchObject([{ id, roles: ["packageManager"] }]);
  });

  test("may do what the role lets one do, until they leave the group", async () => {
    const { id, name, member, owner, group } = await staffed("owner");
    const form = {
      catalogId: id,
      name,
      description: "By a member of the group",
      approvalsChannel: null,
      isEnabled: true,
      isEnabledForExternalUsers: true,
      ...NOBODY_IN_ROLES,
      owners: [owner.slackUserId],
      ownerGroups: [group.id],
    };
    expect(await refusals(editCatalog(app.deps, member.slackUserId, { ...form, version: 1 }))).toEqual([]);
    await app.db.delete(slackGroupMember).where(eq(slackGroupMember.groupId, group.id));
    expect(await refusals(editCatalog(app.deps, member.slackUserId, { ...form, version: 2 }))).toEqual([
      "notPermitted on no field",
    ]);
  });

  test("may create packages there, and sees its hidden ones", async () => {
    const { id, member, owner } = await staffed("packageManager");
    const policies = [policyFor({ scope: "notSpecified" })];
    const name = app.name("Hidden");
    await app.package(name, { catalogId: id, createdBy: owner, isHidden: true, policies });
    expect((await readAbilities(app.deps, member.slackUserId)).mayCreatePackages).toBe(true);
    expect(await refusals(openDraft(app.deps, member.slackUserId, { startOver: false }))).toEqual([]);
    expect((await findPackages(app.deps, member.slackUserId, name)).rows).toHaveLength(1);
  });

  test("only looks, as a reader", async () => {
    const { id, member } = await staffed("reader");
    const { may } = await readCatalog(app.deps, member.slackUserId, id);
    expect(may.has("catalog.edit")).toBe(false);
    expect((await readAbilities(app.deps, member.slackUserId)).mayCreatePackages).toBe(false);
  });

  test("decides where the catalog's owners are asked, and is told what they are told", async () => {
    const { id, member, owner } = await staffed("owner");
    const policy = policyWith({
      stages: [
        {
          approvers: { kind: "catalogOwners" },
          decisionDays: 14,
          isApproverJustificationRequired: false,
          alternates: null,
        },
      ],
    });
    const packageId = await app.package(app.name("Package"), { catalogId: id, createdBy: owner, policies: [policy] });
    const { requestId } = await asks(app, await app.person("Requestor"), packageId);
    expect((await peopleAsked(app.db, requestId, 0, 10)).map((asked) => asked.id)).toContain(member.id);
    expect((await staffOf(app.db, id, ["owner"], 10)).map((told) => told.id)).toContain(member.id);
    expect((await listApprovals(app.deps, member.slackUserId)).rows.map((row) => row.id)).toEqual([requestId]);
    expect(await refusals(decides(app, member, requestId, "approve"))).toEqual([]);
  });

  test("sees no other catalog (D18)", async () => {
    const { member } = await staffed("owner");
    const other = await staffed("owner");
    expect(await refusals(readCatalog(app.deps, member.slackUserId, other.id))).toEqual(["notFound on no field"]);
  });
});
