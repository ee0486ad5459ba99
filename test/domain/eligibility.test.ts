import { describe, expect, test } from "vitest";
import { homeOrganization } from "../../src/domain/person/home-organization.ts";
import { choosePolicies, isInScope, openScopes, tierOf } from "../../src/domain/policy/eligibility.ts";
import type { PersonFacts } from "../../src/domain/policy/eligibility.ts";
import type { Requestors } from "../../src/domain/policy/policy-settings.ts";
import { REQUESTOR_SCOPES } from "../../src/domain/policy/scope.ts";
import {
  FABRIKAM,
  forEverybodyInside,
  forFabrikam,
  forMembers,
  forNobody,
  forOutsiders,
  forTheGroup,
  PEOPLE,
  policyFor,
  TAILSPIN,
} from "./eligibility-people.ts";
import type { PersonName } from "./eligibility-people.ts";

const names = Object.keys(PEOPLE) as PersonName[];

describe("a policy includes", () => {
  const cases: [string, Requestors, PersonName[]][] = [
    ["of a group, its members and its guests (B1, B2)", forTheGroup, ["member in the group", "guest in the group"]],
    [
      "whom it names, guests too (B2)",
      { scope: "specificDirectoryUsers", people: ["member", "guest"], groups: [] },
      ["member", "guest"],
    ],
    ["as all members, no guests and nobody from outside", forMembers, ["member", "member in the group"]],
    [
      "as all users, members and guests of the workspace",
      forEverybodyInside,
      [
        "member",
        "member in the group",
        "guest",
        "guest in the group",
        "guest of a configured organization",
        "guest of a proposed organization",
      ],
    ],
    [
      "of a named organization, all its people and no others (B3)",
      forFabrikam,
      ["person of a configured organization", "guest of a configured organization"],
    ],
    [
      "of a named organization that is only proposed, its people",
      { scope: "specificConnectedOrganizationUsers", organizations: [TAILSPIN] },
      ["guest of a proposed organization"],
    ],
    [
      "as all configured organizations, not the proposed ones",
      { scope: "allConfiguredConnectedOrganizationUsers" },
      ["person of a configured organization", "guest of a configured organization"],
    ],
    [
      "as anyone outside, guests and people of any organization",
      forOutsiders,
      [
        "guest",
        "guest in the group",
        "person of a configured organization",
        "guest of a configured organization",
        "guest of a proposed organization",
      ],
    ],
    ["as None, nobody (B4)", forNobody, []],
  ];

  test.each(cases)("%s", (_, requestors, included) => {
    expect(names.filter((name) => isInScope(requestors, PEOPLE[name]))).toEqual(included);
  });

  test("people of a subdomain of the organization it names, and nobody of another domain (B3)", () => {
    const byDomain = new Map([["fabrikam.example", FABRIKAM]]);
    const personWith = (email: string): PersonFacts => ({
      ...PEOPLE.guest,
      organizationId: homeOrganization(email, byDomain) ?? null,
    });
    expect(isInScope(forFabrikam, personWith("a@labs.fabrikam.example"))).toBe(true);
    expect(isInScope(forFabrikam, personWith("a@fabrikam.example.net"))).toBe(false);
  });
});

test.each<[PersonName, string[]]>([
  ["member", ["allMemberUsers", "allDirectoryUsers"]],
  ["guest", ["allDirectoryUsers", "allExternalUsers"]],
  ["person of a configured organization", ["allConfiguredConnectedOrganizationUsers", "allExternalUsers"]],
  ["guest of a proposed organization", ["allDirectoryUsers", "allExternalUsers"]],
])("the scopes that include a %s without naming anybody", (name, scopes) => {
  expect(openScopes(PEOPLE[name])).toEqual(scopes);
});

describe("the policies to choose from", () => {
  const chosen = (policies: ReturnType<typeof policyFor>[], person: PersonFacts) =>
    choosePolicies(policies, person).map(({ name }) => name);

  test("a specific policy is taken before one for all (R15)", () => {
    const policies = [policyFor(forMembers, { name: "all" }), policyFor(forTheGroup, { name: "specific" })];
    expect(chosen(policies, PEOPLE["member in the group"])).toEqual(["specific"]);
    expect(chosen(policies, PEOPLE.member)).toEqual(["all"]);
  });

  test("two policies of the same tier are both offered, in their order (R15)", () => {
    const policies = [
      policyFor(forTheGroup, { name: "60 days with approval" }),
      policyFor(forMembers, { name: "all" }),
      policyFor(forTheGroup, { name: "2 days without" }),
    ];
    expect(chosen(policies, PEOPLE["member in the group"])).toEqual(["60 days with approval", "2 days without"]);
  });

  test("named organizations come in the first tier (C10)", () => {
    const policies = [policyFor(forOutsiders, { name: "anyone" }), policyFor(forFabrikam, { name: "fabrikam" })];
    expect(chosen(policies, PEOPLE["person of a configured organization"])).toEqual(["fabrikam"]);
    expect(chosen(policies, PEOPLE["guest of a proposed organization"])).toEqual(["anyone"]);
  });

  test("a policy that is not enabled takes no part, and leaves its place to the next tier (B15)", () => {
    const policies = [
      policyFor(forTheGroup, { name: "specific", isEnabled: false }),
      policyFor(forMembers, { name: "all" }),
    ];
    expect(chosen(policies, PEOPLE["member in the group"])).toEqual(["all"]);
  });

  test("None takes no part, even alone (B4)", () => {
    expect(chosen([policyFor(forNobody)], PEOPLE.member)).toEqual([]);
  });

  test("there are none without policies", () => {
    expect(chosen([], PEOPLE.member)).toEqual([]);
  });

  test("the tiers are those of domain.md 4.3", () => {
    expect(REQUESTOR_SCOPES.map((scope) => [scope, tierOf(scope)])).toEqual([
      ["specificDirectoryUsers", 1],
      ["allMemberUsers", 2],
      ["allDirectoryUsers", 3],
      ["specificConnectedOrganizationUsers", 1],
      ["allConfiguredConnectedOrganizationUsers", 4],
      ["allExternalUsers", 4],
      ["notSpecified", Infinity],
    ]);
  });
});
