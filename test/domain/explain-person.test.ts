import { describe, expect, test } from "vitest";
import { explainForPerson } from "../../src/domain/policy/explain-person.ts";
import type { PersonCase } from "../../src/domain/policy/explain-person.ts";
import { subjectKey } from "../../src/domain/policy/explain-stage.ts";
import type { Deciders } from "../../src/domain/policy/explain-stage.ts";
import type { PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { forEverybodyInside, forFabrikam, forMembers, forNobody, forTheGroup, PEOPLE } from "./eligibility-people.ts";
import type { PersonName } from "./eligibility-people.ts";
import { deciders, MANAGER, policy, specific } from "./explaining.ts";

const OPEN = { isEnabled: true, isEnabledForExternalUsers: true };

function explained(
  who: PersonName,
  policies: readonly PolicySettings[],
  more: { able?: readonly Deciders[]; manager?: string; offer?: Partial<PersonCase["offer"]> } = {},
) {
  const { able = [], manager, offer } = more;
  return explainForPerson({
    offer: {
      catalog: OPEN,
      isHidden: false,
      policies: policies.map((settings, index) => ({ name: `policy ${index}`, settings })),
      ...offer,
    },
    catalogId: "catalog",
    deciders: new Map(able.map((each) => [subjectKey(each), each])),
    asker: { name: "Rosa", facts: PEOPLE[who], manager: manager === undefined ? null : { id: manager, name: manager } },
    now: new Date("2026-03-02T09:00:00Z"),
  });
}

describe("which policy would serve somebody", () => {
  test("R15, C10: the closest; each other one says why it does not", () => {
    const policies = [
      policy({ requestors: forMembers }),
      policy({ requestors: forTheGroup }),
      policy({ requestors: forFabrikam }),
      policy({ requestors: forNobody }),
      { ...policy({ requestors: forEverybodyInside }), isEnabled: false },
    ];
    const { policies: answers, served } = explained("member in the group", policies);
    expect(answers.map(({ answer }) => answer)).toEqual([
      "notClosest",
      "serves",
      "outsidersOnly",
      "staffAssignOnly",
      "disabled",
    ]);
    expect(served.map(({ name }) => name)).toEqual(["policy 1"]);
  });

  test("R15: all of the closest tier, among which the person picks", () => {
    const policies = [policy({ requestors: forMembers }), policy({ requestors: forMembers })];
    expect(explained("member", policies).served).toHaveLength(2);
  });

  test("a guest misses what is for members, a member what is for the group", () => {
    const policies = [policy({ requestors: forMembers }), policy({ requestors: forTheGroup })];
    expect(explained("guest", policies)).toMatchObject({
      requests: { open: false, because: "noPolicyForPerson" },
      policies: [{ answer: "membersOnly" }, { answer: "notNamed" }],
      served: [],
    });
  });

  test("R16: a hidden package is not listed, and can be requested", () => {
    expect(explained("member", [policy()], { offer: { isHidden: true } })).toMatchObject({
      sees: { open: false, because: "packageHidden" },
      requests: { open: true },
    });
  });

  test("R17: a catalog that is not enabled closes it for all, one without external users for outsiders", () => {
    const disabled = { offer: { catalog: { ...OPEN, isEnabled: false } } };
    expect(explained("member", [policy()], disabled).requests).toEqual({ open: false, because: "catalogDisabled" });
    const inside = { offer: { catalog: { ...OPEN, isEnabledForExternalUsers: false } } };
    expect(explained("guest", [policy({ requestors: forEverybodyInside })], inside).requests).toEqual({
      open: false,
      because: "catalogClosedToOutsiders",
    });
  });
});

describe("whom each stage would ask for somebody", () => {
  test("R3: never the person themself", () => {
    const { served } = explained("member", [policy({ stages: [specific("member", "ann")] })], {
      able: [deciders("member"), deciders("ann")],
    });
    expect(served[0]?.stages).toMatchObject([
      { capacity: "primary", asked: [{ id: "ann" }], unable: [{ id: "member" }] },
    ]);
  });

  test("R10: their manager, or the fallback where they have none", () => {
    const through = (manager?: string) =>
      explained("member", [policy({ stages: [MANAGER] })], {
        able: [deciders("fay")],
        ...(manager !== undefined && { manager }),
      }).served[0]?.stages[0];
    expect(through("mia")).toMatchObject({ capacity: "primary", asked: [{ id: "mia" }] });
    expect(through()).toMatchObject({ capacity: "fallback", asked: [{ id: "fay" }] });
  });

  test("the first stage is named that nobody else could decide", () => {
    const stages = [specific("ann"), specific("member"), specific("member")];
    const { served } = explained("member", [policy({ stages })], { able: [deciders("ann"), deciders("member")] });
    expect(served[0]?.stuckAt).toBe(1);
  });

  test("nobody decides their own request as somebody's delegate", () => {
    const [ann] = deciders("ann").people;
    const able = ann ? [{ ...deciders("ann"), people: [{ ...ann, delegate: { id: "member", name: "Rosa" } }] }] : [];
    const { served } = explained("member", [policy({ stages: [specific("ann")] })], { able });
    expect(served[0]?.stages[0]?.asked).toMatchObject([{ people: [{ id: "ann", delegate: null }] }]);
  });
});
