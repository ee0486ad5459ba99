import type { KnownBlock } from "@slack/types";
import type { DraftStep } from "../../domain/draft/draft.ts";
import { actions, button, context } from "../kit/block.ts";
import { ACTION } from "./ids.ts";

/** What the steps are called; the title of the view is the step. */
export const STEP_TITLES: Readonly<Record<DraftStep, string>> = {
  basics: "Basics",
  resourceRoles: "Resource roles",
  policy: "Policy",
  review: "Review + create",
};

const STEP_ORDER: readonly DraftStep[] = ["basics", "resourceRoles", "policy", "review"];

/** The line that says where one is. */
export function progress(step: DraftStep): KnownBlock {
  return context(`New access package · Step ${STEP_ORDER.indexOf(step) + 1} of ${STEP_ORDER.length}`);
}

/** The step before. */
export function stepBefore(step: DraftStep): DraftStep {
  return STEP_ORDER[STEP_ORDER.indexOf(step) - 1] ?? "basics";
}

export function backButton(): KnownBlock {
  return actions("back", [button("Back", ACTION.back)]);
}
