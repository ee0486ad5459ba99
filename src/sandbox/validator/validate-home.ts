import { blocksIn, repeatedIds, secondFocus, strayPresets } from "./rules.ts";
import { Home } from "./shape/surfaces.ts";
import { tableSizes, viewSize } from "./sizes.ts";
import { shapeViolations, type Violation } from "./violation.ts";

/** Everything for which Slack would refuse this Home tab; empty when it would publish it. */
export function validateHome(view: unknown): Violation[] {
  const raw = (view as { blocks?: unknown } | null | undefined)?.blocks;
  const blocks = blocksIn(raw);
  return [
    ...viewSize(view),
    ...shapeViolations(Home, view),
    ...tableSizes(raw),
    ...repeatedIds(blocks),
    ...secondFocus(blocks),
    ...strayPresets(blocks),
  ];
}
