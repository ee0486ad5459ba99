import type { Fault } from "../../domain/fault.ts";
import type { PolicyField } from "../../domain/policy/policy-fields.ts";
import { sentenceFor } from "../errors.ts";
import { labelOf } from "./policy-words.ts";

const FAULTS_SHOWN = 20;

/** What is wrong, each once, with the label of the policy form's field that it concerns. */
export function faultLines(faults: readonly Fault[], policyFields: readonly PolicyField[]): string[] {
  const fields = new Map(policyFields.map((field) => [field.path, field]));
  const sentences = faults.map((fault) => {
    const field = fields.get(fault.field ?? "");
    return `⚠️ ${field ? `${labelOf(field)}: ` : ""}${sentenceFor(fault)}`;
  });
  const lines = [...new Set(sentences)];
  const rest = lines.length - FAULTS_SHOWN;
  return rest > 0 ? [...lines.slice(0, FAULTS_SHOWN), `⚠️ And ${rest} more.`] : lines;
}
