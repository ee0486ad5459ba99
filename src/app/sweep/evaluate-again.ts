import { later } from "../../lib/duration.ts";
import { markStaleRulesDue } from "../../store/query/automatic-rule.ts";
import { systemCommand } from "../system-command.ts";

const STALE_HOURS = 1;

/**
 * Has people looked at once more by rules by which it was done an hour ago: whoever has given up or lost other access,
 * or is no guest any more, matches a rule though no directory was read.
 */
export const evaluateAgain = systemCommand<void, number>({
  name: "automatic.evaluateAgain",
  run: async ({ tx, now }) => ({
    result: await markStaleRulesDue(tx, later(now, { hours: -STALE_HOURS }), now),
    events: [],
  }),
});
