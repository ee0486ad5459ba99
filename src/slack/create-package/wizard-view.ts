import type { ModalView } from "@slack/types";
import type { DraftState } from "../../app/draft/draft-command.ts";
import { readWizard } from "../../app/draft/read-wizard.ts";
import type { Wizard } from "../../app/draft/read-wizard.ts";
import type { SlackDeps } from "../deps.ts";
import { basicsView } from "./basics-view.ts";
import { policyView } from "./policy-view.ts";
import { resourceRolesView } from "./resource-roles-view.ts";
import { reviewView } from "./review-view.ts";

/** The view of the draft's present step. */
export async function viewOfDraft(deps: SlackDeps, { draft, by }: DraftState): Promise<ModalView> {
  return wizardView(await readWizard(deps.database.read, by, draft, deps.clock.now()));
}

/** The view of a step. */
export function wizardView(wizard: Wizard): ModalView {
  const { draftId, version } = wizard;
  switch (wizard.step) {
    case "basics":
      return basicsView(draftId, version, wizard.basics);
    case "resourceRoles":
      return resourceRolesView(draftId, version, wizard.resources);
    case "policy":
      return policyView(draftId, version, wizard);
    case "review":
      return reviewView(draftId, version, wizard.review);
  }
}
