import { describe, expect, it, test } from "vitest";
import { automaticEffect } from "../../src/domain/automatic/automatic-effect.ts";
import { answersFromRule, NEW_AUTOMATIC, readAutomaticForm } from "../../src/domain/automatic/automatic-form.ts";
import { isMeant, matchesRule } from "../../src/domain/automatic/automatic-rule.ts";
import type { AutomaticRule, RuleCondition, RuledPerson } from "../../src/domain/automatic/automatic-rule.ts";
import { automaticStep } from "../../src/domain/automatic/automatic-step.ts";

const is = (attribute: string, value: string): RuleCondition => ({ attribute, operator: "is", values: [value] });
const rule = (conditions: RuleCondition[], more: Partial<AutomaticRule> = {}): AutomaticRule => ({
  match: "all",
  conditions,
  isAssigning: true,
  isRemoving: true,
  graceDays: 7,
  ...more,
});

describe("a condition", () => {
  const rosa = { department: "Sales  EMEA", location: "Berlin" };
  test.each([
    ["is that value, whatever its case and blanks", is("department", "sales emea"), true],
    ["is another value", is("department", "Sales"), false],
    ["is in an attribute that the person lacks", is("team", "Blue"), false],
    ["is not that value", { attribute: "location", operator: "isNot", values: ["berlin"] } as const, false],
    ["is not another value", { attribute: "location", operator: "isNot", values: ["Lisbon"] } as const, true],
    [
      "is not, in an attribute that the person lacks",
      { attribute: "team", operator: "isNot", values: ["a"] } as const,
      true,
    ],
    ["is one of", { attribute: "location", operator: "isOneOf", values: ["Lisbon", "BERLIN"] } as const, true],
    ["is one of others", { attribute: "location", operator: "isOneOf", values: ["Lisbon", "Rome"] } as const, false],
    ["named as what every object has", is("constructor", "x"), false],
  ])("%s", (_, condition, isMet) => {
    expect(matchesRule(rule([{ ...condition, values: [...condition.values] }]), rosa)).toBe(isMet);
  });
});

describe("a rule", () => {
  const both = [is("department", "Sales"), is("location", "Berlin")];
  it("wants all conditions, or any", () => {
    for (const [attributes, all, any] of [
      [{ department: "Sales", location: "Berlin" }, true, true],
      [{ department: "Sales" }, false, true],
      [{ department: "IT" }, false, false],
    ] as const) {
      expect(matchesRule(rule(both), attributes)).toBe(all);
      expect(matchesRule(rule(both, { match: "any" }), attributes)).toBe(any);
    }
  });

  it("means active members of the directory alone", () => {
    const member: RuledPerson = {
      directoryState: "present",
      slackState: "active",
      isGuest: false,
      organizationId: null,
      attributes: { department: "Sales" },
    };
    const sales = rule([is("department", "Sales")]);
    expect(isMeant(sales, member)).toBe(true);
    expect(isMeant(sales, { ...member, slackState: "absent" })).toBe(true);
    for (const change of [
      { directoryState: "gone" },
      { directoryState: "absent" },
      { slackState: "deactivated" },
      { isGuest: true },
      { organizationId: "fabrikam" },
      { attributes: {} },
    ] as const)
      expect(isMeant(sales, { ...member, ...change })).toBe(false);
  });
});

describe("what a rule does about a person", () => {
  const nobody = { isMeant: false, holds: "not", isLeaving: false, hasAskedForIt: false } as const;
  const on = { isAssigning: true, isRemoving: true };
  const off = { isAssigning: false, isRemoving: false };
  test.each([
    ["who matches and holds nothing: assigns", on, { ...nobody, isMeant: true }, "assign"],
    ["the same, where it does not assign", off, { ...nobody, isMeant: true }, "nothing"],
    ["who has asked by themselves: waits", on, { ...nobody, isMeant: true, hasAskedForIt: true }, "nothing"],
    ["who does not match", on, nobody, "nothing"],
    ["who holds it otherwise", on, { ...nobody, holds: "otherwise" }, "nothing"],
    ["who holds it otherwise until some day", on, { ...nobody, holds: "otherwise", isLeaving: true }, "nothing"],
    ["who holds it by the rule and matches", on, { ...nobody, isMeant: true, holds: "byRule" }, "nothing"],
    ["D23: who matches no longer: lets them leave", on, { ...nobody, holds: "byRule" }, "leave"],
    ["the same, where it does not remove", off, { ...nobody, holds: "byRule" }, "nothing"],
    ["who is leaving already", on, { ...nobody, holds: "byRule", isLeaving: true }, "nothing"],
    ["who matches again: lets them stay", on, { ...nobody, isMeant: true, holds: "byRule", isLeaving: true }, "stay"],
    ["who is leaving, where it removes no more", off, { ...nobody, holds: "byRule", isLeaving: true }, "stay"],
  ] as const)("%s", (_, settings, standing, step) => {
    expect(automaticStep(settings, standing)).toBe(step);
  });
});

describe("the form of a rule", () => {
  const known = new Set(["department", "location"]);
  const filled = { ...NEW_AUTOMATIC, "conditions.0.attribute": "department", "conditions.0.values": " Sales " };
  const faultsOf = (answers: Record<string, string>) =>
    readAutomaticForm({ ...filled, ...answers }, known).faults.map(({ code, field }) => `${code} on ${field}`);

  it("gives the rule that it describes, and opens with it again", () => {
    expect(readAutomaticForm(filled, known).rule).toEqual(rule([is("department", "Sales")]));
    const full = rule(
      [is("department", "Sales"), { attribute: "location", operator: "isOneOf", values: ["Berlin", "Rome"] }],
      { match: "any", isAssigning: false, isRemoving: false, graceDays: 0 },
    );
    expect(readAutomaticForm(answersFromRule(full), known).rule).toEqual(full);
  });

  it("leaves out further conditions in which nothing stands", () => {
    const more = { "conditions.2.operator": "isNot", "conditions.2.values": " \n " };
    expect(readAutomaticForm({ ...filled, ...more }, known).rule?.conditions).toHaveLength(1);
  });

  test.each([
    ["no attribute", { "conditions.0.attribute": "" }, "required on conditions.0.attribute"],
    ["an attribute that nobody has", { "conditions.0.attribute": "shoes" }, "notAChoice on conditions.0.attribute"],
    ["no value", { "conditions.0.values": "\n " }, "required on conditions.0.values"],
    ["two values for one", { "conditions.0.values": "a\nb" }, "oneValueOnly on conditions.0.values"],
    ["a long value", { "conditions.0.values": "x".repeat(101) }, "lineTooLong on conditions.0.values"],
    [
      "half a second condition",
      { "conditions.1.values": "a", "conditions.1.operator": "is" },
      "required on conditions.1.attribute",
    ],
    ["no grace", { graceDays: "" }, "notANumber on graceDays"],
    ["a negative grace", { graceDays: "-1" }, "notANumber on graceDays"],
    ["a grace of more than a year", { graceDays: "366" }, "outOfRange on graceDays"],
    ["no match", { match: "" }, "notAChoice on match"],
  ])("is refused with %s", (_, answers, fault) => {
    expect(faultsOf(answers)).toEqual([fault]);
  });

  it("takes 20 values and no more, each once", () => {
    const lines = (count: number) => Array.from({ length: count }, (_, number) => `Value ${number}`).join("\n");
    const among = (values: string) => faultsOf({ "conditions.0.operator": "isOneOf", "conditions.0.values": values });
    expect(among(`${lines(20)}\nValue  3`)).toEqual([]);
    expect(among(lines(21))).toEqual(["tooManyLines on conditions.0.values"]);
  });
});

describe("the effect of a rule", () => {
  it("is counted over people who are alike, and names what nobody has", () => {
    const alike = { directoryState: "present", slackState: "active", isGuest: false, organizationId: null } as const;
    const groups = [
      { ...alike, attributes: { department: "Sales" }, people: 10, holding: 4, byRule: 1 },
      { ...alike, attributes: { department: "IT" }, people: 5, holding: 3, byRule: 2 },
      { ...alike, isGuest: true, attributes: { department: "Sales" }, people: 7, holding: 0, byRule: 0 },
    ];
    const among = rule([{ attribute: "department", operator: "isOneOf", values: ["sales", "Sail"] }]);
    expect(automaticEffect(among, groups)).toEqual({
      matching: 10,
      gaining: 6,
      leaving: 2,
      unknown: [{ attribute: "department", value: "Sail" }],
    });
  });
});
