import { blocksIn, missingSubmit, repeatedIds, secondFocus, strayPresets } from "./rules.ts";
import { Modal } from "./shape/surfaces.ts";
import { viewSize } from "./sizes.ts";
import { shapeViolations, type Violation } from "./violation.ts";

/** Everything for which Slack would refuse this modal; empty when it would show it. */
export function validateView(view: unknown): Violation[] {
  const blocks = blocksIn((view as { blocks?: unknown } | null | undefined)?.blocks);
  return [
    ...viewSize(view),
    ...shapeViolations(Modal, view),
    ...repeatedIds(blocks),
    ...secondFocus(blocks),
    ...strayPresets(blocks),
    ...missingSubmit(view, blocks),
  ];
}
