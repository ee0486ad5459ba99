/** What dry runs of the largest policies come to, with the longest names. */
import type { ExplainedPolicies } from "../../src/app/policy/explain-policies.ts";
import { EXPLAINED_NAMES } from "../../src/app/policy/explain-policies.ts";
import type { GeneralRoute } from "../../src/domain/policy/explain-policy.ts";
import type { Deciders, ExplainedRoute } from "../../src/domain/policy/explain-stage.ts";
import { id, ids, names, settings } from "./longest.ts";
import type { Script } from "./longest.ts";

const THEN = new Date("2034-03-07T12:00:00Z");

function deciders(script: Script, kind: Deciders["kind"]): Deciders[] {
  const person = { id: id(1), name: script(100) };
  const people = ids(EXPLAINED_NAMES).map(() => ({ ...person, delegate: person }));
  return ids(100).map((each) => ({ kind, id: each, people, count: 123_456 }));
}

export function route(script: Script, capacity: ExplainedRoute["capacity"]): ExplainedRoute {
  const asked = [...deciders(script, "person"), ...deciders(script, "group")];
  return { capacity, asked, unable: ids(100).map((each) => ({ kind: "person", id: each })) };
}

export function forwarding(script: Script) {
  return { afterDays: 13, asked: deciders(script, "person") };
}

/** So many policies, each with as much to tell as there can be. */
export function explainedPolicies(script: Script, count: number): ExplainedPolicies {
  const general = (whose: GeneralRoute["whose"]): GeneralRoute => ({
    ...route(script, "fallback"),
    whose,
    count: 123_456,
  });
  const asks = (...routes: GeneralRoute[]) => ({ decisionDays: 14, routes, forwarding: forwarding(script) });
  const policy = {
    name: script(100),
    settings: settings({ scope: "specificDirectoryUsers", people: ids(400), groups: ids(100) }),
    outcome: {
      askers: 123_456,
      shutOut: 123_456,
      stages: [
        asks(general("managed"), general("unmanaged")),
        asks({ ...general("everybody"), capacity: "nobody" }),
        asks(general("everybody")),
      ],
      never: [
        { stage: 0, who: "unmanaged" as const, count: 123_456 },
        { stage: 1, who: "everybody" as const },
        { stage: 2, who: "person" as const, name: script(100) },
      ],
      end: { endsAt: THEN, isOver: true },
    },
    unmanaged: ids(EXPLAINED_NAMES).map(() => script(100)),
  };
  return {
    where: { channel: "C0123456789", isRefused: true },
    isCatalogEnabled: false,
    policies: Array.from({ length: count }, () => policy),
    names: names(script),
  };
}
