import { lengthOf } from "../../lib/text.ts";
import { fault } from "../fault.ts";
import type { Fault } from "../fault.ts";
import { JUSTIFICATION_MAX } from "./request.ts";

/** What is wrong with a justification, or with the reason of a decision, on its field (domain.md 4.4; B9, B10). */
export function justificationFaults(
  text: string,
  field: "justification" | "reason",
  { isRequired }: { isRequired: boolean },
): Fault[] {
  if (isRequired && text.trim() === "") return [fault("required", { what: field }, field)];
  if (lengthOf(text.trim()) > JUSTIFICATION_MAX)
    return [fault("tooLong", { what: field, limit: JUSTIFICATION_MAX }, field)];
  return [];
}
