import { describe, expect, test } from "vitest";
import { GENERAL_CATALOG_ID } from "../../src/domain/catalog/catalog.ts";
import {
  catalogOptions,
  groupOptions,
  organizationOptions,
  resourceOptions,
  roleOptions,
} from "../../src/app/draft/read-options.ts";
import { readOwnDraft } from "../../src/app/draft/read-own-draft.ts";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import { nameKey } from "../../src/lib/text.ts";
import { refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";
import { wizardOf } from "../support/wizard-steps.ts";
import type { Reference } from "../support/wizard-steps.ts";

const app = useApp();

const chosen = async (who: Someone, { draftId }: Reference) =>
  (await readOwnDraft(app.deps, who.slackUserId, draftId)).draft.content.resourceRoles;

/** Somebody with this role in a catalog of their own that holds one group, at the step Resource roles. */
async function staff(role: "owner" | "packageManager") {
  const who = await app.person("Staff");
  const inside = await app.resource("Inside");
  const { id: catalogId } = await app.catalog("Marketing", { roles: [[role, who]], resources: [inside] });
  const wizard = wizardOf(app, who);
  const at = await wizard.basics(await wizard.open(), { catalog: catalogId });
  return { who, wizard, at, catalogId, inside };
}

describe("Basics refuses, on its field,", () => {
  async function refused(
    who: Someone,
    choices: { name?: string; description?: string; catalog?: string | null },
  ): Promise<string[]> {
    const wizard = wizardOf(app, who);
    return refusals(wizard.basics(await wizard.open(true), choices));
  }

  test("an empty name and description, blanks included, both at once (A10)", async () => {
    const who = await app.administrator();
    expect(await refused(who, { name: "", description: "" })).toEqual(["required on name", "required on description"]);
    expect(await refused(who, { name: " \n\u3000", description: "\t" })).toEqual([
      "required on name",
      "required on description",
    ]);
  });

  test("more than 100 and 1,000 characters, and counts characters as people do", async () => {
    const who = await app.administrator();
    expect(await refused(who, { name: "😀".repeat(101), description: "𝒜".repeat(1001) })).toEqual([
      "tooLong on name",
      "tooLong on description",
    ]);
    expect(await refused(who, { name: "😀".repeat(100), description: "𝒜".repeat(1000) })).toEqual([]);
  });

  test("a name that the catalog has already, whatever its case and blanks", async () => {
    const { who, catalogId } = await staff("owner");
    await app.package("Sales starter", { catalogId, createdBy: who });
    expect(await refused(who, { catalog: catalogId, name: " SALES   Starter" })).toEqual([
      "nameTakenInCatalog on name",
    ]);
  });

  test("a catalog that this person may not use, or that does not exist, or is no catalog", async () => {
    const who = await app.catalogCreator();
    const { id: foreign } = await app.catalog("Foreign");
    for (const catalog of [foreign, unknownId(), "new", "anything"]) {
      expect(await refused(who, { catalog })).toEqual(["catalogNotUsable on catalog"]);
    }
  });

  test("General, to those who hold no role there: named, or left empty (C3)", async () => {
    const { who } = await staff("owner");
    expect(await refused(who, { catalog: GENERAL_CATALOG_ID })).toEqual(["catalogNotUsable on catalog"]);
    expect(await refused(who, { catalog: null })).toEqual(["catalogNeeded on catalog"]);
    await app.give(GENERAL_CATALOG_ID, "packageManager", who.id);
    expect(await refused(who, { catalog: null })).toEqual([]);
  });
});

describe("New catalog refuses", () => {
  test("those who may not create catalogs (A7)", async () => {
    const { wizard, at } = await staff("packageManager");
    expect(await refusals(wizard.newCatalog(at, { name: "X", description: "Y" }))).toEqual([
      "notPermitted on no field",
    ]);
  });

  test("an empty or taken name, and an empty description, on their fields (A9)", async () => {
    const who = await app.catalogCreator();
    const wizard = wizardOf(app, who);
    const at = await wizard.open();
    const { name } = await app.catalog("Marketing");
    expect(await refusals(wizard.newCatalog(at, { name: " ", description: "" }))).toEqual([
      "required on name",
      "required on description",
    ]);
    expect(await refusals(wizard.newCatalog(at, { name: ` ${name.toUpperCase()} `, description: "x" }))).toEqual([
      "catalogNameTaken on name",
    ]);
  });
});

describe("a select pane", () => {
  test("takes picks without a role, keeps those that stay with theirs, and removes the others", async () => {
    const { who, wizard, at, inside } = await staff("owner");
    const [second, third] = [
      await app.resource("Second", { owners: [who] }),
      await app.resource("Third", { owners: [who] }),
    ];
    const site = await app.resource("Site", { owners: [who], type: "site", roles: ["Visitors"] });
    const picked = await wizard.pick(await wizard.pick(at, [site], "site"), [inside, second]);
    const kept = await wizard.roles(picked, { [inside]: "Owner" }, "resourceRoles", false);
    const changed = await wizard.pick(kept, [third, inside]);
    expect(await chosen(who, changed)).toEqual([
      { resourceId: site, role: null },
      { resourceId: inside, role: "Owner" },
      { resourceId: third, role: null },
    ]);
  });

  test.each([
    [
      "a resource that an owner neither holds in the catalog nor owns (A16)",
      "owner",
      async () => app.resource("Foreign"),
    ],
    [
      "a resource of their own, for a package manager (A17)",
      "packageManager",
      async (who: Someone) => app.resource("Own", { owners: [who] }),
    ],
    [
      "a resource that has gone",
      "owner",
      async (who: Someone) => app.resource("Gone", { owners: [who], goneAt: app.now }),
    ],
    [
      "a resource of another type (A18)",
      "owner",
      async (who: Someone) => app.resource("Site", { owners: [who], type: "site" }),
    ],
    ["a resource that does not exist", "owner", async () => unknownId()],
    ["what is no resource", "owner", async () => "' or 1=1"],
  ] as const)("refuses %s, on its field, and keeps nothing", async (_, role, resourceOf) => {
    const { who, wizard, at, inside } = await staff(role);
    expect(await refusals(wizard.pick(at, [inside, await resourceOf(who)]))).toEqual([
      "resourceNotPickable on resources",
    ]);
    expect(await chosen(who, at)).toEqual([]);
  });

  test("takes 40 resources and refuses one more", async () => {
    const { who, wizard, at, inside } = await staff("owner");
    const others: string[] = [];
    for (let made = 0; made < 40; made += 1) others.push(await app.resource("Own", { owners: [who] }));
    expect(await refusals(wizard.pick(at, [inside, ...others]))).toEqual(["tooMany on resources"]);
    expect(await chosen(who, await wizard.pick(at, others))).toHaveLength(40);
  });
});

describe("Resource roles refuses, on the resource's field,", () => {
  test("a missing role (A19) and a role that the resource does not have", async () => {
    const { who, wizard, at, inside } = await staff("owner");
    const other = await app.resource("Other", { owners: [who] });
    const picked = await wizard.pick(at, [inside, other]);
    expect(await refusals(wizard.roles(picked, { [inside]: null, [other]: "Emperor" }))).toEqual([
      `required on roles.${inside}`,
      `roleNotOffered on roles.${other}`,
    ]);
  });

  test("a resource that cannot be picked for the catalog chosen afterwards; once removed, it goes on", async () => {
    const { who, wizard, at, inside } = await staff("owner");
    const { id: otherCatalog } = await app.catalog("Events", { roles: [["owner", who]] });
    const picked = await wizard.roles(await wizard.pick(at, [inside]), { [inside]: "Member" }, "basics", false);
    const moved = await wizard.basics(picked, { catalog: otherCatalog });
    expect(await refusals(wizard.roles(moved))).toEqual([`resourceNotPickable on roles.${inside}`]);
    expect(await refusals(wizard.pick(moved, []).then((emptied) => wizard.roles(emptied)))).toEqual([]);
  });

  test("nothing of a resource that was never picked", async () => {
    const { who, wizard, at } = await staff("owner");
    const foreign = await app.resource("Foreign");
    const next = await wizard.roles(at, { [foreign]: "Member" });
    expect(await chosen(who, next)).toEqual([]);
  });
});

describe("Policy refuses, on its field,", () => {
  async function refused(answersFor: () => Promise<PolicyAnswers>): Promise<string[]> {
    const { wizard, at } = await staff("owner");
    const step = await wizard.roles(at);
    return refusals(wizard.policy(step, { "stages.0.approver": "catalogOwners", ...(await answersFor()) }));
  }

  test.each<[string, () => Promise<PolicyAnswers>, string[]]>([
    ["a person whom nobody knows", async () => ({ people: ["UNOBODY"] }), ["personNotKnownYet on people"]],
    [
      "a deactivated person",
      async () => ({ people: [(await app.person("Leaver", { slackState: "deactivated" })).slackUserId] }),
      ["personDeactivated on people"],
    ],
    [
      "a deactivated approver beside an active one",
      async () => {
        const [active, leaver] = [
          await app.person("Active"),
          await app.person("Leaver", { slackState: "deactivated" }),
        ];
        return {
          scope: "allMemberUsers",
          "stages.0.approver": "specific",
          "stages.0.approvers": [active.slackUserId, leaver.slackUserId],
        };
      },
      ["personDeactivated on stages.0.approvers"],
    ],
    [
      "a group that has gone",
      async () => ({ groups: [await app.resource("Gone", { goneAt: app.now })] }),
      ["policySubjectGone on groups"],
    ],
    [
      "a resource that is no group",
      async () => ({ groups: [await app.resource("Site", { type: "site" })] }),
      ["policySubjectGone on groups"],
    ],
    ["a group that does not exist", async () => ({ groups: [unknownId()] }), ["policySubjectGone on groups"]],
    ["what is no group", async () => ({ groups: ["everybody"] }), ["policySubjectGone on groups"]],
    [
      "an organization that does not exist",
      async () => ({ audience: "notInDirectory", organizations: [unknownId()] }),
      ["policySubjectGone on organizations"],
    ],
    [
      "a choice that is not offered",
      async () => ({ scope: "everybody" }),
      ["notAChoice on scope", "required on people"],
    ],
  ])("%s", async (_, answersFor, faults) => {
    expect(await refused(answersFor)).toEqual(faults);
  });

  test("a date that is not ahead in the zone of the person (B11)", async () => {
    // At noon in UTC it is the next day already on Kiritimati.
    const who = await app.person("Islander", { timeZone: "Pacific/Kiritimati" });
    const { id: catalog } = await app.catalog("Marketing", { roles: [["owner", who]] });
    const wizard = wizardOf(app, who);
    const step = await wizard.roles(await wizard.basics(await wizard.open(), { catalog }));
    const ends = (expirationDate: string) => ({ audience: "none", expiration: "onDate", expirationDate });
    const tomorrowInUtc = new Date(app.now.getTime() + 86_400_000).toISOString().slice(0, 10);
    expect(await refusals(wizard.policy(step, ends(tomorrowInUtc)))).toEqual(["dateOutOfRange on expirationDate"]);
  });
});

describe("what the selects offer is what the steps take:", () => {
  test("catalogs in which one may create, General among them for creators, and the draft's new one (A3, C3)", async () => {
    const { who, at, catalogId } = await staff("packageManager");
    await app.catalog("Read only", { roles: [["reader", who]] });
    const idsFor = async ({ slackUserId }: Someone, { draftId }: Reference, text = "") =>
      (await catalogOptions(app.deps, slackUserId, draftId, text)).map(({ id }) => id);
    expect(await idsFor(who, at)).toEqual([catalogId]);

    const creator = await app.catalogCreator();
    const wizard = wizardOf(app, creator);
    const drafted = await wizard.newCatalog(await wizard.open(), { name: app.name("Brand new"), description: "x" });
    expect(await idsFor(creator, drafted)).toEqual(["new", GENERAL_CATALOG_ID]);
    expect(await idsFor(creator, drafted, "BRAND")).toEqual(["new"]);
    expect(await idsFor(who, drafted)).toEqual([catalogId]);
  });

  test("resources by reach and type, never those that have gone, narrowed by Only see (A12, A13, A14, A18)", async () => {
    const { who, at, inside } = await staff("owner");
    const own = await app.resource("Own", { owners: [who] });
    await app.resource("Foreign");
    await app.resource("Gone", { owners: [who], goneAt: app.now });
    const site = await app.resource("Site", { owners: [who], type: "site" });
    const offered = async (type: "group" | "site", onlySee = false) =>
      (await resourceOptions(app.deps, who.slackUserId, { draftId: at.draftId, type, onlySee }, "")).map(
        ({ id }) => id,
      );
    expect(await offered("group")).toEqual([inside, own]);
    expect(await offered("group", true)).toEqual([inside]);
    expect(await offered("site")).toEqual([site]);
  });

  test("resources by the names that they have now, begun or held, once each", async () => {
    const { who, at, catalogId } = await staff("owner");
    const [first, second] = [app.name("Rename me"), app.name("Then rename me")];
    const renamed = await app.resource("Old", { owners: [who] });
    const both = await app.resource("Old", { owners: [who] });
    await app.adds(both, catalogId);
    await app.changeResource(renamed, { name: second, nameKey: nameKey(second) });
    await app.changeResource(both, { name: first, nameKey: nameKey(first) });
    const offered = async (text: string, onlySee = false) =>
      (await resourceOptions(app.deps, who.slackUserId, { draftId: at.draftId, type: "group", onlySee }, text)).map(
        ({ id }) => id,
      );
    expect(await offered("RENAME me")).toEqual([both, renamed]);
    expect(await offered("rename me", true)).toEqual([both]);
    expect(await offered("old")).toEqual([]);
  });

  test("the roles of a resource that the draft holds, searched by name, at most 100", async () => {
    const { who, wizard, at } = await staff("owner");
    const roles = Array.from({ length: 120 }, (_, index) => `Role ${index}`);
    const [held, other] = [
      await app.resource("Big", { owners: [who], roles }),
      await app.resource("Other", { owners: [who], roles }),
    ];
    const { draftId } = await wizard.pick(at, [held]);
    const offered = async (resourceId: string, text: string, { slackUserId } = who) =>
      (await roleOptions(app.deps, slackUserId, { draftId, resourceId }, text)).map(({ id }) => id);
    expect(await offered(held, "")).toHaveLength(100);
    expect(await offered(held, " ROLE 119")).toEqual(["Role 119"]);
    expect(await offered(other, "")).toEqual([]);
    expect(await offered("no resource", "")).toEqual([]);
    expect(await offered(held, "", await app.administrator())).toEqual([]);
  });

  test("groups and organizations that are there, at most 100", async () => {
    const who = await app.person("Anybody");
    const organization = await app.organization("Tailspin", "proposed");
    for (let made = 0; made < 101; made += 1) await app.resource("Crowd");
    expect(await groupOptions(app.deps, who.slackUserId, "crowd")).toHaveLength(100);
    expect((await organizationOptions(app.deps, who.slackUserId, "tail")).map(({ id }) => id)).toEqual([organization]);
  });

  test("nothing of somebody else's draft", async () => {
    const { at } = await staff("owner");
    const other = await app.person("Other");
    expect(
      await resourceOptions(app.deps, other.slackUserId, { draftId: at.draftId, type: "group", onlySee: false }, ""),
    ).toEqual([]);
  });
});
