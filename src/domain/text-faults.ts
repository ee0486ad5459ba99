import { lengthOf, tidyLine } from "../lib/text.ts";
import { fault } from "./fault.ts";
import type { Fault } from "./fault.ts";

/** What is wrong with a text that is required and may be so long, in code points; nothing when it is fine. */
export function textFaults(text: string, field: string, limit: number): Fault[] {
  if (tidyLine(text) === "") return [fault("required", { what: field }, field)];
  if (lengthOf(text.trim()) > limit) return [fault("tooLong", { what: field, limit }, field)];
  return [];
}
