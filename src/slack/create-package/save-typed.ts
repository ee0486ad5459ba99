import type { DraftReference, DraftState } from "../../app/draft/draft-command.ts";
import { resourceOfRoleField } from "../../app/draft/check-resource-roles.ts";
import { goToStep } from "../../app/draft/go-to-step.ts";
import { saveBasics } from "../../app/draft/save-basics.ts";
import { savePolicy } from "../../app/draft/save-policy.ts";
import { saveResourceRoles } from "../../app/draft/save-resource-roles.ts";
import type { DraftStep } from "../../domain/draft/draft.ts";
import type { SlackDeps } from "../deps.ts";
import { attempt } from "../kit/attempt.ts";
import { choiceAt, textAt } from "../kit/state.ts";
import type { Typed } from "../kit/state.ts";
import { CALLBACK } from "./ids.ts";

/** The step that a root view shows, by its callback id. */
export const STEP_OF_CALLBACK: Readonly<Record<string, DraftStep>> = {
  [CALLBACK.basics]: "basics",
  [CALLBACK.resourceRoles]: "resourceRoles",
  [CALLBACK.policy]: "policy",
  [CALLBACK.review]: "review",
};

/** Keeps what was typed on a step; with `check` only if it is right. */
export async function saveTyped(
  deps: SlackDeps,
  slackUserId: string,
  { draftId, version }: DraftReference,
  step: DraftStep,
  typed: Typed,
  move: { goTo: DraftStep; check: boolean },
): Promise<DraftState> {
  const input = { draftId, version, ...move };
  const people = [slackUserId, ...peopleTyped(typed)];
  return attempt(deps, people, () => {
    switch (step) {
      case "basics":
        return saveBasics(deps, slackUserId, {
          ...input,
          name: textAt(typed, "name"),
          description: textAt(typed, "description"),
          catalog: choiceAt(typed, "catalog"),
        });
      case "resourceRoles":
        return saveResourceRoles(deps, slackUserId, { ...input, roles: rolesIn(typed) });
      case "policy":
        return savePolicy(deps, slackUserId, { ...input, answers: answersIn(typed) });
      case "review":
        return goToStep(deps, slackUserId, input);
    }
  });
}

/** The policy's answers: what was left empty is an empty text. */
export function answersIn(typed: Typed): Record<string, string | string[]> {
  return Object.fromEntries(Object.entries(typed).map(([path, value]) => [path, value ?? ""]));
}

function rolesIn(typed: Typed): Record<string, string | null> {
  return Object.fromEntries(
    Object.entries(typed).flatMap(([path, value]) => {
      const resourceId = resourceOfRoleField(path);
      return resourceId === undefined ? [] : [[resourceId, typeof value === "string" ? value : null]];
    }),
  );
}

/** The people who were picked in any field, by Slack user id. */
export function peopleTyped(typed: Typed): string[] {
  return Object.values(typed).flatMap((value) => (Array.isArray(value) ? value.filter(isUserId) : []));
}

function isUserId(text: string): boolean {
  return /^[UW][A-Z0-9_]+$/.test(text);
}
