import type { Deciders, ExplainedForwarding, ExplainedRoute } from "../../domain/policy/explain-stage.ts";
import type { ApproverSubject } from "../../domain/request/stage-approvers.ts";

export type Names = ReadonlyMap<string, string>;

/** So many subjects of a stage are named, and so many people of each. */
const SUBJECTS_SHOWN = 10;
const PEOPLE_SHOWN = 5;

const BECAUSE: Readonly<Record<ExplainedRoute["capacity"], string>> = {
  primary: "",
  delegate: "",
  rerouted: "",
  fallback: " (fallback, as no manager can decide)",
  alternate: " (alternates, as none of the approvers can decide)",
  catalogOwner: " (as nobody whom the policy names can decide)",
  nobody: "",
};

/** Whom a stage asks: "Grace Hopper, Newsletter crew (Rosa Parks, Tim Berners-Lee and 3 more)". */
export function askedInWords({ capacity, asked }: ExplainedRoute, names: Names): string {
  return capacity === "nobody" ? "nobody is left who could decide" : subjects(asked, names) + BECAUSE[capacity];
}

/** Those who are named and cannot decide; nothing where all can. */
export function unableInWords({ unable }: ExplainedRoute, names: Names): string {
  if (unable.length === 0) return "";
  const named = unable.slice(0, SUBJECTS_SHOWN).map((subject) => nameOf(subject, names));
  return ` Left out, as they cannot decide: ${named.join(", ")}${andMore(unable.length - named.length)}.`;
}

/** How long a stage takes at most, and who joins when, to follow whom it asks; nothing where it asks nobody. */
export function termsInWords(
  { decisionDays, forwarding }: { decisionDays: number; forwarding: ExplainedForwarding | null },
  route: Pick<ExplainedRoute, "capacity"> | undefined,
  names: Names,
): string {
  if (route?.capacity === "nobody") return "";
  if (forwarding === null) return `, within ${days(decisionDays)}`;
  const { afterDays, asked } = forwarding;
  const joining = asked.length === 0 ? "no alternate, as none of them can decide" : subjects(asked, names);
  return `, within ${days(decisionDays)}; after ${days(afterDays)} also ${joining}`;
}

export function stageTitle(at: number, count: number): string {
  return count === 1 ? "Approval" : `Approval stage ${at + 1} of ${count}`;
}

/** "1 person", "1,234 people". */
export function peopleInWords(count: number): string {
  return count === 1 ? "1 person" : `${count.toLocaleString("en")} people`;
}

function subjects(asked: readonly Deciders[], names: Names): string {
  const shown = asked.slice(0, SUBJECTS_SHOWN).map((subject) => subjectInWords(subject, names));
  return shown.join(", ") + andMore(asked.length - shown.length);
}

function subjectInWords(subject: Deciders, names: Names): string {
  const people = subject.people
    .slice(0, PEOPLE_SHOWN)
    .map(({ name, delegate }) => (delegate ? `${name} or their delegate ${delegate.name}` : name));
  if (subject.kind === "person") return people[0] ?? nameOf(subject, names);
  return `${nameOf(subject, names)} (${people.join(", ")}${andMore(subject.count - people.length)})`;
}

function nameOf({ kind, id }: ApproverSubject, names: Names): string {
  return kind === "catalogOwners" ? "the catalog's owners" : (names.get(id) ?? "somebody who is gone");
}

function andMore(rest: number): string {
  return rest > 0 ? ` and ${rest.toLocaleString("en")} more` : "";
}

function days(count: number): string {
  return count === 1 ? "1 day" : `${count} days`;
}
