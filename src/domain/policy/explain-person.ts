import { canRequest, canSee, choosePolicies } from "./eligibility.ts";
import type { Offer, Openness } from "./eligibility.ts";
import { explainEnd } from "./explain-policy.ts";
import type { ExplainedEnd, KnownAsker } from "./explain-policy.ts";
import { explainForwarding, explainRoute } from "./explain-stage.ts";
import type { Deciding, ExplainedForwarding, ExplainedRoute } from "./explain-stage.ts";
import { policyMiss } from "./policy-miss.ts";
import type { PolicyMiss } from "./policy-miss.ts";
import type { PolicySettings } from "./policy-settings.ts";

/** A policy as the explanation names it. */
export interface NamedPolicy {
  name: string;
  settings: PolicySettings;
}

/** What an explanation for somebody rests on. */
export interface PersonCase extends Deciding {
  offer: Omit<Offer, "policies"> & { policies: readonly NamedPolicy[] };
  asker: KnownAsker;
  now: Date;
}

/** How a policy stands to the person: it would serve them, a closer one comes first, or the rule on which it fails. */
export type PolicyAnswer = NamedPolicy & { answer: "serves" | "notClosest" | PolicyMiss };

export interface StageForPerson extends ExplainedRoute {
  decisionDays: number;
  forwarding: ExplainedForwarding | null;
}

/** What would become of a request through one policy. `stuckAt`: the first stage that nobody could decide, from 0. */
export interface Served extends NamedPolicy {
  stages: readonly StageForPerson[];
  stuckAt: number | null;
  end: ExplainedEnd;
}

/** What the package is to one person. */
export interface PersonOutcome {
  sees: Openness;
  requests: Openness;
  policies: readonly PolicyAnswer[];
  /** Through each policy that would serve; several, where the person picks (domain.md C10). */
  served: readonly Served[];
}

/** What would happen if the person asked now, by the rules that requests meet (domain.md 4.1-4.5). */
export function explainForPerson({ offer, asker: { facts, manager }, now, ...deciding }: PersonCase): PersonOutcome {
  const chosen = choosePolicies(offer.policies, facts);
  const asker = { id: facts.personId, manager };
  return {
    sees: canSee(offer, facts),
    requests: canRequest(offer, facts),
    policies: offer.policies.map((policy) => {
      const answer = policyMiss(policy, facts) ?? (chosen.includes(policy) ? "serves" : "notClosest");
      return { ...policy, answer };
    }),
    served: chosen.map(({ name, settings }) => {
      const stages = settings.approval.stages.map((stage): StageForPerson => {
        const route = explainRoute(stage, deciding, asker);
        const forwarding = explainForwarding(stage, route, deciding, asker);
        return { ...route, decisionDays: stage.decisionDays, forwarding };
      });
      const stuckAt = stages.findIndex(({ capacity }) => capacity === "nobody");
      const end = explainEnd(settings.expiration, now);
      return { name, settings, stages, stuckAt: stuckAt === -1 ? null : stuckAt, end };
    }),
  };
}
