import { describe, expect, test } from "vitest";
import { canRequest, canSee } from "../../src/domain/policy/eligibility.ts";
import type { Offer } from "../../src/domain/policy/eligibility.ts";
import { forMembers, forNobody, forOutsiders, forTheGroup, PEOPLE, policyFor } from "./eligibility-people.ts";

const open = { open: true };
const closed = (because: string) => ({ open: false, because });

const offer: Offer = {
  catalog: { isEnabled: true, isEnabledForExternalUsers: true },
  isHidden: false,
  policies: [policyFor(forMembers)],
};
const hidden: Offer = { ...offer, isHidden: true };
const disabled: Offer = { ...offer, catalog: { ...offer.catalog, isEnabled: false } };
const forInsidersOnly: Offer = {
  ...offer,
  catalog: { ...offer.catalog, isEnabledForExternalUsers: false },
  policies: [policyFor(forMembers), policyFor(forOutsiders)],
};

describe("a package", () => {
  test("is listed for whom a policy includes", () => {
    expect(canSee(offer, PEOPLE.member)).toEqual(open);
    expect(canSee(offer, PEOPLE.guest)).toEqual(closed("noPolicyForPerson"));
  });

  test("for a group is requestable by its members (B1) and its guests (B2)", () => {
    const forGroup = { ...offer, policies: [policyFor(forTheGroup)] };
    expect(canRequest(forGroup, PEOPLE["member in the group"])).toEqual(open);
    expect(canRequest(forGroup, PEOPLE["guest in the group"])).toEqual(open);
    expect(canRequest(forGroup, PEOPLE.member)).toEqual(closed("noPolicyForPerson"));
  });

  test("is not requestable while its policy is not enabled, and is after enabling it (B15)", () => {
    const withPolicy = (isEnabled: boolean) => ({ ...offer, policies: [policyFor(forMembers, { isEnabled })] });
    expect(canRequest(withPolicy(false), PEOPLE.member)).toEqual(closed("noPolicyForPerson"));
    expect(canRequest(withPolicy(true), PEOPLE.member)).toEqual(open);
  });

  test("without a policy, or with None alone, is open to nobody (A20, B4)", () => {
    for (const policies of [[], [policyFor(forNobody)]]) {
      expect(canSee({ ...offer, policies }, PEOPLE.member)).toEqual(closed("noPolicyForPerson"));
      expect(canRequest({ ...offer, policies }, PEOPLE.member)).toEqual(closed("noPolicyForPerson"));
    }
  });

  test("that is hidden is not listed, and is requestable by its link (R16)", () => {
    expect(canSee(hidden, PEOPLE.member)).toEqual(closed("packageHidden"));
    expect(canRequest(hidden, PEOPLE.member)).toEqual(open);
    expect(canRequest(hidden, PEOPLE.guest)).toEqual(closed("noPolicyForPerson"));
  });

  test("in a disabled catalog is neither listed nor requestable by its link (R17)", () => {
    expect(canSee(disabled, PEOPLE.member)).toEqual(closed("catalogDisabled"));
    expect(canRequest({ ...disabled, isHidden: true }, PEOPLE.member)).toEqual(closed("catalogDisabled"));
  });

  test.each(["guest", "person of a configured organization"] as const)(
    "in a catalog that is not enabled for external users is closed to a %s, and open to members",
    (outsider) => {
      expect(canSee(forInsidersOnly, PEOPLE[outsider])).toEqual(closed("catalogClosedToOutsiders"));
      expect(canRequest(forInsidersOnly, PEOPLE[outsider])).toEqual(closed("catalogClosedToOutsiders"));
      expect(canSee(forInsidersOnly, PEOPLE.member)).toEqual(open);
    },
  );
});

test("of several reasons the first counts: catalog, outsiders, hidden, policy (domain.md 4.2)", () => {
  const everythingClosed: Offer = {
    catalog: { isEnabled: false, isEnabledForExternalUsers: false },
    isHidden: true,
    policies: [],
  };
  const enabled = { ...everythingClosed, catalog: { isEnabled: true, isEnabledForExternalUsers: false } };
  const opened = { ...everythingClosed, catalog: { isEnabled: true, isEnabledForExternalUsers: true } };
  expect(
    [everythingClosed, enabled, opened, { ...opened, isHidden: false }].map((each) => canSee(each, PEOPLE.guest)),
  ).toEqual([
    closed("catalogDisabled"),
    closed("catalogClosedToOutsiders"),
    closed("packageHidden"),
    closed("noPolicyForPerson"),
  ]);
});
