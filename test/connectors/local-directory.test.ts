import { describe, expect, test } from "vitest";
import { localDirectory } from "../../src/connectors/local-directory/local-directory.ts";
import type { DirectoryState } from "../../src/connectors/local-directory/local-directory.ts";
import { ConnectorFailure } from "../../src/domain/resource/holding.ts";
import type { Holding } from "../../src/domain/resource/holding.ts";
import { openLocalDirectory } from "../../src/ops/connectors.ts";
import { directoryGrant } from "../../src/store/schema/assignment.ts";
import { resource } from "../../src/store/schema/resource.ts";
import { unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { eq } from "drizzle-orm";

const app = useApp();
const directory = () => openLocalDirectory(app.deps);

async function holding({ id, slackUserId }: Someone, resourceId: string, role: string): Promise<Holding> {
  const [row] = await app.db.select().from(resource).where(eq(resource.id, resourceId));
  return {
    person: { id, slackUserId, email: null },
    resource: { id: resourceId, type: row?.type ?? "group", originId: row?.originId ?? "" },
    role,
  };
}

const grantsOn = (resourceId: string) =>
  app.db.select().from(directoryGrant).where(eq(directoryGrant.resourceId, resourceId));

/** The connector's code, and whether trying again may help. */
async function failureOf(work: Promise<unknown>): Promise<string> {
  try {
    await work;
    return "none";
  } catch (error) {
    if (!(error instanceof ConnectorFailure)) throw error;
    return `${error.code}, ${error.isTemporary ? "temporary" : "final"}`;
  }
}

describe("a role is held", () => {
  test("when the file lists the person among a group's members or owners", async () => {
    const [member, owner] = [await app.person("Member"), await app.person("Owner")];
    const group = await app.resource("Group", { members: [member], owners: [owner] });
    expect(await directory().check(await holding(member, group, "Member"))).toBe(true);
    expect(await directory().check(await holding(member, group, "Owner"))).toBe(false);
    expect(await directory().check(await holding(owner, group, "Owner"))).toBe(true);
    expect(await directory().check(await holding(owner, group, "Member"))).toBe(false);
  });

  test("not because somebody owns an application that has a role of the name", async () => {
    const owner = await app.person("Owner");
    const application = await app.resource("App", { type: "application", roles: ["Owner"], owners: [owner] });
    expect(await directory().check(await holding(owner, application, "Owner"))).toBe(false);
  });

  test("when it was granted here, until it is revoked; each may be asked twice", async () => {
    const who = await app.person("Somebody");
    const site = await app.resource("Site", { type: "site", roles: ["Visitors", "Members"] });
    const asVisitor = await holding(who, site, "Visitors");
    for (const _ of [1, 2]) await directory().grant(asVisitor);
    expect(await grantsOn(site)).toMatchObject([{ personId: who.id, role: "Visitors", grantedAt: app.now }]);
    expect(await directory().check(asVisitor)).toBe(true);
    expect(await directory().check(await holding(who, site, "Members"))).toBe(false);
    for (const _ of [1, 2]) await directory().revoke(asVisitor);
    expect(await directory().check(asVisitor)).toBe(false);
  });
});

test("what the file gives is neither granted again nor taken away", async () => {
  const member = await app.person("Member");
  const group = await app.resource("Group", { members: [member] });
  await directory().grant(await holding(member, group, "Member"));
  expect(await grantsOn(group)).toEqual([]);
  await directory().revoke(await holding(member, group, "Member"));
  expect(await directory().check(await holding(member, group, "Member"))).toBe(true);
});

describe("granting fails for good", () => {
  test("where the resource is gone, or never was; revoking from it succeeds", async () => {
    const who = await app.person("Somebody");
    const group = await app.resource("Group");
    const asMember = await holding(who, group, "Member");
    await directory().grant(asMember);
    await app.changeResource(group, { goneAt: app.now });
    expect(await failureOf(directory().grant(asMember))).toBe("resourceGone, final");
    expect(await failureOf(directory().grant(await holding(who, unknownId(), "Member")))).toBe("resourceGone, final");
    expect(await failureOf(directory().revoke(asMember))).toBe("none");
    expect(await grantsOn(group)).toEqual([]);
  });

  test("where the resource no longer has the role; what was granted can still be revoked", async () => {
    const who = await app.person("Somebody");
    const group = await app.resource("Group");
    const asMember = await holding(who, group, "Member");
    await directory().grant(asMember);
    await app.changeResource(group, { roles: ["Owner"] });
    expect(await failureOf(directory().grant(asMember))).toBe("roleNotOffered, final");
    await directory().revoke(asMember);
    expect(await directory().check(asMember)).toBe(false);
  });
});

test("it lists the resources that are there, with their roles", async () => {
  const here = await app.resource("Here", { type: "site", roles: ["Visitors"] });
  const gone = await app.resource("Gone", { goneAt: app.now });
  const listed = await directory().listResources();
  expect(listed).toContainEqual({ id: here, type: "site", originId: here, roles: ["Visitors"] });
  expect(listed.map(({ id }) => id)).not.toContain(gone);
});

test("a database that is lost is a temporary failure; a fault of our own is none of the connector's", async () => {
  const failing = (error: Error): DirectoryState => {
    const fail = async () => {
      throw error;
    };
    return { resources: fail, rolesOf: fail, holds: fail, add: fail, remove: fail };
  };
  const who = await holding(await app.person("Somebody"), await app.resource("Group"), "Member");
  const lost = localDirectory(failing(Object.assign(new Error("lost"), { code: "ECONNREFUSED" })));
  for (const asked of [() => lost.check(who), () => lost.grant(who), () => lost.revoke(who)])
    expect(await failureOf(asked())).toBe("unreachable, temporary");
  await expect(localDirectory(failing(new TypeError("ours"))).grant(who)).rejects.toBeInstanceOf(TypeError);
});
