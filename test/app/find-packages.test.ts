import { describe, expect, test } from "vitest";
import { FIND_PAGE, findPackages } from "../../src/app/package/find-packages.ts";
import type { SearchCursor } from "../../src/app/package/find-packages.ts";
import { findPackageByName, showPackage } from "../../src/app/package/show-package.ts";
import type { Requestors } from "../../src/domain/policy/policy-settings.ts";
import { policyFor, refusals, unknownId, useApp } from "../support/app.ts";
import type { Someone } from "../support/app.ts";

const app = useApp();

/** Names of what somebody finds, over all pages. */
async function finds({ slackUserId }: Someone, text: string): Promise<string[]> {
  const names: string[] = [];
  let cursor: SearchCursor | undefined;
  do {
    const page = await findPackages(app.deps, slackUserId, text, cursor);
    expect(page.rows.length).toBeLessThanOrEqual(FIND_PAGE);
    names.push(...page.rows.map(({ name }) => name));
    cursor = page.next ?? undefined;
  } while (cursor);
  return names;
}

/** A package for these requestors, whose name nothing else has; found by that name, or not. */
async function offered(
  requestors: readonly Requestors[],
  {
    isHidden = false,
    isPolicyEnabled = true,
    ...catalog
  }: { isHidden?: boolean; isPolicyEnabled?: boolean; isEnabled?: boolean; isEnabledForExternalUsers?: boolean } = {},
) {
  const maker = await app.person("Maker");
  const { id: catalogId } = await app.catalog("Marketing", catalog);
  const name = app.name("Offer");
  const policies = requestors.map((each) => policyFor(each, isPolicyEnabled));
  const id = await app.package(name, { catalogId, createdBy: maker, isHidden, policies });
  const isListedFor = async (who: Someone) => (await finds(who, name)).includes(name);
  const opensFor = async ({ slackUserId }: Someone) =>
    (await refusals(showPackage(app.deps, slackUserId, id))).length === 0;
  return { id, name, maker, catalogId, isListedFor, opensFor };
}

const MEMBERS: Requestors = { scope: "allMemberUsers" };

describe("matches come in the order exact, beginning, inside,", () => {
  test("and by name within that, whatever case and blanks were typed", async () => {
    const who = await app.person("Maker");
    const { id: catalogId } = await app.catalog("Marketing");
    for (const name of ["Zoo", "Zoo keeper", "zoo annual pass", "A zoo", "The ZOO visit", "Zo o", "Aquarium"]) {
      await app.package(name, { catalogId, createdBy: who });
    }
    expect(await finds(who, "  ZOO ")).toEqual(["Zoo", "zoo annual pass", "Zoo keeper", "A zoo", "The ZOO visit"]);
    expect(await finds(who, "giraffe")).toEqual([]);
  });

  test("also for the signs that mean something to a search: % _ \\ and emoji", async () => {
    const who = await app.person("Maker");
    const { id: catalogId } = await app.catalog("Marketing");
    for (const name of ["100% remote", "100 remote", "a_b", "axb", "back\\slash", "🚀 launch", "go 🚀"])
      await app.package(name, { catalogId, createdBy: who });
    expect(await finds(who, "100%")).toEqual(["100% remote"]);
    expect(await finds(who, "0% r")).toEqual(["100% remote"]);
    expect(await finds(who, "_b")).toEqual(["a_b"]);
    expect(await finds(who, "k\\s")).toEqual(["back\\slash"]);
    expect(await finds(who, "🚀")).toEqual(["🚀 launch", "go 🚀"]);
  });
});

describe("paging", () => {
  test.each([0, 1, 9, 10, 11, 20, 25])(
    "shows %i that begin with the text and as many that hold it once each",
    async (count) => {
      const who = await app.person("Maker");
      const { id: catalogId } = await app.catalog("Marketing");
      const word = app.name("page").replace(" ", "-");
      const names = Array.from({ length: count }, (_, index) => String(index).padStart(2, "0"));
      const beginning = names.map((number) => `${word} ${number}`);
      const holding = names.map((number) => `all ${word} ${number}`);
      for (const name of [...holding, ...beginning]) await app.package(name, { catalogId, createdBy: who });
      expect(await finds(who, word)).toEqual([...beginning, ...holding]);
      expect(await finds(who, "")).toEqual([...holding, ...beginning]);
    },
  );

  test("keeps packages of the same name apart", async () => {
    const who = await app.person("Maker");
    const name = app.name("Twin");
    for (let made = 0; made < 25; made += 1)
      await app.package(name, { catalogId: (await app.catalog("Many")).id, createdBy: who });
    expect(await finds(who, name)).toHaveLength(25);
    expect(await finds(who, name.slice(1))).toHaveLength(25);
  });
});

describe("staff", () => {
  test.each(["owner", "packageManager", "assignmentManager", "reader"] as const)(
    "of the catalog (%s) see all of its packages, also hidden ones, those without a policy and those of a disabled catalog",
    async (role) => {
      const who = await app.person("Staff");
      const offer = await offered([], { isHidden: true, isEnabled: false });
      expect(await offer.isListedFor(who)).toBe(false);
      await app.give(offer.catalogId, role, who.id);
      expect(await offer.isListedFor(who)).toBe(true);
      expect(await offer.opensFor(who)).toBe(true);
    },
  );

  test("of another catalog see no more than anybody", async () => {
    const who = await app.person("Staff");
    await app.catalog("Another", { roles: [["owner", who]] });
    expect(await (await offered([])).isListedFor(who)).toBe(false);
  });

  test("who are user administrators see everything, and whoever made a package sees it", async () => {
    const offer = await offered([], { isHidden: true });
    expect(await offer.isListedFor(await app.administrator())).toBe(true);
    expect(await offer.isListedFor(offer.maker)).toBe(true);
    expect(await offer.isListedFor(await app.catalogCreator())).toBe(false);
  });

  test("alone see the counts of holders and requests on the card", async () => {
    const offer = await offered([MEMBERS]);
    const [member, reader, assigner] = [
      await app.person("Member"),
      await app.person("Reader"),
      await app.person("Assigner"),
    ];
    await app.give(offer.catalogId, "reader", reader.id);
    await app.give(offer.catalogId, "assignmentManager", assigner.id);
    const staffOf = async ({ slackUserId }: Someone) => (await showPackage(app.deps, slackUserId, offer.id)).staff;
    expect(await staffOf(member)).toBeNull();
    expect(await staffOf(reader)).toBeNull();
    expect(await staffOf(assigner)).toEqual({ holders: 0, pendingRequests: 0 });
  });
});

describe("everybody else sees what they may request (domain.md 4.2):", () => {
  /** One of each sort. */
  async function people() {
    const configured = await app.organization("Fabrikam", "configured");
    const proposed = await app.organization("Tailspin", "proposed");
    return {
      configured,
      member: await app.person("Member"),
      guest: await app.person("Guest", { isGuest: true }),
      partner: await app.person("Partner", { organizationId: configured }),
      applicant: await app.person("Applicant", { organizationId: proposed, isGuest: true }),
    };
  }

  test.each<[string, (ids: { person: string; group: string; organization: string }) => Requestors, string[]]>([
    ["all members", () => MEMBERS, ["member"]],
    ["all users", () => ({ scope: "allDirectoryUsers" }), ["member", "guest", "applicant"]],
    ["all configured organizations", () => ({ scope: "allConfiguredConnectedOrganizationUsers" }), ["partner"]],
    ["all external users", () => ({ scope: "allExternalUsers" }), ["guest", "partner", "applicant"]],
    [
      "one organization",
      ({ organization }) => ({ scope: "specificConnectedOrganizationUsers", organizations: [organization] }),
      ["partner"],
    ],
    [
      "one person, a guest too",
      ({ person }) => ({ scope: "specificDirectoryUsers", people: [person], groups: [] }),
      ["guest"],
    ],
    [
      "a group with a guest in it (B1, B2)",
      ({ group }) => ({ scope: "specificDirectoryUsers", people: [], groups: [group] }),
      ["member", "guest"],
    ],
    ["nobody", () => ({ scope: "notSpecified" }), []],
  ])("a package for %s", async (_, requestorsFor, expected) => {
    const { configured, ...all } = await people();
    const group = await app.resource("Everybody", { members: [all.member, all.guest] });
    const offer = await offered([requestorsFor({ person: all.guest.id, group, organization: configured })]);
    const listed: string[] = [];
    for (const [name, who] of Object.entries(all)) {
      if (await offer.isListedFor(who)) listed.push(name);
      expect(await offer.opensFor(who)).toBe(listed.includes(name));
    }
    expect(listed).toEqual(expected);
  });

  test("not without a policy (A20), not through one that is not enabled (B15), but through any of several", async () => {
    const member = await app.person("Member");
    expect(await (await offered([])).isListedFor(member)).toBe(false);
    expect(await (await offered([MEMBERS], { isPolicyEnabled: false })).isListedFor(member)).toBe(false);
    expect(
      await (await offered([{ scope: "notSpecified" }, { scope: "allExternalUsers" }, MEMBERS])).isListedFor(member),
    ).toBe(true);
  });

  test("a hidden package is not listed, but opens by its name or its button (C12)", async () => {
    const member = await app.person("Member");
    const offer = await offered([MEMBERS], { isHidden: true });
    expect(await offer.isListedFor(member)).toBe(false);
    expect(await offer.opensFor(member)).toBe(true);
    expect(await findPackageByName(app.deps, member.slackUserId, offer.name.toUpperCase())).toMatchObject({
      kind: "card",
      card: { id: offer.id },
    });
  });

  test("nothing in a disabled catalog", async () => {
    const member = await app.person("Member");
    const offer = await offered([MEMBERS], { isEnabled: false });
    expect([await offer.isListedFor(member), await offer.opensFor(member)]).toEqual([false, false]);
  });

  test("nothing for guests and organizations in a catalog that is not enabled for external users", async () => {
    const { member, guest, partner } = await people();
    const offer = await offered([MEMBERS, { scope: "allExternalUsers" }], { isEnabledForExternalUsers: false });
    for (const [who, sees] of [
      [member, true],
      [guest, false],
      [partner, false],
    ] as const) {
      expect([await offer.isListedFor(who), await offer.opensFor(who)]).toEqual([sees, sees]);
    }
  });

  test("a card that one may not see is not there, just as one that does not exist", async () => {
    const member = await app.person("Member");
    const offer = await offered([]);
    expect(await refusals(showPackage(app.deps, member.slackUserId, offer.id))).toEqual(["notFound on no field"]);
    expect(await refusals(showPackage(app.deps, member.slackUserId, unknownId()))).toEqual(["notFound on no field"]);
    expect(await findPackageByName(app.deps, member.slackUserId, offer.name)).toMatchObject({
      kind: "choices",
      isExact: false,
      choices: expect.not.arrayContaining([expect.objectContaining({ id: offer.id })]),
    });
  });
});

describe("a name", () => {
  test("that several packages share is answered with the choice among those that one may see", async () => {
    const maker = await app.person("Maker");
    const name = app.name("Shared");
    const made: string[] = [];
    for (let count = 0; count < 2; count += 1)
      made.push(await app.package(name, { catalogId: (await app.catalog("Many")).id, createdBy: maker }));
    await app.package(name, { catalogId: (await app.catalog("Foreign")).id, createdBy: await app.person("Other") });
    const answer = await findPackageByName(app.deps, maker.slackUserId, name);
    expect(answer).toMatchObject({ kind: "choices", isExact: true });
    expect(answer.kind === "choices" && new Set(answer.choices.map(({ id }) => id))).toEqual(new Set(made));
  });

  test("that no package has is answered with those that come near", async () => {
    const { maker, id, name } = await offered([]);
    expect(await findPackageByName(app.deps, maker.slackUserId, name.slice(0, -1))).toMatchObject({
      kind: "choices",
      isExact: false,
      choices: [{ id }],
    });
  });
});
