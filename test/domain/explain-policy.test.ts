import { describe, expect, test } from "vitest";
import { explainPolicy, soleDeciders } from "../../src/domain/policy/explain-policy.ts";
import type { KnownAsker, PeopleOfKind, PolicyFacts } from "../../src/domain/policy/explain-policy.ts";
import { subjectKey } from "../../src/domain/policy/explain-stage.ts";
import type { Deciders } from "../../src/domain/policy/explain-stage.ts";
import type { ApprovalStage, PolicySettings } from "../../src/domain/policy/policy-settings.ts";
import { EVERYBODY, FABRIKAM, forMembers, forOutsiders, forTheGroup, PEOPLE } from "./eligibility-people.ts";
import { deciders, MANAGER, policy, specific } from "./explaining.ts";

const NOW = new Date("2026-03-02T09:00:00Z");

const members = (count: number, unmanaged = 0): PeopleOfKind => ({
  isGuest: false,
  organizationId: null,
  organizationState: null,
  count,
  unmanaged,
});
const guests = (count: number): PeopleOfKind => ({ ...members(count), isGuest: true });
const partners = (count: number): PeopleOfKind => ({
  ...members(count),
  organizationId: FABRIKAM,
  organizationState: "configured",
});

function facts(
  settings: PolicySettings,
  more: Partial<PolicyFacts> & { able?: readonly Deciders[] } = {},
): PolicyFacts {
  const { able = [], ...rest } = more;
  return {
    settings,
    catalogId: "catalog",
    catalog: { isEnabled: true, isEnabledForExternalUsers: true },
    kinds: [members(100)],
    deciders: new Map(able.map((each) => [subjectKey(each), each])),
    soleDeciders: [],
    now: NOW,
    ...rest,
  };
}

/** Who is left out of a policy with this one stage, when only these can decide. */
function neverThrough(stage: ApprovalStage, able: readonly Deciders[], more: Partial<PolicyFacts> = {}) {
  return explainPolicy(facts(policy({ stages: [stage] }), { able, ...more })).never;
}

describe("who could ask", () => {
  const kinds = [members(100), guests(20), partners(3)];

  test("those of each kind that the scope includes are counted", () => {
    expect(explainPolicy(facts(policy({ requestors: forMembers }), { kinds })).askers).toBe(100);
    expect(explainPolicy(facts(policy({ requestors: { scope: "allDirectoryUsers" } }), { kinds })).askers).toBe(120);
    expect(explainPolicy(facts(policy({ requestors: forOutsiders }), { kinds })).askers).toBe(23);
  });

  test("those whom the policy names count whatever their kind: only they were counted before", () => {
    expect(explainPolicy(facts(policy({ requestors: forTheGroup }), { kinds })).askers).toBe(123);
    const people = { scope: "specificDirectoryUsers" as const, people: ["somebody"], groups: [] };
    expect(explainPolicy(facts(policy({ requestors: people }), { kinds })).askers).toBe(123);
  });

  test("outsiders whom the policy includes are shut out where the catalog is closed to them", () => {
    const catalog = { isEnabled: true, isEnabledForExternalUsers: false };
    const outcome = explainPolicy(facts(policy({ requestors: forTheGroup }), { kinds, catalog }));
    expect(outcome).toMatchObject({ askers: 100, shutOut: 23 });
  });

  test("a policy or a catalog that is not enabled tells who could ask once it is", () => {
    const settings = { ...policy({ requestors: forMembers }), isEnabled: false };
    const catalog = { isEnabled: false, isEnabledForExternalUsers: true };
    expect(explainPolicy(facts(settings, { kinds, catalog })).askers).toBe(100);
  });

  test("nobody asks through a policy for direct assignment", () => {
    expect(explainPolicy(facts(policy({ requestors: { scope: "notSpecified" } }))).askers).toBeNull();
  });
});

describe("whom a stage asks", () => {
  test("R10: the manager for those who have one, the fallback for the others, each with how many they are", () => {
    const settings = policy({ stages: [MANAGER] });
    const [stage] = explainPolicy(facts(settings, { kinds: [members(100, 30)], able: [deciders("fay")] })).stages;
    expect(stage?.routes).toMatchObject([
      { whose: "managed", count: 70, capacity: "primary" },
      { whose: "unmanaged", count: 30, capacity: "fallback", asked: [{ id: "fay" }] },
    ]);
  });

  test("nothing is said of those without a manager where there are none", () => {
    const [stage] = explainPolicy(facts(policy({ stages: [MANAGER] }), { able: [deciders("fay")] })).stages;
    expect(stage?.routes.map(({ whose }) => whose)).toEqual(["managed"]);
  });

  test("those who are named and cannot decide are told apart", () => {
    const settings = policy({ stages: [specific("ann", "bob")] });
    const [stage] = explainPolicy(facts(settings, { able: [deciders("bob")] })).stages;
    expect(stage?.routes).toMatchObject([{ asked: [{ id: "bob" }], unable: [{ kind: "person", id: "ann" }] }]);
  });

  test("alternates join later, unless they are asked at once in the place of others", () => {
    const stage = { ...specific("ann"), alternates: { people: ["alf", "gone"], afterDays: 3 } };
    const settings = policy({ stages: [stage] });
    const both = explainPolicy(facts(settings, { able: [deciders("ann"), deciders("alf")] })).stages[0];
    expect(both?.forwarding).toMatchObject({ afterDays: 3, asked: [{ id: "alf" }] });
    const instead = explainPolicy(facts(settings, { able: [deciders("alf")] })).stages[0];
    expect(instead).toMatchObject({ forwarding: null, routes: [{ capacity: "alternate" }] });
  });
});

describe("who could never be approved", () => {
  const owners = (...ids: string[]): Deciders => ({ ...deciders(...ids), kind: "catalogOwners", id: "catalog" });
  const alone = (id: string, more: Partial<KnownAsker> = {}): KnownAsker => ({
    name: id,
    facts: { ...PEOPLE.member, personId: id },
    manager: null,
    ...more,
  });

  test("everybody, where neither the approvers nor an owner of the catalog can decide", () => {
    expect(neverThrough(specific("gone"), [])).toEqual([{ stage: 0, who: "everybody" }]);
  });

  test("nobody, where two people could decide", () => {
    expect(neverThrough(specific("ann", "bob"), [deciders("ann"), deciders("bob")])).toEqual([]);
    expect(neverThrough(specific("ann"), [deciders("ann"), owners("olivia")])).toEqual([]);
  });

  test("the only one who could decide, as nobody decides their own request", () => {
    const settings = policy({ stages: [specific("ann")] });
    const able = [deciders("ann"), owners("ann")];
    expect(soleDeciders(settings.approval.stages, facts(settings, { able }))).toEqual(["ann"]);
    expect(neverThrough(specific("ann"), able, { soleDeciders: [alone("ann")] })).toEqual([
      { stage: 0, who: "person", name: "ann" },
    ]);
  });

  test("but not where the policy does not let that one ask", () => {
    const settings = { ...policy({ stages: [specific("ann")] }), requestors: forTheGroup };
    const inGroup = alone("ann", { facts: { ...PEOPLE.member, personId: "ann", groupIds: new Set([EVERYBODY]) } });
    const through = (asker: KnownAsker) =>
      explainPolicy(facts(settings, { able: [deciders("ann")], soleDeciders: [asker] })).never;
    expect(through(alone("ann"))).toEqual([]);
    expect(through(inGroup)).toHaveLength(1);
  });

  test("those without a manager, where the fallback and the owners are gone", () => {
    const kinds = [members(100, 30)];
    expect(neverThrough(MANAGER, [], { kinds })).toEqual([{ stage: 0, who: "unmanaged", count: 30 }]);
    expect(neverThrough(MANAGER, [], { kinds: [members(100)] })).toEqual([]);
    expect(neverThrough(MANAGER, [deciders("fay")], { kinds })).toEqual([]);
  });

  test("the only fallback, unless they have a manager", () => {
    const able = [deciders("fay")];
    const manager = { id: "mia", name: "Mia" };
    expect(neverThrough(MANAGER, able, { soleDeciders: [alone("fay")] })).toMatchObject([{ name: "fay" }]);
    expect(neverThrough(MANAGER, able, { soleDeciders: [alone("fay", { manager })] })).toEqual([]);
  });

  test("each stage is looked at by itself", () => {
    const settings = policy({ stages: [specific("ann"), specific("bob")] });
    const able = [deciders("ann"), deciders("bob")];
    expect(soleDeciders(settings.approval.stages, facts(settings, { able }))).toEqual(["ann", "bob"]);
    const outcome = explainPolicy(facts(settings, { able, soleDeciders: [alone("ann"), alone("bob")] }));
    expect(outcome.never).toMatchObject([
      { stage: 0, name: "ann" },
      { stage: 1, name: "bob" },
    ]);
  });
});

describe("when access would end", () => {
  const end = (expiration: PolicySettings["expiration"]) => explainPolicy(facts({ ...policy(), expiration })).end;

  test("B13: counted from now", () => {
    expect(end({ type: "afterDays", days: 30 })).toEqual({
      endsAt: new Date("2026-04-01T09:00:00Z"),
      isOver: false,
    });
  });

  test("B14: never", () => {
    expect(end({ type: "noExpiration" })).toEqual({ endsAt: null, isOver: false });
  });

  test("a last day that has passed lets nobody begin", () => {
    expect(end({ type: "onDate", date: "2026-03-01", timeZone: "UTC" }).isOver).toBe(true);
    expect(end({ type: "onDate", date: "2026-03-02", timeZone: "UTC" }).isOver).toBe(false);
  });
});
