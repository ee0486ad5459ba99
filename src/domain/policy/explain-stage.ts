import { routeStage } from "../request/stage-approvers.ts";
import type { ApproverSubject, StageRoute } from "../request/stage-approvers.ts";
import type { ApprovalStage } from "./policy-settings.ts";

/** Somebody by name. */
export interface NamedPerson {
  id: string;
  name: string;
}

/** Somebody who can decide, and who decides in their place at this moment. */
export interface Decider extends NamedPerson {
  delegate: NamedPerson | null;
}

/** The people behind a subject who can decide: the first of them by name, two at least where there are so many, and how many. */
export interface Deciders extends ApproverSubject {
  people: readonly Decider[];
  count: number;
}

/** Who could decide in a package's catalog. `deciders`: of every subject that its stages could ask, by `subjectKey`. */
export interface Deciding {
  catalogId: string;
  deciders: ReadonlyMap<string, Deciders>;
}

/** Whoever asks. `id` is null for anybody who decides nothing themselves; `manager` for those who have none who can decide. */
export interface Asker {
  id: string | null;
  manager: NamedPerson | null;
}

/** Whom a stage would ask, and who of those whom it names cannot decide. */
export interface ExplainedRoute {
  capacity: StageRoute["capacity"];
  asked: readonly Deciders[];
  unable: readonly ApproverSubject[];
}

export function subjectKey({ kind, id }: ApproverSubject): string {
  return `${kind}:${id}`;
}

/** The route that a request of this asker would take through the stage: the same that a real one takes (domain.md 4.4). */
export function routeFor(stage: ApprovalStage, deciding: Deciding, asker: Asker): StageRoute {
  const question = { stage, catalogId: deciding.catalogId, managerId: asker.manager?.id ?? null };
  return routeStage(question, (subject) => decidersOf(subject, deciding, asker).count > 0);
}

/** The same, with the people behind the subjects who are asked. */
export function explainRoute(stage: ApprovalStage, deciding: Deciding, asker: Asker): ExplainedRoute {
  const { capacity, subjects } = routeFor(stage, deciding, asker);
  const all = subjects.map((subject) => decidersOf(subject, deciding, asker));
  return { capacity, asked: all.filter(({ count }) => count > 0), unable: all.filter(({ count }) => count === 0) };
}

/** Who of the alternates joins those who are asked, when nobody has decided after so many days (domain.md C7, R13). */
export interface ExplainedForwarding {
  afterDays: number;
  asked: readonly Deciders[];
}

/** Null where the stage has no alternates, or asks them at once in the place of others. */
export function explainForwarding(
  { alternates }: ApprovalStage,
  { capacity }: Pick<ExplainedRoute, "capacity">,
  deciding: Deciding,
  asker: Asker,
): ExplainedForwarding | null {
  if (alternates === null || capacity === "alternate" || capacity === "nobody") return null;
  const asked = alternates.people.map((id) => decidersOf({ kind: "person", id }, deciding, asker));
  return { afterDays: alternates.afterDays, asked: asked.filter(({ count }) => count > 0) };
}

/** The people behind the subject other than whoever asks: nobody decides their own request. */
function decidersOf(subject: ApproverSubject, { deciders }: Deciding, { id: askerId, manager }: Asker): Deciders {
  const { kind, id } = subject;
  const isManager = kind === "person" && manager !== null && id === manager.id;
  const alone = isManager ? [{ ...manager, delegate: null }] : [];
  const found = deciders.get(subjectKey(subject)) ?? { kind, id, people: alone, count: alone.length };
  const people = found.people.filter((person) => person.id !== askerId);
  return {
    ...found,
    people: people.map((person) => (person.delegate?.id === askerId ? { ...person, delegate: null } : person)),
    count: found.count - (found.people.length - people.length),
  };
}
