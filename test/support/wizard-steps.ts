/** The wizard's commands one after the other, as `Next` gives them. */
import type { DraftState } from "../../src/app/draft/draft-command.ts";
import { openDraft } from "../../src/app/draft/open-draft.ts";
import { pickResources } from "../../src/app/draft/pick-resources.ts";
import { saveBasics } from "../../src/app/draft/save-basics.ts";
import { savePolicy } from "../../src/app/draft/save-policy.ts";
import { saveResourceRoles } from "../../src/app/draft/save-resource-roles.ts";
import { takeNewCatalog } from "../../src/app/draft/take-new-catalog.ts";
import type { DraftStep } from "../../src/domain/draft/draft.ts";
import type { PolicyAnswers } from "../../src/domain/policy/policy-fields.ts";
import type { App, Someone } from "./app.ts";

/** Which draft in which state; what a view carries. */
export interface Reference {
  draftId: string;
  version: number;
}

export const referenceTo = ({ draft }: DraftState): Reference => ({ draftId: draft.id, version: draft.version });

export const LATER: PolicyAnswers = { createFirstPolicy: "later" };

/** What is chosen in the wizard; what is not named is left as it opens. */
export interface Choices {
  name?: string;
  description?: string;
  catalog?: string | null;
  newCatalog?: { name: string; description: string };
  roles?: Readonly<Record<string, string | null>>;
  policy?: PolicyAnswers;
}

/** One person at the wizard. */
export function wizardOf(app: App, { slackUserId }: Someone) {
  const move = (at: Reference, goTo: DraftStep, check: boolean) => ({ ...at, goTo, check });
  const steps = {
    open: async (startOver = false) => referenceTo(await openDraft(app.deps, slackUserId, { startOver })),

    basics: async (at: Reference, choices: Choices, goTo: DraftStep = "resourceRoles", check = true) => {
      const { name = "Starter", description = "All that one needs", catalog = null } = choices;
      return referenceTo(
        await saveBasics(app.deps, slackUserId, { ...move(at, goTo, check), name, description, catalog }),
      );
    },

    newCatalog: async (at: Reference, { name, description }: { name: string; description: string }) =>
      referenceTo(await takeNewCatalog(app.deps, slackUserId, { ...at, name, description })),

    pick: async (at: Reference, resourceIds: readonly string[], type = "group") =>
      referenceTo(await pickResources(app.deps, slackUserId, { ...at, type, resourceIds })),

    roles: async (at: Reference, roles: Choices["roles"] = {}, goTo: DraftStep = "policy", check = true) =>
      referenceTo(await saveResourceRoles(app.deps, slackUserId, { ...move(at, goTo, check), roles })),

    policy: async (at: Reference, answers: PolicyAnswers = LATER, goTo: DraftStep = "review", check = true) =>
      referenceTo(await savePolicy(app.deps, slackUserId, { ...move(at, goTo, check), answers })),

    /** All steps up to Review, in a new draft. */
    review: async (choices: Choices = {}): Promise<Reference> => {
      const opened = await steps.open(true);
      const named = choices.newCatalog ? await steps.newCatalog(opened, choices.newCatalog) : opened;
      const based = await steps.basics(named, {
        ...choices,
        catalog: choices.newCatalog ? "new" : (choices.catalog ?? null),
      });
      const ids = Object.keys(choices.roles ?? {});
      const picked = ids.length > 0 ? await steps.pick(based, ids) : based;
      return steps.policy(await steps.roles(picked, choices.roles), choices.policy);
    },
  };
  return steps;
}
