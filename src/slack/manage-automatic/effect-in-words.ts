import type { AutomaticEffect } from "../../domain/automatic/automatic-effect.ts";
import type { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { clip } from "../../lib/text.ts";
import { namesInWords } from "../cards/request-words.ts";
import { daysInWords } from "./rule-in-words.ts";

const VALUE_MAX = 60;

/** What a rule would do at once, before it is saved. */
export function effectInWords(
  { isAssigning, isRemoving, graceDays }: AutomaticRule,
  { matching, gaining, leaving, unknown }: AutomaticEffect,
): string[] {
  return [
    matchingInWords(matching),
    isAssigning
      ? `${people(gaining, "gains", "gain")} this access package at once; whoever holds it already keeps it as it is.`
      : "Nobody is assigned it.",
    ...(leaving === 0 ? [] : [leavingInWords(leaving, isRemoving, graceDays)]),
    ...(unknown.length === 0
      ? []
      : [
          `Nobody has ${namesInWords(unknown.map(({ attribute, value }) => `${attribute} “${clip(value, VALUE_MAX)}”`))}.`,
        ]),
    "Save that, or change it.",
  ];
}

/** How many people a rule means. */
export function matchingInWords(matching: number): string {
  return `${people(matching, "matches", "match")} now.`;
}

function leavingInWords(leaving: number, isRemoving: boolean, graceDays: number): string {
  const hold = `${people(leaving, "holds", "hold")} it by this rule without matching it`;
  if (!isRemoving) return `${hold}, and ${leaving === 1 ? "keeps" : "keep"} it.`;
  return `${hold}, and ${leaving === 1 ? "loses" : "lose"} it ${daysInWords(graceDays)}, if no day is set yet.`;
}

function people(count: number, one: string, many: string): string {
  if (count === 0) return `Nobody ${one}`;
  return count === 1 ? `1 person ${one}` : `${count.toLocaleString("en")} people ${many}`;
}
