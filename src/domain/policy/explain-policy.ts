import { policyEnd, readPeriod } from "../request/period.ts";
import { stageCandidates } from "../request/stage-approvers.ts";
import { canRequest, isInScope } from "./eligibility.ts";
import type { Offer, PersonFacts } from "./eligibility.ts";
import { explainForwarding, explainRoute, routeFor, subjectKey } from "./explain-stage.ts";
import type { Asker, Deciding, ExplainedForwarding, ExplainedRoute, NamedPerson } from "./explain-stage.ts";
import type { ApprovalStage, Expiration, PolicySettings, Requestors } from "./policy-settings.ts";

/** People who are alike to the rules of eligibility: how many, and how many of them have no manager who can decide. */
export interface PeopleOfKind extends Pick<PersonFacts, "isGuest" | "organizationId" | "organizationState"> {
  count: number;
  unmanaged: number;
}

/** Somebody who could ask, as far as the rules look at them. */
export interface KnownAsker {
  name: string;
  facts: PersonFacts;
  /** Null where they have none who can decide. */
  manager: NamedPerson | null;
}

/** What an explanation of a policy rests on. */
export interface PolicyFacts extends Deciding {
  settings: PolicySettings;
  catalog: Offer["catalog"];
  /** The active people: where the policy names people and groups, those whom it names, else all. */
  kinds: readonly PeopleOfKind[];
  /** Those of `soleDeciders`. */
  soleDeciders: readonly KnownAsker[];
  now: Date;
}

/** When access would end that was approved now; null: never. `isOver`: it could not begin any more. */
export interface ExplainedEnd {
  endsAt: Date | null;
  isOver: boolean;
}

/** Whom a stage asks, for all who ask or for some of them. */
export interface GeneralRoute extends ExplainedRoute {
  /** Those with a manager who can decide, those without, or all where the stage asks no manager. */
  whose: "everybody" | "managed" | "unmanaged";
  /** How many they are; null where nobody asks through the policy. */
  count: number | null;
}

export interface GeneralStage {
  decisionDays: number;
  routes: readonly GeneralRoute[];
  forwarding: ExplainedForwarding | null;
}

/** Those for whom nobody is left who could decide the stage, counted from 0. */
export type NeverApproved = { stage: number } & (
  | { who: "everybody" }
  | { who: "unmanaged"; count: number }
  | { who: "person"; name: string }
);

/** What a policy comes to, for all whom it lets ask. */
export interface PolicyOutcome {
  /** How many could ask; null where nobody asks through it, but staff assign. */
  askers: number | null;
  /** How many it includes for whom the catalog is closed, as they come from outside. */
  shutOut: number;
  stages: readonly GeneralStage[];
  never: readonly NeverApproved[];
  end: ExplainedEnd;
}

/** What a policy would do as things are now, by the rules that requests meet (domain.md 4.1-4.5). */
export function explainPolicy(facts: PolicyFacts): PolicyOutcome {
  const { settings, kinds, now } = facts;
  const { stages } = settings.approval;
  const askers = kindsAsking(facts);
  const isAskable = settings.requestors.scope !== "notSpecified";
  const counts = isAskable ? { all: sumOf(askers, "count"), unmanaged: sumOf(askers, "unmanaged") } : null;
  return {
    askers: counts?.all ?? null,
    shutOut: sumOf(kinds.filter(isIncludedBy(settings.requestors)), "count") - sumOf(askers, "count"),
    stages: stages.map((stage) => explainStage(stage, facts, counts)),
    never: stages.flatMap((stage, at) => neverApprovedIn(stage, facts, counts).map((who) => ({ ...who, stage: at }))),
    end: explainEnd(settings.expiration, now),
  };
}

/** The kinds of people whom the policy lets ask. */
export function kindsAsking(facts: PolicyFacts): readonly PeopleOfKind[] {
  return facts.kinds.filter((kind) => mayAsk(facts, someoneLike(kind, facts.settings.requestors)));
}

/** When access would end, as a request that wishes for no dates is read (domain.md 4.5, B13, B14). */
export function explainEnd(expiration: Expiration, now: Date): ExplainedEnd {
  const { faults } = readPeriod({ startDate: null, endDate: null }, { expiration, now, timeZone: null });
  return { endsAt: policyEnd(expiration, now), isOver: faults.length > 0 };
}

/** The people who are the only ones who could decide some stage, unless they have a manager: nobody might decide for them. */
export function soleDeciders(stages: readonly ApprovalStage[], deciding: Deciding): string[] {
  const alone = stages.flatMap((stage) => {
    const candidates = stageCandidates({ stage, catalogId: deciding.catalogId, managerId: null });
    const people = candidates.flatMap(({ subjects }) =>
      subjects.flatMap((subject) => deciding.deciders.get(subjectKey(subject))?.people ?? []),
    );
    const ids = [...new Set(people.map(({ id }) => id))];
    return ids.filter((id) => routeFor(stage, deciding, { id, manager: null }).capacity === "nobody");
  });
  return [...new Set(alone)];
}

/** Anybody who has a manager; the manager can be anybody. */
const MANAGED: Asker = { id: null, manager: { id: "manager", name: "" } };
const UNMANAGED: Asker = { id: null, manager: null };

type Counts = { all: number; unmanaged: number } | null;

function explainStage(stage: ApprovalStage, deciding: Deciding, counts: Counts): GeneralStage {
  const route = (whose: GeneralRoute["whose"], asker: Asker, count: number | null): GeneralRoute => ({
    whose,
    count,
    ...explainRoute(stage, deciding, asker),
  });
  const all =
    stage.approvers.kind === "manager"
      ? [
          route("managed", MANAGED, counts && counts.all - counts.unmanaged),
          route("unmanaged", UNMANAGED, counts && counts.unmanaged),
        ]
      : [route("everybody", UNMANAGED, counts && counts.all)];
  const met = all.filter(({ count }) => count !== 0);
  const routes = met.length > 0 ? met : all;
  const [first = { capacity: "nobody" as const }] = routes;
  return {
    decisionDays: stage.decisionDays,
    routes,
    forwarding: explainForwarding(stage, first, deciding, UNMANAGED),
  };
}

function neverApprovedIn(stage: ApprovalStage, facts: PolicyFacts, counts: Counts) {
  const hasNobody = (asker: Asker) => routeFor(stage, facts, asker).capacity === "nobody";
  if (hasNobody(UNMANAGED)) {
    if (stage.approvers.kind !== "manager") return [{ who: "everybody" as const }];
    return counts && counts.unmanaged > 0 ? [{ who: "unmanaged" as const, count: counts.unmanaged }] : [];
  }
  return facts.soleDeciders
    .filter((asker) => mayAsk(facts, asker.facts))
    .filter(({ facts: { personId }, manager }) => hasNobody({ id: personId, manager }))
    .map(({ name }) => ({ who: "person" as const, name }));
}

/** Whether the policy lets the person ask once it and the catalog are enabled. */
function mayAsk({ settings: { requestors }, catalog }: PolicyFacts, person: PersonFacts): boolean {
  const policies = [{ settings: { requestors, isEnabled: true } }];
  return canRequest({ catalog: { ...catalog, isEnabled: true }, isHidden: false, policies }, person).open;
}

function isIncludedBy(requestors: Requestors): (kind: PeopleOfKind) => boolean {
  return (kind) => isInScope(requestors, someoneLike(kind, requestors));
}

/** Somebody of that kind, whom the policy names where it names people and groups. */
function someoneLike(
  { isGuest, organizationId, organizationState }: PeopleOfKind,
  requestors: Requestors,
): PersonFacts {
  const { people, groups } = requestors.scope === "specificDirectoryUsers" ? requestors : { people: [], groups: [] };
  return { isGuest, organizationId, organizationState, personId: people[0] ?? "", groupIds: new Set(groups) };
}

function sumOf(kinds: readonly PeopleOfKind[], what: "count" | "unmanaged"): number {
  return kinds.reduce((sum, kind) => sum + kind[what], 0);
}
