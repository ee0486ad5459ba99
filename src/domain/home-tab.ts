import { z } from "zod";
import type { DomainEvent } from "./event.ts";

/** Whose Home tabs show what has changed. */
export const HOME_SUBJECTS = [
  "request",
  "assignment",
  "catalog",
  "person",
  "slackGroup",
  "slackUser",
  "review",
] as const;
export type HomeSubject = (typeof HOME_SUBJECTS)[number];

export interface TouchedHomes {
  kind: HomeSubject;
  id: string;
}

/**
 * Of what an event changes the Home tabs (words.md 6): a request shows on those of its requestor and of whoever is
 * asked, access on its holder's, a role on those of whoever gets or loses it. Pure; who that is is looked up later.
 */
export function homesTouchedBy(event: DomainEvent): TouchedHomes[] {
  const { id } = event.target;
  switch (event.type) {
    case "catalog.created":
    case "catalog.edited":
      return [{ kind: "catalog", id }];
    case "catalog.ownersChanged":
    case "catalog.packageManagersChanged":
    case "catalog.assignmentManagersChanged":
    case "catalog.readersChanged":
    case "catalog.deleted":
      return [
        ...changedIds(event, "people").map((personId) => ({ kind: "person" as const, id: personId })),
        ...changedIds(event, "groups").map((groupId) => ({ kind: "slackGroup" as const, id: groupId })),
      ];
    case "slackGroup.membersChanged":
      return changedIds(event, "members").map((userId) => ({ kind: "slackUser" as const, id: userId }));
    case "request.rerouted":
      return [
        { kind: "request", id },
        ...peopleAskedBefore(event).map((each) => ({ kind: "person" as const, id: each })),
      ];
    case "request.recordRemoved":
      return [...new Set([event.before.requestorId, event.before.submittedBy])].map((each) => ({
        kind: "person",
        id: each,
      }));
    case "delegation.ended":
      return [{ kind: "person", id: event.before.delegateId }];
    case "review.opened":
    case "review.decided":
    case "review.closed":
      return [{ kind: "review", id }];
    case "review.handedOn":
      return [
        { kind: "review", id },
        ...event.reviewers.flatMap((each) => (each === "listed" ? [] : [{ kind: "person" as const, id: each }])),
      ];
    case "review.reminderDue":
    case "request.reminderDue":
    case "assignment.endingSoon":
      return [];
    default:
      if (event.target.kind === "request") return [{ kind: "request", id }];
      return event.target.kind === "assignment" ? [{ kind: "assignment", id }] : [];
  }
}

/** Those who were asked by name until others were asked in their place. */
function peopleAskedBefore({ before }: Pick<DomainEvent, "before">): string[] {
  return (SubjectsBefore.safeParse(before).data?.subjects ?? []).flatMap(({ kind, id }) =>
    kind === "person" ? [id] : [],
  );
}

const SubjectsBefore = z.object({ subjects: z.array(z.object({ kind: z.string(), id: z.string() })) });

/** The ids that are in the one of the two lists and not in the other. */
function changedIds({ before, after }: Pick<DomainEvent, "before" | "after">, list: string): string[] {
  const [were, are] = [idsIn(before, list), idsIn(after, list)];
  return [...were.filter((id) => !are.includes(id)), ...are.filter((id) => !were.includes(id))];
}

function idsIn(noted: unknown, list: string): string[] {
  const ids: unknown =
    typeof noted === "object" && noted !== null ? (noted as Record<string, unknown>)[list] : undefined;
  return Array.isArray(ids) ? ids.map(String) : [];
}
