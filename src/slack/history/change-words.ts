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
import { escape } from "../kit/text.ts";
import { ruleInWords } from "../manage-automatic/rule-in-words.ts";
import { DECISION_LABELS } from "../review/review-words.ts";
import { staffChanges } from "./catalog-words.ts";
import { editsInWords, textChange } from "./edit-words.ts";
import { incompatibleChanges } from "./incompatible-words.ts";
import { policyChanges } from "./policy-words.ts";
import { deliveredRoles, roleChanges } from "./role-words.ts";

type Names = ReadonlyMap<string, string>;

const TEXT_MAX = 100;
const RULE_MAX = 300;
const NAMES_SHOWN = 5;

/** What was changed, in lines of plain text: before and after where both are noted, and why. */
export function changesInWords(entry: HistoryEntry, names: Names): string[] {
  const { before, after, reason } = entry;
  // Elsewhere the history is of what was removed, or names it.
  const isPolicy = entry.targetKind === "policy";
  return [
    ...(reason === null || reason === "" ? [] : [`“${reason}”`]),
    ...textChange("Name", before["name"], after["name"] ?? (isPolicy ? before["name"] : undefined)),
    ...textChange("Policy", before["policy"], after["policy"]),
    ...textChange("File", undefined, after["fileName"]),
    ...editsInWords(before, after),
    ...staffChanges(entry, names),
    ...policyChanges(before["settings"], after["settings"], names),
    ...stateChange(entry),
    ...(isOneOf(END_REASONS, after["endReason"]) ? [`Why: ${endReasonInWords(after["endReason"])}`] : []),
    ...(typeof after["because"] === "string"
      ? [`Why: ${BECAUSE[after["because"]] ?? clip(after["because"], TEXT_MAX)}`]
      : []),
    ...(after["automatically"] === true ? ["No approval was needed"] : []),
    ...(typeof after["insteadOf"] === "string"
      ? [`In the place of ${names.get(after["insteadOf"]) ?? "somebody who is gone"}`]
      : []),
    ...(typeof after["reminded"] === "string"
      ? [`Reminded: ${names.get(after["reminded"]) ?? "somebody who is gone"}`]
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

/** How moments and channels are written. */
interface Writing {
  moment: (instant: Date) => string;
  channel: (id: string) => string;
}

const IN_SLACK: Writing = { moment, channel: (id) => `<#${escape(id)}>` };

/** Which moments and channels were set or changed; in Slack's markup, unless they are written in another way. */
export function movedInWords({ before, after }: HistoryEntry, writing = IN_SLACK): string[] {
  return Object.entries(MOVED).flatMap(([key, [label, kind]]) => {
    if (!(key in after) || before[key] === after[key]) return [];
    const from = key in before ? `${written(before[key], kind, writing)} → ` : "";
    if (from === "" && after[key] === null) return [];
    return [`${label}: ${from}${written(after[key], kind, writing)}`];
  });
}

const MOVED: Readonly<Record<string, [string, keyof Writing]>> = {
  startsAt: ["Start", "moment"],
  endsAt: ["End", "moment"],
  dueAt: ["Decide by", "moment"],
  closesAt: ["Closes", "moment"],
  approvalsChannel: ["Approvals channel", "channel"],
  channel: ["Channel", "channel"],
};

function written(value: unknown, kind: keyof Writing, writing: Writing): string {
  if (typeof value !== "string") return "none";
  if (kind === "channel") return writing.channel(value);
  const instant = new Date(value);
  return Number.isNaN(instant.getTime()) ? "none" : writing.moment(instant);
}

const BECAUSE: Readonly<Record<string, string>> = {
  approvalTimeout: "nobody decided in time",
  heldAlready: "the access was held already",
  accessEnded: "the access has ended",
  packageDeleted: "the access package was deleted",
  overtaken: "a change came in between",
  ruleMatches: "the rule of the automatic assignment includes the person",
  withdrawnElsewhere: "other access that gave the same has ended",
  staff: "the catalog's staff asked for it",
  packageChanged: "the resource roles of the access package were changed",
  retried: "what had failed is tried again",
};

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
