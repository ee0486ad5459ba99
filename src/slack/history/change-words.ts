import { z } from "zod";
import type { HistoryEntry, Noted } from "../../app/history/read-history.ts";
import { END_REASONS } from "../../domain/assignment/assignment.ts";
import { AutomaticRule } from "../../domain/automatic/automatic-rule.ts";
import { REVIEW_DECISIONS } from "../../domain/review/review.ts";
import { clip } from "../../lib/text.ts";
import {
  ASSIGNMENT_STATE_LABELS,
  endReasonInWords,
  namesInWords,
  REQUEST_STATE_LABELS,
} from "../cards/request-words.ts";
import { moment } from "../kit/moment.ts";
import { ruleInWords } from "../manage-automatic/rule-in-words.ts";
import { DECISION_LABELS } from "../review/review-words.ts";
import { editsInWords, textChange } from "./edit-words.ts";
import { incompatibleChanges } from "./incompatible-words.ts";
import { deliveredRoles, roleChanges } from "./role-words.ts";

type Names = ReadonlyMap<string, string>;

const TEXT_MAX = 100;
const RULE_MAX = 300;
const NAMES_SHOWN = 5;

/** What was changed, in lines of plain text: before and after where both are noted, and why. */
export function changesInWords(entry: HistoryEntry, names: Names): string[] {
  const { before, after, reason } = entry;
  return [
    ...(reason === null || reason === "" ? [] : [`“${reason}”`]),
    ...textChange("Name", before["name"], after["name"]),
    ...textChange("Policy", before["policy"], after["policy"]),
    ...editsInWords(before, after),
    ...stateChange(entry),
    ...(isOneOf(END_REASONS, after["endReason"]) ? [`Why: ${endReasonInWords(after["endReason"])}`] : []),
    ...(typeof after["because"] === "string"
      ? [`Why: ${BECAUSE[after["because"]] ?? clip(after["because"], TEXT_MAX)}`]
      : []),
    ...(after["automatically"] === true ? ["No approval was needed"] : []),
    ...(typeof after["insteadOf"] === "string"
      ? [`In the place of ${names.get(after["insteadOf"]) ?? "somebody who is gone"}`]
      : []),
    ...reviewed(after),
    ...asked(after, names),
    ...roleChanges(before, after, names),
    ...incompatibleChanges(before, after, names),
    ...deliveredRoles(after),
    ...ruleChange(before, after),
  ];
}

/** What a rule of automatic assignment says from now on, or said until it was removed; and how many it could not reach. */
function ruleChange(before: Noted, after: Noted): string[] {
  const [from, to] = [AutomaticRule.safeParse(before["rule"]).data, AutomaticRule.safeParse(after["rule"]).data];
  const known = new Set(from && to ? ruleInWords(from) : []);
  const rule = to ?? from;
  const { blocked } = after;
  return [
    ...(rule ? ruleInWords(rule).filter((sentence) => !known.has(sentence)) : []),
    ...(Array.isArray(blocked)
      ? [`${blocked.length.toLocaleString("en")} who match hold what is incompatible with it`]
      : []),
  ].map((sentence) => clip(sentence, RULE_MAX));
}

/** Which moments were set or moved, in Slack's markup. */
export function movedInWords({ before, after }: HistoryEntry): string[] {
  return Object.entries(MOMENTS).flatMap(([key, label]) => {
    if (!(key in after)) return [];
    const from = key in before ? `${momentInWords(before[key])} → ` : "";
    if (from === "" && after[key] === null) return [];
    return [`${label}: ${from}${momentInWords(after[key])}`];
  });
}

const MOMENTS = { startsAt: "Start", endsAt: "End", dueAt: "Decide by", closesAt: "Closes" } as const;

const BECAUSE: Readonly<Record<string, string>> = {
  approvalTimeout: "nobody decided in time",
  heldAlready: "the access was held already",
  accessEnded: "the access has ended",
  packageDeleted: "the access package was deleted",
  overtaken: "a change came in between",
  ruleMatches: "the rule of the automatic assignment includes the person",
  withdrawnElsewhere: "other access that gave the same has ended",
};

function momentInWords(value: unknown): string {
  const instant = typeof value === "string" ? new Date(value) : undefined;
  return instant && !Number.isNaN(instant.getTime()) ? moment(instant) : "none";
}

function stateChange({ targetKind, before, after }: HistoryEntry): string[] {
  const labels: Readonly<Record<string, string>> =
    targetKind === "request" ? REQUEST_STATE_LABELS : ASSIGNMENT_STATE_LABELS;
  const label = (state: unknown) => (typeof state === "string" ? (labels[state] ?? clip(state, TEXT_MAX)) : undefined);
  const [from, to] = [label(before["state"]), label(after["state"])];
  if (to === undefined) return from === undefined ? [] : [`State before: ${from}`];
  return [`State: ${from === undefined ? "" : `${from} → `}${to}`];
}

/** What was answered in a review, whom it asked about, or what came of it. */
function reviewed({ decision, people, kept, removed }: Noted): string[] {
  return [
    ...(isOneOf(REVIEW_DECISIONS, decision) ? [`Answer: ${DECISION_LABELS[decision]}`] : []),
    ...(typeof people === "number" ? [`People: ${people}`] : []),
    ...(typeof kept === "number" ? [`Access kept: ${kept}`] : []),
    ...(typeof removed === "number" ? [`Access removed: ${removed}`] : []),
  ];
}

const Subjects = z.array(z.object({ kind: z.string(), id: z.string() }));

/** Who was asked to decide. */
function asked({ subjects }: Noted, names: Names): string[] {
  const named = (Subjects.safeParse(subjects).data ?? []).map(({ kind, id }) =>
    kind === "catalogOwners" ? "the catalog's owners" : (names.get(id) ?? "somebody who is gone"),
  );
  return named.length === 0 ? [] : [`Asked: ${namesInWords(named, NAMES_SHOWN)}`];
}

function isOneOf<Value extends string>(values: readonly Value[], value: unknown): value is Value {
  return (values as readonly unknown[]).includes(value);
}
