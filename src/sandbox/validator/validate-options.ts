import { OptionsAnswer } from "./shape/selects.ts";
import { shapeViolations, type Violation } from "./violation.ts";

/** Everything for which Slack would not show these options of an external select. */
export function validateOptionsAnswer(answer: unknown): Violation[] {
  return shapeViolations(OptionsAnswer, answer);
}
